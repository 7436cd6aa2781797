using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>The state in the Spec's terms.</content>
public sealed partial class OptimizedMachine
{
    /// <inheritdoc/>
    public State Observe() =>
        new(
            _world,
            _profile,
            Table<Process>.Create(_world.Processes, ObserveProcess),
            ObserveFrames(_frames.SystemMemory),
            ObserveSwap(),
            Table<Device>.Create(_world.Devices, ObserveDevice)
        )
        {
            Files = ObserveFiles(),
            Pins = Table<Target>.Create(_pins.Length, number => TargetOf(_pins[number])),
        };

    private Process ObserveProcess(int process)
    {
        Process absent = Process.Absent(_world);
        if (!IsAlive(process, out MemoryDescriptor? descriptor))
        {
            return absent;
        }

        AddressSpace space = AddressSpace.Empty;
        foreach (VirtualArea area in descriptor.Areas.Areas)
        {
            space = space.With(new Vma(area.Range, area.Protection, area.Backing) { Flags = area.Flags });
        }

        return absent with
        {
            Alive = true,
            Space = space,
            PageTable = Table<Pte>.Create(_world.Pages, page => Unpack(descriptor.Table.Peek(page).Entry)),
            Tlb = Table<Translation>.Create(_world.Pages, page => Unpack(descriptor.Table.Peek(page).Translation)),
            Notifier = Notifier.New with { Sequence = descriptor.Sequence },
            Mirrors = Table<Mirror>.Create(_world.Devices, device => ObserveMirror(descriptor, device)),
        };
    }

    private Mirror ObserveMirror(MemoryDescriptor descriptor, int device)
    {
        Mirror absent = Mirror.Absent(_world.Pages);
        if (descriptor.MirrorIn(device) is not { IsLive: true } mirror)
        {
            return absent;
        }

        RadixTable<PackedMirrorEntry> table = mirror.Table;
        return absent with
        {
            Stage = MirrorStage.Live,
            Interval = mirror.Interval,
            Entries = Table<MirrorEntry>.Create(_world.Pages, page => Unpack(mirror.Device, table.Peek(page).Entry)),
            Tlb = Table<Translation>.Create(_world.Pages, page => Unpack(table.Peek(page).Translation)),
            Sequence = mirror.Sequence,
            FailsNextUpdate = mirror.FailsNextUpdate,
        };
    }

    private Device ObserveDevice(int device)
    {
        if (!IsAttached(device, out AttachedDevice? attached))
        {
            return Device.Absent;
        }

        Device observed = Device.Create(
            attached.Memory.Numbers.Capacity,
            attached.Iovas is null ? DmaKind.Direct : DmaKind.Iommu,
            attached.Iovas?.Numbers.Capacity ?? 0
        );
        Pool<IoMapping> iovas = observed.Iovas;
        bool[] mapped = attached.Iovas?.Numbers.Taken() ?? [];
        for (int address = 0; address < iovas.Capacity; address++)
        {
            if (mapped[address])
            {
                iovas = iovas.Take(address, new IoMapping(TargetOf(attached.Iovas![address])));
            }
        }

        return observed with
        {
            Memory = ObserveFrames(attached.Memory),
            Iovas = iovas,
        };
    }

    private Pool<Frame> ObserveFrames(FramePool pool)
    {
        Pool<Frame> observed = Pool<Frame>.Create(pool.Numbers.Capacity, Frame.Free);
        bool[] taken = pool.Numbers.Taken();
        for (int index = 0; index < taken.Length; index++)
        {
            if (taken[index])
            {
                PageFrame frame = _frames[pool.First + index];
                Frame used = new(frame.Value, frame.References, frame.Mappings, frame.Dirty, frame.Locked, frame.Slot);
                observed = observed.Take(index, used with { LazyFree = frame.LazyFree, File = FileOf(frame) });
            }
        }

        return observed;
    }

    private static FileAddress? FileOf(PageFrame frame) =>
        frame.File < 0 ? null : new FileAddress(frame.File, frame.Index);

    private Pool<SwapSlot> ObserveSwap()
    {
        Pool<SwapSlot> observed = Pool<SwapSlot>.Create(_world.SwapSlots, SwapSlot.Free);
        bool[] taken = _swap.Numbers.Taken();
        for (int number = 0; number < taken.Length; number++)
        {
            if (taken[number])
            {
                SwapArea.Slot slot = _swap[number];
                int cached = slot.Cached < 0 ? -1 : TargetOf(slot.Cached).Frame;
                observed = observed.Take(number, new SwapSlot(slot.Value, slot.References, cached));
            }
        }

        return observed;
    }

    /// <summary>
    /// Where a frame is, in the Spec's numbers; the frame of zeros, the one before system memory, is -1 of device -1 in both.
    /// </summary>
    private Target TargetOf(int number)
    {
        FramePool pool = _frames.PoolOf(number);
        return new Target(pool.Device, number - pool.First);
    }

    private Pte Unpack(PackedPte entry) =>
        entry.Kind switch
        {
            PteKind.None => Pte.None,
            PteKind.Poisoned => Pte.Poisoned,
            PteKind.Swap => Pte.Swap(entry.Slot),
            PteKind.Present
            or PteKind.ProtNone
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive => new Pte(
                entry.Kind,
                TargetOf(entry.Frame),
                entry.IsWritable,
                entry.IsDirty,
                entry.IsYoung
            ),
        };

    private Translation Unpack(PackedTranslation cached) =>
        cached.IsValid
            ? new Translation(true, cached.IsWritable, TargetOf(cached.Frame), cached.IsExclusive)
            : Translation.None;

    private MirrorEntry Unpack(AttachedDevice device, PackedMirrorEntry entry)
    {
        if (entry.IsEmpty)
        {
            return MirrorEntry.None;
        }

        bool isIova = entry.Kind == MirrorEntryKind.System && device.Iovas is not null;
        int address = isIova ? entry.Address : TargetOf(entry.Address).Frame;
        return new MirrorEntry(entry.Kind, address, entry.IsWritable, entry.IsDirty, entry.IsExclusive);
    }
}
