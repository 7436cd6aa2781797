using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Draws races of two operations for an implementation: what is usually there before, two that meet in a few pages, and then
/// accesses of all that can reach these pages, which show what has come of them. A race depends on its seed, the settings, and
/// where operations were held up before.
/// </summary>
/// <param name="world">The sizes.</param>
/// <param name="profile">The profile.</param>
/// <param name="capabilities">What the implementation can do.</param>
/// <param name="kinds">The kinds that may be drawn; empty for all.</param>
public sealed class PairRaceGenerator(
    World world,
    Profile profile,
    Capabilities capabilities,
    Sequence<OperationKind> kinds
)
{
    private const int FocusPages = 2;
    private const int LongestSetup = 6;
    private const int HeldPercent = 85;
    private const int HeldMilliseconds = 40;
    private const int Draws = 400;
    private const ulong FirstValue = 5_000;

    private readonly Weights _before = WeightsOf(
        kind => IsUseful(kind, world, capabilities) && (Share(kind) > 0 || IsStage(kind)),
        kinds
    );

    private readonly Weights _setup = WeightsOf(
        kind => IsUseful(kind, world, capabilities) && Share(kind) > 0 && !Leaves(kind),
        kinds
    );

    private readonly Weights _pair = WeightsOf(kind => IsUseful(kind, world, capabilities) && Share(kind) > 0, kinds);

    private readonly DelayPointChoice _points = new(capabilities.DelayPoints ?? []);
    private Random64 _random;

    /// <summary>Makes of each operation what it has to be for the implementation.</summary>
    public Func<Operation, Operation> Fit { get; init; } = static operation => operation;

    /// <summary>Whether there are kinds of operation that can meet.</summary>
    public bool IsPossible => OperationKinds.All.Any(kind => _pair[kind] > 0);

    /// <summary>The race that a seed stands for; null if no two operations that meet were drawn.</summary>
    public RaceScript? Draw(ulong seed)
    {
        _random = new Random64(seed);
        int first = _random.Below(world.Pages);
        PageRange focus = new(first, Math.Min(FocusPages, world.Pages - first));
        Outline outline = new(world, profile);
        List<Operation> before = [];
        RaceSettings settings = new(world, profile, 2, 1, _before);
        OperationGenerator setup = new(_setup.Swarm(ref _random), _random.Next()) { Focus = focus };
        foreach (Operation operation in RaceStage.Draw(settings, focus, ref _random))
        {
            Add(operation);
        }

        foreach (Operation operation in RaceStage.Moves(settings, outline.State, focus, ref _random))
        {
            Add(operation);
        }

        for (int count = _random.Below(LongestSetup + 1); count > 0; count--)
        {
            Add(setup.Next(outline.State));
        }

        OperationGenerator generator = new(_pair, _random.Next()) { Focus = focus };
        Operation? one = Meeting(generator, outline.State, focus, null);
        Operation? other = one is null ? null : Meeting(generator, outline.State, focus, one);
        if (one is null || other is null)
        {
            return null;
        }

        string? point = _random.Chance(HeldPercent) ? _points.Draw(OperationKinds.Of(one), ref _random) : null;
        Delay? delay = point is null ? null : new Delay(point, HeldMilliseconds);
        outline.Follow(one);
        outline.Follow(other);
        return new RaceScript(
            world,
            profile,
            [.. before],
            new PairRace(one, other, delay),
            [.. Afterwards(outline.State, focus)]
        );

        void Add(Operation operation)
        {
            before.Add(Fit(operation));
            outline.Follow(before[^1]);
        }
    }

    /// <summary>Takes note of whether the first operation of a race was held up.</summary>
    public void Learn(RaceScript script, bool wasHeld)
    {
        if (script.Pair.Delay is { } delay)
        {
            _points.Learn(OperationKinds.Of(script.Pair.First), delay.Point, wasHeld);
        }
    }

    // What races: what changes page tables and mirrors more often than what looks at them, and seldom what fits everywhere
    // and ends much.
    private static int Share(OperationKind kind) =>
        kind switch
        {
            OperationKind.MigrateToDevice => 18,
            OperationKind.DeviceLoad or OperationKind.DeviceStore => 16,
            OperationKind.Store => 14,
            OperationKind.Load => 10,
            OperationKind.MigrateToSystem or OperationKind.MakeExclusive => 10,
            OperationKind.Unmap or OperationKind.Protect or OperationKind.DontNeed => 10,
            OperationKind.SwapOut or OperationKind.RangeFault or OperationKind.DeviceAtomic => 8,
            OperationKind.Evict => 8,
            OperationKind.Compact or OperationKind.Fork => 6,
            OperationKind.Truncate or OperationKind.PunchHole => 16, // Most meet nothing that is mapped, and are drawn again.
            OperationKind.Remap or OperationKind.Advise or OperationKind.MapFile => 4,
            OperationKind.Map or OperationKind.Snapshot => 2,
            OperationKind.Mlock or OperationKind.Munlock => 1,
            OperationKind.Register or OperationKind.Unregister or OperationKind.Exit => 1,
            OperationKind.Attach
            or OperationKind.WriteBack
            or OperationKind.DropCache
            or OperationKind.Detach
            or OperationKind.Lose
            or OperationKind.FailUpdate
            or OperationKind.Pin
            or OperationKind.Unpin => 0,
        };

    // What takes away that two can meet.
    private static bool Leaves(OperationKind kind) => kind is OperationKind.Exit or OperationKind.Unregister;

    private static bool IsStage(OperationKind kind) =>
        kind is OperationKind.Attach or OperationKind.Register or OperationKind.Map or OperationKind.MapFile;

    private static bool IsUseful(OperationKind kind, World world, Capabilities capabilities) =>
        capabilities.Operations.Contains(kind) && Weights.IsPossible(kind, world);

    private static Weights WeightsOf(Func<OperationKind, bool> isPossible, Sequence<OperationKind> kinds) =>
        Weights.Of(kind =>
            !isPossible(kind) || (kinds.Count > 0 && !kinds.Contains(kind) && !IsStage(kind))
                ? 0
                : Math.Max(1, Share(kind))
        );

    /// <summary>An operation on pages of the focus that makes sense in the outline, and beside another.</summary>
    private static Operation? Meeting(OperationGenerator generator, State state, PageRange focus, Operation? beside)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            Operation operation = generator.Next(state);
            if (Share(OperationKinds.Of(operation)) > 0 && PairMeeting.Meets(operation, state, focus, beside))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>
    /// Each mirror reads or writes each page, and then each process: an entry that should have gone leads elsewhere than the
    /// process's own, and one with a right too many lets a store through.
    /// </summary>
    private IEnumerable<Operation> Afterwards(State state, PageRange focus)
    {
        List<Operation> after = [];
        ulong value = FirstValue;
        foreach ((int process, int device, PageRange page) in PairMeeting.Mirrored(state, focus))
        {
            after.Add(
                _random.Chance(40)
                    ? new DeviceStore(process, device, page, value++)
                    : new DeviceLoad(process, device, page)
            );
        }

        for (int process = 0; process < world.Processes; process++)
        {
            for (int page = focus.Start; page < focus.End && state.IsAlive(process); page++)
            {
                after.Add(_random.Chance(25) ? new Store(process, page, value++) : new Load(process, page));
            }
        }

        foreach ((int process, int device, PageRange page) in PairMeeting.Mirrored(state, focus))
        {
            after.Add(new DeviceLoad(process, device, page));
        }

        return after.Where(operation => capabilities.Operations.Contains(OperationKinds.Of(operation)));
    }
}
