namespace HmmSpec.Spec;

/// <summary>
/// Informally: a page has one place where it can be written; there are never two live writable copies of it (NV-5).
/// </summary>
/// <remarks>
/// For every page of every process: all that allows a store to it now (a writable present entry of the page table, a
/// writable translation of its CPU, a writable entry of a mirror, a writable translation of a device) leads to the same
/// frame. There is no exception for what is in flight.
/// </remarks>
[Invariant("INV-51")]
[Clause("CON-6")]
public sealed class StoresGoToOnePlace : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-51";

    /// <inheritdoc/>
    public string Clause => "CON-6";

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
                if (SecondPlace(state, process, page) is string flaw)
                {
                    return this.Broken($"{InvariantSentences.Page(number, page)} can be written in {flaw}");
                }
            }
        }

        return null;
    }

    private static string? SecondPlace(State state, Process process, int page)
    {
        Pte pte = process.PageTable[page];
        Translation cached = process.Tlb[page];
        Target? place = pte is { Kind: PteKind.Present, Writable: true } ? pte.Target : null;
        if (cached is { Valid: true, Writable: true } && Differs(ref place, cached.Target) is string byTlb)
        {
            return byTlb;
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Mirror mirror = process.Mirrors[device];
            if (mirror.Stage == MirrorStage.None)
            {
                continue; // Without a mirror there is no entry at all (MIR-16).
            }

            MirrorEntry entry = mirror.Entries[page];
            if (
                entry is { IsValid: true, Writable: true }
                && Places.Of(state, device, entry) is Target target
                && Differs(ref place, target) is string byEntry
            )
            {
                return byEntry;
            }

            Translation translation = mirror.Tlb[page];
            if (
                translation is { Valid: true, Writable: true }
                && Differs(ref place, translation.Target) is string byTranslation
            )
            {
                return byTranslation;
            }
        }

        return null;
    }

    private static string? Differs(ref Target? place, Target other)
    {
        Target first = place ?? other;
        place = first;
        return first == other ? null : $"{InvariantSentences.Of(first)} and in {InvariantSentences.Of(other)}";
    }
}
