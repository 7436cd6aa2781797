namespace HmmSpec.Optimized;

/// <content>FIL: what memory files, which have no storage, do otherwise.</content>
public sealed partial class OptimizedMachine
{
    /// <summary>Whether stores to an area go to a memory file, so that its entries allow them as soon as it does (FIL-26).</summary>
    private bool GainsWrite(in VirtualArea area) => area.IsWritable && IsUntracked(area);

    private bool IsUntracked(in VirtualArea area) => area.Backing.IsShared && _files[area.Backing.File].IsMemory;

    /// <summary>Fills a frame that was taken for a page of a memory file with what the page's slot holds (FIL-25).</summary>
    private void ReadFromSwap(int number)
    {
        ref PageFrame frame = ref _frames[number];
        ref int slot = ref _files[frame.File].Slots[frame.Index];
        frame.Value = _swap[slot].Value;
        frame.Dirty = true;
        GiveBackSlot(ref slot);
    }

    /// <summary>
    /// Takes a slot for a page of a memory file that is about to leave the page cache, if it holds anything; false if there
    /// is none (FIL-27).
    /// </summary>
    private bool TryWriteToSwap(int number)
    {
        ref PageFrame frame = ref _frames[number];
        if (!frame.Dirty)
        {
            return true;
        }

        int slot = _swap.Take();
        if (slot < 0)
        {
            return false;
        }

        _swap[slot].Value = frame.Value;
        _swap[slot].References = 1;
        _files[frame.File].Slots[frame.Index] = slot;
        return true;
    }

    /// <summary>Frees the slot that a page of a memory file was in (FIL-25, FIL-29).</summary>
    private void GiveBackSlot(ref int slot)
    {
        PutSlot(slot);
        slot = -1;
    }
}
