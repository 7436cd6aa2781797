namespace HmmSpec.Spec;

/// <summary>An invariant of every page-table entry by itself.</summary>
public abstract class PageEntryInvariant : IStateInvariant
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Clause { get; }

    /// <inheritdoc/>
    public virtual InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int page = 0; page < process.PageTable.Count; page++)
            {
                Pte pte = process.PageTable[page];
                if (pte.Kind != PteKind.None && Flaw(state, process, page, pte) is string flaw)
                {
                    string place = InvariantSentences.Page(number, page);
                    return this.Broken($"{place}: {InvariantSentences.Of(pte)}, {flaw}");
                }
            }
        }

        return null;
    }

    /// <summary>What is wrong with an entry that is not empty; null if nothing.</summary>
    private protected abstract string? Flaw(State state, Process process, int page, Pte pte);
}
