using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>A successor that may be new.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Origin">Where it comes from: the position of its parent in the unit, and which of its successors it is.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Candidate(ulong Key, uint Origin);

/// <summary>Something broken.</summary>
/// <param name="Position">The position of the state in its unit.</param>
/// <param name="Ordinal">Which of its transitions, or -1 for the state itself.</param>
/// <param name="Sentence">What.</param>
internal sealed record Breach(uint Position, int Ordinal, string Sentence);

/// <summary>What the expansion of a unit of states found, by the part of the visited set that decides about it.</summary>
internal sealed class CandidateBuffer(Layout layout)
{
    private const int Least = 64;
    private const int AgentSize = 1;

    private readonly Candidate[][] _lists = Empty<Candidate>();
    private readonly int[] _sizes = new int[Layout.Shards];
    private readonly byte[][] _texts = Empty<byte>();
    private readonly int[] _textSizes = new int[Layout.Shards];
    private readonly byte[][] _agents = Empty<byte>();

    /// <summary>The first state that breaks something.</summary>
    public Breach? BrokenState { get; private set; }

    /// <summary>The first transition that breaks something.</summary>
    public Breach? BrokenTransition { get; private set; }

    /// <summary>How many things are broken.</summary>
    public long Breaches { get; private set; }

    /// <summary>Which agents can move, by the position of the state; only where edges are kept.</summary>
    public ulong[] EnabledAgents { get; } = layout.KeepsEdges ? new ulong[layout.UnitSize] : [];

    /// <summary>The size of all that it holds, in bytes.</summary>
    public long Bytes =>
        _lists.Sum(static list => (long)list.Length * Unsafe.SizeOf<Candidate>())
        + _texts.Sum(static text => (long)text.Length)
        + _agents.Sum(static agents => (long)agents.Length)
        + (EnabledAgents.LongLength * sizeof(ulong));

    /// <summary>The candidates of a part, in the order in which they were added.</summary>
    public ReadOnlySpan<Candidate> Of(int shard) => _lists[shard].AsSpan(0, _sizes[shard]);

    /// <summary>Their bytes, each state with its length in front.</summary>
    public ReadOnlySpan<byte> TextOf(int shard) => _texts[shard].AsSpan(0, _textSizes[shard]);

    /// <summary>Their agents.</summary>
    public ReadOnlySpan<byte> AgentsOf(int shard) => _agents[shard].AsSpan(0, layout.KeepsEdges ? _sizes[shard] : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key, uint origin)
    {
        int shard = (int)(key >> (64 - Layout.ShardBits));
        Candidate[] list = _lists[shard];
        int size = _sizes[shard];
        if ((uint)size >= (uint)list.Length)
        {
            list = Larger(ref _lists[shard], size, 1);
        }

        list[size] = new Candidate(key, origin);
        _sizes[shard] = size + 1;
    }

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
                Larger(ref _agents[shard], size - 1, AgentSize);
            }

            _agents[shard][size - 1] = (byte)agent;
        }
    }

    public void Enable(uint position, ulong agents)
    {
        if (layout.KeepsEdges)
        {
            EnabledAgents[position] = agents;
        }
    }

    public void ReportState(uint position, string sentence)
    {
        Breaches++;
        BrokenState ??= new Breach(position, -1, sentence);
    }

    public void ReportTransition(uint position, uint ordinal, string sentence)
    {
        Breaches++;
        BrokenTransition ??= new Breach(position, (int)ordinal, sentence);
    }

    public void Clear()
    {
        Array.Clear(_sizes);
        Array.Clear(_textSizes);
        Array.Clear(EnabledAgents);
        BrokenState = null;
        BrokenTransition = null;
        Breaches = 0;
    }

    private static T[][] Empty<T>() => [.. Enumerable.Range(0, Layout.Shards).Select(static _ => Array.Empty<T>())];

    private static T[] Larger<T>(ref T[] list, int size, int more)
    {
        Array.Resize(ref list, Math.Max(Math.Max(Least, size + more), checked(size + (size / 2))));
        return list;
    }
}
