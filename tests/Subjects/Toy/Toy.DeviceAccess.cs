using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Loads and stores by a device: MIR-8 to MIR-11.</content>
internal partial class Toy
{
    public override Result DeviceLoad(int process, int device, PageRange range) =>
        CheckMirrored(process, device, range, out Mirror mirror) is string error
            ? Result.Error(error)
            : AccessAll(mirror, range, write: false, 0);

    public override Result DeviceStore(int process, int device, PageRange range, ulong value) =>
        CheckMirrored(process, device, range, out Mirror mirror) is string error
            ? Result.Error(error)
            : AccessAll(mirror, range, write: true, value);

    protected Result AccessAll(Mirror mirror, PageRange range, bool write, ulong value)
    {
        int faults = 0;
        List<ulong> loaded = [];
        for (int page = range.Start; page < range.End; page++)
        {
            PageRange rest = new(page, (int)(range.End - page));
            if (Reach(mirror, rest, write, ref faults, out Frame frame) is string error)
            {
                return Result.Error(error) with { Faults = faults };
            }

            if (write)
            {
                StoreByDevice(mirror, page, frame, unchecked(value + (ulong)(page - range.Start)));
            }
            else
            {
                loaded.Add(frame.Value);
            }
        }

        Result ended = Result.Ok with { Faults = faults };
        return write ? ended
            : range.Count == 1 ? ended with { Value = loaded[0] }
            : ended with { Values = loaded };
    }

    protected virtual void StoreByDevice(Mirror mirror, int page, Frame frame, ulong value)
    {
        frame.Value = value;
        Touch(mirror.Process, page);
    }

    /// <summary>The translation of a page, which is taken, and first faulted in with all pages after it, if need be.</summary>
    private string? Reach(Mirror mirror, PageRange rest, bool write, ref int faults, out Frame frame)
    {
        int page = rest.Start;
        bool faulted = false;
        while (true)
        {
            frame = ZeroPage;
            if (mirror.Tlb[page] is Translation cached && (cached.Writable || !write))
            {
                frame = cached.Frame;
                return null;
            }

            DeviceEntry? entry = mirror.Entries[page];
            if (entry is not null && (entry.Writable || !write))
            {
                TranslateForDevice(mirror, page, entry, write);
            }
            else if (faulted && entry?.Frame.Device is not null && !Profile.OwnReadOnlyIsFaulted)
            {
                // FLT-10: the fault was met without the right to write.
                return "EFAULT";
            }
            else
            {
                faults++;
                faulted = true;
                PageRequests requests = new(write ? FaultWrite : Requests.Fault, []);
                if (FaultAll(mirror, rest, requests, out _) is string error)
                {
                    return error;
                }
            }
        }
    }

    private void TranslateForDevice(Mirror mirror, int page, DeviceEntry entry, bool write)
    {
        DeviceEntry used = entry with { Dirty = entry.Dirty || write };
        mirror.Entries[page] = used;
        mirror.Tlb[page] = new Translation(used.Frame, used.Writable && used.Dirty);
        Touch(mirror.Process, page);
    }
}
