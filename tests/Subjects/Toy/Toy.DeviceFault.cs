using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <summary>What a walk finds at a page; without a frame there is nothing to be entered into a mirror.</summary>
internal readonly record struct Found(PageResult Result, Frame? Frame = null)
{
    public bool IsWritable => Result is PageResult.Write or PageResult.DeviceWrite;
}

/// <content>The device fault and the snapshot: FLT, SNP.</content>
internal partial class Toy
{
    private const Requests FaultWrite = Requests.Fault | Requests.Write;

    public override Result RangeFault(int process, int device, PageRange range, PageRequests requests)
    {
        if (CheckMirrored(process, device, range, out Mirror mirror) is string refused)
        {
            return Result.Error(refused);
        }

        return FaultAll(mirror, range, requests, out Found[] found) is string error
            ? Result.Error(error)
            : Result.Of(Report(found));
    }

    public override Result Snapshot(int process, int device, PageRange range)
    {
        if (CheckMirrored(process, device, range, out Mirror mirror) is string error)
        {
            return Result.Error(error);
        }

        Found[] found = [.. Enumerable.Range(range.Start, range.Count).Select(page => Look(mirror, page))];
        return Result.Of(Report(found));
    }

    /// <summary>FLT-11: why a device can do nothing with a range of a process.</summary>
    protected virtual string? CheckMirrored(int process, int device, PageRange range, out Mirror mirror)
    {
        Mirror? found = null;
        string? error =
            Find(process) is not Process owner ? "ESRCH"
            : FindDevice(device) is null ? "ENODEV"
            : !IsSound(range) ? "EINVAL"
            : (found = owner.Mirrors[device]) is null ? "ENODEV"
            : range.Start < found.Interval.Start || range.End > found.Interval.End ? "EINVAL"
            : null;
        mirror = found!;
        return error;
    }

    /// <summary>FLT-12.</summary>
    protected virtual IReadOnlyList<PageResult> Report(Found[] found) => [.. found.Select(page => page.Result)];

    /// <summary>What a page is to a device (FLT-3, SNP-1).</summary>
    protected virtual Found Look(Mirror mirror, int page)
    {
        Process owner = mirror.Process;
        if (!owner.Allows(page, write: false))
        {
            return new Found(PageResult.Error);
        }

        Entry entry = owner.Entries[page];
        return entry.Kind switch
        {
            EntryKind.Present when entry.Frame!.IsZero => new Found(PageResult.Zero, entry.Frame),
            EntryKind.Present => new Found(entry.Writable ? PageResult.Write : PageResult.Read, entry.Frame),
            EntryKind.Device when IsOwn(mirror.Device, entry.Frame!) => new Found(
                entry.Writable ? PageResult.DeviceWrite : PageResult.DeviceRead,
                entry.Frame
            ),
            _ => new Found(PageResult.Empty),
        };
    }

    protected virtual bool IsOwn(Device device, Frame frame) => frame.Device == device;

    /// <summary>FLT-4: walks until every request is met, and enters what it found.</summary>
    protected string? FaultAll(Mirror mirror, PageRange range, PageRequests requests, out Found[] found)
    {
        found = new Found[range.Count];
        int index = 0;
        while (index < range.Count)
        {
            int page = range.Start + index;
            found[index] = Look(mirror, page);
            bool write = requests[index] == FaultWrite;
            if ((requests[index] & Requests.Fault) == 0 || Meets(found[index], write))
            {
                index++;
                continue;
            }

            if (FaultIn(mirror.Process, page, found[index], write) is string error)
            {
                return error;
            }

            index = 0;
        }

        return Enter(mirror, range, found);
    }

    protected virtual bool Meets(Found found, bool write) =>
        found.Frame is not null
        && (!write || found.IsWritable || (found.Result == PageResult.DeviceRead && !Profile.OwnReadOnlyIsFaulted));

    /// <summary>FLT-5, FLT-6, FLT-7, FLT-17: the CPU fault for a page whose request is not met.</summary>
    protected virtual string? FaultIn(Process owner, int page, Found found, bool write)
    {
        bool looksFurther = write && Profile.AsksForWritingAlone && owner.Rights[page] is not null;
        if (found.Result == PageResult.Error && !looksFurther)
        {
            return "EFAULT";
        }

        if (write && !owner.Allows(page, write: true))
        {
            return Profile.WriteFault;
        }

        return Fault(owner, page, write) is null ? null : Profile.OutOfMemory;
    }

    /// <summary>FLT-8, DMA-2.</summary>
    protected virtual string? Enter(Mirror mirror, PageRange range, Found[] found)
    {
        for (int index = 0; index < found.Length; index++)
        {
            if (found[index].Frame is not null && !EnterPage(mirror, range.Start + index, found[index]))
            {
                return "ENOMEM";
            }
        }

        return null;
    }

    protected virtual bool EnterPage(Mirror mirror, int page, Found found)
    {
        DeviceEntry? old = mirror.Entries[page];
        bool same = old?.Frame == found.Frame;
        if (!same && !MapDma(mirror.Device, found.Frame!))
        {
            return false;
        }

        mirror.Entries[page] = same
            ? old! with
            {
                Writable = old.Writable || found.IsWritable,
            }
            : new DeviceEntry(found.Frame!, found.IsWritable, Dirty: false);
        Touch(mirror.Process, page);
        return true;
    }
}
