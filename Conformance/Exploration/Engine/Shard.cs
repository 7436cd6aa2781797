using System.Runtime.CompilerServices;

namespace HmmSpec.Exploration;

/// <summary>A part of the set of visited states. One thread at a time owns it, and nothing in it is locked.</summary>
internal sealed class Shard : IDisposable
{
    private const int Ahead = 16;

    private readonly Layout _layout;
    private readonly uint _firstId;
    private readonly FrontierTail _tail;
    private readonly KeyTable _table;
    private readonly ByteStore? _states;

    public Shard(int index, Layout layout, FrontierTail tail)
    {
        _layout = layout;
        _firstId = (uint)index << Layout.LocalBits;
        _tail = tail;
        _table = new KeyTable(layout.KeepsNumbers);
        _states = layout.KeepsBytes ? new ByteStore() : null;
        Edges = layout.KeepsEdges ? new EdgeList() : null;
    }

    /// <summary>How many states there are.</summary>
    public int Count => _table.Count;

    /// <summary>Where they come from.</summary>
    public ParentList Parents { get; } = new();

    /// <summary>The transitions to states of this part, if they are kept.</summary>
    public EdgeList? Edges { get; }

    /// <summary>The size of all of it in bytes.</summary>
    public long Bytes => _table.Bytes + Parents.Bytes + (_states?.Bytes ?? 0) + (Edges?.Bytes ?? 0);

    /// <summary>By how many bytes the part grows if so many states are added, as far as its table goes.</summary>
    public long GrowthFor(int more) => _table.GrowthFor(more);

    /// <summary>Takes what the expansion of a unit found for this part; what is new is expanded on the next level.</summary>
    public void Take(ReadOnlySpan<Candidate> list, ReadOnlySpan<byte> text, ReadOnlySpan<byte> agents, WorkUnit unit)
    {
        if (_layout.KeepsEdges)
        {
            TakeWithEdges(list, text, agents, unit);
        }
        else if (_layout.IsPacked)
        {
            TakePacked(list, unit);
        }
        else
        {
            TakeTexts(list, text, unit);
        }
    }

    /// <summary>Writes the part to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        _table.Save(writer);
        Parents.Save(writer);
        _states?.Save(writer);
        Edges?.Save(writer);
    }

    /// <summary>Reads the part from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _table.Load(reader);
        Parents.Load(reader);
        _states?.Load(reader);
        Edges?.Load(reader);
    }

    /// <summary>Frees the set of keys; what is known of the states stays.</summary>
    public void Dispose() => _table.Dispose();

    private void TakePacked(ReadOnlySpan<Candidate> list, WorkUnit unit)
    {
        int run = 0;
        PrefetchFirst(list);
        for (int index = 0; index < list.Length; index++)
        {
            PrefetchAhead(list, index);
            Candidate candidate = list[index];
            if (_table.TryAdd(candidate.Key))
            {
                _tail.Add(candidate.Key, Enter(candidate, unit, ref run));
            }
        }
    }

    private void TakeTexts(ReadOnlySpan<Candidate> list, ReadOnlySpan<byte> text, WorkUnit unit)
    {
        int run = 0;
        int offset = 0;
        PrefetchFirst(list);
        for (int index = 0; index < list.Length; index++)
        {
            PrefetchAhead(list, index);
            Candidate candidate = list[index];
            ReadOnlySpan<byte> state = StateText.Read(text, ref offset);
            bool isNew = _states is null
                ? _table.TryAdd(candidate.Key)
                : _table.TryAdd(candidate.Key, _states, state, out _);
            if (isNew)
            {
                _states?.Add(state);
                _tail.Add(state, Enter(candidate, unit, ref run));
            }
        }
    }

    private void TakeWithEdges(
        ReadOnlySpan<Candidate> list,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> agents,
        WorkUnit unit
    )
    {
        int run = 0;
        int offset = 0;
        for (int index = 0; index < list.Length; index++)
        {
            Candidate candidate = list[index];
            ReadOnlySpan<byte> state = _layout.IsPacked ? default : StateText.Read(text, ref offset);
            bool isNew = _table.TryAdd(candidate.Key, _states, state, out uint number);
            if (isNew)
            {
                _states?.Add(state);
                uint id = Enter(candidate, unit, ref run);
                if (_layout.IsPacked)
                {
                    _tail.Add(candidate.Key, id);
                }
                else
                {
                    _tail.Add(state, id);
                }
            }

            uint parent = unit.IdAt(candidate.Origin >> 16, ref run);
            if (parent != ParentList.None)
            {
                Edges!.Add(parent, _firstId | number, agents[index]);
            }
        }
    }

    private uint Enter(Candidate candidate, WorkUnit unit, ref int run)
    {
        uint id = _firstId + (uint)(_table.Count - 1);
        Parents.Add(unit.IdAt(candidate.Origin >> 16, ref run), (ushort)candidate.Origin);
        return id;
    }

    private void PrefetchFirst(ReadOnlySpan<Candidate> list)
    {
        for (int index = 0; index < Ahead && index < list.Length; index++)
        {
            _table.Prefetch(list[index].Key);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PrefetchAhead(ReadOnlySpan<Candidate> list, int index)
    {
        if (index + Ahead < list.Length)
        {
            _table.Prefetch(list[index + Ahead].Key);
        }
    }
}
