namespace HmmSpec.Optimized;

/// <content>References, mappings and the swap cache: what begins and ends with a page-table entry.</content>
public sealed partial class OptimizedMachine
{
    /// <summary>Puts an entry of a frame into the page table; the mapping takes over a reference of the caller's.</summary>
    private void MapFrame(MemoryDescriptor descriptor, int page, PackedPte entry)
    {
        descriptor.Table.At(page).Entry = entry;
        _journal.Touch(descriptor.Number, page);
        if (entry.Frame != FrameTable.Zero)
        {
            _frames.Map(entry.Frame, new Mapper(descriptor.Number, page));
        }
    }

    /// <summary>The dirty bit of an entry that is replaced or cleared goes to its frame (DRT-2).</summary>
    private void PassDirty(PackedPte entry)
    {
        if (entry.IsDirty)
        {
            _frames[entry.Frame].Dirty = true;
        }
    }

    /// <summary>The same of an entry that its process gives up, but for a lazily free frame (MAP-5, CPU-6).</summary>
    private void GiveUpDirty(PackedPte entry)
    {
        if (!_frames[entry.Frame].LazyFree)
        {
            PassDirty(entry);
        }
    }

    /// <summary>Gives back a reference to a frame, which is free when the last one is gone.</summary>
    private void PutFrame(int number)
    {
        ref PageFrame frame = ref _frames[number];
        frame.References--;
        if (frame is { References: 1, Mappings: 0, Slot: >= 0 })
        {
            _swap[frame.Slot].Cached = -1; // RCL-4: only the swap cache is left, and the slot has the value
            frame.References = 0;
        }

        if (frame.References == 0)
        {
            _frames.Free(number);
        }
    }

    /// <summary>Gives back a reference to a swap slot, which is free when the last one is gone.</summary>
    private void PutSlot(int number)
    {
        ref SwapArea.Slot slot = ref _swap[number];
        slot.References--;
        if (slot.References > 0)
        {
            return;
        }

        if (slot.Cached >= 0)
        {
            ref PageFrame frame = ref _frames[slot.Cached]; // RCL-4
            frame.Slot = -1;
            frame.Dirty = true;
            frame.References--;
        }

        _swap.Numbers.Return(number);
    }
}
