using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MAP: mappings, rights and the end of a process.</content>
public sealed partial class OptimizedMachine
{
    /// <summary>Frames of which an entry was cleared, held until the window has closed (mmu_gather).</summary>
    private readonly List<int> _gathered = [];

    // MAP-2, MAP-3
    private Outcome MapRange(int process, PageRange range, Protection protection)
    {
        Status status = CheckRange(process, range, out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        if (descriptor.Areas.Overlaps(range))
        {
            return Outcome.Fail(Status.EEXIST);
        }

        descriptor.Areas.Set(range, protection, Backing.Anonymous);
        _journal.Touch(process, range);
        return Outcome.Ok;
    }

    // MAP-4
    private Outcome UnmapRange(int process, PageRange range)
    {
        Status status = CheckRange(process, range, out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        UnmapMapped(descriptor, range);
        return Outcome.Ok;
    }

    private void UnmapMapped(MemoryDescriptor descriptor, PageRange range)
    {
        if (!descriptor.Areas.Overlaps(range))
        {
            return;
        }

        descriptor.Areas.Remove(range);
        _journal.Touch(descriptor.Number, range);
        ClearRange(descriptor, range, EventKind.Unmap);
        descriptor.Table.Trim(range.Start, range.End);
        foreach (DeviceMirror mirror in descriptor.LiveMirrors)
        {
            mirror.Table.Trim(range.Start, range.End);
        }
    }

    // MAP-6, MAP-7
    private Outcome ProtectRange(int process, PageRange range, Protection protection)
    {
        Status status = CheckRange(process, range, out MemoryDescriptor descriptor);
        for (int page = range.Start; status == Status.Ok && page < range.End; )
        {
            if (!descriptor.Areas.TryFind(page, out VirtualArea area))
            {
                return Outcome.Fail(Status.ENOMEM);
            }

            PageRange part = area.Range.Intersect(range);
            if (area.Protection != protection)
            {
                ChangeRights(descriptor, part, protection, area);
            }

            page = part.End;
        }

        return Ended(status);
    }

    private void ChangeRights(MemoryDescriptor descriptor, PageRange part, Protection protection, VirtualArea area)
    {
        descriptor.Areas.Set(part, protection, area.Backing, area.Flags);
        _journal.Touch(descriptor.Number, part);
        Window window = OpenWindow(descriptor, part, EventKind.ProtectionVma);
        bool isUntracked = IsUntracked(area);
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(part.Start, part.End); page < part.End; page = table.Next(page + 1, part.End))
        {
            ref PackedPte entry = ref table.At(page).Entry;
            entry = WithRights(entry, protection);
            if (isUntracked && protection == Protection.ReadWrite && entry.IsMapped)
            {
                entry = entry.WithWrite(); // FIL-26
            }
        }

        FlushTlb(descriptor, part);
        CloseWindow(window);
        if (area is { IsLocked: true, Backing.IsShared: false } && protection == Protection.ReadWrite) // LCK-8
        {
            _ = BringIn(descriptor, part);
        }
    }

    // MAP-8
    private static PackedPte WithRights(PackedPte entry, Protection protection)
    {
        if (protection != Protection.ReadWrite)
        {
            entry = entry.WithoutWrite();
        }

        return entry.IsMapped ? entry.As(protection == Protection.None ? PteKind.ProtNone : PteKind.Present) : entry;
    }

    // MAP-12, MAP-13
    private Outcome DiscardRange(int process, PageRange range)
    {
        Status status = CheckRange(process, range, out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        int page = range.Start;
        while (page < range.End)
        {
            if (!descriptor.Areas.TryFindFrom(page, out VirtualArea area) || area.Start >= range.End)
            {
                return Outcome.Fail(Status.ENOMEM);
            }

            if (area.Start > page)
            {
                status = Status.ENOMEM;
            }

            if (area.IsLocked) // LCK-7
            {
                return Outcome.Fail(Status.EINVAL);
            }

            PageRange part = area.Range.Intersect(range);
            ClearRange(descriptor, part, EventKind.Clear);
            page = part.End;
        }

        return Ended(status);
    }

    // MAP-14
    private Outcome ExitProcess(int process)
    {
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        foreach (VirtualArea area in descriptor.Areas.Areas)
        {
            _journal.Touch(process, area.Range);
        }

        ClearRange(descriptor, _world.AddressSpace, EventKind.Release);
        while (descriptor.LiveMirrors is [.., DeviceMirror mirror])
        {
            descriptor.Unsubscribe(mirror);
        }

        descriptor.Areas.Clear();
        descriptor.Table.Release();
        descriptor.Sequence = MemoryDescriptor.FirstSequence;
        descriptor.IsAlive = false;
        return Outcome.Ok;
    }

    /// <summary>Clears the entries of a range under one window, and frees what they led to after it.</summary>
    private void ClearRange(MemoryDescriptor descriptor, PageRange range, EventKind kind)
    {
        Window window = OpenWindow(descriptor, range, kind);
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(range.Start, range.End); page < range.End; page = table.Next(page + 1, range.End))
        {
            ClearEntry(descriptor, page);
        }

        FlushTlb(descriptor, range);
        CloseWindow(window);
        foreach (int frame in _gathered)
        {
            PutFrame(frame);
        }

        _gathered.Clear();
    }

    // MAP-5
    private void ClearEntry(MemoryDescriptor descriptor, int page)
    {
        ref PackedPte entry = ref descriptor.Table.At(page).Entry;
        PackedPte old = entry;
        entry = default;
        _journal.Touch(descriptor.Number, page);
        switch (old.Kind)
        {
            case PteKind.None:
            case PteKind.Poisoned: // EVC-10
                break;
            case PteKind.Present:
            case PteKind.ProtNone:
                if (old.Frame != FrameTable.Zero)
                {
                    GiveUpDirty(old);
                    _frames.Unmap(old.Frame, new Mapper(descriptor.Number, page));
                    _gathered.Add(old.Frame);
                }

                break;
            case PteKind.Swap:
                PutSlot(old.Slot);
                break;
            case PteKind.DevicePrivate:
                _frames.Unmap(old.Frame, new Mapper(descriptor.Number, page));
                PutFrame(old.Frame);
                break;
            case PteKind.DeviceExclusive:
                PutFrame(old.Frame); // EXC-11
                break;
            case PteKind.Migration:
                // The migration holds the page itself, and finds nothing to restore here.
                _frames.Mappers.Remove(ref _frames[old.Frame], new Mapper(descriptor.Number, page));
                break;
        }
    }

    // ERR-1, ERR-2
    private Status CheckRange(int process, PageRange range, out MemoryDescriptor descriptor)
    {
        descriptor = null!;
        if (!IsAlive(process, out MemoryDescriptor? alive))
        {
            return Status.ESRCH;
        }

        descriptor = alive;
        return IsWithinSpace(range) ? Status.Ok : Status.EINVAL;
    }
}
