using System.Text.RegularExpressions;

namespace HmmSpec.Document;

/// <summary>Reads why clauses have no scenario of their own, out of the page that a test keeps complete.</summary>
internal static partial class ReasonReader
{
    private const string Page = "Conformance/Oracle/ClauseScenarios/README.md";

    public static IReadOnlyDictionary<string, string> Read(IEnumerable<SourceFile> files)
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        foreach (string line in files.Where(file => file.Path == Page).SelectMany(file => Lines.Of(file.Text)))
        {
            if (Reason().Match(line) is { Success: true } match)
            {
                reasons[match.Groups["id"].Value] = RelativeLinks.Move(match.Groups["why"].Value, Page);
            }
        }

        return reasons;
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]{3}-\d+) \| (?<why>.+) \|$")]
    private static partial Regex Reason();
}
