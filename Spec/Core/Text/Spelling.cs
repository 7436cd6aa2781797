using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Finds what a misspelt word was meant to be.</summary>
public static class Spelling
{
    private const int Longest = 40;
    private const int ShortestBeginning = 3;

    /// <summary>The candidate nearest to a word, if any is near: a letter in three wrong, or the word is its beginning.</summary>
    public static string? Nearest(ReadOnlySpan<char> word, Sequence<string> candidates)
    {
        if (word.Length > Longest)
        {
            return null;
        }

        string? nearest = null;
        int best = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            bool begins =
                word.Length >= ShortestBeginning && candidate.AsSpan().StartsWith(word, StringComparison.Ordinal);
            int distance = begins ? 1 : Distance(word, candidate);
            if (distance < best && distance < candidate.Length)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>The words as a sentence lists them: <c>a, b or c</c>.</summary>
    public static string List(Sequence<string> words) =>
        words.Count < 2
            ? string.Concat(words)
            : string.Join(", ", words.Take(words.Count - 1)) + " or " + words[words.Count - 1];

    /// <summary>How many letters are to be changed, added, left out or exchanged with their neighbour.</summary>
    private static int Distance(ReadOnlySpan<char> from, ReadOnlySpan<char> to)
    {
        int[] before = [];
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] row = new int[to.Length + 1];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, changed);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            before = above;
            above = row;
        }

        return above[to.Length];
    }
}
