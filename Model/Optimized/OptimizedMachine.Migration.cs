using System.Runtime.InteropServices;
using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MIG and RET: which pages a migration takes, and in which phases it moves them.</content>
public sealed partial class OptimizedMachine
{
    private List<MigrationItem> _items = [];

    private Comparison<MigrationItem>? _byLowestMapper;

    private Span<MigrationItem> Items => CollectionsMarshal.AsSpan(_items);

    // MIG-1, MIG-2, MIG-16, RET-3
    private Outcome MovePages(int process, int device, PageRange range, bool toDevice)
    {
        Status status = FindMirror(process, device, range, out MemoryDescriptor descriptor, out DeviceMirror mirror);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        Span<PageResult> results = ResultsFor(range.Count);
        if (toDevice && _profile.MigratesOneAnonymousMapping)
        {
            return Reported(MoveOneMapping(descriptor, mirror.Device, range, results), results);
        }

        for (int page = range.Start; page < range.End; )
        {
            if (!descriptor.Areas.TryFind(page, out VirtualArea area) || !area.IsReadable)
            {
                status = Status.EINVAL;
                break;
            }

            PageRange part = area.Range.Intersect(range);
            Span<PageResult> partial = results.Slice(part.Start - range.Start, part.Count);
            if (!toDevice)
            {
                MoveToSystem(descriptor, mirror.Device.Number, part, partial);
            }
            else if (MoveToDevice(descriptor, mirror.Device, area, part, partial) is not Status.Ok and var failed)
            {
                status = failed;
                break;
            }

            page = part.End;
        }

        return Reported(status, results);
    }

    private Status MoveToDevice(
        MemoryDescriptor descriptor,
        AttachedDevice device,
        VirtualArea area,
        PageRange part,
        Span<PageResult> results
    )
    {
        bool tellsAll = !_profile.MigrationTellsOnlyOthers;
        Window window = tellsAll
            ? OpenWindow(descriptor, part, EventKind.Migrate, device.Number, ownerKeeps: true)
            : default;
        Status status = CollectPages(descriptor, area, part, results);
        if (tellsAll)
        {
            CloseWindow(window);
        }

        if (status != Status.Ok)
        {
            PutBack(results); // MIG-24
            return status;
        }

        UnmapItems(isAlone: _profile.MigrationLeavesOtherMappings);
        if (!tellsAll)
        {
            CloseWindow(OpenWindow(descriptor, part, EventKind.Migrate, device.Number, told: Told.AllButOwner)); // MIG-26
        }

        SilenceOwn(descriptor, device.Number);
        CopyToDevice(device);
        CommitHoles(descriptor, device.Number, part, area.IsWritable);
        CommitToDevice();
        FinalizeItems();
        EnterMoved(descriptor, device.Number);
        ReportItems(part, results);
        return Status.Ok;
    }

    private Status CollectPages(MemoryDescriptor descriptor, VirtualArea area, PageRange part, Span<PageResult> results)
    {
        Status status = Status.Ok;
        for (int page = part.Start; status == Status.Ok && page < part.End; page++)
        {
            ref PageResult result = ref results[page - part.Start];
            if (_profile.MigrationFaultsPagesIn)
            {
                status = BringIn(descriptor, page, area, ref result);
            }
            else
            {
                result = CollectForDevice(descriptor, page, area.Backing);
            }
        }

        return status;
    }

    private void MoveToSystem(MemoryDescriptor descriptor, int device, PageRange part, Span<PageResult> results)
    {
        Told told = _profile.MigrationTellsOnlyOthers ? Told.Nobody : Told.All; // RET-8
        Window window = OpenWindow(descriptor, part, EventKind.Migrate, device, ownerKeeps: true, told);
        for (int page = part.Start; page < part.End; page++)
        {
            results[page - part.Start] = CollectForSystem(descriptor, device, page);
        }

        CloseWindow(window);
        UnmapItems();
        SilenceOwn(descriptor, device);
        CopyToSystem();
        CommitToSystem();
        FinalizeItems();
        ReportItems(part, results);
    }

    // RET-1, RET-2
    private Status ReturnPage(MemoryDescriptor descriptor, int page)
    {
        int device = _frames[descriptor.Table.Peek(page).Entry.Frame].Device;
        PageResult result = PageResult.NotReached;
        MoveToSystem(descriptor, device, new PageRange(page, 1), new Span<PageResult>(ref result));
        return result == PageResult.Migrated ? Status.Ok : Status.ENOMEM;
    }

    // MIG-3, MIG-4, MIG-5
    private PageResult CollectForDevice(MemoryDescriptor descriptor, int page, Backing backing)
    {
        PackedPte entry = descriptor.Table.Peek(page).Entry;
        return entry.Kind switch
        {
            PteKind.None => backing.IsFile ? PageResult.SkippedEmpty : CollectHole(page), // FIL-13
            PteKind.Present or PteKind.ProtNone => entry.Frame == FrameTable.Zero
                ? CollectHole(page)
                : CollectFrame(descriptor, page, entry),
            PteKind.Swap => PageResult.SkippedSwap,
            PteKind.DevicePrivate => PageResult.SkippedNotSelected,
            PteKind.Migration => PageResult.SkippedLocked,
            PteKind.DeviceExclusive => PageResult.SkippedExclusive,
            PteKind.Poisoned => PageResult.SkippedPoisoned, // EVC-10
        };
    }

    // RET-3
    private PageResult CollectForSystem(MemoryDescriptor descriptor, int device, int page)
    {
        PackedPte entry = descriptor.Table.Peek(page).Entry;
        return entry.Kind switch
        {
            PteKind.None => PageResult.SkippedEmpty,
            PteKind.Present or PteKind.ProtNone => PageResult.SkippedNotSelected,
            PteKind.Swap => PageResult.SkippedSwap,
            PteKind.DevicePrivate => _frames[entry.Frame].Device == device
                ? CollectFrame(descriptor, page, entry)
                : PageResult.SkippedNotSelected,
            PteKind.Migration => PageResult.SkippedLocked,
            PteKind.DeviceExclusive => PageResult.SkippedExclusive,
            PteKind.Poisoned => PageResult.SkippedPoisoned, // EVC-10
        };
    }

    private PageResult CollectHole(int page)
    {
        _items.Add(new MigrationItem { Page = page });
        return PageResult.NotReached;
    }

    private PageResult CollectFrame(MemoryDescriptor descriptor, int page, PackedPte entry)
    {
        ref PageFrame frame = ref _frames[entry.Frame];
        if (frame.Locked)
        {
            return PageResult.SkippedLocked;
        }

        if (frame.Pins > 0)
        {
            return PageResult.SkippedReferenced; // PIN-5
        }

        frame.Locked = true;
        frame.References++;
        ReplaceByMigration(descriptor, page);
        _items.Add(new MigrationItem { Page = page, Source = entry.Frame });
        return PageResult.NotReached;
    }

    // EVC-3
    private Outcome EvictFrames(int device, int count)
    {
        if (!IsAttached(device, out AttachedDevice? attached))
        {
            return Outcome.Fail(Status.ENODEV);
        }

        if (count < 0)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        return Delivered(EvictMemory(attached.Memory, count));
    }

    /// <summary>Moves frames of a device's memory to system memory, and says how many have moved.</summary>
    private ulong EvictMemory(FramePool memory, int count)
    {
        CollectForEviction(memory, count);
        UnmapItems();
        CopyToSystem();
        CommitToSystem();
        ulong moved = 0;
        foreach (ref readonly MigrationItem item in Items)
        {
            moved += item.IsToMove ? 1UL : 0;
        }

        FinalizeItems();
        _items.Clear();
        return moved;
    }

    // EVC-1, EVC-2
    private void CollectForEviction(FramePool memory, int count)
    {
        for (int number = memory.First; number < memory.First + memory.Numbers.Unused; number++)
        {
            if (_frames[number] is { References: > 0, Locked: false })
            {
                _items.Add(new MigrationItem { Page = -1, Source = number });
            }
        }

        Items.Sort(_byLowestMapper ??= CompareByLowestMapper);
        if (_items.Count > count)
        {
            _items.RemoveRange(count, _items.Count - count);
        }

        foreach (ref MigrationItem item in Items)
        {
            ref PageFrame frame = ref _frames[item.Source];
            frame.Locked = true;
            frame.References++;
        }
    }

    private int CompareByLowestMapper(MigrationItem left, MigrationItem right) =>
        _frames[left.Source].First.Key.CompareTo(_frames[right.Source].First.Key);
}
