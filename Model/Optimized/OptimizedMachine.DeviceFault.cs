using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>FLT and SNP: the range fault and the snapshot.</content>
public sealed partial class OptimizedMachine
{
    private Outcome FaultByDevice(RangeFault fault)
    {
        PageRange range = fault.Range;
        Status status = FindMirror(
            fault.Process,
            fault.Device,
            range,
            out MemoryDescriptor descriptor,
            out DeviceMirror mirror
        );
        if (status == Status.Ok)
        {
            Requests requests = new(fault.Default, fault.Mask, fault.Pages.Span);
            status = FaultRange(descriptor, mirror, range, requests);
        }

        return status == Status.Ok ? Reported(status, _results.AsSpan(0, range.Count)) : Outcome.Fail(status); // FLT-12
    }

    // SNP-1
    private Outcome TakeSnapshot(int process, int device, PageRange range)
    {
        Status status = FindMirror(process, device, range, out MemoryDescriptor descriptor, out DeviceMirror mirror);
        if (status == Status.Ok)
        {
            status = Walk(descriptor, mirror, range, new Requests(Request.None));
        }

        return status == Status.Ok ? Reported(status, _results.AsSpan(0, range.Count)) : Outcome.Fail(status);
    }

    /// <summary>Walks until every request is met, and enters what was found unless the mirror was told meanwhile.</summary>
    private Status FaultRange(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range, Requests requests)
    {
        long sample;
        do
        {
            sample = mirror.Sequence;
            Status status = Walk(descriptor, mirror, range, requests);
            if (status != Status.Ok)
            {
                return status;
            }
        } while (mirror.Sequence != sample); // FLT-1: a CPU fault may have opened a window

        return EnterRange(descriptor, mirror, range);
    }

    private Status Walk(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range, Requests requests)
    {
        Span<PageResult> results = ResultsFor(range.Count);
        VirtualArea area = default;
        for (int offset = 0; offset < results.Length; offset++)
        {
            int page = range.Start + offset;
            if (page >= area.End && !descriptor.Areas.TryFindFrom(page, out area))
            {
                area = new VirtualArea(_world.Pages, int.MaxValue, Protection.None);
            }

            Protection protection = page >= area.Start ? area.Protection : Protection.None;
            Request request = requests.At(offset);
            PageResult found = Inspect(descriptor, mirror, page, protection);
            while (!Meets(found, request))
            {
                Status status = Satisfy(descriptor, page, protection, (request & Request.Write) != 0);
                if (status != Status.Ok || !mirror.IsLive)
                {
                    return status == Status.Ok ? Status.ENODEV : status; // MIR-19
                }

                found = Inspect(descriptor, mirror, page, protection);
            }

            results[offset] = found;
        }

        return Status.Ok;
    }

    /// <summary>The CPU fault for a page whose request is not met (FLT-4).</summary>
    private Status Satisfy(MemoryDescriptor descriptor, int page, Protection protection, bool write)
    {
        if (
            protection == Protection.None
            && !(write && _profile.WriteFaultsAskForWritingAlone && IsMapped(descriptor, page))
        )
        {
            return Status.EFAULT; // FLT-5
        }

        if (write && protection != Protection.ReadWrite)
        {
            return _profile.WriteFaultError; // FLT-6, FLT-17
        }

        Status status = HandleFault(descriptor, page, write);
        return status == Status.Ok ? Status.Ok
            : status == Status.SIGBUS ? Status.EFAULT // FIL-8, EVC-9
            : _profile.OutOfMemoryFaultError; // FLT-7
    }

    private static bool IsMapped(MemoryDescriptor descriptor, int page) => descriptor.Areas.TryFind(page, out _);

    /// <summary>What a page is to a device, whatever was asked for.</summary>
    private PageResult Inspect(MemoryDescriptor descriptor, DeviceMirror mirror, int page, Protection protection)
    {
        if (protection == Protection.None)
        {
            return PageResult.Error;
        }

        PackedPte entry = descriptor.Table.Peek(page).Entry;
        return entry.Kind switch
        {
            PteKind.Present when entry.Frame == FrameTable.Zero => PageResult.Zero,
            PteKind.Present => entry.IsWritable ? PageResult.Write : PageResult.Read,
            PteKind.DevicePrivate when _frames[entry.Frame].Device == mirror.Device.Number => entry.IsWritable
                ? PageResult.DeviceWrite
                : PageResult.DeviceRead,
            PteKind.None
            or PteKind.ProtNone
            or PteKind.Swap
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive
            or PteKind.Poisoned => PageResult.Empty, // EXC-8, EVC-9
        };
    }

    // FLT-3, FLT-9, FLT-10
    private bool Meets(PageResult found, Request request)
    {
        if (request == Request.None)
        {
            return true;
        }

        if ((request & Request.Write) == 0)
        {
            return IsValid(found);
        }

        return found is PageResult.Write or PageResult.DeviceWrite
            || (found is PageResult.DeviceRead && !_profile.OwnReadOnlyPageIsFaulted);
    }

    private static bool IsValid(PageResult found) => found is not (PageResult.Error or PageResult.Empty);

    // FLT-8
    private Status EnterRange(MemoryDescriptor descriptor, DeviceMirror mirror, PageRange range)
    {
        for (int offset = 0; offset < range.Count; offset++)
        {
            int page = range.Start + offset;
            if (IsValid(_results[offset]) && !TryEnter(descriptor, mirror, page))
            {
                return Status.ENOMEM; // DMA-2
            }
        }

        return Status.Ok;
    }

    private bool TryEnter(MemoryDescriptor descriptor, DeviceMirror mirror, int page)
    {
        PackedPte source = descriptor.Table.Peek(page).Entry;
        PackedMirrorEntry old = mirror.Table.Peek(page).Entry;
        if (!old.IsEmpty && mirror.Device.Resolve(old) == source.Frame)
        {
            mirror.Table.At(page).Entry = old.WithWrite(source.IsWritable);
            _journal.Touch(descriptor.Number, page);
            return true;
        }

        DropEntry(descriptor, mirror, page);
        MirrorEntryKind kind = MirrorEntryKind.Device;
        int address = source.Frame;
        if (source.Kind != PteKind.DevicePrivate)
        {
            kind = MirrorEntryKind.System;
            address = mirror.Device.Iovas?.Map(source.Frame) ?? source.Frame; // DMA-1
            if (address < 0)
            {
                return false;
            }
        }

        mirror.Table.At(page).Entry = new PackedMirrorEntry(kind, address, source.IsWritable);
        _journal.Touch(descriptor.Number, page);
        return true;
    }
}
