using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Puts a machine through the plan, by the engine and the scenarios of <c>hmmspec check</c>.</summary>
public sealed class MutantJudge(JudgingPlan plan)
{
    private readonly Stopwatch _watch = new();
    private long _operations;
    private int _looks;
    private Finding? _exact;

    /// <summary>What becomes of a mutant whose machines these are; null if somebody asked to stop before that is known.</summary>
    public MutantVerdict? Judge(Mutant mutant, MachineFactory machines, CancellationToken cancellation)
    {
        _watch.Restart();
        (_operations, _looks, _exact) = (0, 0, null);
        for (int round = 0; round < plan.Rounds.Count; round++)
        {
            if (round == plan.ScenariosBefore && RunScenarios(machines) is { } shown)
            {
                return Ended(mutant, MutantFate.KilledByScenario, shown, machines);
            }

            for (int stage = 0; stage < JudgingPlan.Stages.Count && _looks < plan.LooseLooks; stage++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return null;
                }

                if (Generate(plan.Options(round, stage), machines) is { } found)
                {
                    return Ended(mutant, MutantFate.Killed, found, machines);
                }
            }
        }

        return _exact is not null
            ? Ended(mutant, MutantFate.ExactOnly, _exact, machines)
            : new MutantVerdict(mutant, MutantFate.Survived, _operations, _watch.Elapsed.TotalMilliseconds, null);
    }

    /// <summary>
    /// Whether machines in which no mutant is switched on conform. A mutant can spoil what all machines of a copy share, in a
    /// static field, and would kill every mutant after it.
    /// </summary>
    public static bool IsSound(MachineFactory machines) =>
        Run(
            new CheckOptions(ClauseCoverage.Alone, Profile.Strict, Seed: 1)
            {
                Sequences = 3,
                Length = 100,
                Workers = 1,
                ShrinkBudget = 0,
            },
            machines
        ).Finding
            is null;

    // Exactly first: it is faster, and where it sees nothing there is nothing to see.
    private Finding? Generate(CheckOptions options, MachineFactory machines)
    {
        CheckReport exact = Run(options, machines);
        if (exact.Finding is null)
        {
            _operations += exact.Operations;
            return null;
        }

        _exact ??= exact.Finding.Shrunk;
        _looks++;
        CheckReport loose = Run(
            options with
            {
                Comparison = Comparison.Loose,
                Sequences = Math.Min(options.Sequences, exact.Finding.Sequence + plan.LooseSequences),
            },
            machines
        );
        _operations += loose.Operations;
        return loose.Finding?.Shrunk; // Not shrunk yet, but cut off where a replay sees it.
    }

    private static Finding? RunScenarios(MachineFactory machines) =>
        ClauseScenarios
            .All.Where(static scenario => !scenario.IsConcurrent)
            .Select(scenario => ScenarioVerdict.Find(scenario, machines, Comparison.Loose))
            .FirstOrDefault(static finding => finding is not null);

    private static CheckReport Run(CheckOptions options, MachineFactory machines) =>
        new CheckEngine(options, machines).Run(CancellationToken.None);

    private MutantVerdict Ended(Mutant mutant, MutantFate fate, Finding finding, MachineFactory machines)
    {
        double milliseconds = _watch.Elapsed.TotalMilliseconds;
        Comparison comparison = fate == MutantFate.ExactOnly ? Comparison.Exact : Comparison.Loose;
        Finding shrunk = new Shrinker(machines, plan.ShrinkBudget, comparison).Shrink(finding);
        return new MutantVerdict(mutant, fate, _operations, milliseconds, shrunk);
    }
}
