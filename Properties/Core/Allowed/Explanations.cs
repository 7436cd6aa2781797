using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Looks for a way from a state to what was seen: the operation's choices, and what may have happened by itself before it
/// and after it. What does not fit says where to look: something may have happened to that page, or, where a resource was
/// missing, to any. The nearest ways are followed first, and the budget is counted in ways looked at.
/// </summary>
/// <param name="reported">The kinds of invalidation that are reported.</param>
/// <param name="effort">How many ways at most.</param>
/// <param name="whim">How it makes up its mind where nothing shows.</param>
internal sealed class Explanations(Data.Sequence<EventKind> reported, Effort effort, Whim whim)
{
    private const int MostHappenings = 32;
    private const int MostDetours = 4;

    // How many more states are looked at once one way was found.
    private const int MostOthers = 64;

    private static readonly ClauseSet Shortage = ClauseSet.Of(
        "CPU-7",
        "DMA-2",
        "MIG-10",
        "RET-2",
        "RET-4",
        "MIG-9",
        "MIG-24",
        "RCL-2",
        "EVC-5"
    );

    // The states that were looked at before the operation, and after it. Ways that lead to the same state go on alike. They are
    // known by 64 bits: of half a million ways two different ones are taken for one in one search of a hundred million.
    private readonly HashSet<ulong> _before = [];
    private readonly HashSet<ulong> _after = [];

    // How much may have happened; once one way was found, no more than in it.
    private int _most = MostHappenings;

    /// <summary>Whether the budget ended the search.</summary>
    public bool IsExhausted => effort.IsSpent;

    /// <summary>Whether something could not have happened for want of a frame, a slot or an IOVA.</summary>
    public bool WasShort { get; private set; }

    /// <summary>What did not fit in the nearest way that does not lead there.</summary>
    public Misfit? Nearest { get; private set; }

    /// <summary>
    /// The states to which the first way leads, and all others that need no more to have happened: whether it was before the
    /// operation or after it may show only later.
    /// </summary>
    public List<PossibleState> Find(State state, Operation operation, Answer answer)
    {
        List<PossibleState> found = [];
        PriorityQueue<Node, long> open = new();
        if (_before.Add(Canonical.Of(state).Hash64))
        {
            open.Enqueue(new Node(state, 0, MostHappenings), 0);
        }

        _most = MostHappenings;
        int others = 0;
        while (!IsExhausted && others < MostOthers && open.TryDequeue(out Node node, out _))
        {
            if (node.Happenings <= _most)
            {
                Look(node, operation, answer, found, open);
                others += found.Count > 0 ? 1 : 0;
                _most = found.Aggregate(_most, static (most, one) => Math.Min(most, one.Happenings));
            }
        }

        return found;
    }

    /// <summary>The states nearest to one that fit what was seen of everything once all has settled.</summary>
    public State? Settle(State state, StateObservation seen)
    {
        Transition ending = new(state, Outcome.Ok, default, [], []);
        List<PossibleState> found = [];
        Afterwards(ending, 0, after => StateFit.Check(after, seen, Misfit.FirstPage, isSettled: true), found);
        return found.Count == 0 ? null : found[0].State;
    }

    private void Look(
        Node node,
        Operation operation,
        Answer answer,
        List<PossibleState> found,
        PriorityQueue<Node, long> open
    )
    {
        State state = node.State;
        bool busy = OtherEndings.IsBusy(state, operation, answer);
        foreach (
            Transition ending in busy
                ? OtherEndings.WhenBusy(state, operation)
                : Endings.Of(state, operation, answer, whim)
        )
        {
            effort.Spend();
            Misfit? outcome = busy ? null : OutcomeFit.Check(operation, ending.Outcome, answer);
            Misfit? contents = IsDone(outcome) ? StateFit.Contents(ending.After, answer) : null;

            // What is lazily free may have been dropped since (ND-11).
            bool mayBeDropped = contents is not null && Happenings.Dropping(ending.After, contents.Page).Any();
            Misfit? misfit = (mayBeDropped ? null : contents) ?? outcome;
            misfit ??= Events(state, ending, answer);
            if (misfit is null)
            {
                // What can have happened after it can have happened before it as well.
                Misfit? before = StateFit.Check(ending.After, answer);
                misfit = Afterwards(ending, node.Happenings, after => StateFit.Check(after, answer), found) ?? before;
            }
            else
            {
                Note(misfit);
            }

            if (misfit is not null && node.Happenings < _most && !IsExhausted)
            {
                Branch(node, misfit, ending, operation, answer, open);
            }
        }
    }

    // Of what ended otherwise the contents say nothing.
    private static bool IsDone(Misfit? outcome) => outcome is null or { Progress: > OutcomeFit.Status };

    private Misfit? Events(State before, Transition ending, Answer answer) =>
        answer.Events is { } events ? EventFit.Check(ending.Events, events, reported, before) : null;

    private void Branch(
        Node node,
        Misfit misfit,
        Transition ending,
        Operation operation,
        Answer answer,
        PriorityQueue<Node, long> open
    )
    {
        // How much a failed operation has done may depend on what happened before; what a program sees does not otherwise.
        State state = node.State;
        (int Process, PageRange Range) own = Footprint.Of(operation, state);
        if (misfit.IsFinal && answer is { IsKnown: true, Outcome.Status: Status.Ok })
        {
            // But what is lazily free may have been dropped, or the mark may have been lost (ND-11), and a page of a file
            // may have been copied (ND-7).
            IEnumerable<Spontaneous> dropping = Enumerable
                .Range(own.Range.Start, own.Range.Count)
                .Select(page => new PageAddress(own.Process, page))
                .Append(misfit.Page)
                .SelectMany(page =>
                    Happenings
                        .Dropping(state, page)
                        .Concat(Happenings.Keeping(state, page))
                        .Concat(Happenings.Copying(state, page))
                );
            Follow(node, [.. dropping, .. Kept(state, operation, misfit.Page)], own, misfit, open, _before);
            return;
        }

        bool isStatus = misfit is { Kind: DivergenceKind.Outcome, Progress: OutcomeFit.Status };
        bool wasShort =
            !(isStatus && ending.Outcome.Status == Status.Ok)
            && ending.Clauses.Except(Shortage).Count < ending.Clauses.Count;
        bool isDecided = isStatus && !wasShort && !DependsOnPlace(state, operation);
        List<Spontaneous> candidates = isDecided ? [] : [.. About(state, misfit, own)];
        candidates.AddRange(Happenings.Shifting(state, misfit.Supply, misfit.IsMore));
        candidates.AddRange(ToShare(state, operation, misfit));
        candidates.AddRange(OfParent(state, operation, misfit));
        candidates.AddRange(ToSpare(state, operation, misfit, own));
        if (wasShort)
        {
            candidates.AddRange(Happenings.Room(state, own));
        }

        if (Shortages.CanCause(state, operation, answer))
        {
            candidates.AddRange(Happenings.Need(state, own));
            candidates.AddRange(Happenings.Use(state, own));
        }

        Follow(node, candidates, own, misfit, open, _before);
    }

    // A frame of zeros that was there before a fork is one for both; afterwards each would have its own (ND-6).
    private static IEnumerable<Spontaneous> ToShare(State state, Operation operation, Misfit misfit) =>
        operation is Fork fork && misfit is { Supply: Supply.Frames, IsMore: false }
            ? Enumerable
                .Range(0, state.World.Pages)
                .SelectMany(page => Happenings.At(state, new PageAddress(fork.Process, page)))
                .Where(static happening => happening is ReplaceZero)
            : [];

    // What a child has from the start, its parent had before.
    private static IEnumerable<Spontaneous> OfParent(State state, Operation operation, Misfit misfit) =>
        operation is Fork fork && misfit.Page.Process == fork.Child
            ? Happenings.At(state, misfit.Page with { Process = fork.Process })
            : [];

    // A device faults from the first page on that it has no entry for; an entry that was there spares those behind it.
    private static IEnumerable<Spontaneous> ToSpare(
        State state,
        Operation operation,
        Misfit misfit,
        (int Process, PageRange Range) own
    ) =>
        operation is DeviceLoad or DeviceStore
        && misfit.Page.Process == own.Process
        && own.Range.Contains(new PageRange(misfit.Page.Page, 1))
            ? Enumerable
                .Range(own.Range.Start, misfit.Page.Page - own.Range.Start)
                .SelectMany(page => Happenings.At(state, new PageAddress(own.Process, page)))
                .Where(static happening => happening is Prefetch)
            : [];

    // Freeing drops what is in swap, and leaves what was back before (ADV-3).
    private static IEnumerable<Spontaneous> Kept(State state, Operation operation, PageAddress page) =>
        operation is Advise { Advice: Advice.Free }
            ? Happenings.At(state, page).Where(static happening => happening is BringBack)
            : [];

    // An error that nothing short explains comes from mappings and arguments, which do not change by themselves; but in Linux
    // 6.1 where a page is can decide too (FLT-10), and so it can where a page is lost with its mirror (RET-10).
    private static bool DependsOnPlace(State state, Operation operation) =>
        (operation is DeviceStore && !state.Profile.OwnReadOnlyPageIsFaulted)
        || MayBeLost(state, operation)
        || MayDie(state, operation);

    // A driver may have brought it home before its mirror went.
    private static bool MayBeLost(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        return state.Profile.DevicePagesNeedTheirMirror
            && state.IsAlive(process)
            && Enumerable
                .Range(range.Start, range.Count)
                .Any(page =>
                    state.Processes[process].PageTable[page] is { Kind: PteKind.DevicePrivate } pte
                    && !state.Processes[process].Mirrors[pte.Target.Device].IsOpen
                );
    }

    // A mirror whose next update fails may have been told of something that shows nowhere (ND-4).
    private static bool MayDie(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        return range.Count > 0
            && state.Profile.UpdatesCanFail
            && state.IsAlive(process)
            && Enumerable
                .Range(0, state.World.Devices)
                .Any(device => state.Processes[process].Mirrors[device].FailsNextUpdate);
    }

    private static IEnumerable<Spontaneous> About(State state, Misfit misfit, (int Process, PageRange Range) own) =>
        misfit.Page != PageAddress.None
            ? Happenings.At(state, misfit.Page)
            : Enumerable
                .Range(own.Range.Start, own.Range.Count)
                .SelectMany(page => Happenings.At(state, new PageAddress(own.Process, page)));

    private void Follow(
        Node node,
        IEnumerable<Spontaneous> candidates,
        (int Process, PageRange Range) spared,
        Misfit misfit,
        PriorityQueue<Node, long> open,
        HashSet<ulong> known
    )
    {
        State state = node.State;
        bool lacksRoom = false;
        foreach (Spontaneous happening in whim.Ordered([.. candidates]))
        {
            Enter(Happenings.After(state, happening, out bool lacked));
            lacksRoom |= lacked;
            if (Happenings.Alone(state, happening) is { } alone)
            {
                Enter(alone);
            }
        }

        WasShort |= lacksRoom;

        foreach (Spontaneous happening in lacksRoom ? whim.Ordered([.. Happenings.Room(state, spared)]) : [])
        {
            Enter(Happenings.After(state, happening, out _));
        }

        void Enter(State? after)
        {
            effort.Spend();
            if (after is not null && known.Add(Canonical.Of(after).Hash64))
            {
                open.Enqueue(
                    new Node(after, node.Happenings + 1, node.Left - 1),
                    Priority(misfit, node.Happenings + 1)
                );
            }
        }
    }

    // What happened after the operation explains where pages are, and how much is in use. What did not fit in the nearest
    // way is given back if none fits.
    private Misfit? Afterwards(Transition ending, int happenings, Func<State, Misfit?> check, List<PossibleState> found)
    {
        if (!_after.Add(Canonical.Of(ending.After).Hash64))
        {
            return check(ending.After);
        }

        PriorityQueue<Node, long> open = new([(new Node(ending.After, happenings, MostHappenings - happenings), 0)]);
        Misfit? nearest = null;
        while (!IsExhausted && open.TryDequeue(out Node node, out _))
        {
            if (check(node.State) is not { } misfit)
            {
                found.Add(new PossibleState(node.State, ending, node.Happenings));
                return null;
            }

            Note(misfit);
            nearest = nearest is null || misfit.Progress > nearest.Progress ? misfit : nearest;
            if (node.Left <= 0)
            {
                continue;
            }

            IEnumerable<Spontaneous> candidates =
                misfit.IsFinal ? Happenings.Dropping(node.State, misfit.Page)
                : misfit.Page == PageAddress.None ? Happenings.Shifting(node.State, misfit.Supply, misfit.IsMore)
                : Happenings.At(node.State, misfit.Page);
            (int Process, PageRange Range) spared = (misfit.Page.Process, new PageRange(misfit.Page.Page, 1));

            // Where the pages fit and a total does not, they fit again soon or not at all.
            bool isTotal = misfit.Progress >= Misfit.FirstTotal;
            Node from = isTotal ? node with { Left = Math.Min(MostDetours, node.Left) } : node;
            Follow(from, candidates, spared, misfit, open, _after);
        }

        return nearest;
    }

    private long Priority(Misfit misfit, int happenings) => happenings + whim.Tie() - ((long)misfit.Progress << 8);

    private void Note(Misfit misfit)
    {
        if (Nearest is null || misfit.Progress > Nearest.Progress)
        {
            Nearest = misfit;
        }
    }

    // A state, how much has to have happened until it, and how much more may.
    private readonly record struct Node(State State, int Happenings, int Left);
}
