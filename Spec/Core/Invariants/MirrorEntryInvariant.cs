namespace HmmSpec.Spec;

/// <summary>An invariant of every valid entry of every mirror by itself.</summary>
public abstract class MirrorEntryInvariant : IStateInvariant
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
            for (int device = 0; device < process.Mirrors.Count; device++)
            {
                if (Check(state, number, process, device) is Violation violation)
                {
                    return violation;
                }
            }
        }

        return null;
    }

    /// <summary>What is wrong with an entry, which leads to <paramref name="target"/> or nowhere; null if nothing.</summary>
    private protected abstract string? Flaw(
        State state,
        Process process,
        int device,
        int page,
        MirrorEntry entry,
        Target? target
    );

    private Violation? Check(State state, int number, Process process, int device)
    {
        Mirror mirror = process.Mirrors[device];
        if (mirror.Stage == MirrorStage.None)
        {
            return null; // Without a mirror there is no entry at all (MIR-16).
        }

        for (int page = 0; page < mirror.Entries.Count; page++)
        {
            MirrorEntry entry = mirror.Entries[page];
            if (entry.IsValid)
            {
                Target? target = Places.Of(state, device, entry);
                if (Flaw(state, process, device, page, entry, target) is string flaw)
                {
                    string place = InvariantSentences.Page(number, device, page);
                    return this.Broken($"{place}: {InvariantSentences.Access(entry.Writable, target)}, {flaw}");
                }
            }
        }

        return null;
    }
}
