namespace HmmSpec.Spec;

/// <summary>Informally: a number that a device fault has sampled does not come back.</summary>
/// <remarks>
/// For every process that lives before and after an operation (exit begins a new life): the notifier's number after it
/// is at least the one before it. Not for states in canonical form, whose numbers are made small.
/// </remarks>
[Invariant("INV-49")]
[Clause("NTF-7")]
public sealed class SequenceNeverFalls : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-49";

    /// <inheritdoc/>
    public string Clause => "NTF-7";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        for (int process = 0; process < before.Processes.Count; process++)
        {
            long old = before.Processes[process].Notifier.Sequence;
            long now = after.Processes[process].Notifier.Sequence;
            if (now < old && before.Processes[process].Alive && after.Processes[process].Alive)
            {
                return this.Broken($"p{process}: the notifier's number falls from {old} to {now}");
            }
        }

        return null;
    }
}
