using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Entries of mirrors and their DMA mappings.</summary>
internal static class MirrorRules
{
    /// <summary>
    /// With no entry of a mirror left in a range: dirty bits pass to the frames (DRT-1), DMA mappings go (DMA-3), and
    /// the device's TLB loses the pages (NTF-2).
    /// </summary>
    [Clause("NTF-2")]
    [Clause("DMA-3")]
    [Clause("DRT-1")]
    [Clause("ADV-6")]
    public static State Drop(State state, int process, int device, PageRange range)
    {
        Mirror mirror = state.Processes[process].Mirrors[device];
        Table<MirrorEntry> entries = mirror.Entries;
        Table<Translation> tlb = mirror.Tlb;
        PageRange common = range.Intersect(mirror.Interval);
        for (int page = common.Start; page < common.End; page++)
        {
            MirrorEntry entry = entries[page];
            if (entry.IsValid)
            {
                Target target = state.TargetOf(device, entry);
                state = FrameRules.PassDirty(state, target, entry.Dirty && IsRecorded(state, target));
                state = UnmapDma(state, device, entry);
                entries = entries.Set(page, MirrorEntry.None);
                tlb = tlb.Set(page, Translation.None);
            }
        }

        return ReferenceEquals(entries, mirror.Entries)
            ? state
            : state.WithMirror(process, device, mirror with { Entries = entries, Tlb = tlb });
    }

    /// <summary>The same, but for the pages that are in the device's own memory (NTF-14).</summary>
    [Clause("NTF-14")]
    public static State DropButOwn(State state, int process, int device, PageRange range)
    {
        Table<MirrorEntry> entries = state.Processes[process].Mirrors[device].Entries;
        for (int page = range.Start; page < range.End; page++)
        {
            state =
                entries[page].Kind == MirrorEntryKind.System
                    ? Drop(state, process, device, new PageRange(page, 1))
                    : state;
        }

        return state;
    }

    /// <summary>
    /// With a mirror emptied and gone (MIR-19): the windows that are open do not wait for it any more.
    /// </summary>
    [Clause("MIR-19")]
    public static State Kill(State state, int process, int device)
    {
        State emptied = Drop(state, process, device, state.World.AddressSpace);
        Process old = emptied.Processes[process];
        Sequence<Window> windows =
        [
            .. old.Notifier.Windows.Select(window => window with { Pending = window.Pending & ~(1UL << device) }),
        ];
        return emptied.WithProcess(
            process,
            old with
            {
                Mirrors = old.Mirrors.Set(device, Mirror.Absent(state.World.Pages)),
                Notifier = old.Notifier with { Windows = windows },
            }
        );
    }

    /// <summary>
    /// The DMA address under which a device reaches a target of system memory (DMA-1), and the state with it; false if no
    /// IOVA is free (DMA-2).
    /// </summary>
    public static bool TryMapDma(ref State state, int device, Target target, out int address)
    {
        Device owner = state.Devices[device];
        if (owner.Dma == DmaKind.Direct)
        {
            address = target.Frame;
            return true;
        }

        address = owner.Iovas.NextFree();
        if (address < 0)
        {
            return false;
        }

        state = state.WithDevice(device, owner with { Iovas = owner.Iovas.Take(address, new IoMapping(target)) });
        return true;
    }

    /// <summary>With an IOVA given back.</summary>
    public static State ReleaseIova(State state, int device, int iova)
    {
        Device owner = state.Devices[device];
        return state.WithDevice(device, owner with { Iovas = owner.Iovas.Release(iova) });
    }

    // ADV-6
    private static bool IsRecorded(State state, Target target) =>
        state.Profile.DeviceStoresCancelFree || target.IsZero || !state.FrameAt(target).LazyFree;

    private static State UnmapDma(State state, int device, MirrorEntry entry)
    {
        Device owner = state.Devices[device];
        return entry.Kind == MirrorEntryKind.System && owner.Dma == DmaKind.Iommu
            ? ReleaseIova(state, device, entry.Address)
            : state;
    }
}
