using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Whether the commits of an operation on a file account for its outcome.</summary>
internal static class FileAccount
{
    /// <summary>The length is set once, and then the pages that were cut off become zeros, one after another.</summary>
    public static string? OfTruncation(Truncate truncate, bool ok, ReadOnlySpan<FlatEffect> commits)
    {
        if (!ok)
        {
            return commits.Length == 0 ? null : $"it changed something ({commits[0].Kind})";
        }

        if (
            commits.Length == 0
            || commits[0].Kind != FlatEffectKind.SetLength
            || commits[0].Backing.File != truncate.File
            || commits[0].Range.Start != truncate.Length
        )
        {
            return "it did not set the length";
        }

        return OfZeros(truncate.File, commits[0].Range, commits[1..], discards: true);
    }

    /// <summary>The pages become zeros, one after another.</summary>
    public static string? OfHole(PunchHole punch, bool ok, ReadOnlySpan<FlatEffect> commits) =>
        ok ? OfZeros(punch.File, punch.Range, commits, discards: false)
        : commits.Length == 0 ? null
        : $"it changed something ({commits[0].Kind})";

    private static string? OfZeros(int file, PageRange range, ReadOnlySpan<FlatEffect> commits, bool discards)
    {
        int next = range.Start;
        foreach (FlatEffect commit in commits)
        {
            if (discards && commit.Kind == FlatEffectKind.Discard && next == range.Start)
            {
                continue;
            }

            if (commit != FlatEffect.OnFile(FlatEffectKind.ZeroFile, file, new PageRange(next, 1)))
            {
                return $"it did something else as well ({commit.Kind})";
            }

            next++;
        }

        return next == range.End ? null : $"page {next} of the file did not become zeros";
    }
}
