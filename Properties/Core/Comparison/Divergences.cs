using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Divergences that are no differences.</summary>
public static class Divergences
{
    /// <summary>An implementation that did not live to answer an operation.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="sentence">What happened instead of an answer.</param>
    public static Divergence OfStopping(State before, Operation operation, string sentence) =>
        new(
            DivergenceKind.Crash,
            Attribution.OfOutcome(before, operation),
            "outcome",
            OutcomeText.Format(Reference.ReferenceModel.Run(before, operation).Outcome),
            sentence
        );
}
