namespace HmmSpec.Spec;

/// <summary>Informally: no IOVA is left over when its mirror entry has gone, and none opens memory that is free.</summary>
/// <remarks>
/// For every device with an IOMMU and every IOVA in use: some mirror entry of the device, of some process, has it as
/// its address (or, where device faults back off, one for the device is under way, which maps before it enters), and it
/// leads to the zero frame or to a frame of system memory that is in use.
/// </remarks>
[Invariant("INV-25")]
[Clause("DMA-5")]
public sealed class DmaMappingsBelongToEntries : IStateInvariant
{
    private const int OnStack = 256;

    /// <inheritdoc/>
    public string Id => "INV-25";

    /// <inheritdoc/>
    public string Clause => "DMA-5";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int device = 0; device < state.Devices.Count; device++)
        {
            if (Flaw(state, device) is string flaw)
            {
                return this.Broken($"d{device}: {flaw}");
            }
        }

        return null;
    }

    private static bool MayBeEnteredYet(State state, int device)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            foreach (ActiveFault fault in state.Processes[process].Notifier.Faults)
            {
                if (state.Profile.FaultProtocol == FaultProtocol.Backoff && fault.Device == device)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? Flaw(State state, int device)
    {
        Device owner = state.Devices[device];
        int iovas = owner.Iovas.Capacity;
        if (owner.Iovas.Free.Members == iovas)
        {
            return null;
        }

        Span<bool> named = iovas <= OnStack ? stackalloc bool[iovas] : new bool[iovas];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<MirrorEntry> entries = state.Processes[process].Mirrors[device].Entries;
            for (int page = 0; page < entries.Count; page++)
            {
                MirrorEntry entry = entries[page];
                if (entry.Kind == MirrorEntryKind.System && (uint)entry.Address < (uint)iovas)
                {
                    named[entry.Address] = true;
                }
            }
        }

        for (int iova = 0; iova < iovas; iova++)
        {
            if (owner.Iovas.IsUsed(iova))
            {
                Target target = owner.Iovas[iova].Target;
                if (!named[iova] && !MayBeEnteredYet(state, device))
                {
                    return $"IOVA {iova} leads to {InvariantSentences.Of(target)}, but no mirror entry has it";
                }

                if (!target.IsSystem || !Places.IsUsed(state, target))
                {
                    return $"IOVA {iova} leads to {InvariantSentences.Of(target)}, which is no used system frame";
                }
            }
        }

        return null;
    }
}
