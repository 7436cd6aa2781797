using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>NTF: windows, sequence numbers and what mirrors do when they are told.</content>
public sealed partial class OptimizedMachine
{
    private const int NoOwner = -1;

    /// <summary>Which mirrors are told in a window.</summary>
    private enum Told
    {
        All,
        AllButOwner,
        Nobody,
    }

    /// <summary>Opens a window and tells the mirrors; when it returns, none of them uses the range.</summary>
    private Window OpenWindow(
        MemoryDescriptor descriptor,
        PageRange range,
        EventKind kind,
        int owner = NoOwner,
        bool ownerKeeps = false,
        Told told = Told.All
    )
    {
        Window window = new(descriptor, range, kind, owner, ownerKeeps, told);
        Report(window, EventPhase.Start, -1);
        descriptor.OpenWindows++;
        List<DeviceMirror> mirrors = descriptor.LiveMirrors;
        for (int index = 0; index < mirrors.Count; )
        {
            DeviceMirror mirror = mirrors[index];
            if (mirror.Interval.Overlaps(range))
            {
                Tell(mirror, window);
            }

            index += mirror.IsLive ? 1 : 0; // It may have been killed, and then the next one is in its place.
        }

        return window;
    }

    private void Tell(DeviceMirror mirror, Window window)
    {
        if (window.Told == Told.Nobody || (window.Told == Told.AllButOwner && window.Owner == mirror.Device.Number))
        {
            return; // MIG-26, RET-8
        }

        window.Descriptor.Sequence |= 1; // NTF-1
        bool isOwn = window.OwnerKeeps && window.Owner == mirror.Device.Number;
        bool ignores = isOwn && window.Kind == EventKind.Exclusive; // EXC-5
        mirror.Sequence = ignores ? mirror.Sequence : window.Descriptor.Sequence; // NTF-2
        if (!isOwn) // NTF-6
        {
            Update(mirror, window);
        }

        Report(window, EventPhase.Callback, mirror.Device.Number);
    }

    private void Update(DeviceMirror mirror, Window window)
    {
        if (mirror.FailsNextUpdate && window.Kind != EventKind.Release)
        {
            ReleaseMirror(window.Descriptor, mirror); // MIR-19
        }
        else if (_profile.ForkCopiesDevicePages && window.Kind == EventKind.ProtectionPage)
        {
            DropButOwn(window.Descriptor, mirror, window.Range);
        }
        else
        {
            DropEntries(window.Descriptor, mirror, window.Range);
        }
    }

    private void CloseWindow(Window window)
    {
        Report(window, EventPhase.End, -1);
        MemoryDescriptor descriptor = window.Descriptor;
        descriptor.OpenWindows--;
        if (descriptor.OpenWindows == 0)
        {
            descriptor.Sequence += descriptor.Sequence & 1; // NTF-3
        }
    }

    private void Report(Window window, EventPhase phase, int device) =>
        _journal.Record(new Event(phase, window.Kind, window.Descriptor.Number, window.Range, window.Owner, device));

    private void DropEntries(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range)
    {
        RadixTable<PackedMirrorEntry> table = mirror.Table;
        for (int page = table.Next(range.Start, range.End); page < range.End; page = table.Next(page + 1, range.End))
        {
            DropEntry(descriptor, mirror, page);
        }
    }

    /// <summary>An entry of a mirror goes: the dirty bit to its frame, the DMA mapping and the translation away.</summary>
    private void DropEntry(MemoryDescriptor descriptor, DeviceMirror mirror, int page)
    {
        PackedMirrorEntry entry = mirror.Table.Peek(page).Entry;
        if (entry.IsEmpty)
        {
            return;
        }

        if (entry.IsDirty)
        {
            ref PageFrame frame = ref _frames[mirror.Device.Resolve(entry)];
            frame.Dirty |= _profile.DeviceStoresCancelFree || !frame.LazyFree; // DRT-1, ADV-6
        }

        if (entry.Kind == MirrorEntryKind.System)
        {
            mirror.Device.Iovas?.Unmap(entry.Address); // DMA-3
        }

        mirror.Table.At(page) = default;
        _journal.Touch(descriptor.Number, page);
    }

    /// <summary>Flushes the pages of a range from the CPU's TLB.</summary>
    private void FlushTlb(MemoryDescriptor descriptor, PageRange range)
    {
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(range.Start, range.End); page < range.End; page = table.Next(page + 1, range.End))
        {
            FlushTlb(descriptor, page);
        }
    }

    private void FlushTlb(MemoryDescriptor descriptor, int page)
    {
        descriptor.Table.At(page).Translation = default;
        _journal.Touch(descriptor.Number, page);
    }

    /// <summary>An invalidation between its start and its end.</summary>
    private readonly record struct Window(
        MemoryDescriptor Descriptor,
        PageRange Range,
        EventKind Kind,
        int Owner,
        bool OwnerKeeps,
        Told Told
    );
}
