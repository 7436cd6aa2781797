namespace HmmSpec.Spec;

/// <summary>Informally: whoever waits at a migration entry waits for a migration that is going on.</summary>
/// <remarks>For every migration entry: the frame that it comes from is in use and locked.</remarks>
[Invariant("INV-11")]
[Clause("MIG-18")]
public sealed class MigrationEntriesHaveLockedSources : PageEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-11";

    /// <inheritdoc/>
    public override string Clause => "MIG-18";

    private protected override string? Flaw(State state, Process process, int page, Pte pte) =>
        pte.Kind != PteKind.Migration ? null
        : !Places.IsUsed(state, pte.Target) ? "which is free"
        : !Places.IsLocked(state, pte.Target) ? "which is not locked"
        : null;
}
