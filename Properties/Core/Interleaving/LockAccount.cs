using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the commits of an mlock or munlock account for what it reports: its range is locked, or not any more, once, or what
/// of it lies before a hole; and an access that it made to bring a page in is refused at most once, at its end.
/// </summary>
internal static class LockAccount
{
    /// <summary>What does not fit, in one sentence without its end; null if all does.</summary>
    public static string? Problem(
        int process,
        PageRange range,
        bool locked,
        Status status,
        ReadOnlySpan<FlatEffect> commits
    )
    {
        int refusals = 0;
        foreach (FlatEffect commit in commits)
        {
            bool isHead = commit.Range.Start == range.Start && commit.Range.Count < range.Count;
            bool isMark =
                commit == FlatEffect.Lock(process, commit.Range, locked)
                && (commit.Range == range || (isHead && status == Status.ENOMEM));
            bool isRefusal =
                locked && AccessAccount.IsRefusal(commit) && status == Status.ENOMEM && range.Contains(commit.Range);
            if (!isMark && !isRefusal)
            {
                return $"it did something else as well ({commit.Kind})";
            }

            refusals += isRefusal ? 1 : 0;
        }

        int marks = commits.Length - refusals;
        bool marked = status is Status.Ok or Status.EAGAIN || refusals > 0;
        return refusals > 1 ? $"{refusals} pages were refused"
            : marks > 1 || (marked && marks == 0) ? $"the range was marked {marks} times"
            : null;
    }

    /// <summary>
    /// The commits without the refusals of pages of a range: where one cannot be brought in, others go on as if nothing were
    /// (LCK-8, LCK-9).
    /// </summary>
    public static ReadOnlySpan<FlatEffect> WithoutRefusals(ReadOnlySpan<FlatEffect> commits, PageRange range)
    {
        bool refuses = false;
        foreach (FlatEffect commit in commits)
        {
            refuses |= AccessAccount.IsRefusal(commit);
        }

        if (!refuses)
        {
            return commits;
        }

        List<FlatEffect> left = [];
        foreach (FlatEffect commit in commits)
        {
            if (!AccessAccount.IsRefusal(commit) || !range.Contains(commit.Range))
            {
                left.Add(commit);
            }
        }

        return left.ToArray();
    }
}
