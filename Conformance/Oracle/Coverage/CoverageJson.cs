using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>Coverage as one JSON object.</summary>
public static class CoverageJson
{
    /// <summary>Each clause, with what follows it.</summary>
    public static string Format(ClauseCoverage coverage) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteString("profile", coverage.Profile.Name);
            writer.WriteStrings("gaps", coverage.Gaps.Select(static reach => reach.Clause.Id));
            writer.WriteStartArray("clauses");
            foreach (ClauseReach reach in coverage.Reaches)
            {
                writer.WriteStartObject();
                writer.WriteString("id", reach.Clause.Id);
                writer.WriteString("kind", ClauseWords.Of(reach.Clause.Kind));
                writer.WriteBoolean("ofProfile", reach.IsOfProfile);
                writer.WriteNumber("scenarios", reach.Scenarios);
                writer.WriteNumber("alone", reach.Alone);
                writer.WriteNumber("races", reach.Races);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
