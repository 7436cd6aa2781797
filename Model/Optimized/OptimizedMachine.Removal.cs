using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>EVC: devices go, with what is in their memory or without it.</content>
public sealed partial class OptimizedMachine
{
    // EVC-4, EVC-5, EVC-6
    private Outcome DetachDevice(int device)
    {
        if (!IsAttached(device, out AttachedDevice? attached))
        {
            return Outcome.Fail(Status.ENODEV);
        }

        if (!_profile.DetachReleasesMirrors && IsMirroring(device))
        {
            return Outcome.Fail(Status.EBUSY);
        }

        ReleaseMirrors(device);
        _ = EvictMemory(attached.Memory, attached.Memory.Numbers.Capacity);
        if (attached.Memory.Numbers.HasTaken)
        {
            return Outcome.Fail(Status.ENOMEM);
        }

        _devices[device] = null;
        return Outcome.Ok;
    }

    // EVC-7, EVC-8
    private Outcome LoseDevice(int device)
    {
        if (!IsAttached(device, out AttachedDevice? attached))
        {
            return Outcome.Fail(Status.ENODEV);
        }

        ReleaseMirrors(device);
        FramePool memory = attached.Memory;
        for (int number = memory.First; number < memory.First + memory.Numbers.Unused; number++)
        {
            if (_frames[number].References > 0)
            {
                PoisonFrame(number);
            }
        }

        _devices[device] = null;
        return Outcome.Ok;
    }

    private void PoisonFrame(int number)
    {
        foreach (Mapper mapper in _frames.MappersOf(number))
        {
            _processes[mapper.Process].Table.At(mapper.Page).Entry = PackedPte.Poisoned;
            _journal.Touch(mapper.Process, mapper.Page);
        }

        ref PageFrame frame = ref _frames[number];
        _frames.Mappers.Clear(ref frame);
        frame.Mappings = 0;
        frame.References = 0;
    }

    private bool IsMirroring(int device) =>
        Array.Exists(_processes, descriptor => descriptor.MirrorIn(device) is { IsLive: true });

    // MIR-6
    private void ReleaseMirrors(int device)
    {
        foreach (MemoryDescriptor descriptor in _processes)
        {
            if (descriptor.MirrorIn(device) is { IsLive: true } mirror)
            {
                ReleaseMirror(descriptor, mirror);
            }
        }
    }

    private void ReleaseMirror(MemoryDescriptor descriptor, DeviceMirror mirror)
    {
        DropEntries(descriptor, mirror, mirror.Interval);
        descriptor.Unsubscribe(mirror);
    }
}
