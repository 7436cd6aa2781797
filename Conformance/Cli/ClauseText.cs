using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Writes what a clause says for people.</summary>
internal static class ClauseText
{
    /// <summary>The id and what sort of clause it is; then its sentence and its source.</summary>
    public static void Write(Screen screen, Clause clause, int indent)
    {
        screen.Line($"{clause.Id} ({ClauseWords.Of(clause.Kind)}; {ClauseWords.Of(clause.Versions)})", "bold");
        screen.Paragraph(clause.Sentence, indent);
        screen.Paragraph($"source: {clause.Source}", indent);
    }

    /// <summary>The same for the id of a clause; nothing for an id that the catalogue has not.</summary>
    public static void Write(Screen screen, string id, int indent)
    {
        if (Catalogue.Find(id) is Clause clause)
        {
            Write(screen, clause, indent);
        }
    }
}
