using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Informally: the invariants of kind state hold after every step of every operation of the reference, with their
/// exceptions for what is in flight; those of kind quiescent and step hold after every operation.
/// </summary>
public static class EveryInvariantHoldsAfterEveryStep
{
    /// <summary>Null if it holds, or the first invariant that does not.</summary>
    public static string? Check(GeneratedSequence sequence)
    {
        State state = ReferenceModel.Init(sequence.World, sequence.Profile);
        foreach (Operation operation in sequence.Operations)
        {
            State before = state;
            Outcome outcome = default;
            Activity? activity = ReferenceModel.Begin(operation);
            while (activity is not null)
            {
                Successor next = ReferenceModel.Next(state, activity).Canonical;
                (state, activity, outcome) = (next.State, next.Activity, next.Outcome);
                if (Invariants.FirstViolation(state, quiescent: activity is null) is { } violation)
                {
                    return $"{OperationText.Format(operation)}: {violation}";
                }
            }

            if (Invariants.FirstViolation(before, operation, outcome, state) is { } broken)
            {
                return $"{OperationText.Format(operation)}: {broken}";
            }
        }

        return null;
    }
}
