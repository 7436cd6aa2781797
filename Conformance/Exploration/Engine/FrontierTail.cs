using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>The states of one part that the next level will expand. Only the owner of the part appends.</summary>
internal sealed class FrontierTail(SegmentStore store)
{
    private FrontierSegment? _last;

    /// <summary>The segments, in order.</summary>
    public List<FrontierSegment> Segments { get; } = [];

    /// <summary>Appends a state that is a number, by its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key, uint id)
    {
        FrontierSegment segment = Room(sizeof(ulong), id);
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment.Data!), segment.Used),
            key
        );
        segment.Used += sizeof(ulong);
        segment.Count++;
    }

    /// <summary>Appends a state of any length.</summary>
    public void Add(ReadOnlySpan<byte> state, uint id)
    {
        int size = sizeof(int) + state.Length;
        if (size > SegmentStore.SegmentSize)
        {
            throw new InvalidOperationException(
                $"A state has {state.Length} bytes; at most {SegmentStore.SegmentSize - sizeof(int)} are possible."
            );
        }

        FrontierSegment segment = Room(size, id);
        StateText.Write(segment.Data.AsSpan(segment.Used), state);
        segment.Used += size;
        segment.Count++;
    }

    /// <summary>Gives the segments away, to be expanded.</summary>
    public void MoveTo(List<FrontierSegment> level)
    {
        level.AddRange(Segments);
        Segments.Clear();
        _last = null;
    }

    /// <summary>Takes segments from a checkpoint.</summary>
    public void Restore(IEnumerable<FrontierSegment> segments)
    {
        Segments.AddRange(segments);
        _last = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FrontierSegment Room(int size, uint id) =>
        _last is FrontierSegment last && last.Used + size <= SegmentStore.SegmentSize ? last : Begin(id);

    private FrontierSegment Begin(uint id)
    {
        if (_last is FrontierSegment full)
        {
            store.Seal(full);
        }

        _last = new FrontierSegment(id) { Data = store.Rent() };
        Segments.Add(_last);
        return _last;
    }
}
