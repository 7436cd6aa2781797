using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Clauses as one JSON object.</summary>
public static class ClauseJson
{
    /// <summary>The clauses, and of which revision of the catalogue they are.</summary>
    public static string Format(IEnumerable<Clause> clauses) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteStartArray("clauses");
            foreach (Clause clause in clauses)
            {
                writer.WriteStartObject();
                writer.WriteString("id", clause.Id);
                writer.WriteString("family", clause.Family);
                writer.WriteString("kind", ClauseWords.Of(clause.Kind));
                writer.WriteStrings("versions", ClauseWords.List(clause.Versions));
                writer.WriteString("source", clause.Source);
                writer.WriteString("sentence", clause.Sentence);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
