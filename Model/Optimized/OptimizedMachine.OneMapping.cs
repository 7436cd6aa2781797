using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MIG, RET and FRK as the migration half of 2015 has them.</content>
public sealed partial class OptimizedMachine
{
    // What is collected for a device, while a page comes back from one.
    private List<MigrationItem> _outerItems = [];

    // MIG-21, MIG-22
    private Status MoveOneMapping(
        MemoryDescriptor descriptor,
        AttachedDevice device,
        PageRange range,
        Span<PageResult> results
    )
    {
        if (!descriptor.Areas.TryFind(range.Start, out VirtualArea area) || !area.IsReadable)
        {
            return Status.EFAULT;
        }

        PageRange part = area.Range.Intersect(range);
        return area.Backing.IsFile || part.Count > Profile.MostMigrated
            ? Status.EINVAL
            : MoveToDevice(descriptor, device, area, part, results.Slice(0, part.Count));
    }

    // MIG-23, MIG-24: collects a page that is made, or brought in, if it is not there.
    private Status BringIn(MemoryDescriptor descriptor, int page, VirtualArea area, ref PageResult result)
    {
        PackedPte entry = descriptor.Table.Peek(page).Entry;
        if (entry.IsEmpty)
        {
            return MakeItem(descriptor, page, area.IsWritable);
        }

        while (!entry.IsMapped)
        {
            (_items, _outerItems) = (_outerItems, _items);
            Status status = HandleFault(descriptor, page, write: false);
            (_items, _outerItems) = (_outerItems, _items);
            if (status != Status.Ok)
            {
                return Status.EFAULT;
            }

            entry = descriptor.Table.Peek(page).Entry;
        }

        result = CollectForDevice(descriptor, page, area.Backing);
        return Status.Ok;
    }

    // MIG-23: the zeroed frame is never mapped unless the page is given up.
    private Status MakeItem(MemoryDescriptor descriptor, int page, bool isWritable)
    {
        int frame = _frames.Take(_frames.SystemMemory, 0);
        if (frame == FrameTable.Zero)
        {
            return Status.ENOMEM;
        }

        _frames[frame].Locked = true;
        _frames.Mappers.Add(ref _frames[frame], new Mapper(descriptor.Number, page));
        descriptor.Table.At(page).Entry = PackedPte.Migration(frame, isWritable);
        _journal.Touch(descriptor.Number, page);
        _items.Add(new MigrationItem { Page = page, Source = frame });
        return Status.Ok;
    }

    // MIG-24
    private void PutBack(Span<PageResult> results)
    {
        foreach (ref MigrationItem item in Items)
        {
            item.Result = PageResult.SkippedLost;
        }

        FinalizeItems();
        _items.Clear();
        results.Clear();
    }

    // MIG-25: the mappings that a migration for one process has left account for their references.
    private bool HasReferenceBesidesMappings(int number)
    {
        ref PageFrame frame = ref _frames[number];
        return frame.References - frame.Mappings > (frame.Slot >= 0 ? 2 : 1);
    }

    private bool HasForeignReference(int number) =>
        _profile.MigrationLeavesOtherMappings ? HasReferenceBesidesMappings(number) : HasOtherReference(number);

    // MIG-25
    private void ReplaceOne(int source, int target)
    {
        foreach (Mapper mapper in _frames.MappersOf(source))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            PackedPte entry = owner.Table.Peek(mapper.Page).Entry;
            if (entry.Kind == PteKind.Migration)
            {
                _frames.Mappers.Remove(ref _frames[source], mapper);
                _frames[target].References++;
                MapFrame(
                    owner,
                    mapper.Page,
                    Replacement(owner.Areas.ProtectionAt(mapper.Page), target, entry.IsWritable)
                );
                return;
            }
        }
    }

    // MIG-27
    private void EnterMoved(MemoryDescriptor descriptor, int device)
    {
        if (!_profile.MigrationEntersMirror || descriptor.MirrorIn(device) is not { IsLive: true } mirror)
        {
            return;
        }

        foreach (ref readonly MigrationItem item in Items)
        {
            if (item.IsToMove)
            {
                // The mirror has no entry there: it covers all that can migrate, and has dropped this page before the copy.
                PackedPte entry = descriptor.Table.Peek(item.Page).Entry;
                mirror.Table.At(item.Page).Entry = new PackedMirrorEntry(
                    MirrorEntryKind.Device,
                    entry.Frame,
                    entry.IsWritable
                );
                _journal.Touch(descriptor.Number, item.Page);
            }
        }
    }

    // NTF-14
    private void DropButOwn(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range)
    {
        RadixTable<PackedMirrorEntry> table = mirror.Table;
        for (int page = table.Next(range.Start, range.End); page < range.End; page = table.Next(page + 1, range.End))
        {
            if (table.Peek(page).Entry.Kind != MirrorEntryKind.Device)
            {
                DropEntry(descriptor, mirror, page);
            }
        }
    }

    /// <summary>Whether a page in device memory has nobody left to bring it (RET-10, FRK-10).</summary>
    private bool IsOutOfReach(MemoryDescriptor descriptor, PackedPte entry) =>
        _profile.DevicePagesNeedTheirMirror
        && entry.Kind == PteKind.DevicePrivate
        && descriptor.MirrorIn(_frames[entry.Frame].Device) is not { IsLive: true };

    // RET-10
    private Status LosePage(MemoryDescriptor descriptor, int page)
    {
        int frame = descriptor.Table.Peek(page).Entry.Frame;
        descriptor.Table.At(page).Entry = PackedPte.Poisoned;
        _frames.Unmap(frame, new Mapper(descriptor.Number, page));
        PutFrame(frame);
        _journal.Touch(descriptor.Number, page);
        return Status.SIGBUS;
    }
}
