using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>FRK: fork.</content>
public sealed partial class OptimizedMachine
{
    // FRK-1, FRK-5
    private Outcome ForkProcess(int process, int child)
    {
        if (!IsAlive(process, out MemoryDescriptor? parent))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        if ((uint)child >= (uint)_processes.Length)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        MemoryDescriptor copy = _processes[child];
        if (copy.IsAlive)
        {
            return Outcome.Fail(Status.EEXIST);
        }

        foreach (VirtualArea area in parent.Areas.Areas)
        {
            if (area.Flags.HasFlag(VmaFlags.DontFork)) // ADV-9
            {
                continue;
            }

            // A child has no lock (LCK-10).
            copy.Areas.Set(area.Range, area.Protection, area.Backing, area.Flags & ~VmaFlags.Locked);
            if (area.Backing.IsShared || area.Flags.HasFlag(VmaFlags.WipeOnFork)) // FIL-12, ADV-9
            {
                _journal.Touch(child, area.Range);
            }
            else if (!CopyRange(parent, copy, area.Range))
            {
                Forget(copy);
                return Outcome.Fail(Status.ENOMEM); // PIN-4
            }
        }

        copy.IsAlive = true;
        return Outcome.Ok;
    }

    /// <summary>Copies the entries of a range; false if there was no frame for a page that has to be copied at once.</summary>
    private bool CopyRange(MemoryDescriptor parent, MemoryDescriptor child, PageRange range)
    {
        _journal.Touch(child.Number, range);
        Window window = OpenWindow(parent, range, EventKind.ProtectionPage);
        RadixTable<PackedPte> table = parent.Table;
        bool hasFrames = true;
        for (
            int page = table.Next(range.Start, range.End);
            hasFrames && page < range.End;
            page = table.Next(page + 1, range.End)
        )
        {
            hasFrames = CopyEntry(parent, child, page);
        }

        FlushTlb(parent, range);
        CloseWindow(window);
        return hasFrames;
    }

    // FRK-2, FRK-3, FRK-4
    private bool CopyEntry(MemoryDescriptor parent, MemoryDescriptor child, int page)
    {
        if (parent.Table.Peek(page).Entry.Kind == PteKind.DeviceExclusive)
        {
            RestoreExclusive(parent, page); // EXC-9
        }

        if (IsOutOfReach(parent, parent.Table.Peek(page).Entry))
        {
            _ = LosePage(parent, page); // FRK-10
        }

        ref PackedPte source = ref parent.Table.At(page).Entry;
        if (IsOfPageCache(source))
        {
            return true; // FIL-12
        }

        if (source.IsMapped && _frames[source.Frame].Pins > 0)
        {
            return CopyAtOnce(child, page, source);
        }

        if (_profile.ForkCopiesDevicePages && source.Kind == PteKind.DevicePrivate)
        {
            return CopyAtOnce(child, page, source); // FRK-8
        }

        source = source.WithoutWrite();
        PackedPte copy = source.WithoutYoung();
        switch (copy.Kind)
        {
            case PteKind.None:
            case PteKind.DeviceExclusive: // It has just been restored.
                break;
            case PteKind.Present:
            case PteKind.ProtNone:
            case PteKind.DevicePrivate:
                _frames[copy.Frame].References += copy.Frame == FrameTable.Zero ? 0 : 1;
                MapFrame(child, page, copy);
                break;
            case PteKind.Poisoned: // EVC-10
                child.Table.At(page).Entry = copy;
                break;
            case PteKind.Swap:
                _swap[copy.Slot].References++;
                child.Table.At(page).Entry = copy;
                break;
            case PteKind.Migration:
                // It is found by the reverse map when the migration ends, and counts from then on.
                _frames.Mappers.Add(ref _frames[copy.Frame], new Mapper(child.Number, page));
                child.Table.At(page).Entry = copy;
                break;
        }

        return true;
    }
}
