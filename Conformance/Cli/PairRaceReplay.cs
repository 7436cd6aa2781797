using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Runs files that are races of two operations on subjects that carry out two at a time.</summary>
internal static class PairRaceReplay
{
    /// <summary>What a file comes to; null if it is no such race.</summary>
    /// <param name="start">Starts the subject, which is ended here.</param>
    /// <param name="scenario">The file.</param>
    /// <param name="options">How it is asked and judged.</param>
    public static ScenarioVerdict? Judge(Func<IRacingSubject> start, Scenario scenario, PairRaceOptions options)
    {
        if (PairRaceFile.Read(scenario) is not { } race)
        {
            return null;
        }

        using IRacingSubject subject = start();
        return Judge(subject, race, options);
    }

    /// <summary>What a race comes to. What it shows may not show each time, so that it is tried several times.</summary>
    public static ScenarioVerdict Judge(IRacingSubject subject, RaceScript race, PairRaceOptions options)
    {
        PairRaceTrial trial = new(subject, options);
        Judgement judgement = Judgement.Allowed;
        for (int tries = 0; tries < options.Confirmations && judgement.Kind == JudgementKind.Allowed; tries++)
        {
            judgement = trial.Judge(race).Judgement;
        }

        Sequence<Operation> operations = [.. race.Before, race.Pair.First, race.Pair.Second, .. race.After];
        return new ScenarioVerdict(
            new ScenarioRun([], default),
            judgement.Divergence is { } divergence
                ? new Finding(race.World, race.Profile, operations, divergence)
                : null
        )
        {
            Undecided = judgement.Kind == JudgementKind.Open ? judgement.Reason : null,
        };
    }
}
