using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What is wrong with whole states: of the reference, of an implementation, and between the two.</summary>
internal static class Verdicts
{
    /// <summary>The reference held against its own invariants and flat memory: a finding here is a wrong specification.</summary>
    public static Divergence? OnReference(State before, Operation operation, Transition last, FlatMemory flat)
    {
        Violation? violation =
            Invariants.FirstViolation(last.After, quiescent: true)
            ?? Invariants.FirstViolation(before, operation, last.Outcome, last.After)
            ?? FlatAgreement.Check(last.After, flat);
        return violation is null
            ? null
            : new Divergence(
                DivergenceKind.Specification,
                violation.Clause,
                "the reference",
                Catalogue.Find(violation.Clause)?.Sentence ?? violation.Clause,
                violation.Sentence
            );
    }

    /// <summary>An implementation's state held against the invariants, and against the reference's.</summary>
    public static Divergence? OnObserved(State before, Operation operation, State expected, State observed)
    {
        State left = Canonical.Of(expected);
        State right = Canonical.Of(observed);
        if (left.Equals(right))
        {
            return null;
        }

        if (Invariants.FirstViolation(observed, quiescent: true) is { } violation)
        {
            return new Divergence(
                DivergenceKind.Invariant,
                violation.Clause,
                "the state",
                Catalogue.Find(violation.Clause)?.Sentence ?? violation.Clause,
                violation.Sentence
            );
        }

        string clause = Attribution.OfState(before, operation);
        string difference = string.Join("; ", StateDiff.Between(left, right));
        return new Divergence(DivergenceKind.State, clause, "the state", "as the reference's", difference);
    }
}
