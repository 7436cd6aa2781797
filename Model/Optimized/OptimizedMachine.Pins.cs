using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>PIN: pages that drivers pin.</content>
public sealed partial class OptimizedMachine
{
    // By number; the zero frame where it is free.
    private readonly int[] _pins;

    // PIN-1, PIN-2
    private Outcome PinPage(int process, int page, int number)
    {
        Status status = CheckRange(process, new PageRange(page, 1), out MemoryDescriptor descriptor);
        if (status != Status.Ok)
        {
            return Outcome.Fail(status);
        }

        if ((uint)number >= (uint)_pins.Length)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        if (_pins[number] != FrameTable.Zero)
        {
            return Outcome.Fail(Status.EEXIST);
        }

        if (descriptor.Areas.ProtectionAt(page) != Protection.ReadWrite || descriptor.Areas.BackingAt(page).IsShared)
        {
            return Outcome.Fail(Status.EFAULT);
        }

        while (status == Status.Ok && !(descriptor.Table.Peek(page).Entry is { IsPresent: true, IsWritable: true }))
        {
            status = HandleFault(descriptor, page, write: true);
        }

        if (status != Status.Ok)
        {
            return Outcome.Fail(status == Status.SIGBUS ? Status.EFAULT : status);
        }

        int frame = descriptor.Table.Peek(page).Entry.Frame;
        _frames[frame].References++;
        _frames[frame].Pins++;
        _pins[number] = frame;
        _journal.Touch(process, page);
        return Outcome.Ok;
    }

    // PIN-7
    private Outcome UnpinFrame(int number)
    {
        if ((uint)number >= (uint)_pins.Length || _pins[number] == FrameTable.Zero)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        int frame = _pins[number];
        _pins[number] = FrameTable.Zero;
        foreach (Mapper mapper in _frames.MappersOf(frame))
        {
            _journal.Touch(mapper.Process, mapper.Page);
        }

        _frames[frame].Pins--;
        _frames[frame].Dirty = true;
        PutFrame(frame);
        return Outcome.Ok;
    }

    // PIN-4, FRK-8, FRK-9: the child's own copy; false if there is no frame for it.
    private bool CopyAtOnce(MemoryDescriptor child, int page, PackedPte source)
    {
        int copy = _frames.Take(_frames.SystemMemory, _frames[source.Frame].Value);
        if (copy == FrameTable.Zero)
        {
            return false;
        }

        PackedPte entry = Replacement(child.Areas.ProtectionAt(page), copy, wasWritable: true);
        MapFrame(child, page, entry.WithYoungAndDirty());
        return true;
    }

    /// <summary>What a child that will not live has got is given back; nobody mirrors it, and no CPU has used it.</summary>
    private void Forget(MemoryDescriptor child)
    {
        PageRange all = _world.AddressSpace;
        RadixTable<PackedPte> table = child.Table;
        for (int page = table.Next(all.Start, all.End); page < all.End; page = table.Next(page + 1, all.End))
        {
            ClearEntry(child, page);
        }

        foreach (int frame in _gathered)
        {
            PutFrame(frame);
        }

        _gathered.Clear();
        child.Areas.Clear();
        table.Release();
    }
}
