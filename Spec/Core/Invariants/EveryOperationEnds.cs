namespace HmmSpec.Spec;

/// <summary>
/// Informally: whatever runs beside it, an operation comes to an end, as long as there are finitely many and each agent
/// gets its turn.
/// </summary>
/// <remarks>
/// Of no state one can say that it breaks this, but for a deadlock (<see cref="Interleaving.IsDeadlock"/>); of a run, that
/// it goes on for longer than any fair one.
/// </remarks>
[Invariant("INV-45")]
[Clause("CON-4")]
public static class EveryOperationEnds
{
    /// <summary>That it does not hold.</summary>
    public static Violation Broken(string sentence) => new("INV-45", "CON-4", sentence);
}
