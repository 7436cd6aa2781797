namespace HmmSpec.Spec;

/// <summary>Informally: while a device has a page for itself, neither the CPU nor another device gets at it (NV-6).</summary>
/// <remarks>
/// For every device-exclusive entry: it leads to a frame of system memory that is not the zero frame, the CPU's TLB has no
/// translation of the page, and of the mirrors that have been told of all open windows over it one at most has a valid
/// entry. For every exclusive entry of a mirror: the page-table entry is a device-exclusive one of the same frame, or a
/// window over the page is open of which the device has not been told.
/// </remarks>
[Invariant("INV-5")]
[Clause("EXC-15")]
public sealed class ExclusivePagesAreReachedByOneDevice : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-5";

    /// <inheritdoc/>
    public string Clause => "EXC-15";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int page = 0; page < process.PageTable.Count; page++)
            {
                string? flaw =
                    process.PageTable[page].Kind == PteKind.DeviceExclusive
                        ? OfHeld(state, process, page)
                        : OfOther(state, process, page);
                if (flaw is not null)
                {
                    string entry = InvariantSentences.Of(process.PageTable[page]);
                    return this.Broken($"{InvariantSentences.Page(number, page)}: {entry}, but {flaw}");
                }
            }
        }

        return null;
    }

    private static string? OfHeld(State state, Process process, int page)
    {
        Target target = process.PageTable[page].Target;
        int holder = -1;
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            if (ToldEntry(process, device, page) is not { IsValid: true } entry)
            {
                continue;
            }

            if (holder >= 0)
            {
                return $"d{holder} and d{device} reach it";
            }

            if (entry.Exclusive && Places.Of(state, device, entry) != target)
            {
                return $"d{device} has another page for itself";
            }

            holder = device;
        }

        return !target.IsSystem || target.IsZero ? "that is no page of system memory"
            : process.Tlb[page].Valid ? "the CPU reaches it through its TLB"
            : null;
    }

    private static string? OfOther(State state, Process process, int page)
    {
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            if (ToldEntry(process, device, page) is { IsValid: true, Exclusive: true } entry)
            {
                Target? target = Places.Of(state, device, entry);
                return $"d{device} has {(target is Target place ? InvariantSentences.Of(place) : "nothing")} for itself";
            }
        }

        return null;
    }

    // What a mirror has that was told of all windows over the page; null where there is no mirror, or it was not told.
    private static MirrorEntry? ToldEntry(Process process, int device, int page) =>
        process.Mirrors[device].Stage == MirrorStage.None || InFlight.IsUntold(process, device, page)
            ? null
            : process.Mirrors[device].Entries[page];
}
