using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What is wrong at the end of a race.</summary>
[Closed]
public enum RaceFault
{
    /// <summary>A step breaks an invariant, or an outcome is not what the commits of its operation say.</summary>
    Violation,

    /// <summary>Every agent waits for another.</summary>
    Deadlock,

    /// <summary>Agents that take turns fairly do not come to an end.</summary>
    Endless,

    /// <summary>A step ends in an exception.</summary>
    Crash,
}

/// <summary>A race that ends in a violation.</summary>
/// <param name="Race">The race, with exactly the steps that were taken.</param>
/// <param name="Fault">What kind of thing is wrong.</param>
/// <param name="Violation">What is broken, and where.</param>
/// <param name="Steps">Of each turn of the schedule: what happened.</param>
public sealed record RaceFinding(Race Race, RaceFault Fault, Violation Violation, Sequence<RaceStep> Steps)
{
    /// <summary>Whether another finding is the same fault: of the same kind, of the same invariant and clause.</summary>
    public bool IsLike(RaceFinding? other) =>
        other is not null
        && other.Fault == Fault
        && other.Violation.Invariant == Violation.Invariant
        && other.Violation.Clause == Violation.Clause;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            '\n',
            [
                WorldText.Format(Race.World),
                .. Race.Setup.Select(OperationText.Format),
                .. Steps.Select(static step => step.ToString()),
                Violation.ToString(),
            ]
        );
}

/// <summary>A step that was taken in a race.</summary>
/// <param name="Turn">Who took it, with which choice.</param>
/// <param name="Operation">Which of the agent's operations it belongs to, counted from 0.</param>
/// <param name="Carried">That operation.</param>
/// <param name="Name">Which step it was.</param>
/// <param name="Outcome">How the operation ended, if it did with this step.</param>
public readonly record struct RaceStep(Turn Turn, int Operation, Operation Carried, StepName Name, Outcome? Outcome)
{
    /// <summary>In the place of a step: the operation begins, and waits with its first step.</summary>
    public static StepName Waits => new(null, "waits");

    /// <summary>In the place of a step: it ends in an exception.</summary>
    public static StepName Throws => new(null, "throws an exception");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{AgentNames.Of(Turn.Agent)}  {OperationText.Format(Carried)} | {Name.Method}"
        + (Turn.Choice == Choice.Canonical ? "" : $" ({Turn.Choice.Kind} {Turn.Choice.Value})")
        + (Outcome is Outcome outcome ? $" -> {OutcomeText.Format(outcome)}" : "");
}
