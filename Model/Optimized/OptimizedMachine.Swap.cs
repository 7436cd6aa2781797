using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>RCL: swap and reclaim.</content>
public sealed partial class OptimizedMachine
{
    // RCL-1, RCL-2
    private Outcome SwapOutPage(int process, int page)
    {
        Status status = CheckRange(process, new PageRange(page, 1), out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        PackedPte entry = descriptor.Table.Peek(page).Entry;
        if (!entry.IsMapped || entry.Frame == FrameTable.Zero)
        {
            return Delivered(0);
        }

        ref PageFrame frame = ref _frames[entry.Frame];
        if (IsLocked(entry.Frame))
        {
            return Delivered(0);
        }

        if (frame is { File: >= 0, Locked: false })
        {
            return ReclaimFilePage(entry.Frame);
        }

        if (frame is { LazyFree: true, Locked: false })
        {
            return DropFrame(entry.Frame);
        }

        if (frame.Locked || frame.Pins > 0 || !EnterSwapCache(entry.Frame)) // PIN-6
        {
            return Delivered(0);
        }

        frame.Locked = true;
        frame.References++;
        ReplaceBySwap(entry.Frame);
        _swap[frame.Slot].Value = frame.Value;
        frame.Locked = false;
        PutFrame(entry.Frame);
        return Delivered(1);
    }

    /// <summary>Makes a frame the cached copy of a slot, unless it is one already.</summary>
    private bool EnterSwapCache(int number)
    {
        ref PageFrame frame = ref _frames[number];
        if (frame.Slot >= 0)
        {
            return true;
        }

        int slot = _swap.Take();
        if (slot < 0)
        {
            return false;
        }

        frame.Slot = slot;
        frame.References++;
        _swap[slot].Cached = number;
        return true;
    }

    /// <summary>Turns every mapping of a frame into an entry of its swap slot, each under a window of its own.</summary>
    private void ReplaceBySwap(int number)
    {
        ref PageFrame frame = ref _frames[number];
        foreach (Mapper mapper in _frames.MappersOf(number))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
            ref PackedPte entry = ref owner.Table.At(mapper.Page).Entry;
            PassDirty(entry);
            entry = PackedPte.Swap(frame.Slot);
            _swap[frame.Slot].References++;
            FlushTlb(owner, mapper.Page);
            frame.Mappings--;
            frame.References--;
            CloseWindow(window);
        }

        _frames.Mappers.Clear(ref frame);
    }

    // RCL-3
    private Status SwapIn(MemoryDescriptor descriptor, int page, int slot, bool write)
    {
        int number = _swap[slot].Cached;
        if (number < 0)
        {
            number = _frames.Take(_frames.SystemMemory, _swap[slot].Value);
            if (number == FrameTable.Zero)
            {
                return Status.ENOMEM; // CPU-7
            }

            _frames[number].Slot = slot; // The reference that came with the frame is the swap cache's.
            _swap[slot].Cached = number;
        }

        ref PageFrame frame = ref _frames[number];
        frame.References++;
        PutSlot(slot);
        bool writable = write && frame.Slot < 0 && frame.References == 1;
        PackedPte entry = PackedPte.Present(number, writable);
        MapFrame(descriptor, page, writable ? entry.WithYoungAndDirty() : entry.WithYoung());
        return Status.Ok;
    }
}
