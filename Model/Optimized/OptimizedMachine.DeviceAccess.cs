using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MIR: loads and stores by a device.</content>
public sealed partial class OptimizedMachine
{
    // A mirror that is not live has an empty TLB, and a page beyond its interval is in none: both miss.
    private Outcome LoadByDevice(int process, int device, PageRange range)
    {
        if (range.Count == 1 && MirrorIn(process, device) is { } mirror)
        {
            PackedTranslation cached = mirror.Table.Peek(range.Start).Translation;
            if (cached.IsValid)
            {
                return Delivered(_frames[cached.Frame].Value);
            }
        }

        return AccessByDevice(process, device, range, write: false, 0);
    }

    private Outcome StoreByDevice(int process, int device, PageRange range, ulong value)
    {
        if (range.Count == 1 && MirrorIn(process, device) is { } mirror)
        {
            PackedTranslation cached = mirror.Table.Peek(range.Start).Translation;
            if (cached.IsWritable)
            {
                _frames[cached.Frame].Value = value;
                _journal.Touch(process, range.Start);
                return Outcome.Ok;
            }
        }

        return AccessByDevice(process, device, range, write: true, value);
    }

    private DeviceMirror? MirrorIn(int process, int device) =>
        (uint)process < (uint)_processes.Length ? _processes[process].MirrorIn(device) : null;

    // MIR-9, MIR-10, MIR-11
    private Outcome AccessByDevice(int process, int device, PageRange range, bool write, ulong value)
    {
        Status status = FindMirror(process, device, range, out MemoryDescriptor descriptor, out DeviceMirror mirror);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        int faults = 0;
        Span<ulong> values = ValuesFor(write ? 0 : range.Count);
        for (int offset = 0; offset < range.Count; offset++)
        {
            int page = range.Start + offset;
            if (!TryTranslate(descriptor, mirror, page, write, out int frame))
            {
                faults++;
                PageRange rest = PageRange.Between(page, range.End);
                status = FaultRange(descriptor, mirror, rest, new Requests(write ? Request.FaultWrite : Request.Fault));
                if (status == Status.Ok && !TryTranslate(descriptor, mirror, page, write, out frame))
                {
                    status = Status.EFAULT; // FLT-10
                }

                if (status != Status.Ok)
                {
                    return mirror.IsLive
                        ? new Outcome(status, 0, faults, default, default)
                        : Outcome.Fail(Status.ENODEV); // MIR-19
                }
            }

            if (write)
            {
                _frames[frame].Value = value + (ulong)offset;
            }
            else
            {
                values[offset] = _frames[frame].Value;
            }
        }

        return values.Length switch
        {
            0 => new Outcome(Status.Ok, 0, faults, default, default),
            1 => new Outcome(Status.Ok, values[0], faults, default, default),
            _ => new Outcome(Status.Ok, 0, faults, Data.Sequence.Create<ulong>(values), default),
        };
    }

    // MIR-8
    private bool TryTranslate(MemoryDescriptor descriptor, DeviceMirror mirror, int page, bool write, out int frame)
    {
        PageSlot<PackedMirrorEntry> known = mirror.Table.Peek(page);
        PackedTranslation cached = known.Translation;
        if (write ? cached.IsWritable : cached.IsValid)
        {
            frame = cached.Frame;
            _journal.Touch(descriptor.Number, page);
            return true;
        }

        if (!known.Entry.Allows(write))
        {
            frame = FrameTable.Zero;
            return false;
        }

        PackedMirrorEntry entry = write ? known.Entry.WithDirty() : known.Entry;
        frame = mirror.Device.Resolve(entry);
        ref PageSlot<PackedMirrorEntry> slot = ref mirror.Table.At(page);
        slot.Entry = entry;
        bool isWritable = entry.IsWritable && entry.IsDirty;
        slot.Translation = new PackedTranslation(frame, isWritable, isWritable && entry.IsExclusive);
        _journal.Touch(descriptor.Number, page);
        return true;
    }

    private Span<ulong> ValuesFor(int pages)
    {
        if (_values.Length < pages)
        {
            _values = new ulong[Math.Max(pages, 16)];
        }

        return _values.AsSpan(0, pages);
    }
}
