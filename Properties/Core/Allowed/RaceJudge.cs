using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Judges two operations that an implementation carried out at the same time, by what was answered before, to them and
/// afterwards: their steps have to have taken turns in some way that the specification allows, and that leads to all that was seen.
/// </summary>
/// <param name="reported">The kinds of invalidation that the implementation reports.</param>
/// <param name="ordering">What it promises of operations at the same time.</param>
/// <param name="ways">How many ways are looked at to explain one answer of an operation that is alone.</param>
/// <param name="positions">How many positions are looked at to explain one of the two.</param>
public sealed class RaceJudge(Sequence<EventKind> reported, MemoryOrdering ordering, int ways, int positions)
{
    private const ulong SecondOpinions = 8;

    /// <summary>How many answers needed more than canonical steps.</summary>
    public long Explained { get; private set; }

    /// <summary>What is to be said of all that was answered.</summary>
    /// <param name="script">What was asked for.</param>
    /// <param name="seen">What was answered.</param>
    public Judgement Judge(RaceScript script, RaceTranscript seen)
    {
        FastJudge before = new(script.World, script.Profile, reported, ways);
        for (int index = 0; index < seen.Before.Count; index++)
        {
            if (before.Apply(script.Before[index], seen.Before[index]) is { Kind: not JudgementKind.Allowed } judgement)
            {
                return judgement;
            }
        }

        if (seen.SeenBefore is { } state)
        {
            Operation last = script.Before.Count > 0 ? script.Before[script.Before.Count - 1] : new Exit(0);
            Judgement judgement = before.Settle(last, state);
            if (judgement.Kind != JudgementKind.Allowed)
            {
                return judgement;
            }
        }

        IReadOnlyList<State> all = before.States(out string partly);
        Judgement first = FromRace(all, script, seen);
        if (partly.Length > 0)
        {
            // What a state explains is allowed, whatever others there are; what none does may come of one that is left out.
            return first.Kind == JudgementKind.Diverges ? Judgement.Open(partly) : first;
        }

        for (ulong opinion = 1; opinion <= SecondOpinions && first.Kind == JudgementKind.Diverges; opinion++)
        {
            if (Before(script, seen, new Whim(opinion)) is not { } states)
            {
                continue;
            }

            Judgement other = FromRace(states, script, seen);
            first = other.Kind == JudgementKind.Diverges ? first : other;
        }

        return first;
    }

    // The states in which it may be before the race, having made up one's mind otherwise about what did not show; null if
    // that does not fit what was answered.
    private IReadOnlyList<State>? Before(RaceScript script, RaceTranscript seen, Whim whim)
    {
        State start = ReferenceModel.Init(script.World, script.Profile);
        PossibleStates possible = new([start], reported, ways, whim);
        Operation last = new Exit(0);
        for (int index = 0; index < seen.Before.Count; index++)
        {
            last = script.Before[index];
            if (possible.Apply(new Prediction(last, null, default), seen.Before[index]).Kind != JudgementKind.Allowed)
            {
                return null;
            }
        }

        bool fits = seen.SeenBefore is not { } state || possible.Settle(last, state).Kind == JudgementKind.Allowed;
        return fits && possible.Partly.Length == 0 ? possible.All : null;
    }

    /// <summary>
    /// What is to be said of the two and of what follows. Canonical steps may explain the two and not what follows; so what else
    /// is possible is looked at before it is called a divergence, and the first thing that was amiss is what is told then.
    /// </summary>
    private Judgement FromRace(IReadOnlyList<State> states, RaceScript script, RaceTranscript seen)
    {
        Judgement? first = null;
        for (int liberty = 0; liberty <= ConcurrentJudge.MostLiberty; liberty++)
        {
            ConcurrentJudge race = new(states, ordering, positions, liberty) { LeavesOutPages = true };
            race.Call(0, Taken(script.Pair.First, seen.Raced.First));
            race.Call(1, Taken(script.Pair.Second, seen.Raced.Second));
            Judgement judgement = race.Return(0, seen.Raced.First);
            judgement = judgement.Kind == JudgementKind.Allowed ? race.Return(1, seen.Raced.Second) : judgement;
            Explained += race.Explained;
            if (judgement.Kind != JudgementKind.Allowed)
            {
                return first ?? judgement;
            }

            judgement = Afterwards(race.States, script, seen);
            if (judgement.Kind != JudgementKind.Diverges)
            {
                return judgement;
            }

            first ??= judgement;
        }

        return first!;
    }

    // An eviction of which nobody knows how many pages it took may have taken any: those beyond its number come back by
    // themselves (ND-2), and that may be in the middle of the other operation.
    private static Operation Taken(Operation operation, Answer answer) =>
        operation is Evict { Count: > 0 } evict && answer.Kind == AnswerKind.Unknown
            ? evict with
            {
                Count = int.MaxValue,
            }
            : operation;

    private Judgement Afterwards(IReadOnlyList<State> states, RaceScript script, RaceTranscript seen)
    {
        AnswerJudge after = new(states, reported, ways);
        Operation last = script.Pair.Second;
        Judgement judgement = seen.Seen is { } state ? after.Settle(last, state) : Judgement.Allowed;
        for (int index = 0; index < seen.After.Count && judgement.Kind == JudgementKind.Allowed; index++)
        {
            last = script.After[index];
            judgement = after.Apply(last, seen.After[index]);
        }

        judgement =
            judgement.Kind == JudgementKind.Allowed && seen.SeenAfter is { } end ? after.Settle(last, end) : judgement;
        Explained += after.Explained;
        return judgement;
    }
}
