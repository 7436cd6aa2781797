using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mremap: what is unmapped first, whether it can be done, and where to.</summary>
public sealed partial record RemapActivity(Remap Operation) : Activity
{
    private static readonly ClauseSet Refusing = ClauseSet.Of("MRM-1");
    private static readonly ClauseSet Shrinking = ClauseSet.Of("MRM-2");
    private static readonly ClauseSet NotOneVma = ClauseSet.Of("MRM-3");
    private static readonly ClauseSet MakingRoom = ClauseSet.Of("MRM-4");
    private static readonly ClauseSet Growing = ClauseSet.Of("MRM-5", "NTF-9");
    private static readonly ClauseSet BeyondIndexes = ClauseSet.Of("MRM-10");
    private static readonly ClauseSet BringingIn = ClauseSet.Of("LCK-9");
    private static readonly ClauseSet NoPlace = ClauseSet.Of("MRM-8");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the lock.</summary>
        Begin,

        /// <summary>Unmap the old pages beyond the new count.</summary>
        Trim,

        /// <summary>Look whether the range can grow or move, and make its new VMA.</summary>
        Resize,

        /// <summary>Move one entry.</summary>
        Move,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Unmap the old range.</summary>
        Leave,

        /// <summary>Give the lock back and say where the range is.</summary>
        Finish,

        /// <summary>Say where the range is, its new pages having been brought in.</summary>
        Populated,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>The first page of the new place, or -1 if the range stays.</summary>
    public int Place { get; init; } = -1;

    private int Process => Operation.Process;

    private int Start => Operation.Range.Start;

    private bool IsFixed => Operation.Flags.HasFlag(RemapFlags.Fixed);

    private bool KeepsOld => Operation.Flags.HasFlag(RemapFlags.DontUnmap);

    private bool MayMove => Operation.Flags.HasFlag(RemapFlags.MayMove);

    // Counts and addresses are unsigned: a negative one is beyond everything.
    private long OldCount => (uint)Operation.Range.Count;

    private long NewCount => (uint)Operation.NewCount;

    /// <summary>The old pages that are left when those beyond the new count are gone.</summary>
    private PageRange Rest => new(Start, (int)Math.Min(OldCount, NewCount));

    private PageRange Beyond => new(Start + Rest.Count, (int)(OldCount - Rest.Count));

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Remap(
                locals.Process(Process),
                locals.Range(Operation.Range),
                locals.Number(Operation.NewCount),
                (RemapFlags)locals.Number((int)Operation.Flags),
                locals.Number(Operation.NewStart)
            ),
            Label = (Step)locals.Number((int)Label),
            Cursor = locals.Number(Cursor),
            Place = locals.Number(Place),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Trim => Trim(state),
            Step.Resize => Resize(state),
            Step.Move => Move(state),
            Step.Close => Close(state),
            Step.Leave => Leave(state),
            Step.Finish => Finish(state),
            Step.Populated => Populated(state),
        };

    [Step("lock")]
    [Clause("MRM-1")]
    [Clause("MRM-2")]
    [Clause("MRM-4")]
    private Successors Begin(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (((IsFixed || KeepsOld) && !MayMove) || (KeepsOld && OldCount != NewCount) || NewCount == 0)
        {
            return Fail(state, Status.EINVAL, Refusing);
        }

        Process process = state.Processes[Process];
        if (!process.Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        if (!process.Space.TryFind(Start, out _))
        {
            return Fail(state, Status.EFAULT, Refusing);
        }

        State locked = TableRules.LockWrite(state, Process, held: true);
        if (!IsFixed && !KeepsOld)
        {
            return OldCount < NewCount ? Resize(locked) : Shrink(state);
        }

        long place = (uint)Operation.NewStart;
        bool meets = Start + OldCount > place && place + NewCount > Start;
        return place + NewCount > state.World.Pages || meets ? Fail(state, Status.EINVAL, Refusing)
            : IsFixed ? Unmapping(locked, new PageRange((int)place, (int)NewCount), Step.Trim)
            : Resize(locked);
    }

    // The one case in which the lock is downgraded, as unmap does it.
    private Successors Shrink(State state) =>
        OldCount == NewCount ? End(state, Outcome.Of((ulong)Start), Shrinking, step: nameof(Begin))
        : Start + OldCount > state.World.Pages ? Fail(state, Status.EINVAL, Shrinking, step: nameof(Begin))
        : new UnmapActivity(new Unmap(Process, Beyond)) { Caller = this with { Label = Step.Finish } }.Next(state);

    private Successors Unmapping(State state, PageRange range, Step next) =>
        new UnmapActivity(new Unmap(Process, range)) { HoldsLock = true, Caller = this with { Label = next } }.Next(
            state
        );

    [Step("unmap old pages beyond new count")]
    [Clause("MRM-4")]
    private Successors Trim(State state) =>
        OldCount <= NewCount ? Resize(state)
        : Start + OldCount > state.World.Pages ? Refuse(state, Status.EINVAL, MakingRoom)
        : Unmapping(state, Beyond, Step.Resize);

    [Step("look for place")]
    [Clause("MRM-3")]
    [Clause("MRM-5")]
    [Clause("MRM-8")]
    [Clause("MRM-9")]
    [Clause("MRM-10")]
    [Clause("MRM-11")]
    private Successors Resize(State state)
    {
        AddressSpace space = state.Processes[Process].Space;
        if (!space.TryFind(Start, out Vma vma))
        {
            return Refuse(state, Status.EFAULT, NotOneVma);
        }

        long left = Math.Min(OldCount, NewCount);
        if ((left == 0 && !vma.Backing.IsShared) || left > vma.Range.End - Start)
        {
            return Refuse(state, left == 0 ? Status.EINVAL : Status.EFAULT, NotOneVma);
        }

        if (left < NewCount && vma.Backing.IsFile && vma.Backing.At(Start).Index + NewCount > int.MaxValue)
        {
            return Refuse(state, Status.EINVAL, BeyondIndexes);
        }

        if (IsFixed)
        {
            return MakeVma(state, vma, Operation.NewStart, Choice.Canonical);
        }

        long end = Start + NewCount;
        if (!KeepsOld && Rest.End == vma.Range.End && end <= state.World.Pages)
        {
            PageRange added = PageRange.Between(Rest.End, (int)end);
            if (!space.Overlaps(added))
            {
                return Grow(state, vma, added);
            }
        }

        int[] places = MayMove ? [.. Places(state, space)] : [];
        return places.Length == 0
            ? Refuse(state, Status.ENOMEM, NoPlace)
            : Successors.Choose(
                MakeVma(state, vma, places[0], Choice.Canonical),
                () => places.Skip(1).Select(place => MakeVma(state, vma, place, new Choice(ChoiceKind.NewPlace, place)))
            );
    }

    /// <summary>Where there is room: with DONTUNMAP first the place that is named, then from the highest on.</summary>
    private IEnumerable<int> Places(State state, AddressSpace space)
    {
        int named = KeepsOld ? Operation.NewStart : -1;
        if (named >= 0 && !space.Overlaps(new PageRange(named, Operation.NewCount)))
        {
            yield return named;
        }

        for (long place = state.World.Pages - NewCount; place >= 0; place--)
        {
            if (place != named && !space.Overlaps(new PageRange((int)place, Operation.NewCount)))
            {
                yield return (int)place;
            }
        }
    }

    [Step("grow in place")]
    [Clause("MRM-5")]
    [Clause("LCK-9")]
    private Successor Grow(State state, Vma vma, PageRange added)
    {
        Process old = state.Processes[Process];
        State grown = state.WithProcess(
            Process,
            old with
            {
                Space = old.Space.With(vma with { Range = added }),
                Lock = default,
            }
        );
        FlatEffect effect = Mapped(vma with { Range = added });
        return vma.IsLocked
            ? To(grown, BringIn(added, Start), Growing | BringingIn, effect)
            : End(grown, Outcome.Of((ulong)Start), Growing, effect);
    }

    private FlatEffect Mapped(Vma vma) =>
        FlatEffect.On(FlatEffectKind.Map, Process, vma.Range) with
        {
            Protection = vma.Protection,
            Backing = vma.Backing,
            Flags = vma.Flags,
        };

    [Step("refuse, unlock")]
    [Clause("MRM-3")]
    private Successor Refuse(State state, Status status, ClauseSet clauses) =>
        Fail(TableRules.LockWrite(state, Process, held: false), status, clauses);
}
