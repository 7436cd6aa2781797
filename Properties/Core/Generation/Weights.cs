using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>How often each kind of operation is drawn, relative to the others.</summary>
public sealed class Weights
{
    private readonly int[] _weights;
    private readonly bool[] _allowed;
    private readonly int _total;

    private Weights(int[] weights, bool[]? allowed = null)
    {
        _weights = weights;
        _allowed = allowed ?? [.. weights.Select(static weight => weight > 0)];
        _total = weights.Sum();
    }

    /// <summary>
    /// The weights that a run begins with: accesses often, migrations next, life and death of processes seldom; and nothing
    /// that needs files.
    /// </summary>
    public static Weights Default { get; } = UsualIn(World.Default);

    /// <summary>The weights that a run in a world begins with: what the world has nothing for is left out.</summary>
    public static Weights UsualIn(World world) =>
        new([.. OperationKinds.All.Select(kind => IsPossible(kind, world) ? Usual(kind) : 0)]);

    /// <summary>Whether a kind can mean anything in a world.</summary>
    public static bool IsPossible(OperationKind kind, World world) =>
        (world.AllFiles > 0 || !OperationKinds.OfFiles.Contains(kind))
        && (world.Pins > 0 || !OperationKinds.OfPins.Contains(kind));

    /// <summary>A weight of one's own for each kind.</summary>
    public static Weights Of(Func<OperationKind, int> weight) => new([.. OperationKinds.All.Select(weight)]);

    /// <summary>The usual weights for the kinds in the list, and none for the others.</summary>
    public static Weights Only(IReadOnlyCollection<OperationKind> kinds) =>
        new([.. OperationKinds.All.Select(kind => kinds.Contains(kind) ? Usual(kind) : 0)]);

    /// <summary>The weight of a kind.</summary>
    public int this[OperationKind kind] => _weights[(int)kind];

    /// <summary>
    /// Whether a kind may occur at all: a kind that swarm testing leaves out may, where others need it to mean anything.
    /// </summary>
    public bool Allows(OperationKind kind) => _allowed[(int)kind];

    /// <summary>
    /// Weights for one sequence: some kinds left out, some made frequent, so that different sequences go to different
    /// depths of different features (swarm testing).
    /// </summary>
    public Weights Swarm(ref Random64 random)
    {
        int[] weights = new int[_weights.Length];
        for (int kind = 0; kind < weights.Length; kind++)
        {
            // What is not drawn takes no randomness, so that a list of kinds means the same when there are more.
            if (_weights[kind] == 0)
            {
                continue;
            }

            int draw = random.Below(8);
            weights[kind] = draw switch
            {
                0 => 0,
                1 or 2 => _weights[kind] * 4,
                _ => _weights[kind],
            };
        }

        return weights.Sum() == 0 ? this : new Weights(weights, _allowed);
    }

    /// <summary>These weights with each multiplied by a factor.</summary>
    public Weights Scaled(Func<OperationKind, int> factor) =>
        new([.. OperationKinds.All.Select(kind => _weights[(int)kind] * factor(kind))], _allowed);

    /// <summary>A kind drawn by its weight.</summary>
    public OperationKind Draw(ref Random64 random)
    {
        int left = random.Below(_total);
        int kind = 0;
        while (left >= _weights[kind])
        {
            left -= _weights[kind];
            kind++;
        }

        return (OperationKind)kind;
    }

    private static int Usual(OperationKind kind) =>
        kind switch
        {
            OperationKind.Load or OperationKind.Store => 14,
            OperationKind.DeviceLoad or OperationKind.DeviceStore => 14,
            OperationKind.MigrateToDevice => 8,
            OperationKind.RangeFault or OperationKind.MigrateToSystem => 4,
            OperationKind.SwapOut => 5,
            OperationKind.Map or OperationKind.Protect or OperationKind.MapFile => 4,
            OperationKind.Evict or OperationKind.Unmap or OperationKind.DontNeed or OperationKind.Fork => 3,
            OperationKind.Remap => 3,
            OperationKind.Advise => 6,
            OperationKind.Snapshot or OperationKind.Attach or OperationKind.Register => 2,
            OperationKind.WriteBack => 3,
            OperationKind.DropCache or OperationKind.Truncate or OperationKind.PunchHole => 2,
            OperationKind.Exit or OperationKind.Unregister => 1,
            OperationKind.Detach or OperationKind.Lose or OperationKind.FailUpdate => 1,
            OperationKind.MakeExclusive => 4,
            OperationKind.DeviceAtomic => 5,
            OperationKind.Compact => 3,
            OperationKind.Pin => 5,
            OperationKind.Unpin => 2,
            OperationKind.Mlock => 3,
            OperationKind.Munlock => 2,
        };
}
