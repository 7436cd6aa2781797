using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>LCK: pages that are locked in memory.</content>
public sealed partial class OptimizedMachine
{
    // LCK-1
    private Outcome LockRange(int process, PageRange range)
    {
        Status status = MarkLocked(process, range, locked: true, out MemoryDescriptor descriptor);
        return Ended(status == Status.Ok ? BringIn(descriptor, range) : status);
    }

    // LCK-5
    private Outcome UnlockRange(int process, PageRange range) =>
        Ended(MarkLocked(process, range, locked: false, out _));

    // LCK-2
    private Status MarkLocked(int process, PageRange range, bool locked, out MemoryDescriptor descriptor)
    {
        Status status = CheckRange(process, range, out descriptor);
        for (int page = range.Start; status == Status.Ok && page < range.End; )
        {
            if (!descriptor.Areas.TryFind(page, out VirtualArea area))
            {
                return Status.ENOMEM;
            }

            PageRange part = PageRange.Between(page, Math.Min(area.End, range.End));
            Mark(descriptor, part, area, locked ? area.Flags | VmaFlags.Locked : area.Flags & ~VmaFlags.Locked);
            page = part.End;
        }

        return status;
    }

    /// <summary>Brings in the pages of a range, up to the first that is not to be had (LCK-3, LCK-4).</summary>
    private Status BringIn(MemoryDescriptor descriptor, PageRange range)
    {
        int page = range.Start;
        while (page < range.End && descriptor.Areas.TryFindFrom(page, out VirtualArea area) && area.Start < range.End)
        {
            PageRange part = area.Range.Intersect(PageRange.Between(page, range.End));
            Status status = Status.Ok;
            for (page = part.Start; status == Status.Ok && page < part.End; page++)
            {
                status = BringIn(descriptor, page, area);
            }

            if (status != Status.Ok)
            {
                return status == Status.ENOMEM ? Status.EAGAIN : Status.ENOMEM;
            }

            page = part.End;
        }

        return Status.Ok;
    }

    private Status BringIn(MemoryDescriptor descriptor, int page, VirtualArea area)
    {
        if (!area.IsReadable)
        {
            return Status.SIGSEGV;
        }

        bool write = area is { IsWritable: true, Backing.IsShared: false };
        while (true)
        {
            PackedPte entry = descriptor.Table.Peek(page).Entry;
            if (entry.IsPresent && (entry.IsWritable || !write))
            {
                if (write && !entry.IsDirty)
                {
                    _frames[entry.Frame].Dirty = true; // What it is wanted for may be a store.
                }

                return Status.Ok;
            }

            Status status = HandleFault(descriptor, page, write);
            if (status != Status.Ok)
            {
                return status;
            }
        }
    }

    /// <summary>Whether any process maps a frame in a locked VMA (LCK-6).</summary>
    private bool IsLocked(int frame)
    {
        foreach (Mapper mapper in _frames.MappersOf(frame))
        {
            if (_processes[mapper.Process].Areas.TryFind(mapper.Page, out VirtualArea area) && area.IsLocked)
            {
                return true;
            }
        }

        return false;
    }
}
