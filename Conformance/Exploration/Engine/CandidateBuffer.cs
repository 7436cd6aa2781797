using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>What the expansion of a unit of states found, by the part of the visited set that decides about it.</summary>
internal sealed class CandidateBuffer(Layout layout)
{
    private const int Least = 32;

    // All parts side by side, with equal room: keys are spread evenly.
    private readonly int[] _sizes = new int[Layout.Shards];
    private readonly byte[][] _texts = Empty();
    private readonly int[] _textSizes = new int[Layout.Shards];
    private readonly byte[][] _agents = Empty();
    private Candidate[] _items = [];
    private int _room;

    /// <summary>The first state that breaks something.</summary>
    public Breach? BrokenState { get; private set; }

    /// <summary>The first transition that breaks something.</summary>
    public Breach? BrokenTransition { get; private set; }

    /// <summary>How many things are broken.</summary>
    public long Breaches { get; private set; }

    /// <summary>Which agents can move, by the position of the state; only where edges are kept.</summary>
    public ulong[] EnabledAgents { get; } = layout.KeepsEdges ? new ulong[layout.UnitSize] : [];

    /// <summary>The size of all that it holds, in bytes.</summary>
    public long Bytes
    {
        get
        {
            long bytes = (_items.LongLength * Unsafe.SizeOf<Candidate>()) + (EnabledAgents.LongLength * sizeof(ulong));
            for (int shard = 0; shard < Layout.Shards; shard++)
            {
                bytes += _texts[shard].Length + _agents[shard].Length;
            }

            return bytes;
        }
    }

    /// <summary>The candidates of a part, in the order in which they were added.</summary>
    public ReadOnlySpan<Candidate> Of(int shard) => _items.AsSpan(shard * _room, _sizes[shard]);

    /// <summary>Their bytes, each state with its length in front.</summary>
    public ReadOnlySpan<byte> TextOf(int shard) => _texts[shard].AsSpan(0, _textSizes[shard]);

    /// <summary>Their agents.</summary>
    public ReadOnlySpan<byte> AgentsOf(int shard) => _agents[shard].AsSpan(0, layout.KeepsEdges ? _sizes[shard] : 0);

    /// <summary>Adds a state that is a number, by its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key, uint origin)
    {
        int shard = (int)(key >> (64 - Layout.ShardBits));
        ref int size = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sizes), shard);
        if (size == _room)
        {
            Widen();
        }

        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), (shard * _room) + size) = new Candidate(
            key,
            origin
        );
        size++;
    }

    /// <summary>The same, but forgets it at once unless it is wanted: no jump depends on that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddIf(bool isWanted, ulong key, uint origin)
    {
        int shard = (int)(key >> (64 - Layout.ShardBits));
        ref int size = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sizes), shard);
        if (size == _room)
        {
            Widen();
        }

        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), (shard * _room) + size) = new Candidate(
            key,
            origin
        );
        size += Unsafe.BitCast<bool, byte>(isWanted);
    }

    /// <summary>Adds a state of any length.</summary>
    public void Add(ulong key, uint origin, ReadOnlySpan<byte> state)
    {
        Add(key, origin);
        int shard = (int)(key >> (64 - Layout.ShardBits));
        int size = _textSizes[shard];
        byte[] text = _texts[shard];
        if (size + sizeof(int) + state.Length > text.Length)
        {
            text = Larger(ref _texts[shard], size, sizeof(int) + state.Length);
        }

        StateText.Write(text.AsSpan(size), state);
        _textSizes[shard] = size + sizeof(int) + state.Length;
    }

    /// <summary>Says who moves to the state that was added last, which has this key; only where edges are kept.</summary>
    public void AddAgent(ulong key, int agent)
    {
        if (layout.KeepsEdges)
        {
            if (agent is < 0 or > 63)
            {
                throw new ArgumentOutOfRangeException(nameof(agent), agent, "Agents go from 0 to 63.");
            }

            int shard = (int)(key >> (64 - Layout.ShardBits));
            int size = _sizes[shard];
            if (size > _agents[shard].Length)
            {
                Larger(ref _agents[shard], size - 1, 1);
            }

            _agents[shard][size - 1] = (byte)agent;
        }
    }

    /// <summary>Says which agents can move in a state; only where edges are kept.</summary>
    public void Enable(uint position, ulong agents)
    {
        if (layout.KeepsEdges)
        {
            EnabledAgents[position] = agents;
        }
    }

    /// <summary>A state breaks something.</summary>
    public void ReportState(uint position, string sentence)
    {
        Breaches++;
        BrokenState ??= new Breach(position, -1, sentence);
    }

    /// <summary>A transition breaks something.</summary>
    public void ReportTransition(uint position, uint ordinal, string sentence)
    {
        Breaches++;
        BrokenTransition ??= new Breach(position, (int)ordinal, sentence);
    }

    /// <summary>Forgets everything, but keeps the room.</summary>
    public void Clear()
    {
        Array.Clear(_sizes);
        Array.Clear(_textSizes);
        Array.Clear(EnabledAgents);
        BrokenState = null;
        BrokenTransition = null;
        Breaches = 0;
    }

    private static byte[][] Empty() => [.. Enumerable.Range(0, Layout.Shards).Select(static _ => Array.Empty<byte>())];

    private static byte[] Larger(ref byte[] list, int size, int more)
    {
        Array.Resize(ref list, Math.Max(Math.Max(Least, size + more), checked(size + (size / 2))));
        return list;
    }

    private void Widen()
    {
        int room = Math.Max(Least, checked(_room + (_room / 2)));
        Candidate[] items = new Candidate[checked(room * Layout.Shards)];
        for (int shard = 0; shard < Layout.Shards; shard++)
        {
            Of(shard).CopyTo(items.AsSpan(shard * room));
        }

        _items = items;
        _room = room;
    }
}
