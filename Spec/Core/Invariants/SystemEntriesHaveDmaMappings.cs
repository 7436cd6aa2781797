namespace HmmSpec.Spec;

/// <summary>Informally: what a device reaches in system memory it reaches through a mapping of its own.</summary>
/// <remarks>
/// For every valid mirror entry of device d for system memory: with direct DMA its address is the number of a frame, or
/// the zero frame's; with an IOMMU it is an IOVA in use that leads to system memory, and no other entry of d, of any
/// process, has the same. (That the frame is the right one is INV-1.)
/// </remarks>
[Invariant("INV-24")]
[Clause("DMA-4")]
public sealed class SystemEntriesHaveDmaMappings : IStateInvariant
{
    private const int OnStack = 256;

    /// <inheritdoc/>
    public string Id => "INV-24";

    /// <inheritdoc/>
    public string Clause => "DMA-4";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int device = 0; device < state.Devices.Count; device++)
        {
            if (Check(state, device) is Violation violation)
            {
                return violation;
            }
        }

        return null;
    }

    private Violation? Check(State state, int device)
    {
        Device owner = state.Devices[device];
        int iovas = owner.Iovas.Capacity;
        Span<bool> taken = iovas <= OnStack ? stackalloc bool[iovas] : new bool[iovas];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<MirrorEntry> entries = state.Processes[process].Mirrors[device].Entries;
            for (int page = 0; page < entries.Count; page++)
            {
                MirrorEntry entry = entries[page];
                if (entry.Kind == MirrorEntryKind.System && Flaw(state, owner, entry.Address, taken) is string flaw)
                {
                    return this.Broken($"{InvariantSentences.Page(process, device, page)}: {flaw}");
                }
            }
        }

        return null;
    }

    private static string? Flaw(State state, Device owner, int address, Span<bool> taken)
    {
        if (owner.Dma == DmaKind.Direct)
        {
            return Places.Exists(state, Target.System(address)) ? null : $"DMA address {address} is no frame's";
        }

        bool live = (uint)address < (uint)taken.Length && owner.Iovas.IsUsed(address);
        if (!live || !owner.Iovas[address].Target.IsSystem)
        {
            return $"IOVA {address} is not mapped to system memory";
        }

        bool shared = taken[address];
        taken[address] = true;
        return shared ? $"IOVA {address} is another entry's too" : null;
    }
}
