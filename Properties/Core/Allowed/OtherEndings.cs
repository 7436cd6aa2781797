using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which an operation may end that no step of the reference takes, because nothing in a state decides between
/// them and what the reference does.
/// </summary>
internal static class OtherEndings
{
    /// <summary>The endings.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="usual">How it ends in the reference.</param>
    /// <param name="answer">What was answered.</param>
    public static IEnumerable<Transition> Of(State state, Operation operation, Outcome usual, Answer answer)
    {
        // Reclaim and compaction may leave any page alone (ND-3).
        if (operation is SwapOut or Compact && usual.Status == Status.Ok)
        {
            return [Nothing(state, Outcome.Of(0)), .. LazyFreeEndings.Of(state, operation)];
        }

        return operation is Evict evict && usual.Status == Status.Ok ? Evictions(state, evict)
            : operation is Lose or Detach ? RemovalEndings.Of(state, operation, usual, answer)
            : Failures(state, operation, usual, answer);
    }

    /// <summary>
    /// The endings of a device's operation that was given up because the address space was too busy (ND-5): the pages
    /// before the one that it gave up at have been accessed, or the device has them for itself (ND-24).
    /// </summary>
    public static IEnumerable<Transition> WhenBusy(State state, Operation operation) =>
        operation is DeviceStore store ? Parts(state, store)
        : operation is MakeExclusive exclusive ? Parts(state, exclusive)
        : operation is DeviceAtomic it
            ? Parts(state, new MakeExclusive(it.Process, it.Device, new PageRange(it.Page, 1)))
        : [Nothing(state, Outcome.Ok)];

    /// <summary>Whether an answer says that the address space was too busy, and this is nothing about arguments.</summary>
    public static bool IsBusy(State state, Operation operation, Answer answer) =>
        SaysBusy(operation, answer) && !IsOfArguments(ReferenceModel.Run(state, operation).Outcome);

    /// <summary>
    /// Whether an answer says that the address space was too busy, or that there was no memory to try it, to an operation that
    /// may be given up for that.
    /// </summary>
    public static bool SaysBusy(Operation operation, Answer answer) =>
        answer is { Kind: AnswerKind.Ended, Word: "EBUSY" or "EAGAIN" } && IsOfDevice(operation)
        // For want of memory (ND-13).
        || answer is { Kind: AnswerKind.Ended, Word: "EAGAIN" } && operation is Advise;

    /// <summary>
    /// Whether an answer is the error in which a device's operation on several pages ends here, which need not have come to the
    /// pages before the one that decides (ND-15, ND-20).
    /// </summary>
    public static bool MayFailAtOnce(State state, Operation operation, Answer answer) =>
        operation
            is DeviceStore { Range.Count: > 1 }
                or DeviceLoad { Range.Count: > 1 }
                or MakeExclusive { Range.Count: > 1 }
        && answer is { IsKnown: true, Outcome.Status: Status.EFAULT or Status.EPERM }
        && ReferenceModel.Run(state, operation).Outcome.Status == answer.Outcome.Status;

    private static bool IsOfDevice(Operation operation) =>
        operation
            is DeviceLoad
                or DeviceStore
                or RangeFault
                or Snapshot
                or MigrateToDevice
                or MigrateToSystem
                or Evict
                or MakeExclusive
                or DeviceAtomic;

    /// <summary>Whether an operation allocates, and so may fail for want of memory (ND-13).</summary>
    public static bool Allocates(Operation operation) =>
        operation
            is Map
                or MapFile
                or Unmap
                or Protect
                or Fork
                or Register
                or Attach
                or Remap
                or Advise
                or Mlock
                or Munlock;

    // Arguments are looked at before anything is waited for; a migration that met no mapping says so of its pages.
    private static bool IsOfArguments(Outcome outcome) =>
        outcome.Status is Status.ESRCH or Status.ENODEV || outcome is { Status: Status.EINVAL, Pages.Count: 0 };

    private static IEnumerable<Transition> Failures(State state, Operation operation, Outcome usual, Answer answer)
    {
        // A device store that fails has stored to the pages that it had entries for (MIR-9, ND-15).
        if (operation is DeviceStore { Range.Count: > 1 } store && usual.Status != Status.Ok)
        {
            foreach (Transition part in Parts(state, store))
            {
                yield return part with
                {
                    Outcome = Outcome.Fail(usual.Status),
                };
            }
        }

        // What the kernel faults in along with a page can fail as well (FLT-4, ND-7).
        if (
            operation is RangeFault fault
            && usual.Status == Status.Ok
            && state.Profile.UnaskedPagesCanFailFaults
            && Unasked(state, fault).Any(part => ReferenceModel.Run(state, part).Outcome.Status == Status.EFAULT)
        )
        {
            yield return Nothing(state, Outcome.Fail(Status.EFAULT));
        }

        // A fault that fails need not have brought in the pages before the one that decides (ND-20).
        if (
            operation is RangeFault or DeviceLoad or MakeExclusive or DeviceAtomic
            && usual.Status is not (Status.Ok or Status.ESRCH or Status.ENODEV)
        )
        {
            yield return Nothing(state, Outcome.Fail(usual.Status));
        }

        // Any allocation may fail (ND-13).
        if (answer is { IsKnown: true, Outcome.Status: Status.ENOMEM } && NeedsTables(operation, usual))
        {
            yield return Nothing(state, Outcome.Fail(Status.ENOMEM));
            IEnumerable<Transition> parts =
                operation is Protect protect ? Parts(state, protect)
                : operation is Mlock or Munlock ? LockEndings.Heads(state, operation)
                : [];
            foreach (Transition part in parts)
            {
                yield return part;
            }
        }

        // So may that of a page for an empty entry, and what a migration keeps its pages in (MIG-24).
        if (
            operation is MigrateToDevice migrate
            && state.Profile.MigrationFaultsPagesIn
            && usual.Status == Status.Ok
            && answer is { IsKnown: true, Outcome.Status: Status.ENOMEM }
        )
        {
            Outcome failed = new(
                Status.ENOMEM,
                0,
                0,
                [],
                Data.Sequence.Repeat(PageResult.NotReached, migrate.Range.Count)
            );
            yield return Nothing(state, failed);
        }

        // What may be dropped some time may be dropped at once (ND-11).
        if (operation is Advise { Advice: Advice.Free } free)
        {
            yield return ReferenceModel.Run(state, new DontNeed(free.Process, free.Range));
        }

        // Reclaim need not drop what it could (ND-11).
        if (
            operation is Advise { Advice: Advice.PageOut }
            && usual.Status is Status.Ok or Status.ENOMEM or Status.EINVAL
        )
        {
            foreach (Transition kept in LazyFreeEndings.Of(state, operation))
            {
                yield return kept;
            }
        }

        if (operation is Fork fork && usual.Status == Status.Ok)
        {
            foreach (Transition copied in ForkEndings.Of(state, fork))
            {
                yield return copied;
            }
        }

        if (operation is MakeExclusive exclusive)
        {
            foreach (Transition other in ExclusiveEndings.WithoutDma(state, exclusive, answer))
            {
                yield return other;
            }
        }

        if (operation is Remap remap)
        {
            foreach (Transition other in RemapEndings.Of(state, remap, usual, answer))
            {
                yield return other;
            }
        }

        if (operation is Mlock mlock && answer is { IsKnown: true, Outcome.Status: Status.EAGAIN })
        {
            foreach (Transition part in LockEndings.WithoutFrames(state, mlock))
            {
                yield return part;
            }
        }

        if (answer.IsKnown && LacksFrameForCopy(state, operation))
        {
            Status status = operation is Store or MakeExclusive or DeviceAtomic or Pin
                ? Status.ENOMEM
                : state.Profile.OutOfMemoryFaultError;
            yield return Nothing(state, Outcome.Fail(status));
        }
    }

    // The same fault for each mapping of which a page is asked for, with all its pages asked for.
    private static IEnumerable<RangeFault> Unasked(State state, RangeFault fault)
    {
        AddressSpace space = state.Processes[fault.Process].Space;
        for (int page = fault.Range.Start; page < fault.Range.End; page++)
        {
            if (fault.RequestAt(page - fault.Range.Start) != Request.None && space.TryFind(page, out Vma vma))
            {
                int end = Math.Min(vma.Range.End, fault.Range.End);
                int start = Math.Max(vma.Range.Start, fault.Range.Start);
                yield return fault with
                {
                    Range = PageRange.Between(start, end),
                    Default = Request.Fault,
                    Mask = Request.None,
                };
                page = end - 1;
            }
        }
    }

    // The arguments are looked at before; but fork takes the child's number last.
    private static bool NeedsTables(Operation operation, Outcome usual) =>
        Allocates(operation)
        && (
            usual.Status is Status.Ok or Status.ENOMEM or Status.EAGAIN
            || (operation is Fork && usual.Status == Status.EEXIST)
        );

    // A store to a page that only its process still maps may want to copy it (ND-10).
    private static bool LacksFrameForCopy(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        return operation
                is Store
                    or DeviceStore
                    or RangeFault
                    or DeviceAtomic
                    or Pin
                    or MakeExclusive { Range.Count: 1 }
            && state.IsAlive(process)
            && state.Memory.NextFree() < 0
            && Enumerable.Range(range.Start, range.Count).Any(page => MayBeCopied(state, process, page, operation));
    }

    internal static bool MayBeCopied(State state, int process, int page, Operation operation)
    {
        Pte pte = state.Processes[process].PageTable[page];
        return pte is { Kind: PteKind.Present, Writable: false, Target.IsZero: false }
            && state.FrameAt(pte.Target).References == 1
            && state.Processes[process].Space.IsWritable(page)
            && (operation is not RangeFault fault || fault.RequestAt(page - fault.Range.Start) == Request.FaultWrite);
    }

    // A driver may empty its frames in an order of its own (EVC-1).
    private static IEnumerable<Transition> Evictions(State state, Evict evict)
    {
        IEnumerable<Transition> last = [Nothing(state, Outcome.Of(0))];
        foreach (PageAddress page in RemovalEndings.PagesIn(state, evict.Device))
        {
            last = last.SelectMany(chosen => WithAndWithout(chosen, page, evict.Count));
        }

        return last;
    }

    private static IEnumerable<Transition> WithAndWithout(Transition chosen, PageAddress page, int most)
    {
        yield return chosen;
        if (chosen.Outcome.Value < (ulong)most)
        {
            Transition more = ReferenceModel.Run(chosen.After, new BringBack(page.Process, page.Page));
            if (more.Outcome.Status == Status.Ok)
            {
                yield return more with
                {
                    Outcome = Outcome.Of(chosen.Outcome.Value + 1),
                    Clauses = chosen.Clauses | more.Clauses,
                    Events = chosen.Events.Concat(more.Events),
                };
            }
        }
    }

    // What the first pages of a store come to, from none of them on.
    private static IEnumerable<Transition> Parts(State state, DeviceStore store)
    {
        yield return Nothing(state, Outcome.Ok);
        for (int count = 1; count < Math.Min(store.Range.Count, state.World.Pages); count++)
        {
            Transition part = ReferenceModel.Run(state, store with { Range = store.Range with { Count = count } });
            if (part.Outcome.Status == Status.Ok)
            {
                yield return part;
            }
        }
    }

    // What comes of getting the first pages for a device, from none of them on.
    private static IEnumerable<Transition> Parts(State state, MakeExclusive exclusive)
    {
        yield return Nothing(state, Outcome.Ok);
        for (int count = 1; count <= Math.Min(exclusive.Range.Count, state.World.Pages); count++)
        {
            Transition part = ReferenceModel.Run(
                state,
                exclusive with
                {
                    Range = exclusive.Range with { Count = count },
                }
            );
            if (part.Outcome.Status == Status.Ok)
            {
                yield return part;
            }
        }
    }

    // The rights of the first mappings of a range, each changed as a whole (MAP-6).
    private static IEnumerable<Transition> Parts(State state, Protect protect)
    {
        (int process, PageRange range) = Footprint.Of(protect, state);
        for (int page = range.Start; page < range.End && state.Processes[process].Space.TryFind(page, out Vma vma); )
        {
            page = vma.Range.End;
            PageRange part = PageRange.Between(range.Start, Math.Min(page, range.End));
            yield return ReferenceModel.Run(state, protect with { Range = part }) with
            {
                Outcome = Outcome.Fail(Status.ENOMEM),
            };
        }
    }

    private static Transition Nothing(State state, Outcome outcome) => new(state, outcome, default, [], []);
}
