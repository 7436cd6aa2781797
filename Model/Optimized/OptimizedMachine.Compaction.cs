using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>CMP: a system page goes to another frame.</content>
public sealed partial class OptimizedMachine
{
    // CMP-1, CMP-2
    private Outcome CompactPage(int process, int page)
    {
        Status status = CheckRange(process, new PageRange(page, 1), out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        PackedPte entry = descriptor.Table.Peek(page).Entry;
        if (!entry.IsMapped || entry.Frame == FrameTable.Zero || !CanMove(entry.Frame))
        {
            return Delivered(0);
        }

        int free = _frames.Take(_frames.SystemMemory, 0);
        if (free == FrameTable.Zero)
        {
            return Delivered(0);
        }

        _frames[entry.Frame].References++;
        UnmapEverywhere(entry.Frame);
        if (HasOtherReference(entry.Frame))
        {
            PutFrame(free);
            ReplaceMigration(entry.Frame, entry.Frame); // CMP-3
            PutFrame(entry.Frame);
            return Delivered(0);
        }

        TakePlace(entry.Frame, free);
        ReplaceMigration(entry.Frame, free);
        PutFrame(entry.Frame);
        return Delivered(1);
    }

    /// <summary>Whether all references of a frame are explained by its mappings; in a cache that is looked at later.</summary>
    private bool CanMove(int number)
    {
        ref PageFrame frame = ref _frames[number];
        return !frame.Locked && (frame.Slot >= 0 || frame.File >= 0 || frame.References == frame.Mappings);
    }

    /// <summary>
    /// A free frame gets all of another one but its mappings. The reference with which it was taken becomes the cache's, if
    /// there is one, as that of the other becomes nobody's; without a cache it ends when the page is mapped.
    /// </summary>
    private void TakePlace(int from, int to)
    {
        ref PageFrame old = ref _frames[from];
        ref PageFrame next = ref _frames[to];
        (next.Value, next.Dirty, next.LazyFree) = (old.Value, old.Dirty, old.LazyFree);
        (next.Slot, next.File, next.Index) = (old.Slot, old.File, old.Index);
        bool isCached = false;
        if (old.Slot >= 0)
        {
            _swap[old.Slot].Cached = to;
            isCached = true;
        }

        if (old.File >= 0)
        {
            _files[old.File].Cached[old.Index] = to;
            isCached = true;
        }

        (old.Slot, old.File) = (-1, -1);
        old.References -= isCached ? 1 : 0;
        next.References -= isCached ? 0 : 1;
    }
}
