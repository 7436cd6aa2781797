using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>An implementation that ended an operation with an exception.</summary>
internal static class Crash
{
    /// <summary>What is reported.</summary>
    public static Divergence Of(Exception exception, State before, Operation operation, Transition last) =>
        new(
            DivergenceKind.Crash,
            Attribution.OfOutcome(before, operation),
            "outcome",
            OutcomeText.Format(last.Outcome),
            $"{exception.GetType().Name}: {exception.Message}"
        );
}
