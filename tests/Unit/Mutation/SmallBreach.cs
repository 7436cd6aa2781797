using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>All that a step breaks, the one first that is reported first.</summary>
/// <param name="Broken">The invariants.</param>
/// <param name="Sentence">The first one's sentence.</param>
internal sealed record SmallBreach(Sequence<string> Broken, string Sentence)
{
    /// <param name="before">Before the step.</param>
    /// <param name="taken">The step.</param>
    /// <param name="after">After it.</param>
    /// <param name="alone">The operation that ended with it and ran alone, and the state before the operation.</param>
    public static SmallBreach? Of(
        Interleaving before,
        Successor taken,
        Interleaving after,
        (State Before, Operation Operation)? alone
    )
    {
        State state = after.State;
        Violation? first = Spec.Invariants.FirstViolation(before, taken, after);
        List<Violation?> all =
        [
            first,
            FlatAgreement.Check(before.Flat, taken.Effect),
            .. Spec
                .Invariants.OfStates.Where(invariant => invariant.Kind == InvariantKind.State || after.IsQuiescent)
                .Select(invariant => invariant.Check(state)),
            .. Spec.Invariants.OfInterleavings.Select(invariant => invariant.Check(after)),
            after.IsQuiescent ? FlatAgreement.Check(state, after.Flat) : null,
        ];
        if (alone is (State start, Operation operation))
        {
            all.AddRange(
                Spec.Invariants.OfSteps.Select(invariant => invariant.Check(start, operation, taken.Outcome, state))
            );
        }

        Violation[] broken = [.. all.OfType<Violation>()];
        return broken.Length == 0
            ? null
            : new SmallBreach(
                [.. broken.Select(static violation => violation.Invariant).Distinct()],
                broken[0].ToString()
            );
    }
}
