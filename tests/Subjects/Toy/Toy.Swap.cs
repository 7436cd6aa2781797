using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Swap: RCL.</content>
internal partial class Toy
{
    public override Result SwapOut(int process, int page)
    {
        if (Find(process) is not Process owner)
        {
            return Result.Error("ESRCH");
        }

        if (!IsPage(page))
        {
            return Result.Error("EINVAL");
        }

        Entry entry = owner.Entries[page];
        if (entry.Kind != EntryKind.Present || entry.Frame!.IsZero || SlotFor(entry.Frame) is not SwapSlot slot)
        {
            return Result.Of(0);
        }

        Frame frame = entry.Frame;
        foreach ((Process mapper, int at) in EntriesOf(frame).ToList())
        {
            Window(mapper, EventKind.Clear, new PageRange(at, 1), () => ReplaceBySlot(mapper, at, slot));
        }

        Write(frame, slot);
        Release(frame);
        return Result.Of(1);
    }

    /// <summary>The slot that a frame has already, or a free one.</summary>
    protected virtual SwapSlot? SlotFor(Frame frame)
    {
        if (frame.Slot is null && Swap.HasFree)
        {
            Swap.Take();
            frame.Slot = new SwapSlot { Cached = frame };
        }

        return frame.Slot;
    }

    protected virtual void ReplaceBySlot(Process owner, int page, SwapSlot slot)
    {
        Entry old = owner.Entries[page];
        slot.References++;
        old.Frame!.Mappings--;
        old.Frame.Dirty |= old.Dirty;
        SetEntry(owner, page, new Entry(EntryKind.Swap) { Slot = slot });
        Flush(owner, page);
    }

    /// <summary>RCL-1. What a clean frame holds is in its slot already, or zeros, as a new slot is.</summary>
    protected virtual void Write(Frame frame, SwapSlot slot)
    {
        if (frame.Dirty)
        {
            slot.Value = frame.Value;
        }
    }

    /// <summary>RCL-3.</summary>
    protected virtual string? SwapIn(Process owner, int page, SwapSlot slot, bool write)
    {
        if (slot.Cached is null)
        {
            if (TakeFrame(slot.Value) is not Frame read)
            {
                return "ENOMEM";
            }

            read.Slot = slot;
            slot.Cached = read;
        }

        Frame frame = slot.Cached;
        AddMapping(frame);
        DropSlot(slot);
        SetEntry(owner, page, Entry.Present(frame, write && frame.Slot is null && frame.Mappings == 1));
        return null;
    }

    /// <summary>RCL-4: an entry less that names a slot; without any it is free, and its cached frame on its own.</summary>
    protected virtual void DropSlot(SwapSlot slot)
    {
        slot.References--;
        if (slot.References > 0)
        {
            return;
        }

        Swap.GiveBack();
        if (slot.Cached is Frame frame)
        {
            frame.Slot = null;
            frame.Dirty = true;
        }
    }
}
