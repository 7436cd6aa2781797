namespace HmmSpec.Spec;

/// <summary>Informally: nothing leads to memory that has been given back.</summary>
/// <remarks>
/// For every frame of system or device memory that is free: it counts no mapping and no reference, is not locked, and
/// names no slot and no page of a file; no page-table entry, mirror entry or cached translation of a CPU or a device leads to it. (No IOVA
/// does by INV-25, and no swap slot by INV-14.)
/// </remarks>
[Invariant("INV-21")]
[Clause("RCL-8")]
public sealed class FreeFramesAreReachedByNothing : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-21";

    /// <inheritdoc/>
    public string Clause => "RCL-8";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int device = -1; device < state.Devices.Count; device++)
        {
            if (Unclean(state, device) is string flaw)
            {
                return this.Broken(flaw);
            }
        }

        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int page = 0; page < process.PageTable.Count; page++)
            {
                if (Reaching(state, process, page) is string flaw)
                {
                    return this.Broken($"{InvariantSentences.Page(number, page)}: {flaw}, which is free");
                }
            }
        }

        return null;
    }

    private static string? Unclean(State state, int device)
    {
        Data.Pool<Frame> memory = device < 0 ? state.Memory : state.Devices[device].Memory;
        for (int number = 0; number < memory.Capacity; number++)
        {
            Frame frame = memory[number];
            bool clean = frame is { References: 0, Mappings: 0, Locked: false, Slot: -1, File: null };
            if (!clean && !memory.IsUsed(number))
            {
                return $"{InvariantSentences.Of(new Target(device, number))} is free, but has {frame.References} "
                    + $"references, {frame.Mappings} mappings, slot {frame.Slot}{(frame.Locked ? ", and is locked" : "")}"
                    + (frame.File is null ? "" : ", and is of a file");
            }
        }

        return null;
    }

    private static string? Reaching(State state, Process process, int page)
    {
        Pte pte = process.PageTable[page];
        Translation cached = process.Tlb[page];
        if (Places.NamesFrame(pte) && !Places.IsUsed(state, pte.Target))
        {
            return $"the page table has {InvariantSentences.Of(pte)}";
        }

        if (cached.Valid && !Places.IsUsed(state, cached.Target))
        {
            return $"the TLB has {InvariantSentences.Access(cached.Writable, cached.Target)}";
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Mirror mirror = process.Mirrors[device];
            string? flaw = mirror.Stage == MirrorStage.None ? null : Reaching(state, device, mirror, page);
            if (flaw is not null)
            {
                return flaw;
            }
        }

        return null;
    }

    private static string? Reaching(State state, int device, Mirror mirror, int page)
    {
        MirrorEntry entry = mirror.Entries[page];
        Translation cached = mirror.Tlb[page];
        bool free =
            entry.IsValid && !(Places.Of(state, device, entry) is Target target && Places.IsUsed(state, target));
        return free ? $"the mirror of d{device} has an entry of address {entry.Address}"
            : cached.Valid && !Places.IsUsed(state, cached.Target)
                ? $"the TLB of d{device} has {InvariantSentences.Access(cached.Writable, cached.Target)}"
            : null;
    }
}
