namespace HmmSpec.Document;

/// <summary>Where a committed file first differs from what the sources give.</summary>
/// <param name="Line">The line, 1-based.</param>
/// <param name="Sentence">What is there, and what should be.</param>
public sealed record DocumentDifference(int Line, string Sentence)
{
    private const int Shown = 80;

    /// <summary>The first difference; null if there is none. How lines end does not matter.</summary>
    public static DocumentDifference? Of(string wanted, string found)
    {
        string[] left = Lines.Of(wanted);
        string[] right = Lines.Of(found);
        int line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return line == left.Length && line == right.Length
            ? null
            : new DocumentDifference(line + 1, $"found {Clip(right, line)}, should be {Clip(left, line)}");
    }

    private static string Clip(string[] lines, int index) =>
        index >= lines.Length ? "the end of the file"
        : lines[index].Length <= Shown ? $"\"{lines[index]}\""
        : $"\"{lines[index][..Shown]}...\"";
}
