namespace HmmSpec.Spec;

/// <summary>Informally: a CPU's TLB holds nothing that the page table does not say, except while it is being told.</summary>
/// <remarks>
/// For every process and page: a cached translation to t implies a present entry of t, and one that allows stores a
/// writable and dirty entry; or that a window over the page is open (the flush comes before it closes).
/// </remarks>
[Invariant("INV-46")]
[Clause("CON-1")]
public sealed class ProcessorTranslationsAgreeWithPageTable : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-46";

    /// <inheritdoc/>
    public string Clause => "CON-1";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int page = 0; page < process.Tlb.Count; page++)
            {
                Translation cached = process.Tlb[page];
                if (cached.Valid && !IsAllowed(process.PageTable[page], cached) && !InFlight.IsInWindow(process, page))
                {
                    return this.Broken(
                        $"{InvariantSentences.Page(number, page)}: the TLB has "
                            + InvariantSentences.Access(cached.Writable, cached.Target)
                            + $", but the page table has {InvariantSentences.Of(process.PageTable[page])}"
                    );
                }
            }
        }

        return null;
    }

    private static bool IsAllowed(Pte pte, Translation cached) =>
        pte.Kind == PteKind.Present && pte.Target == cached.Target && (!cached.Writable || (pte.Writable && pte.Dirty));
}
