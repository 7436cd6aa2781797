using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the commits of a remap account for what it reports: each page of the old range is at the place that it
/// reports, in one move or none (an empty entry has nothing to move), and is mapped at the old place only if it should be.
/// </summary>
internal static class RemapAccount
{
    /// <summary>What does not fit, in one sentence without its end; null if all does.</summary>
    public static string? Problem(Remap remap, Outcome outcome, ReadOnlySpan<FlatEffect> commits)
    {
        bool isFixed = remap.Flags.HasFlag(RemapFlags.MayMove | RemapFlags.Fixed);
        bool ok = outcome.Status == Status.Ok;
        int place = ok ? (int)outcome.Value : -1;
        bool moves = ok && place != remap.Range.Start;
        int rest = Math.Min(remap.Range.Count, remap.NewCount);
        PageRange target = new(isFixed ? remap.NewStart : place, remap.NewCount);
        PageRange beyond = new(remap.Range.Start + rest, remap.Range.Count - rest);
        PageRange old = remap.Range with { Count = rest };
        bool leaves = moves && rest > 0 && !remap.Flags.HasFlag(RemapFlags.DontUnmap);
        (int mapped, int left) = (0, 0);
        PageRange grown = moves ? target : Added(remap);
        foreach (FlatEffect commit in ok ? LockAccount.WithoutRefusals(commits, grown) : commits)
        {
            bool isMap = commit.Kind == FlatEffectKind.Map && ok && commit.Range == grown;
            bool isMove =
                commit.Kind == FlatEffectKind.Move
                && moves
                && old.Contains(commit.Range)
                && commit.NewStart - place == commit.Range.Start - old.Start;
            bool isEnd = commit.Kind is FlatEffectKind.Leave or FlatEffectKind.Unmap;
            bool isLeft = isEnd && leaves && commit.Range == old;
            bool makesRoom =
                isEnd && ((isFixed && commit.Range == target) || (beyond.Count > 0 && commit.Range == beyond));
            bool isUnlocked = moves && !leaves && commit == FlatEffect.Lock(remap.Process, old, locked: false); // LCK-9
            if (!isMap && !isMove && !isLeft && !makesRoom && !isUnlocked)
            {
                return $"it did something else as well ({commit.Kind})";
            }

            mapped += isMap ? 1 : 0;
            left += isLeft ? 1 : 0;
        }

        return moves && mapped != 1 ? "the new range was not mapped once"
            : leaves && left != 2 ? "the old range was not unmapped"
            : ok && !moves && remap.NewCount > remap.Range.Count && mapped != 1 ? "the range did not grow"
            : null;
    }

    private static PageRange Added(Remap remap) =>
        new(remap.Range.Start + remap.Range.Count, remap.NewCount - remap.Range.Count);
}
