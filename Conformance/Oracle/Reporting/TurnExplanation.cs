using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What happens at a moment of a concurrent scenario: a line of it, or one step of an operation.</summary>
/// <param name="Who">Which operation; empty for none, or for one that runs alone.</param>
/// <param name="Text">What it does: the label of the step, or the line.</param>
public sealed record ExplainedTurn(string Who, string Text)
{
    /// <summary>The comments of the file above it, without their <c>#</c>.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Which step of the run it is, counted from 1; 0 for what is no step.</summary>
    public int Number { get; init; }

    /// <summary>The ids of the clauses that it follows.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>What comes of it: whom it tells, locks that it takes and gives back, an outcome.</summary>
    public string Effect { get; init; } = "";

    /// <summary>The pages that it changes, with those of their sides that change.</summary>
    public IReadOnlyList<ExplainedPages> Pages { get; init; } = [];

    /// <summary>Who waits from now on, and who does not any more.</summary>
    public IReadOnlyList<(string Who, Waiting? Waiting)> Waiting { get; init; } = [];

    /// <summary>What is not as the file wants it, or breaks a rule, in one sentence; null if nothing.</summary>
    public string? Problem { get; init; }
}

/// <summary>A scenario step by step, on the reference or another model in steps.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Turns">What happens, up to where the run stops.</param>
/// <param name="NotRun">How many lines stand behind that.</param>
/// <param name="Subject">The name of the model.</param>
public sealed record TurnExplanation(Scenario Scenario, IReadOnlyList<ExplainedTurn> Turns, int NotRun, string Subject)
{
    /// <summary>The verdict in one line.</summary>
    public Verdict Verdict => ScenarioVerdict.Of(null, Turns.Any(static turn => turn.Problem is not null), Subject);

    /// <summary>Runs a scenario, and takes notes.</summary>
    public static TurnExplanation Of(Scenario scenario, IStepModel model, string subject) =>
        new TurnExplainer(scenario, model, subject).Run();
}
