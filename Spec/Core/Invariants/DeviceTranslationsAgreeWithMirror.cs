namespace HmmSpec.Spec;

/// <summary>Informally: a device's TLB holds nothing that its mirror does not say.</summary>
/// <remarks>
/// For every mirror and every page: a cached translation to t implies a valid entry that leads to t, and one that
/// allows stores a writable and dirty entry, and one that allows atomic accesses to system memory an exclusive entry.
/// </remarks>
[Invariant("INV-7")]
[Clause("MIR-17")]
public sealed class DeviceTranslationsAgreeWithMirror : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-7";

    /// <inheritdoc/>
    public string Clause => "MIR-17";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int device = 0; device < process.Mirrors.Count; device++)
            {
                if (Check(state, number, process.Mirrors[device], device) is Violation violation)
                {
                    return violation;
                }
            }
        }

        return null;
    }

    private Violation? Check(State state, int process, Mirror mirror, int device)
    {
        for (int page = 0; page < mirror.Tlb.Count; page++)
        {
            Translation cached = mirror.Tlb[page];
            if (!cached.Valid)
            {
                continue;
            }

            MirrorEntry entry = mirror.Entries[page];
            Target? target = entry.IsValid ? Places.Of(state, device, entry) : null;
            bool allowed =
                target == cached.Target
                && (!cached.Writable || (entry.Writable && entry.Dirty))
                && (!cached.Exclusive || (cached.Writable && entry.Exclusive));
            if (!allowed)
            {
                return this.Broken(
                    $"{InvariantSentences.Page(process, device, page)}: the TLB has "
                        + InvariantSentences.Access(cached.Writable, cached.Target)
                        + $", but the mirror has {Of(entry, target)}"
                );
            }
        }

        return null;
    }

    private static string Of(MirrorEntry entry, Target? target) =>
        entry.IsValid
            ? $"{(entry.Dirty ? "dirty" : "clean")} {InvariantSentences.Access(entry.Writable, target)}"
            : "no entry";
}
