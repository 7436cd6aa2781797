using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MRM: mremap.</content>
public sealed partial class OptimizedMachine
{
    private Outcome RemapRange(Remap remap)
    {
        if (!IsAlive(remap.Process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        RemapFlags flags = remap.Flags;
        (long start, long count) = (remap.Range.Start, (uint)remap.Range.Count);
        (long place, long newCount) = (remap.NewStart, (uint)remap.NewCount);
        bool isPlaced = (flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0;
        bool keeps = (flags & RemapFlags.DontUnmap) != 0;
        bool mayMove = (flags & RemapFlags.MayMove) != 0;
        if ((isPlaced && !mayMove) || (keeps && count != newCount) || newCount == 0)
        {
            return Outcome.Fail(Status.EINVAL); // MRM-1
        }

        if (!descriptor.Areas.TryFind(remap.Range.Start, out _))
        {
            return Outcome.Fail(Status.EFAULT); // MRM-1
        }

        bool isBeyond = start + count > _world.Pages;
        if (!isPlaced && newCount <= count)
        {
            return newCount < count && isBeyond ? Outcome.Fail(Status.EINVAL) : Shrink(descriptor, remap); // MRM-2
        }

        bool isFree = place >= 0 && place + newCount <= _world.Pages;
        if (isPlaced && (!isFree || (place < start + count && start < place + newCount)))
        {
            return Outcome.Fail(Status.EINVAL); // MRM-1
        }

        if ((flags & RemapFlags.Fixed) != 0)
        {
            UnmapMapped(descriptor, new PageRange(remap.NewStart, remap.NewCount)); // MRM-4
            if (newCount < count)
            {
                if (isBeyond)
                {
                    return Outcome.Fail(Status.EINVAL);
                }

                UnmapMapped(descriptor, PageRange.Between((int)(start + newCount), (int)(start + count)));
                count = newCount;
            }
        }

        return GrowOrMove(descriptor, remap, count);
    }

    // MRM-2
    private Outcome Shrink(MemoryDescriptor descriptor, Remap remap)
    {
        int kept = remap.NewCount;
        if (remap.Range.Count != kept)
        {
            UnmapMapped(descriptor, PageRange.Between(remap.Range.Start + kept, remap.Range.End));
        }

        return Delivered((ulong)remap.Range.Start);
    }

    private Outcome GrowOrMove(MemoryDescriptor descriptor, Remap remap, long count)
    {
        int start = remap.Range.Start;
        if (!descriptor.Areas.TryFind(start, out VirtualArea area))
        {
            return Outcome.Fail(Status.EFAULT); // MRM-3
        }

        bool isDuplicate = count == 0 && area.Backing.IsShared; // MRM-11
        if ((count == 0 && !isDuplicate) || start + count > area.End)
        {
            return Outcome.Fail(count == 0 ? Status.EINVAL : Status.EFAULT); // MRM-3
        }

        bool grows = count != (uint)remap.NewCount;
        if (grows && area.Backing.IsFile && (long)start + area.Backing.Shift + (uint)remap.NewCount > int.MaxValue)
        {
            return Outcome.Fail(Status.EINVAL); // MRM-10
        }

        PageRange old = new(start, (int)count);
        long newCount = (uint)remap.NewCount;
        bool isPlaced = (remap.Flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0;
        if (!isPlaced && old.End == area.End && start + newCount <= _world.Pages)
        {
            PageRange added = PageRange.Between(old.End, (int)(start + newCount));
            if (!descriptor.Areas.Overlaps(added)) // MRM-5
            {
                descriptor.Areas.Set(added, area.Protection, area.Backing, area.Flags);
                _journal.Touch(descriptor.Number, added);
                BringInIfLocked(descriptor, added, area);
                return Delivered((ulong)start);
            }
        }

        int place = PlaceFor(descriptor, remap);
        if (place < 0)
        {
            return Outcome.Fail(Status.ENOMEM); // MRM-8
        }

        PageRange target = new(place, remap.NewCount);
        Backing behind = area.Backing.IsFile
            ? area.Backing with
            {
                Shift = area.Backing.Shift + start - place,
            }
            : area.Backing; // MRM-10
        descriptor.Areas.Set(target, area.Protection, behind, area.Flags);
        _journal.Touch(descriptor.Number, target);
        if (isDuplicate)
        {
            BringInIfLocked(descriptor, target, area);
            return Delivered((ulong)place);
        }

        MoveEntries(descriptor, old, place);
        if ((remap.Flags & RemapFlags.DontUnmap) == 0) // MRM-7
        {
            UnmapMapped(descriptor, old);
            BringInIfLocked(descriptor, PageRange.Between(place + old.Count, target.End), area);
        }
        else if (area.IsLocked)
        {
            Mark(descriptor, old, area, area.Flags & ~VmaFlags.Locked); // LCK-9
        }

        return Delivered((ulong)place);
    }

    // LCK-9
    private void BringInIfLocked(MemoryDescriptor descriptor, PageRange added, VirtualArea area)
    {
        if (area.IsLocked)
        {
            _ = BringIn(descriptor, added);
        }
    }

    // MRM-8, MRM-9
    private int PlaceFor(MemoryDescriptor descriptor, Remap remap)
    {
        if ((remap.Flags & RemapFlags.MayMove) == 0)
        {
            return -1;
        }

        PageRange named = new(remap.NewStart, remap.NewCount);
        if ((remap.Flags & RemapFlags.Fixed) != 0)
        {
            return named.Start;
        }

        if ((remap.Flags & RemapFlags.DontUnmap) != 0 && !descriptor.Areas.Overlaps(named))
        {
            return named.Start;
        }

        // From hole to hole, the highest first.
        long end = _world.Pages;
        ReadOnlySpan<VirtualArea> areas = descriptor.Areas.Areas;
        for (int index = areas.Length; index >= 0; index--)
        {
            long holeStart = index > 0 ? areas[index - 1].End : 0;
            if (end - holeStart >= (uint)remap.NewCount)
            {
                return (int)(end - (uint)remap.NewCount);
            }

            end = index > 0 ? areas[index - 1].Start : 0;
        }

        return -1;
    }

    // MRM-6
    private void MoveEntries(MemoryDescriptor descriptor, PageRange old, int place)
    {
        _journal.Touch(descriptor.Number, old);
        Window window = OpenWindow(descriptor, old, EventKind.Unmap);
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(old.Start, old.End); page < old.End; page = table.Next(page + 1, old.End))
        {
            ref PageSlot<PackedPte> slot = ref table.At(page);
            PackedPte entry = slot.Entry;
            slot = default;
            if (entry.IsEmpty)
            {
                continue;
            }

            int moved = place + page - old.Start;
            table.At(moved).Entry = entry;
            if (entry.Kind is not (PteKind.Swap or PteKind.DeviceExclusive) && entry.Frame != FrameTable.Zero)
            {
                ref PageFrame frame = ref _frames[entry.Frame];
                _frames.Mappers.Remove(ref frame, new Mapper(descriptor.Number, page));
                _frames.Mappers.Add(ref frame, new Mapper(descriptor.Number, moved));
            }
        }

        CloseWindow(window);
    }
}
