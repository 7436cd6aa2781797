namespace HmmSpec.Document;

/// <summary>Lines, however they end.</summary>
internal static class Lines
{
    public static string[] Of(string text) => text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
}
