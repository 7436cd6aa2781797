using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>CPU: loads and stores by the processor, and the CPU fault.</content>
public sealed partial class OptimizedMachine
{
    // A dead process has an empty TLB, and a page beyond the address space is in none: both miss.
    private Outcome LoadPage(int process, int page)
    {
        if ((uint)process < (uint)_processes.Length)
        {
            PackedTranslation cached = _processes[process].Table.Peek(page).Translation;
            if (cached.IsValid)
            {
                return Delivered(_frames[cached.Frame].Value);
            }
        }

        return LoadUncached(process, page);
    }

    private Outcome StorePage(int process, int page, ulong value)
    {
        if ((uint)process < (uint)_processes.Length)
        {
            PackedTranslation cached = _processes[process].Table.Peek(page).Translation;
            if (cached.IsWritable)
            {
                _frames[cached.Frame].Value = value;
                _journal.Touch(process, page);
                return Outcome.Ok;
            }
        }

        return StoreUncached(process, page, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Outcome LoadUncached(int process, int page)
    {
        Status status = Translate(process, page, write: false, out int frame);
        return status == Status.Ok ? Delivered(_frames[frame].Value) : Outcome.Fail(status);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Outcome StoreUncached(int process, int page, ulong value)
    {
        Status status = Translate(process, page, write: true, out int frame);
        if (status == Status.Ok)
        {
            _frames[frame].Value = value;
        }

        return Ended(status);
    }

    // CPU-2, CPU-3, CPU-4
    private Status Translate(int process, int page, bool write, out int frame)
    {
        frame = FrameTable.Zero;
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return Status.ESRCH;
        }

        while (true)
        {
            PackedPte entry = descriptor.Table.Peek(page).Entry;
            if (entry.Allows(write))
            {
                frame = TakeTranslation(descriptor, page, write);
                return Status.Ok;
            }

            Protection protection = descriptor.Areas.ProtectionAt(page);
            if (protection == Protection.None || (write && protection != Protection.ReadWrite))
            {
                return Status.SIGSEGV;
            }

            Status status = HandleFault(descriptor, page, write);
            if (status != Status.Ok)
            {
                return status;
            }
        }
    }

    private int TakeTranslation(MemoryDescriptor descriptor, int page, bool write)
    {
        ref PageSlot<PackedPte> slot = ref descriptor.Table.At(page);
        PackedPte entry = write ? slot.Entry.WithYoungAndDirty() : slot.Entry.WithYoung();
        slot.Entry = entry;
        slot.Translation = new PackedTranslation(entry.Frame, entry.IsWritable && entry.IsDirty);
        _journal.Touch(descriptor.Number, page);
        return entry.Frame;
    }

    /// <summary>The CPU fault on a page whose VMA allows the access; afterwards the access is tried again.</summary>
    private Status HandleFault(MemoryDescriptor descriptor, int page, bool write)
    {
        PackedPte entry = descriptor.Table.Peek(page).Entry;
        return entry.Kind switch
        {
            PteKind.None => descriptor.Areas.BackingAt(page) is { IsFile: true } backing
                ? FaultFile(descriptor, page, backing, write)
            : write ? FillWithZeros(descriptor, page)
            : MapZeroFrame(descriptor, page),
            PteKind.Present => MakeWritable(descriptor, page, entry), // A load of it needs no fault.
            PteKind.Swap => SwapIn(descriptor, page, entry.Slot, write),
            PteKind.DevicePrivate => IsOutOfReach(descriptor, entry)
                ? LosePage(descriptor, page) // RET-10
                : ReturnPage(descriptor, page), // CPU-8
            PteKind.DeviceExclusive => TakeBack(descriptor, page),
            PteKind.Poisoned => Status.SIGBUS, // EVC-9
            // A VMA that allows the access has no such entry, and with one thread no migration is under way (CPU-9).
            PteKind.ProtNone or PteKind.Migration => throw new InvalidOperationException(
                $"No CPU fault can meet an entry of kind {entry.Kind}."
            ),
        };
    }

    // MAP-9, MAP-10
    private Status MapZeroFrame(MemoryDescriptor descriptor, int page)
    {
        MapFrame(descriptor, page, PackedPte.Present(FrameTable.Zero, writable: false).WithYoung());
        return Status.Ok;
    }

    // MAP-11
    private Status FillWithZeros(MemoryDescriptor descriptor, int page)
    {
        int frame = _frames.Take(_frames.SystemMemory, 0);
        if (frame == FrameTable.Zero)
        {
            return Status.ENOMEM; // CPU-7
        }

        MapFrame(descriptor, page, PackedPte.Present(frame, writable: true).WithYoungAndDirty());
        return Status.Ok;
    }

    private Status MakeWritable(MemoryDescriptor descriptor, int page, PackedPte entry)
    {
        if (IsOfPageCache(entry) && descriptor.Areas.BackingAt(page).IsShared)
        {
            return MakeWritableInPlace(descriptor, page, entry);
        }

        if (entry.Frame == FrameTable.Zero || _frames[entry.Frame] is { References: > 1, Pins: 0 }) // PIN-3
        {
            return CopyOnWrite(descriptor, page, entry);
        }

        descriptor.Table.At(page).Entry = entry.WithWrite().WithYoungAndDirty(); // CPU-5
        _journal.Touch(descriptor.Number, page);
        return Status.Ok;
    }

    // CPU-6
    private Status CopyOnWrite(MemoryDescriptor descriptor, int page, PackedPte old)
    {
        int copy = _frames.Take(_frames.SystemMemory, _frames[old.Frame].Value);
        if (copy == FrameTable.Zero)
        {
            return Status.ENOMEM; // CPU-7
        }

        Window window = OpenWindow(descriptor, new PageRange(page, 1), EventKind.Clear);
        MapFrame(descriptor, page, PackedPte.Present(copy, writable: true).WithYoungAndDirty());
        FlushTlb(descriptor, page);
        CloseWindow(window);
        if (old.Frame != FrameTable.Zero)
        {
            GiveUpDirty(old);
            _frames.Unmap(old.Frame, new Mapper(descriptor.Number, page));
            PutFrame(old.Frame);
        }

        return Status.Ok;
    }
}
