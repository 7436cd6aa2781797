using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a scenario came to on a machine.</summary>
/// <param name="Run">All that is not as wanted.</param>
/// <param name="Finding">Where the machine diverges from the reference; null if it does not.</param>
public sealed record ScenarioVerdict(ScenarioRun Run, Finding? Finding)
{
    /// <summary>Whether the machine was not asked: it takes one operation at a time, and in the scenario they take turns.</summary>
    public bool IsOfReferenceAlone { get; init; }

    /// <summary>The subject that was run in steps, and not as a machine; null if none was.</summary>
    public string? StepSubject { get; init; }

    /// <summary>Why nothing can be said of the subject; null if something can.</summary>
    public string? Undecided { get; init; }

    /// <summary>What is known of the subject where it first stopped; null if it did not.</summary>
    public SubjectFailure? FirstStop { get; init; }

    /// <summary>Whether machine and reference agree, and the reference does what the scenario wants.</summary>
    public bool Holds => Run.Mismatches.Count == 0 && Finding is null && Undecided is null;

    /// <summary>The verdict in one line: the broken clause, or what in the file does not fit the specification.</summary>
    public Verdict Verdict =>
        Undecided is not null && Run.Mismatches.Count == 0
            ? Verdict.Inconclusive(Undecided)
            : Of(Finding?.Divergence, Run.Mismatches.Count > 0, StepSubject);

    /// <summary>Runs a scenario, concurrent or not, on a model in steps, with every invariant after every step.</summary>
    public static ScenarioVerdict OfSteps(Scenario scenario, IStepModel model, string subject) =>
        new(ScenarioRunner.Run(scenario, model), null) { StepSubject = subject };

    /// <summary>
    /// Runs a scenario; everything is compared after every operation. Compared loosely, a machine may choose otherwise
    /// than the file says: then the file is held against the reference alone. A concurrent scenario always is.
    /// </summary>
    public static ScenarioVerdict Of(Scenario scenario, MachineFactory factory, Comparison comparison)
    {
        if (scenario.IsConcurrent)
        {
            return new ScenarioVerdict(ScenarioRunner.Run(scenario), null) { IsOfReferenceAlone = true };
        }

        bool isExact = comparison == Comparison.Exact;
        ScenarioRun run = ScenarioRunner.Run(scenario, isExact ? factory : null);
        bool agrees = isExact && run.Mismatches.Count == 0;
        return new ScenarioVerdict(run, agrees ? null : Find(scenario, factory, comparison));
    }

    /// <summary>Runs the operations of a scenario alone: what the machine diverges in, or null.</summary>
    public static Finding? Find(Scenario scenario, MachineFactory factory, Comparison comparison)
    {
        Operation[] operations = [.. scenario.Operations];
        return Replay.Run(
            scenario.World,
            scenario.Profile,
            operations,
            factory,
            Thoroughness.EveryOperation,
            comparison
        );
    }

    /// <summary>The verdict on a divergence and on what the reference does otherwise than a file wants.</summary>
    internal static Verdict Of(Divergence? divergence, bool contradicts, string? stepSubject = null) =>
        divergence is not null ? Verdict.Diverges(divergence.Clause)
        : contradicts && stepSubject is not null and not CheckPlan.SideBySideSubject
            ? Verdict.Diverges($"{stepSubject} does not do what the file wants")
        : contradicts ? Verdict.Diverges("the reference itself does not do what the file wants")
        : Verdict.Conforms;
}
