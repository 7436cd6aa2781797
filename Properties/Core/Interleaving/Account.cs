using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Whether the commits of an operation account for the outcome that it reports.</summary>
internal static class Account
{
    /// <summary>What does not fit, in one sentence without its end; null if all does.</summary>
    public static string? Problem(
        Operation operation,
        Outcome outcome,
        ReadOnlySpan<FlatEffect> commits,
        PageGoals? goals,
        int pages
    )
    {
        bool ok = outcome.Status == Status.Ok;
        return operation switch
        {
            Load load => OfProcessor(load.Process, load.Page, false, 0, pages).Problem(outcome, commits),
            Store store => OfProcessor(store.Process, store.Page, true, store.Value, pages).Problem(outcome, commits),
            DeviceLoad load => new AccessAccount(load.Process, load.Range, IsStore: false, 0).Problem(outcome, commits),
            DeviceStore store => new AccessAccount(store.Process, store.Range, IsStore: true, store.Value).Problem(
                outcome,
                commits
            ),
            RangeFault fault => OfFault(fault, outcome.Status, commits) ?? OfRequests(fault, outcome),
            Map map => Once(ok, commits, FlatEffectKind.Map, map.Process, map.Range),
            MapFile map => Once(ok, commits, FlatEffectKind.Map, map.Process, map.Range),
            Protect protect => OfRange(outcome.Status, LockAccount.WithoutRefusals(commits, protect.Range), goals!),
            Unmap => OfRange(outcome.Status, commits, goals!),
            // At a locked VMA it ends with what comes before it discarded (LCK-7).
            DontNeed => OfRange(outcome.Status == Status.EINVAL ? Status.ENOMEM : outcome.Status, commits, goals!),
            Remap remap => RemapAccount.Problem(remap, outcome, commits),
            Advise advise => OfAdvice(advise, outcome.Status, commits),
            Mlock it => LockAccount.Problem(it.Process, it.Range, locked: true, outcome.Status, commits),
            Munlock it => LockAccount.Problem(it.Process, it.Range, locked: false, outcome.Status, commits),
            SwapOut => Only(commits, FlatEffectKind.Drop),
            Fork fork => ok && goals!.Open.Count > 0 ? $"page {goals.Open[0]} of the parent was not copied"
            : ok && Count(commits, FlatEffectKind.Create) != 1 ? "no child was made"
            : ok || commits.Length == 0 || HasGone(fork.Child, outcome.Status, commits[^1]) ? null
            : $"a child p{fork.Child} was made",
            Exit exit => Once(ok, commits, FlatEffectKind.Exit, exit.Process, null),
            Lose => Only(commits, FlatEffectKind.Lose),
            MakeExclusive it => OfExclusive(it.Range, commits),
            MigrateToDevice it => OfExclusive(it.Range, commits), // A page that is lost is refused (MIG-24).
            Pin pin => OfExclusive(new PageRange(pin.Page, 1), commits),
            DeviceAtomic it => OfAtomic(it, outcome, commits),
            Truncate truncate => FileAccount.OfTruncation(truncate, ok, commits),
            PunchHole punch => FileAccount.OfHole(punch, ok, commits),
            Snapshot
            or MigrateToSystem
            or Evict
            or Detach
            or FailUpdate
            or SwapOut
            or Attach
            or Register
            or Unregister
            or WriteBack
            or DropCache
            or Compact
            or Unpin => commits.Length == 0 ? null : $"it changed what programs see ({commits[0].Kind})",
        };
    }

    // A child that was begun and given up (EXC-10).
    private static bool HasGone(int child, Status status, FlatEffect last) =>
        status == Status.ENOMEM && last.Kind == FlatEffectKind.Exit && last.Process == child;

    // It may meet the page that it cannot get each time that it starts again.
    private static string? OfExclusive(PageRange range, ReadOnlySpan<FlatEffect> commits)
    {
        foreach (FlatEffect commit in commits)
        {
            if (!AccessAccount.IsRefusal(commit) || !range.Contains(commit.Range.Start))
            {
                return $"it changed what programs see ({commit.Kind})";
            }
        }

        return null;
    }

    private static string? OfAtomic(DeviceAtomic atomic, Outcome outcome, ReadOnlySpan<FlatEffect> commits)
    {
        if (outcome.Status == Status.Ok)
        {
            FlatEffect wanted = FlatEffect.Add(atomic.Process, atomic.Page, outcome.Value, atomic.Value);
            return commits.Length == 1 && commits[0] with { KeepsLazyFree = false } == wanted
                ? null
                : $"it did not do that once ({commits.Length})";
        }

        return commits.Length == 0 || (commits.Length == 1 && AccessAccount.IsRefusal(commits[0]))
            ? null
            : $"it changed something ({commits[0].Kind})";
    }

    private static AccessAccount OfProcessor(int process, int page, bool isStore, ulong value, int pages) =>
        new(process, new PageRange(page, 1), isStore, value) { IsBeyond = (uint)page >= (uint)pages };

    private static string? OfFault(RangeFault fault, Status status, ReadOnlySpan<FlatEffect> commits)
    {
        foreach (FlatEffect commit in commits)
        {
            if (!AccessAccount.IsRefusal(commit) || !fault.Range.Contains(commit.Range.Start))
            {
                return $"it changed what programs see ({commit.Kind})";
            }
        }

        return status == Status.Ok && commits.Length > 0 ? "a page was refused"
            : status is Status.EPERM or Status.EACCES && commits.Length != 1 ? $"{commits.Length} pages were refused"
            : commits.Length > 1 ? $"{commits.Length} pages were refused"
            : null;
    }

    // Whatever others do meanwhile: what it reports is what was there at one moment, when every request was met (FLT-3).
    private static string? OfRequests(RangeFault fault, Outcome outcome)
    {
        for (int offset = 0; outcome.Status == Status.Ok && offset < outcome.Pages.Count; offset++)
        {
            Request request = fault.RequestAt(offset);
            PageResult found = outcome.Pages[offset];
            bool isMet =
                (request & Request.Fault) == 0
                || (
                    found is not (PageResult.Error or PageResult.Empty)
                    && ((request & Request.Write) == 0 || found is not (PageResult.Zero or PageResult.Read))
                );
            if (!isMet)
            {
                return $"the request for page {fault.Range.Start + offset} was not met ({found})";
            }
        }

        return null;
    }

    // Freeing marks pages, and drops those in swap; reclaim drops what may be dropped; marks for fork are set at once. At the
    // mapping of a file freeing and wiping end, with what comes before it done (ADV-10), and removing at any other (ADV-11); at a
    // locked one all but the marks (LCK-7).
    private static string? OfAdvice(Advise advise, Status status, ReadOnlySpan<FlatEffect> commits)
    {
        bool marks = advise.Advice is not (Advice.Free or Advice.Cold or Advice.PageOut or Advice.Remove);
        foreach (FlatEffect commit in commits)
        {
            bool fits = advise.Advice switch
            {
                Advice.Free => commit.Kind is FlatEffectKind.LazyFree or FlatEffectKind.Discard
                    && commit.Process == advise.Process
                    && advise.Range.Contains(commit.Range),
                Advice.Cold => false,
                Advice.PageOut => commit.Kind == FlatEffectKind.Drop,
                Advice.Remove => commit.Kind == FlatEffectKind.ZeroFile,
                Advice.DontFork or Advice.DoFork or Advice.WipeOnFork or Advice.KeepOnFork => commit.Kind
                    == FlatEffectKind.Advise
                    && (commit.Process, commit.Advice) == (advise.Process, advise.Advice)
                    && (status == Status.EINVAL ? IsHead(commit.Range, advise.Range) : commit.Range == advise.Range),
            };
            if (!fits)
            {
                return $"it did something else as well ({commit.Kind})";
            }
        }

        bool looked = status is Status.Ok or Status.ENOMEM;
        bool stops =
            advise.Advice == Advice.Remove
            || (status == Status.EINVAL && advise.Advice is (Advice.Free or Advice.WipeOnFork or Advice.PageOut));
        return marks && looked && commits.Length != 1 ? $"it did not mark the range once ({commits.Length} commits)"
            : !looked && !stops && commits.Length > 0 ? $"it changed something ({commits[0].Kind})"
            : null;
    }

    private static bool IsHead(PageRange head, PageRange whole) =>
        head.Start == whole.Start && head.Count < whole.Count;

    private static string? Only(ReadOnlySpan<FlatEffect> commits, FlatEffectKind kind)
    {
        foreach (FlatEffect commit in commits)
        {
            if (commit.Kind != kind)
            {
                return $"it changed what programs see ({commit.Kind})";
            }
        }

        return null;
    }

    private static string? OfRange(Status status, ReadOnlySpan<FlatEffect> commits, PageGoals goals)
    {
        foreach (FlatEffect commit in commits)
        {
            bool foreign =
                AccessAccount.IsAccess(commit)
                || AccessAccount.IsRefusal(commit)
                || commit.Kind
                    is FlatEffectKind.Map
                        or FlatEffectKind.Create
                        or FlatEffectKind.Copy
                        or FlatEffectKind.SetLength
                        or FlatEffectKind.ZeroFile
                        or FlatEffectKind.Exit
                        or FlatEffectKind.Move
                        or FlatEffectKind.LazyFree
                        or FlatEffectKind.Drop
                        or FlatEffectKind.Advise
                        or FlatEffectKind.Lock
                        or FlatEffectKind.Lose;
            if (foreign)
            {
                return $"it did something else as well ({commit.Kind})";
            }
        }

        return status == Status.Ok && goals.Open.Count > 0 ? $"page {goals.Open[0]} was never so"
            : status is Status.EINVAL or Status.ESRCH && commits.Length > 0
                ? $"it changed something ({commits[0].Kind})"
            : null;
    }

    private static string? Once(
        bool ok,
        ReadOnlySpan<FlatEffect> commits,
        FlatEffectKind kind,
        int process,
        PageRange? range
    ) =>
        !ok ? (commits.Length == 0 ? null : $"it changed something ({commits[0].Kind})")
        : commits.Length != 1 || commits[0].Kind != kind || commits[0].Process != process
            ? $"it did not do that once ({commits.Length} commits)"
        : range is PageRange whole && commits[0].Range != whole ? "it did so to other pages"
        : null;

    private static int Count(ReadOnlySpan<FlatEffect> commits, FlatEffectKind kind)
    {
        int count = 0;
        foreach (FlatEffect commit in commits)
        {
            count += commit.Kind == kind ? 1 : 0;
        }

        return count;
    }
}
