using System.Text.RegularExpressions;

namespace HmmSpec.Document;

/// <summary>Links of a page that is shown in another folder.</summary>
internal static partial class RelativeLinks
{
    /// <summary>The folder of the document.</summary>
    public const string Folder = "Spec";

    /// <summary>The links of a text that stands at <paramref name="path"/>, as the document has to write them.</summary>
    public static string Move(string markdown, string path)
    {
        string folder = path[..Math.Max(0, path.LastIndexOf('/'))];
        return Link()
            .Replace(
                markdown,
                match =>
                    match.Groups["target"].Value is { } target && IsRelative(target)
                        ? $"]({To(Resolve(folder, target))})"
                        : match.Value
            );
    }

    /// <summary>From the document to a file of the repository.</summary>
    public static string To(string path) =>
        path.StartsWith($"{Folder}/", StringComparison.Ordinal) ? path[(Folder.Length + 1)..] : $"../{path}";

    /// <summary>From a link in the document to the file of the repository.</summary>
    public static string From(string link) => Resolve(Folder, link);

    public static bool IsRelative(string target) =>
        !target.StartsWith('#') && !target.Contains("://", StringComparison.Ordinal);

    private static string Resolve(string folder, string target)
    {
        List<string> parts = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();
}
