using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Somebody who holds a lock.</summary>
/// <param name="Name">The operation's name.</param>
/// <param name="IsShared">Whether it holds it for reading.</param>
public readonly record struct Holder(string Name, bool IsShared);

/// <summary>What an operation waits for, and who has it.</summary>
/// <param name="Name">Who waits.</param>
/// <param name="Reason">For what kind of thing.</param>
/// <param name="What">For which, in words: <c>the mmap lock of p0</c>.</param>
/// <param name="Holders">Who holds it; none if nobody that is open does.</param>
public sealed record Waiting(string Name, Blocked Reason, string What, IReadOnlyList<Holder> Holders)
{
    /// <summary>The whole in words: <c>waits for the mmap lock of p0, held by b for writing</c>.</summary>
    public override string ToString() => $"waits for {What}, {By()}";

    /// <summary>What an activity, which is blocked, waits for.</summary>
    internal static Waiting Find(
        string name,
        Activity activity,
        State state,
        LockLedger ledger,
        Func<int, string> names
    )
    {
        Blocked reason = activity.Next(state).Blocked;
        foreach ((HeldLock held, State without) in Candidates(reason, state))
        {
            if (activity.Next(without).Blocked != reason)
            {
                string what =
                    reason == Blocked.MigrationEntry
                        ? $"the migration of {MigratingPage(held, state)}"
                        : held.Name(state);
                Holder[] holders =
                [
                    .. ledger
                        .HoldersOf(held)
                        .Select(entry => new Holder(names(entry.Agent), entry.Held.IsShared))
                        .Distinct(),
                ];
                return new Waiting(name, reason, what, holders);
            }
        }

        return new Waiting(name, reason, ConcurrentText.Reasons.NameOf(reason), []);
    }

    private string By() =>
        Holders.Count == 0
            ? "which nobody that is open holds"
            : $"held by {string.Join(" and ", Holders.Select(holder => holder.Name + Mode(holder)))}";

    private string Mode(Holder holder) =>
        Reason != Blocked.MmapLock ? ""
        : holder.IsShared ? " for reading"
        : " for writing";

    // What could be waited for, each with the state as it would be without it: that without which the activity could go on
    // is what it waits for.
    private static IEnumerable<(HeldLock Held, State Without)> Candidates(Blocked reason, State state)
    {
        State free = State.Initial(state.World, state.Profile);
        foreach (HeldLock held in HeldLocks.Difference(free, state).Taken)
        {
            if (reason == Blocked.MigrationEntry && held.Kind == LockKind.Page)
            {
                yield return (held, WithoutMigration(state, held.Frame));
            }
            else if (held.Kind == KindOf(reason))
            {
                yield return (held, HeldLocks.Without(state, held));
            }
        }
    }

    private static LockKind? KindOf(Blocked reason) =>
        reason switch
        {
            Blocked.MmapLock => LockKind.Mmap,
            Blocked.PageLock => LockKind.Page,
            Blocked.DriverLock => LockKind.Driver,
            Blocked.Window => LockKind.Window,
            Blocked.DeviceFault => LockKind.Fault,
            Blocked.FileLock => LockKind.File,
            Blocked.No or Blocked.MigrationEntry => null,
        };

    private static State WithoutMigration(State state, Target source)
    {
        State without = state;
        foreach ((int process, int page) in Migrating(state, source))
        {
            without = without.WithPte(process, page, Pte.None);
        }

        return without;
    }

    private static string MigratingPage(HeldLock held, State state) =>
        Migrating(state, held.Frame).Select(static address => $"p{address.Process} {address.Page}").First();

    private static IEnumerable<PageAddress> Migrating(State state, Target source) =>
        from process in Enumerable.Range(0, state.Processes.Count)
        from page in Enumerable.Range(0, state.World.Pages)
        let pte = state.Processes[process].PageTable[page]
        where pte.Kind == PteKind.Migration && pte.Target == source
        select new PageAddress(process, page);
}
