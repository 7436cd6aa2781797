using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>MIR: devices and mirrors come and go.</content>
public sealed partial class OptimizedMachine
{
    // MIR-1, MIR-2
    private Outcome AttachDevice(int device, int capacity, DmaKind dma, int iovas)
    {
        if ((uint)device >= (uint)_devices.Length)
        {
            return Outcome.Fail(Status.ENODEV);
        }

        if (_devices[device] is not null)
        {
            return Outcome.Fail(Status.EEXIST);
        }

        bool isBehindIommu = dma == DmaKind.Iommu;
        if (!IsUpTo(_world.DeviceFrames, capacity) || (isBehindIommu && !IsUpTo(_world.IovaSlots, iovas)))
        {
            return Outcome.Fail(Status.EINVAL);
        }

        FramePool memory = _frames.AddDeviceMemory(device, capacity);
        _devices[device] = new AttachedDevice(device, memory, isBehindIommu ? new IovaSpace(iovas) : null);
        return Outcome.Ok;
    }

    // MIR-3, MIR-5
    private Outcome RegisterMirror(int process, int device, PageRange range)
    {
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        if (!IsAttached(device, out AttachedDevice? attached))
        {
            return Outcome.Fail(Status.ENODEV);
        }

        if (!IsWithinSpace(range))
        {
            return Outcome.Fail(Status.EOVERFLOW);
        }

        // What was kept may be of a device that has gone since.
        DeviceMirror? kept = descriptor.MirrorIn(device);
        DeviceMirror mirror = kept?.Device == attached ? kept : new DeviceMirror(attached, _mirrorLeaves);
        if (mirror.IsLive)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        mirror.Interval = range;
        mirror.Sequence = descriptor.Sequence - 1;
        descriptor.Subscribe(mirror);
        return Outcome.Ok;
    }

    // MIR-6, MIR-7
    private Outcome UnregisterMirror(int process, int device)
    {
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        if (descriptor.MirrorIn(device) is not { IsLive: true } mirror)
        {
            return Outcome.Fail(Status.ENODEV);
        }

        ReleaseMirror(descriptor, mirror);
        return Outcome.Ok;
    }

    // MIR-19, MIR-20
    private Outcome FailNextUpdate(int process, int device)
    {
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        if (descriptor.MirrorIn(device) is not { IsLive: true } mirror)
        {
            return Outcome.Fail(Status.ENODEV);
        }

        if (!_profile.UpdatesCanFail)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        mirror.FailsNextUpdate = true;
        return Outcome.Ok;
    }

    private static bool IsUpTo(int limit, int number) => number >= 0 && number <= limit;
}
