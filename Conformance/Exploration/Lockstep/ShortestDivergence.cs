using System.Diagnostics;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;
using Judge = HmmSpec.Properties.Lockstep;

namespace HmmSpec.Exploration;

/// <summary>
/// Finds the shortest sequence of operations after which a machine differs from the reference: breadth-first from the
/// initial state, over all sequences in the small world, with the exact comparison of everything after every operation.
/// </summary>
/// <remarks>
/// A machine cannot be copied, so a node is the shortest sequence to it, which is run again on a new machine for each of
/// its successors. Two sequences that end in the same state of the reference, and after which the machine shows the same,
/// are taken to have brought the machine to the same state. What it hides, such as the order of a free list, may differ
/// nevertheless: the length that is found is the least up to that, and the sequence itself is always real.
/// </remarks>
public sealed class ShortestDivergence
{
    // Asking for the size of the heap is slow.
    private const int MemoryPeriod = 256;

    private readonly LockstepWorld _world;
    private readonly MachineFactory _factory;
    private readonly ExplorationOptions _options;
    private readonly string? _clause;
    private readonly Sequence<Operation> _operations;
    private readonly HashSet<LockstepKey> _known = [];
    private readonly List<(int Parent, int Operation)> _ways = [];
    private readonly Queue<LockstepNode> _waiting = new();
    private readonly long[] _counts = new long[OperationNames.All.Count];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _processors = Environment.CpuUsage.TotalTime;
    private readonly long _heap = GC.GetTotalMemory(forceFullCollection: false);
    private ClauseSet _fired;
    private TimeSpan _told;
    private long _changing;
    private long _peak;
    private int _expanded;
    private int _depth;

    private ShortestDivergence(LockstepWorld world, MachineFactory factory, ExplorationOptions options, string? clause)
    {
        _clause = clause;
        _world = world;
        _factory = factory;
        _options = options;
        _operations = world.Operations;
    }

    /// <summary>Searches a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="factory">Makes the machine that is held against the reference.</param>
    /// <param name="options">
    /// The limits, whom to tell and who may stop it; there is one thread, and the result is always the same.
    /// </param>
    /// <param name="clause">
    /// The clause that has to be broken; null for any. What breaks another one is not gone on with.
    /// </param>
    public static LockstepReport Find(
        LockstepWorld world,
        MachineFactory factory,
        ExplorationOptions options,
        string? clause = null
    ) => new ShortestDivergence(world, factory, options, clause).Run();

    private LockstepReport Run()
    {
        State initial = ReferenceModel.Init(_world.World, _world.Profile);
        Enter(initial, FlatMemory.Initial(_world.World), ShownState.Fingerprint(initial), null, 0);
        while (_waiting.TryPeek(out LockstepNode? node))
        {
            if (WhyToStop(node) is StopReason reason)
            {
                return Report(reason, null, []);
            }

            _waiting.Dequeue();
            _expanded++;
            int[] way = WayTo(node.Number);
            for (int next = 0; next < _operations.Count; next++)
            {
                if (Try(node, way, next) is Divergence divergence && Counts(divergence))
                {
                    return Report(StopReason.Violation, divergence, [.. way, next]);
                }
            }
        }

        return Report(StopReason.Complete, null, []);
    }

    private bool Counts(Divergence divergence) =>
        _clause is null || divergence.Clause == _clause || divergence.BrokenInvariant == _clause;

    /// <summary>Takes one operation in a node; what differs then, if anything does.</summary>
    private Divergence? Try(LockstepNode node, int[] way, int next)
    {
        IMachine machine = _factory(_world.World, _world.Profile);
        foreach (int step in way)
        {
            machine.Apply(_operations[step]);
        }

        Judge judge = new(node.State, node.Flat, machine, Thoroughness.EveryOperation);
        Divergence? divergence = judge.Apply(_operations[next]);
        _counts[OperationNames.Of(_operations[next])]++;
        _fired |= judge.Last.Clauses;
        if (divergence is null)
        {
            Enter(judge.State, judge.Flat, ShownState.Fingerprint(machine.Observe()), node, next);
        }

        return divergence;
    }

    private void Enter(State state, FlatMemory flat, UInt128 shown, LockstepNode? parent, int operation)
    {
        LockstepKey key = new(shown, flat.Processes.Hash64);
        _changing += parent is not null && parent.Key != key ? 1 : 0;
        if (_known.Add(key))
        {
            _depth = parent is null ? 0 : parent.Depth + 1;
            _waiting.Enqueue(new LockstepNode(_ways.Count, _depth, key, state, flat));
            _ways.Add((parent?.Number ?? -1, operation));
        }
    }

    private int[] WayTo(int number)
    {
        List<int> way = [];
        for (; _ways[number].Parent >= 0; number = _ways[number].Parent)
        {
            way.Add(_ways[number].Operation);
        }

        way.Reverse();
        return [.. way];
    }

    private StopReason? WhyToStop(LockstepNode next)
    {
        if (_expanded % MemoryPeriod == 0)
        {
            Weigh();
        }

        Tell();
        return _options.Cancellation.IsCancellationRequested ? StopReason.Cancelled
            : next.Depth >= _options.MaxDepth ? StopReason.MaxDepth
            : _known.Count >= _options.MaxStates ? StopReason.MaxStates
            : _peak > _options.MemoryLimit ? StopReason.Memory
            : null;
    }

    private void Weigh() => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false) - _heap);

    private void Tell()
    {
        if (_options.Progress is not { } progress || _clock.Elapsed - _told < _options.ProgressInterval)
        {
            return;
        }

        _told = _clock.Elapsed;
        double seconds = _told.TotalSeconds;
        progress(
            new ExplorationProgress(
                _known.Count,
                _counts.Sum(),
                _depth,
                _waiting.Count,
                _known.Count / seconds,
                _peak,
                seconds
            )
        );
    }

    private LockstepReport Report(StopReason reason, Divergence? divergence, int[] way)
    {
        Sequence<Operation> operations = [.. way.Select(step => _operations[step])];
        double states = _known.Count;
        Weigh();
        ExplorationResult search = new()
        {
            Reason = reason,
            States = _known.Count,
            Transitions = _counts.Sum(),
            Changing = _changing,
            Depth = _depth,
            Operations = OperationNames.All,
            OperationCounts = _counts,
            Seconds = _clock.Elapsed.TotalSeconds,
            CpuSeconds = (Environment.CpuUsage.TotalTime - _processors).TotalSeconds,
            PeakBytes = _peak,
            CollisionProbability = Math.ScaleB(states * states, -129),
            Violation = divergence is null
                ? null
                : new FoundViolation(LockstepReport.SentenceOf(divergence), [0, .. way]),
            Violations = divergence is null ? 0 : 1,
            Systems = [],
        };
        Finding? finding = divergence is null
            ? null
            : new Finding(_world.World, _world.Profile, operations, divergence);
        return new LockstepReport(_world, search, _fired, finding);
    }
}
