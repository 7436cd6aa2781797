using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The commits of loads or stores of one page after another: as many as it reports, in the order of the pages, with the
/// values that it reports; an access that was refused has been refused once.
/// </summary>
/// <param name="Process">Whose memory.</param>
/// <param name="Range">Which pages.</param>
/// <param name="IsStore">Whether they are stores.</param>
/// <param name="First">Of stores: the value of the first; each next one is one higher.</param>
internal readonly record struct AccessAccount(int Process, PageRange Range, bool IsStore, ulong First)
{
    /// <summary>Whether the page lies outside the world: flat memory does not know it, and refuses it without a commit.</summary>
    public bool IsBeyond { get; init; }

    /// <summary>Whether a commit is a load or a store that was done.</summary>
    public static bool IsAccess(FlatEffect commit) => commit.Kind is FlatEffectKind.Load or FlatEffectKind.Store;

    /// <summary>Whether a commit is a load or a store that was refused.</summary>
    public static bool IsRefusal(FlatEffect commit) =>
        commit.Kind
            is FlatEffectKind.RefusedLoad
                or FlatEffectKind.RefusedStore
                or FlatEffectKind.BeyondEnd
                or FlatEffectKind.RefusedLost;

    /// <summary>Whether a commit is of the kernel's making of a copy: it stores nothing, and no outcome tells of it.</summary>
    public static bool IsCopy(FlatEffect commit) =>
        commit.Kind is FlatEffectKind.Fetch or FlatEffectKind.PutCopy or FlatEffectKind.TakeCopy;

    /// <summary>What does not fit, in one sentence without its end; null if all does.</summary>
    public string? Problem(Outcome outcome, ReadOnlySpan<FlatEffect> commits)
    {
        bool ok = outcome.Status == Status.Ok;
        int done = 0;
        while (done < commits.Length && IsAccess(commits[done]))
        {
            if (done >= Range.Count || !Fits(commits[done], done, ok ? outcome : null))
            {
                return $"access {done + 1} was {Describe(commits[done])}";
            }

            done++;
        }

        if (ok)
        {
            return done == Range.Count && commits.Length == done ? null
                : commits.Length > done ? $"access {done + 1} was {Describe(commits[done])}"
                : $"{done} of {Range.Count} accesses were done";
        }

        if (done > 0 && done == Range.Count)
        {
            return $"all {done} accesses were done";
        }

        int refusals = commits.Length - done;
        if (refusals > 1 || (refusals == 1 && !IsRefusalOfRest(commits[done], done)))
        {
            return $"access {done + 1} was {Describe(commits[done])}";
        }

        // EFAULT is also what a device is told when memory is short; what was refused may find its process gone.
        bool needsRefusal =
            outcome.Status is Status.EPERM or Status.EACCES or Status.SIGBUS
            || (outcome.Status == Status.SIGSEGV && !IsBeyond);
        bool admitsRefusal = outcome.Status != Status.ENOMEM;
        return needsRefusal && refusals == 0 ? "no access was refused"
            : !admitsRefusal && refusals == 1 ? $"access {done + 1} was {Describe(commits[done])}"
            : null;
    }

    private bool Fits(FlatEffect commit, int index, Outcome? outcome)
    {
        ulong? value =
            IsStore ? unchecked(First + (ulong)index)
            : outcome is not Outcome reported ? null
            : Range.Count == 1 ? reported.Value
            : index < reported.Values.Count ? reported.Values[index]
            : null;
        FlatEffect plain = commit with { KeepsLazyFree = false };
        return plain == FlatEffect.Access(Process, Range.Start + index, IsStore, value ?? commit.Value);
    }

    private bool IsRefusalOfRest(FlatEffect commit, int done) =>
        IsRefusal(commit)
        && commit.Process == Process
        && PageRange.Between(Range.Start + done, Range.End).Contains(commit.Range.Start)
        && (IsStore || commit.Kind != FlatEffectKind.RefusedStore);

    private static string Describe(FlatEffect commit) =>
        $"{commit.Kind} of p{commit.Process} page {commit.Range.Start} value {commit.Value}";
}
