using System.Diagnostics;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Looks for the shortest race that ends in the same: without operations before and after it, and without the delay. A
/// try counts if it diverges from the same clause in one of a few repetitions.
/// </summary>
/// <param name="trial">Tries a race.</param>
/// <param name="options">How often, and for how long.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class PairRaceShrinker(PairRaceTrial trial, PairRaceOptions options, CancellationToken cancellation)
{
    private readonly Stopwatch _watch = new();
    private PairRaceFinding _best = null!;

    /// <summary>How many races were tried.</summary>
    public int Tries { get; private set; }

    private bool IsOver => _watch.Elapsed > options.ShrinkTime || cancellation.IsCancellationRequested;

    /// <summary>The shortest found.</summary>
    public PairRaceFinding Shrink(PairRaceFinding finding)
    {
        _best = finding;
        _watch.Restart();
        if (options.ShrinkTime <= TimeSpan.Zero)
        {
            return _best;
        }

        bool better = true;
        while (better && !IsOver)
        {
            better = Remove(static script => script.After, static (script, after) => script with { After = after });
            better |= Remove(
                static script => script.Before,
                static (script, before) => script with { Before = before }
            );
            better |=
                _best.Script.Pair.Delay is not null && Accept(WithPair(static pair => pair with { Delay = null }));
        }

        return _best;
    }

    private bool Remove(
        Func<RaceScript, Sequence<Operation>> part,
        Func<RaceScript, Sequence<Operation>, RaceScript> with
    )
    {
        bool better = false;
        for (int size = Math.Max(1, part(_best.Script).Count / 2); size >= 1; size /= 2)
        {
            for (int end = part(_best.Script).Count; end > 0 && !IsOver; end -= size)
            {
                Sequence<Operation> operations = part(_best.Script);
                int start = Math.Max(0, end - size);
                Sequence<Operation> less = [.. operations.Take(start), .. operations.Skip(end)];
                better |= end <= operations.Count && Accept(with(_best.Script, less));
            }
        }

        return better;
    }

    private RaceScript WithPair(Func<PairRace, PairRace> change) =>
        _best.Script with
        {
            Pair = change(_best.Script.Pair),
        };

    private bool Accept(RaceScript script)
    {
        for (int repeat = 0; repeat < options.ShrinkRepeats && !IsOver; repeat++)
        {
            Tries++;
            (Judgement judgement, string evidence) = trial.Judge(script);
            if (judgement.Divergence is { } divergence && divergence.Clause == _best.Divergence.Clause)
            {
                _best = new PairRaceFinding(script, divergence) { Evidence = evidence };
                return true;
            }
        }

        return false;
    }
}
