using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>ADV: advice.</content>
public sealed partial class OptimizedMachine
{
    private Outcome AdviseRange(int process, PageRange range, Advice advice)
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
                return Outcome.Fail(Status.ENOMEM); // ADV-2
            }

            if (area.Start > page)
            {
                status = Status.ENOMEM;
            }

            if (area.IsLocked && !IsOfFork(advice)) // LCK-7
            {
                return Outcome.Fail(Status.EINVAL);
            }

            if (area.Backing.IsFile && advice is (Advice.Free or Advice.WipeOnFork)) // ADV-10
            {
                return Outcome.Fail(Status.EINVAL);
            }

            if (advice == Advice.Remove && !area.Backing.IsShared) // ADV-11
            {
                return Outcome.Fail(area.Backing.IsFile ? Status.EACCES : Status.EINVAL);
            }

            PageRange part = area.Range.Intersect(range);
            FollowAdvice(descriptor, part, area, advice);
            page = part.End;
        }

        return Ended(status);
    }

    private static bool IsOfFork(Advice advice) =>
        advice is Advice.DontFork or Advice.DoFork or Advice.WipeOnFork or Advice.KeepOnFork;

    private void FollowAdvice(MemoryDescriptor descriptor, PageRange part, VirtualArea area, Advice advice)
    {
        switch (advice)
        {
            case Advice.Free:
                FreeLazily(descriptor, part);
                break;
            case Advice.Cold:
                Cool(descriptor, part, reclaims: false);
                break;
            case Advice.PageOut:
                Cool(descriptor, part, reclaims: true);
                break;
            case Advice.DontFork:
                Mark(descriptor, part, area, area.Flags | VmaFlags.DontFork);
                break;
            case Advice.DoFork:
                Mark(descriptor, part, area, area.Flags & ~VmaFlags.DontFork);
                break;
            case Advice.WipeOnFork:
                Mark(descriptor, part, area, area.Flags | VmaFlags.WipeOnFork);
                break;
            case Advice.KeepOnFork:
                Mark(descriptor, part, area, area.Flags & ~VmaFlags.WipeOnFork);
                break;
            case Advice.Remove:
                PunchThrough(part, area.Backing);
                break;
        }
    }

    // ADV-11
    private void PunchThrough(PageRange part, Backing backing)
    {
        int first = backing.At(part.Start).Index;
        int end = (int)Math.Min((long)first + part.Count, _files[backing.File].Capacity);
        ZeroPages(backing.File, PageRange.Between(first, end));
    }

    // ADV-9
    private void Mark(MemoryDescriptor descriptor, PageRange part, VirtualArea area, VmaFlags flags)
    {
        descriptor.Areas.Set(part, area.Protection, area.Backing, flags);
        _journal.Touch(descriptor.Number, part);
    }

    // ADV-1, ADV-3
    private void FreeLazily(MemoryDescriptor descriptor, PageRange part)
    {
        Window window = OpenWindow(descriptor, part, EventKind.Clear);
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(part.Start, part.End); page < part.End; page = table.Next(page + 1, part.End))
        {
            ref PackedPte entry = ref table.At(page).Entry;
            if (entry.Kind == PteKind.Swap)
            {
                PutSlot(entry.Slot);
                entry = default;
                FlushTlb(descriptor, page);
            }
            else if (IsFrameEntry(entry))
            {
                ref PageFrame frame = ref _frames[entry.Frame];
                if (!frame.Locked && frame.Slot < 0 && !(frame.Dirty && frame.Mappings > 1))
                {
                    frame.Dirty = false;
                    frame.LazyFree = true;
                    entry = entry.WithoutYoungAndDirty();
                    FlushTlb(descriptor, page);
                }
            }
        }

        CloseWindow(window);
    }

    // ADV-7, ADV-8
    private void Cool(MemoryDescriptor descriptor, PageRange part, bool reclaims)
    {
        RadixTable<PackedPte> table = descriptor.Table;
        for (int page = table.Next(part.Start, part.End); page < part.End; page = table.Next(page + 1, part.End))
        {
            ref PackedPte entry = ref table.At(page).Entry;
            if (!IsFrameEntry(entry) || _frames[entry.Frame] is not { Mappings: 1, Locked: false })
            {
                continue;
            }

            entry = entry.WithoutYoung();
            FlushTlb(descriptor, page);
            if (reclaims)
            {
                _ = SwapOutPage(descriptor.Number, page);
            }
        }
    }

    private static bool IsFrameEntry(PackedPte entry) => entry.IsMapped && entry.Frame != FrameTable.Zero;

    // ADV-4
    private Outcome DropFrame(int number)
    {
        ref PageFrame frame = ref _frames[number];
        frame.Locked = true;
        frame.References++;
        while (frame.LazyFree && frame.Mappings > 0)
        {
            Mapper mapper = frame.First;
            MemoryDescriptor owner = _processes[mapper.Process];
            Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
            ref PackedPte entry = ref owner.Table.At(mapper.Page).Entry;
            PassDirty(entry);
            FlushTlb(owner, mapper.Page);
            if (frame.Dirty || frame.References != frame.Mappings + 1)
            {
                frame.LazyFree = false;
                frame.Dirty = true;
            }
            else
            {
                entry = default;
                _frames.Unmap(number, mapper);
                frame.References--;
            }

            CloseWindow(window);
        }

        frame.Locked = false;
        bool isGone = frame.References == 1;
        PutFrame(number);
        return Delivered(isGone ? 1UL : 0);
    }
}
