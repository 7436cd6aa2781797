namespace HmmSpec.Spec;

/// <summary>Informally: what a driver has pinned nobody shares, moves or loses.</summary>
/// <remarks>
/// For every pin that is held: its frame is in use, holds a reference for each of its pins, and is of no file; and there is at
/// most one page-table entry, of whatever process and kind, that leads to it, and this one is present, protnone or
/// device-exclusive.
/// </remarks>
[Invariant("INV-62")]
[Clause("PIN-8")]
public sealed class PinnedFramesAreOfOneProcess : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-62";

    /// <inheritdoc/>
    public string Clause => "PIN-8";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Pins.Count; number++)
        {
            if (!state.Pins[number].IsZero && Flaw(state, state.Pins[number]) is string flaw)
            {
                return this.Broken($"pin {number} holds {InvariantSentences.Of(state.Pins[number])}, {flaw}");
            }
        }

        return null;
    }

    private static string? Flaw(State state, Target target) =>
        !Places.IsUsed(state, target) ? "which is not in use"
        : state.FrameAt(target).References < state.PinsOf(target) ? "which has fewer references than pins"
        : state.FrameAt(target).File is not null ? "which is of a file"
        : OfEntries(state, target);

    private static string? OfEntries(State state, Target target)
    {
        int entries = 0;
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                if (table[page].Kind is PteKind.None or PteKind.Swap || table[page].Target != target)
                {
                    continue;
                }

                entries++;
                if (table[page].Kind == PteKind.Migration)
                {
                    return $"and {InvariantSentences.Page(process, page)} is being migrated from it";
                }
            }
        }

        return entries > 1 ? $"and {entries} entries lead to it" : null;
    }
}
