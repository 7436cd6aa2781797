using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs scenarios: on the reference alone, or on the reference and a machine side by side.</summary>
public static class ScenarioRunner
{
    /// <summary>
    /// Runs a scenario and holds every outcome and every <c>expect</c> line against what the reference does. With a
    /// machine, the two are compared after every operation as well, and the run ends where they differ.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="factory">
    /// Makes the machine; null for the reference alone. A machine takes one operation at a time: a concurrent scenario
    /// (<see cref="Scenario.IsConcurrent"/>) is run without it.
    /// </param>
    public static ScenarioRun Run(Scenario scenario, MachineFactory? factory = null) =>
        scenario.IsConcurrent ? ConcurrentRunner.RunAll(scenario, null) : RunSequence(scenario, factory);

    /// <summary>Runs a scenario, concurrent or not, on a model in steps, with every invariant after every step.</summary>
    public static ScenarioRun Run(Scenario scenario, IStepModel model) => ConcurrentRunner.RunAll(scenario, model);

    private static ScenarioRun RunSequence(Scenario scenario, MachineFactory? factory)
    {
        Lockstep? lockstep = factory is null
            ? null
            : new Lockstep(
                scenario.World,
                scenario.Profile,
                factory(scenario.World, scenario.Profile),
                Thoroughness.EveryOperation
            );
        State state = ReferenceModel.Init(scenario.World, scenario.Profile);
        ClauseSet fired = default;
        List<Mismatch> mismatches = [];
        Divergence? divergence = null;
        foreach (ScenarioLine line in scenario.Lines)
        {
            string? problem;
            if (line is OperationLine run)
            {
                divergence = lockstep?.Apply(run.Operation);
                Transition transition = lockstep?.Last ?? ReferenceModel.Run(state, run.Operation);
                state = transition.After;
                fired |= transition.Clauses;
                problem = run.Wanted?.Mismatch(transition.Outcome);
            }
            else
            {
                problem = Expectation.Check(state, line);
            }

            if (problem is not null)
            {
                mismatches.Add(new Mismatch(line.Number, problem));
            }

            if (divergence is not null)
            {
                mismatches.Add(new Mismatch(line.Number, Sentence(divergence)));
                break;
            }
        }

        return new ScenarioRun([.. mismatches], fired);
    }

    private static string Sentence(Divergence divergence) =>
        $"The machine diverges in {divergence.Subject} ({divergence.Signature}): "
        + $"expected {divergence.Expected}, found {divergence.Found}.";
}
