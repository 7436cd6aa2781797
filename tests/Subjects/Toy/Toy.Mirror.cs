using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Devices, mirrors and the notifier: MIR, NTF, DMA.</content>
internal partial class Toy
{
    public override Result Attach(int device, int capacity, DmaKind dma, int iovas)
    {
        if (device < 0 || device >= Devices.Length)
        {
            return Result.Error("ENODEV");
        }

        if (Devices[device] is not null)
        {
            return Result.Error("EEXIST");
        }

        bool limited = dma == DmaKind.Iommu;
        if (capacity < 0 || capacity > World.DeviceFrames || (limited && (iovas < 0 || iovas > World.Iova)))
        {
            return Result.Error("EINVAL");
        }

        Devices[device] = new Device(device, capacity, limited ? iovas : null);
        return Result.Ok;
    }

    public override Result Register(int process, int device, PageRange range)
    {
        if (Find(process) is not Process owner)
        {
            return Result.Error("ESRCH");
        }

        if (FindDevice(device) is not Device found)
        {
            return Result.Error("ENODEV");
        }

        if (!IsSound(range))
        {
            return Result.Error("EOVERFLOW");
        }

        if (owner.Mirrors[device] is not null)
        {
            return Result.Error("EINVAL");
        }

        owner.Mirrors[device] = new Mirror(owner, found, range);
        return Result.Ok;
    }

    public override Result Unregister(int process, int device)
    {
        if (Find(process) is not Process owner)
        {
            return Result.Error("ESRCH");
        }

        if (FindDevice(device) is null || owner.Mirrors[device] is not Mirror mirror)
        {
            return Result.Error("ENODEV");
        }

        Empty(mirror);
        owner.Mirrors[device] = null;
        return Result.Ok;
    }

    /// <summary>MIR-6.</summary>
    protected virtual void Empty(Mirror mirror) => DropAll(mirror, mirror.Process.AddressSpace);

    /// <summary>An invalidation: every mirror concerned is told, and only then the entries change (NTF-4).</summary>
    /// <param name="owner">Whose entries change.</param>
    /// <param name="kind">Why.</param>
    /// <param name="range">Which pages.</param>
    /// <param name="change">The change.</param>
    /// <param name="migrator">The device that causes a migration.</param>
    /// <param name="keeper">The device that keeps its entries, which it silences itself (NTF-6).</param>
    protected void Window(
        Process owner,
        EventKind kind,
        PageRange range,
        Action change,
        Device? migrator = null,
        Device? keeper = null
    )
    {
        EventView happened = new(EventPhase.Start, kind, owner.Number, range.Start, range.Count, migrator?.Number);
        _events.Add(happened);
        foreach (Mirror mirror in owner.Mirrors.OfType<Mirror>().Where(mirror => mirror.Overlaps(range)))
        {
            _events.Add(happened with { Phase = EventPhase.Callback, Device = mirror.Device.Number });
            if (mirror.Device != keeper)
            {
                Tell(mirror, kind, range);
            }
        }

        change();
        _events.Add(happened with { Phase = EventPhase.End });
    }

    /// <summary>NTF-2: a mirror is told of an invalidation.</summary>
    protected virtual void Tell(Mirror mirror, EventKind kind, PageRange range) => DropAll(mirror, range);

    protected void DropAll(Mirror mirror, PageRange range)
    {
        for (int page = range.Start; page < range.End; page++)
        {
            DropEntry(mirror, page);
        }
    }

    protected virtual void DropEntry(Mirror mirror, int page)
    {
        if (mirror.Entries[page] is not DeviceEntry entry)
        {
            return;
        }

        entry.Frame.Dirty |= entry.Dirty && !entry.Frame.IsZero;
        UnmapDma(mirror.Device, entry.Frame);
        mirror.Entries[page] = null;
        mirror.Tlb[page] = null;
        Touch(mirror.Process, page);
    }

    /// <summary>DMA-1, DMA-2: whether a device reaches a frame.</summary>
    protected virtual bool MapDma(Device device, Frame frame)
    {
        if (frame.Device is not null || device.Iovas is not Supply iovas)
        {
            return true;
        }

        if (!iovas.HasFree)
        {
            return false;
        }

        iovas.Take();
        return true;
    }

    /// <summary>DMA-3.</summary>
    protected virtual void UnmapDma(Device device, Frame frame)
    {
        if (frame.Device is null)
        {
            device.Iovas?.GiveBack();
        }
    }
}
