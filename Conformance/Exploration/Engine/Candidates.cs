using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>
/// Takes what a system finds when a state is expanded: its successors, and what the state or a transition breaks. One
/// for each thread.
/// </summary>
public sealed class Candidates
{
    // What was added lately is not handed on again: most successors lie close together. Fits into the second cache.
    private const int FilterSize = 1 << 13;

    private readonly Layout _layout;
    private readonly ulong[] _recent = new ulong[FilterSize];
    private readonly long[] _counts;
    private readonly bool _isPlain;
    private readonly List<Reached>? _capture;
    private CandidateBuffer _buffer;
    private uint _next;
    private uint _position;
    private long _changing;
    private bool _isBeginning;

    internal Candidates(Layout layout, int operations, CandidateBuffer buffer, List<Reached>? capture = null)
    {
        _layout = layout;
        _counts = new long[operations];
        _buffer = buffer;
        _capture = capture;
        _isPlain = layout is { IsPacked: true, KeepsEdges: false } && capture is null;
        // Key 0 lies in place 0, and key 1 does not: nothing seems to be known at the beginning.
        _recent[0] = 1;
    }

    /// <summary>The size of what it holds itself, in bytes.</summary>
    internal static long Bytes => FilterSize * sizeof(ulong);

    /// <summary>How many transitions of every operation were added.</summary>
    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>How many of them change the state.</summary>
    internal long Changing => _changing;

    /// <summary>Adds a successor of the state being expanded; an equal one as often as there are transitions to it.</summary>
    /// <param name="successor">The state that it leads to.</param>
    /// <param name="operation">The index of the operation.</param>
    /// <param name="changes">Whether the successor is another state than the one being expanded.</param>
    /// <param name="agent">Who moves, from 0 to 63; only <see cref="Liveness" /> asks.</param>
    public void Add(ReadOnlySpan<byte> successor, int operation, bool changes, int agent = 0)
    {
        if (_layout.IsPacked)
        {
            if (successor.Length != _layout.StateSize)
            {
                throw new ArgumentException(
                    $"A state has {successor.Length} bytes where all have {_layout.StateSize}.",
                    nameof(successor)
                );
            }

            Add(StateKey.Pack(successor), operation, changes, agent);
            return;
        }

        uint origin = Count(operation, changes);
        _capture?.Add(new Reached(successor.ToArray(), operation));
        if (_capture is not null || IsNowhere(changes))
        {
            return;
        }

        ulong key = StateKey.Of(successor);
        if (!_layout.NeedsEvery && IsRecent(key))
        {
            return;
        }

        _buffer.Add(key, origin, successor);
        _buffer.AddAgent(key, agent);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, int, bool, int)" />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong successor, int operation, bool changes, int agent = 0)
    {
        if (!_isPlain)
        {
            AddOther(successor, operation, changes, agent);
            return;
        }

        uint origin = Count(operation, changes);
        if (IsNowhere(changes))
        {
            return;
        }

        ulong key = StateKey.OfPacked(successor);
        if (!IsRecent(key))
        {
            _buffer.Add(key, origin);
        }
    }

    /// <summary>
    /// Adds many successors, none of which is the state being expanded: faster than one by one, and with the same result.
    /// </summary>
    /// <param name="successors">The states that they lead to.</param>
    /// <param name="operations">The index of the operation of each.</param>
    public void AddAll(ReadOnlySpan<ulong> successors, ReadOnlySpan<ushort> operations)
    {
        if (!_isPlain)
        {
            for (int index = 0; index < successors.Length; index++)
            {
                Add(successors[index], operations[index], changes: true);
            }

            return;
        }

        long[] counts = _counts;
        foreach (ushort operation in operations)
        {
            counts[operation]++;
        }

        _changing += successors.Length;
        uint origin = _next;
        _next += (uint)successors.Length;
        CandidateBuffer buffer = _buffer;
        ref ulong recent = ref MemoryMarshal.GetArrayDataReference(_recent);
        foreach (ulong successor in successors)
        {
            ulong key = StateKey.OfPacked(successor);
            ref ulong place = ref Unsafe.Add(ref recent, (nint)(key & (FilterSize - 1)));
            bool isWanted = place != key;
            place = key;
            buffer.AddIf(isWanted, key, origin);
            origin++;
        }
    }

    /// <summary>The state being expanded breaks something.</summary>
    /// <param name="violation">What, as a sentence.</param>
    public void Report(string violation) => _buffer.ReportState(_position, violation);

    /// <summary>The transition that was added last breaks something.</summary>
    /// <param name="violation">What, as a sentence.</param>
    public void ReportLast(string violation)
    {
        if (_next == _position << 16)
        {
            throw new InvalidOperationException("There is no last transition: none was added.");
        }

        _buffer.ReportTransition(_position, (_next - 1) & 0xFFFF, violation);
    }

    /// <summary>Which agents can move in the state being expanded; only <see cref="Liveness" /> asks.</summary>
    /// <param name="agents">A bit for each agent, agent 0 lowest.</param>
    public void Enabled(ulong agents) => _buffer.Enable(_position, agents);

    /// <summary>The next states come into this buffer.</summary>
    internal void Turn(CandidateBuffer buffer) => _buffer = buffer;

    /// <summary>What is added now are initial states.</summary>
    internal void Begin()
    {
        _isBeginning = true;
        _position = 0;
        _next = 0;
    }

    /// <summary>What was counted is taken, or does not count: initial states are no transitions.</summary>
    internal void End()
    {
        _isBeginning = false;
        Array.Clear(_counts);
        _changing = 0;
    }

    /// <summary>What is added now are the successors of the state with this position in the unit.</summary>
    internal void Begin(int position)
    {
        EndUnit();
        _position = (uint)position;
        _next = _position << 16;
    }

    /// <summary>Nothing more is added for the last state.</summary>
    internal void EndUnit()
    {
        if (_next > (_position << 16) + 0x10000)
        {
            throw new InvalidOperationException("A state has more than 65,536 successors.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Count(int operation, bool changes)
    {
        _counts[operation]++;
        _changing += changes ? 1 : 0;
        return _next++;
    }

    // A transition to the state itself finds nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNowhere(bool changes) => !changes && !_isBeginning && !_layout.KeepsEdges;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsRecent(ulong key)
    {
        ref ulong recent = ref _recent[(int)key & (FilterSize - 1)];
        bool known = recent == key;
        recent = key;
        return known;
    }

    private void AddOther(ulong successor, int operation, bool changes, int agent)
    {
        if (!_layout.IsPacked)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, successor);
            Add(bytes, operation, changes, agent);
            return;
        }

        uint origin = Count(operation, changes);
        if (_capture is not null)
        {
            _capture.Add(new Reached(_layout.Unpack(successor), operation));
            return;
        }

        if (IsNowhere(changes))
        {
            return;
        }

        ulong key = StateKey.OfPacked(successor);
        _buffer.Add(key, origin);
        _buffer.AddAgent(key, agent);
    }
}
