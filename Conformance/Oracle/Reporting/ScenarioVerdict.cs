using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a scenario came to on a machine.</summary>
/// <param name="Run">All that is not as wanted.</param>
/// <param name="Finding">Where the machine diverges from the reference; null if it does not.</param>
public sealed record ScenarioVerdict(ScenarioRun Run, Finding? Finding)
{
    /// <summary>Whether machine and reference agree, and both do what the scenario wants.</summary>
    public bool Holds => Run.Mismatches.Count == 0;

    /// <summary>The verdict in one line: the broken clause, or what in the file does not fit the specification.</summary>
    public Verdict Verdict =>
        Holds ? Verdict.Conforms
        : Finding is not null ? Verdict.Diverges(Finding.Divergence.Clause)
        : Verdict.Diverges("the reference itself does not do what the file wants");

    /// <summary>Runs a scenario; everything is compared after every operation.</summary>
    public static ScenarioVerdict Of(Scenario scenario, MachineFactory factory)
    {
        ScenarioRun run = ScenarioRunner.Run(scenario, factory);
        return new ScenarioVerdict(run, run.Mismatches.Count == 0 ? null : Find(scenario, factory));
    }

    /// <summary>Runs the operations of a scenario alone: what the machine diverges in, or null.</summary>
    public static Finding? Find(Scenario scenario, MachineFactory factory)
    {
        Operation[] operations = [.. scenario.Operations];
        return Replay.Run(scenario.World, scenario.Profile, operations, factory, Thoroughness.EveryOperation);
    }
}
