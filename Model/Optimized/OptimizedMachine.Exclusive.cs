using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>EXC: pages that a device has for itself, and atomic accesses.</content>
public sealed partial class OptimizedMachine
{
    private Outcome MakeExclusiveRange(int process, int device, PageRange range)
    {
        Status status = FindMirror(process, device, range, out MemoryDescriptor descriptor, out DeviceMirror mirror);
        if (status == Status.Ok)
        {
            status = GetForDevice(descriptor, mirror, range);
        }

        return status == Status.Ok ? Reported(status, _results.AsSpan(0, range.Count)) : Outcome.Fail(status);
    }

    /// <summary>Gets the pages of a range, and gives those to the device that it got before one that is not to be had.</summary>
    private Status GetForDevice(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range)
    {
        Status status = Status.Ok;
        int count = 0;
        while (status == Status.Ok && count < range.Count)
        {
            status = GetPage(descriptor, range.Start + count);
            count += status == Status.Ok ? 1 : 0;
        }

        if (count == 0)
        {
            return status; // EXC-2
        }

        Span<PageResult> results = ResultsFor(range.Count);
        for (int offset = 0; offset < count; offset++)
        {
            if (!IsOfPageCache(descriptor.Table.Peek(range.Start + offset).Entry))
            {
                Isolate(descriptor, mirror, range.Start + offset);
            }
        }

        for (int offset = 0; offset < count; offset++)
        {
            results[offset] = IsOfPageCache(descriptor.Table.Peek(range.Start + offset).Entry)
                ? PageResult.SkippedPageCache // FIL-23
                : EnterExclusive(descriptor, mirror, range.Start + offset);
        }

        return Status.Ok;
    }

    // EXC-1, EXC-2
    private Status GetPage(MemoryDescriptor descriptor, int page)
    {
        if (descriptor.Areas.ProtectionAt(page) != Protection.ReadWrite)
        {
            return Status.EFAULT;
        }

        while (!descriptor.Table.Peek(page).Entry.Allows(write: true))
        {
            Status status = HandleFault(descriptor, page, write: true);
            if (status != Status.Ok)
            {
                return status == Status.SIGBUS ? Status.EFAULT : status; // FIL-8, EVC-9
            }
        }

        return Status.Ok;
    }

    // EXC-4: with one thread the page is there, and nobody else has its lock.
    private void Isolate(MemoryDescriptor descriptor, DeviceMirror mirror, int page)
    {
        int owner = mirror.Device.Number;
        Window window = OpenWindow(descriptor, new PageRange(page, 1), EventKind.Exclusive, owner, ownerKeeps: true);
        ref PackedPte entry = ref descriptor.Table.At(page).Entry;
        PassDirty(entry);
        _frames.Unmap(entry.Frame, new Mapper(descriptor.Number, page));
        entry = PackedPte.DeviceExclusive(entry.Frame, entry.IsWritable);
        FlushTlb(descriptor, page);
        CloseWindow(window);
    }

    // EXC-6
    private PageResult EnterExclusive(MemoryDescriptor descriptor, DeviceMirror mirror, int page)
    {
        if (!mirror.IsLive)
        {
            return PageResult.SkippedLost; // MIR-19
        }

        int frame = descriptor.Table.Peek(page).Entry.Frame;
        PackedMirrorEntry entry = mirror.Table.Peek(page).Entry;
        if (entry.IsEmpty || mirror.Device.Resolve(entry) != frame)
        {
            int address = mirror.Device.Iovas?.Map(frame) ?? frame; // DMA-1
            if (address < 0)
            {
                return PageResult.SkippedNoDma;
            }

            entry = new PackedMirrorEntry(MirrorEntryKind.System, address, writable: true);
        }

        mirror.Table.At(page).Entry = entry.WithWrite(writable: true).WithExclusive();
        _journal.Touch(descriptor.Number, page);
        return PageResult.Exclusive;
    }

    // EXC-7
    private Status TakeBack(MemoryDescriptor descriptor, int page)
    {
        Window window = OpenWindow(descriptor, new PageRange(page, 1), EventKind.Exclusive);
        RestoreExclusive(descriptor, page);
        CloseWindow(window);
        return Status.Ok;
    }

    /// <summary>Maps a page again that a device has for itself; the reference of the entry is the mapping's.</summary>
    private void RestoreExclusive(MemoryDescriptor descriptor, int page)
    {
        PackedPte old = descriptor.Table.Peek(page).Entry;
        PackedPte entry = Replacement(descriptor.Areas.ProtectionAt(page), old.Frame, old.IsWritable);
        MapFrame(descriptor, page, entry.IsWritable ? entry.WithDirty() : entry);
    }

    // EXC-12, EXC-13, EXC-14
    private Outcome AddByDevice(int process, int device, int page, ulong value)
    {
        PageRange range = new(page, 1);
        Status status = FindMirror(process, device, range, out MemoryDescriptor descriptor, out DeviceMirror mirror);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        int faults = 0;
        if (!TryTranslateAtomic(descriptor, mirror, page, out int frame))
        {
            faults = 1;
            status = AskForAtomic(descriptor, mirror, range);
            if (!mirror.IsLive)
            {
                return Outcome.Fail(Status.ENODEV); // MIR-19
            }

            if (status == Status.Ok && !TryTranslateAtomic(descriptor, mirror, page, out frame))
            {
                status = Status.EBUSY;
            }
        }

        if (status != Status.Ok)
        {
            return new Outcome(status, 0, faults, default, default);
        }

        ulong old = _frames[frame].Value;
        _frames[frame].Value = unchecked(old + value);
        return new Outcome(Status.Ok, old, faults, default, default);
    }

    private Status AskForAtomic(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range)
    {
        PackedPte entry = descriptor.Table.Peek(range.Start).Entry;
        bool isOwn =
            entry is { Kind: PteKind.DevicePrivate, IsWritable: true }
            && _frames[entry.Frame].Device == mirror.Device.Number;
        if (isOwn)
        {
            return FaultRange(descriptor, mirror, range, new Requests(Request.FaultWrite));
        }

        Status status = GetForDevice(descriptor, mirror, range);
        return status == Status.Ok && _results[0] == PageResult.SkippedNoDma ? Status.ENOMEM : status;
    }

    private bool TryTranslateAtomic(MemoryDescriptor descriptor, DeviceMirror mirror, int page, out int frame)
    {
        PackedMirrorEntry entry = mirror.Table.Peek(page).Entry;
        if (!entry.IsExclusive && !(entry.Kind == MirrorEntryKind.Device && entry.IsWritable))
        {
            frame = FrameTable.Zero;
            return false;
        }

        frame = mirror.Device.Resolve(entry);
        ref PageSlot<PackedMirrorEntry> slot = ref mirror.Table.At(page);
        slot.Entry = entry.WithDirty();
        slot.Translation = new PackedTranslation(frame, writable: true, entry.IsExclusive);
        _journal.Touch(descriptor.Number, page);
        return true;
    }
}
