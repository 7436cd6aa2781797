using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MIG and RET: the phases, each for all pages in order.</content>
public sealed partial class OptimizedMachine
{
    /// <summary>Turns an entry into a migration entry; its mapping ends, and with it the mapping's reference.</summary>
    private void ReplaceByMigration(MemoryDescriptor descriptor, int page)
    {
        ref PackedPte entry = ref descriptor.Table.At(page).Entry;
        PassDirty(entry);
        ref PageFrame frame = ref _frames[entry.Frame];
        frame.Mappings--;
        frame.References--;
        entry = PackedPte.Migration(entry.Frame, entry.IsWritable);
        FlushTlb(descriptor, page);
    }

    // MIG-6, MIG-7
    private void UnmapItems(bool isAlone = false)
    {
        foreach (ref MigrationItem item in Items)
        {
            if (item.IsHole)
            {
                continue;
            }

            if (!isAlone)
            {
                UnmapEverywhere(item.Source);
            }

            if (isAlone ? HasReferenceBesidesMappings(item.Source) : HasOtherReference(item.Source))
            {
                item.Result = PageResult.SkippedReferenced;
                FinalizeItem(item);
                item.Source = FrameTable.Zero; // Restored at once: the later phases have nothing to do here.
            }
        }
    }

    /// <summary>Turns every mapping of a frame into a migration entry, each under a window of its own.</summary>
    private void UnmapEverywhere(int number)
    {
        foreach (Mapper mapper in _frames.MappersOf(number))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            if (owner.Table.Peek(mapper.Page).Entry.Kind != PteKind.Migration)
            {
                Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
                ReplaceByMigration(owner, mapper.Page);
                CloseWindow(window);
            }
        }
    }

    /// <summary>Whether a frame has a reference beyond the migration's own and that of the swap cache or page cache.</summary>
    private bool HasOtherReference(int number)
    {
        ref PageFrame frame = ref _frames[number];
        return frame.References > (frame.Slot >= 0 || frame.File >= 0 ? 2 : 1);
    }

    // MIG-8
    private void SilenceOwn(MemoryDescriptor descriptor, int device)
    {
        if (descriptor.MirrorIn(device) is not { IsLive: true } mirror)
        {
            return;
        }

        foreach (ref readonly MigrationItem item in Items)
        {
            if (item.IsToMove)
            {
                DropEntry(descriptor, mirror, item.Page);
            }
        }
    }

    // MIG-9, MIG-10
    private void CopyToDevice(AttachedDevice device)
    {
        foreach (ref MigrationItem item in Items)
        {
            if (!item.IsToMove)
            {
                continue;
            }

            if (!device.Memory.Numbers.HasFree)
            {
                item.Result = PageResult.SkippedNoMemory;
            }
            else if (!item.IsHole && device.Iovas is { Numbers.HasFree: false })
            {
                item.Result = PageResult.SkippedNoDma;
            }
            else
            {
                CopyItem(ref item, device.Memory);
            }
        }
    }

    // RET-4
    private void CopyToSystem()
    {
        foreach (ref MigrationItem item in Items)
        {
            if (item.IsToMove)
            {
                CopyItem(ref item, _frames.SystemMemory);
            }
        }
    }

    private void CopyItem(ref MigrationItem item, FramePool pool)
    {
        item.Destination = _frames.Take(pool, _frames[item.Source].Value);
        if (item.Destination == FrameTable.Zero)
        {
            item.Result = PageResult.SkippedNoMemory;
        }
        else
        {
            _frames[item.Destination].Locked = true;
        }
    }

    // MIG-11
    private void CommitHoles(MemoryDescriptor descriptor, int device, PageRange part, bool isWritable)
    {
        Span<MigrationItem> items = Items;
        int index = NextHole(items, 0);
        if (index == items.Length)
        {
            return;
        }

        PageRange range = PageRange.Between(items[index].Page, part.End);
        Window window = OpenWindow(descriptor, range, EventKind.Migrate, device);
        for (; index < items.Length; index = NextHole(items, index + 1))
        {
            ref MigrationItem item = ref items[index];
            PackedPte old = descriptor.Table.Peek(item.Page).Entry;
            if (!old.IsEmpty && !(old.IsPresent && old.Frame == FrameTable.Zero))
            {
                item.Result = PageResult.SkippedLost;
                continue;
            }

            _frames[item.Destination].References++;
            MapFrame(descriptor, item.Page, PackedPte.DevicePrivate(item.Destination, isWritable));
            FlushTlb(descriptor, item.Page);
        }

        CloseWindow(window);
    }

    private static int NextHole(Span<MigrationItem> items, int index)
    {
        while (index < items.Length && !(items[index].IsHole && items[index].IsToMove))
        {
            index++;
        }

        return index;
    }

    // MIG-12
    private void CommitToDevice()
    {
        foreach (ref MigrationItem item in Items)
        {
            if (!item.IsToMove || item.IsHole)
            {
                continue;
            }

            ref PageFrame source = ref _frames[item.Source];
            if (source.Slot >= 0 && !_profile.MigrationLeavesOtherMappings)
            {
                item.Result = PageResult.SkippedSwapCache;
            }
            else if (source.File >= 0)
            {
                item.Result = PageResult.SkippedPageCache; // FIL-13
            }
            else if (HasForeignReference(item.Source))
            {
                item.Result = PageResult.SkippedReferenced;
            }
            else
            {
                _frames[item.Destination].Dirty = source.Dirty || source.Slot >= 0; // DRT-3, MIG-25
                _frames[item.Destination].LazyFree = source.LazyFree; // ADV-5
            }
        }
    }

    private void CommitToSystem()
    {
        foreach (ref MigrationItem item in Items)
        {
            if (!item.IsToMove)
            {
                continue;
            }

            if (HasOtherReference(item.Source))
            {
                item.Result = PageResult.SkippedReferenced;
            }
            else
            {
                bool isFree = _frames[item.Source].LazyFree; // ADV-5
                _frames[item.Destination].LazyFree = isFree;
                if (!isFree || _profile.DeviceStoresCancelFree || _frames[item.Source].Dirty) // ADV-6
                {
                    _frames[item.Destination].Dirty = true; // DRT-4
                }
            }
        }
    }

    // MIG-14, RET-5
    private void FinalizeItems()
    {
        foreach (ref readonly MigrationItem item in Items)
        {
            FinalizeItem(item);
        }
    }

    private void FinalizeItem(in MigrationItem item)
    {
        if (!item.IsHole)
        {
            bool isBack = item.IsToMove && _frames[item.Source].Device >= 0;
            ReplaceMigration(
                item.Source,
                item.IsToMove ? item.Destination : item.Source,
                isWritable: isBack && _profile.ReturnedPagesAreWritable
            );
        }

        PutLocked(item.Destination); // Free, if the page was given up: nothing else refers to it.
        PutLocked(item.Source);
    }

    /// <summary>The migration entries of a frame map a frame, the same or another.</summary>
    private void ReplaceMigration(int source, int target, bool isWritable = false)
    {
        if (_frames[source].Mappings > 0)
        {
            ReplaceOne(source, target); // MIG-25: it is one of several entries, and the others stay.
            return;
        }

        ref PageFrame frame = ref _frames[target];
        foreach (Mapper mapper in _frames.MappersOf(source))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            ref PackedPte entry = ref owner.Table.At(mapper.Page).Entry;
            entry = isWritable ? entry.WithWrite() : entry; // RET-9
            entry = Replacement(owner.Areas.ProtectionAt(mapper.Page), target, entry.IsWritable);
            entry = isWritable && entry.IsWritable ? entry.WithDirty() : entry;
            frame.Mappings++;
            frame.References++;
            _journal.Touch(owner.Number, mapper.Page);
        }

        if (target != source)
        {
            ReverseMap.Move(ref _frames[source], ref frame);
        }
    }

    /// <summary>What stands in place of a migration entry in a VMA with these rights.</summary>
    private PackedPte Replacement(Protection protection, int target, bool wasWritable)
    {
        bool isWritable = wasWritable && protection == Protection.ReadWrite;
        if (_frames[target].Device >= 0)
        {
            return PackedPte.DevicePrivate(target, isWritable);
        }

        // CON-1: no entry grants more than its VMA.
        return protection == Protection.None ? PackedPte.ProtNone(target) : PackedPte.Present(target, isWritable);
    }

    private void PutLocked(int number)
    {
        if (number != FrameTable.Zero)
        {
            _frames[number].Locked = false;
            PutFrame(number);
        }
    }

    private void ReportItems(PageRange part, Span<PageResult> results)
    {
        foreach (ref readonly MigrationItem item in Items)
        {
            PageResult moved = item.IsHole ? PageResult.Filled : PageResult.Migrated;
            results[item.Page - part.Start] = item.IsToMove ? moved : item.Result;
        }

        _items.Clear();
    }
}
