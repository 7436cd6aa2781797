using System.Buffers.Binary;

namespace HmmSpec.Exploration;

/// <summary>How the states of a search are kept.</summary>
/// <param name="StateSize">The length of all states if it is at most 8, or else 0.</param>
/// <param name="IsExact">Whether the bytes of longer states are kept and compared.</param>
/// <param name="KeepsEdges">Whether all transitions are kept.</param>
internal sealed record Layout(int StateSize, bool IsExact, bool KeepsEdges)
{
    /// <summary>How many parts the set of visited states has: powers of two, each owned by one thread at a time.</summary>
    public const int Shards = 1 << ShardBits;

    /// <summary>The upper bits of a key that say the part.</summary>
    public const int ShardBits = 6;

    /// <summary>The lower bits of a state's number, which say the place in its part.</summary>
    public const int LocalBits = 32 - ShardBits;

    /// <summary>How many units of work a block has, for any number of threads: results depend on it.</summary>
    public const int Units = 32;

    /// <summary>Whether a state is a number, and its key the same as itself.</summary>
    public bool IsPacked => StateSize > 0;

    /// <summary>Whether bytes have to be compared when keys are equal.</summary>
    public bool KeepsBytes => IsExact && !IsPacked;

    /// <summary>Whether states are found again by number.</summary>
    public bool KeepsNumbers => KeepsBytes || KeepsEdges;

    /// <summary>Whether no candidate may be left out because its key was there.</summary>
    public bool NeedsEvery => KeepsBytes || KeepsEdges;

    /// <summary>How many states a unit of work has: fewer where a state takes longer.</summary>
    public int UnitSize => IsPacked ? 2048 : 64;

    /// <summary>The layout for a system.</summary>
    public static Layout For(ITransitionSystem system, ExplorationOptions options) =>
        new(
            system is IPackedTransitionSystem && system.StateSize == 0 ? sizeof(ulong) : Fitting(system.StateSize),
            options.Exact,
            options.RecordEdges
        );

    /// <summary>The bytes of a state that is a number.</summary>
    public byte[] Unpack(ulong state)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, state);
        return bytes[..StateSize].ToArray();
    }

    private static int Fitting(int size) => size is > 0 and <= sizeof(ulong) ? size : 0;
}
