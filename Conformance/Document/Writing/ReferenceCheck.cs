using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Whether everything that is cited exists, with the place where it is cited.</summary>
internal static class ReferenceCheck
{
    private const string Patches = Fragments.Folder + "patches.md";

    public static void Run(SpecModel model, Problems problems)
    {
        References references = new(model);
        foreach (ClauseEntry clause in model.Clauses)
        {
            references.Check(clause.Sentence, clause.Place, problems);
            references.Check(clause.Source, clause.Place, problems);
        }

        foreach (TypeSource type in model.Index.Types.Where(type => type.Project is "Spec/Core" or "Model/Reference"))
        {
            foreach (BaseTypeDeclarationSyntax part in type.Parts)
            {
                DocComment doc = DocComment.Of(part);
                references.Check(
                    string.Join(' ', [doc.Summary, doc.Remarks, .. doc.Parameters.Values]),
                    Place.Of(part),
                    problems
                );
            }
        }

        foreach (SourceFile file in model.Fragments.All)
        {
            bool isCode = false;
            string[] lines = Lines.Of(file.Text);
            for (int index = 0; index < lines.Length; index++)
            {
                isCode ^= lines[index].StartsWith("```", StringComparison.Ordinal);
                Place place = new(file.Path, index + 1);
                if (!isCode)
                {
                    references.Check(lines[index], place, problems);
                }

                if (file.Path == Patches)
                {
                    CheckPatch(references, lines[index], place, problems);
                }
            }
        }
    }

    // A row of the table of patches says what the patch gives, which clauses cover it, and which file shows it.
    private static void CheckPatch(References references, string line, Place place, Problems problems)
    {
        string[] cells = [.. line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)];
        if (
            !line.StartsWith("| ", StringComparison.Ordinal)
            || line.StartsWith("| ---", StringComparison.Ordinal)
            || cells[0] == "patch"
        )
        {
            return;
        }

        if (cells.Any(cell => cell.Length == 0))
        {
            problems.Add(place, "a row of the table of patches has an empty cell: say what belongs there");
        }

        string[] cited = [.. references.Cited(line)];
        if (!cited.Any(word => !references.IsScenario(word) && !word.StartsWith("INV-", StringComparison.Ordinal)))
        {
            problems.Add(place, "a row of the table of patches cites no clause: cite those that cover the patch");
        }

        if (!cited.Any(references.IsScenario))
        {
            problems.Add(place, "a row of the table of patches names no scenario file: name one that shows the patch");
        }
    }
}
