using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Has an implementation carry out a race, and judges it.</summary>
/// <param name="subject">The implementation.</param>
/// <param name="options">How it is asked and judged.</param>
public sealed class PairRaceRun(IRacingSubject subject, PairRaceOptions options)
{
    /// <summary>How many answers needed more than canonical steps.</summary>
    public long Explained { get; private set; }

    /// <summary>Whether the first of the two was held up in the last race.</summary>
    public bool WasHeld { get; private set; }

    /// <summary>What is to be said of a race.</summary>
    /// <exception cref="HmmSpec.Protocol.SubjectException">The implementation failed otherwise than by an answer.</exception>
    public Judgement Judge(RaceScript script)
    {
        WasHeld = false;
        if (Carried(script, out string problem) is not { } seen)
        {
            return Judgement.Open(problem);
        }

        WasHeld = seen.Raced.WasHeld == true;
        Capabilities can = subject.Capabilities;
        RaceJudge judge = new(can.Events, can.Ordering, options.Ways, options.Positions);
        Judgement judgement = judge.Judge(script, seen);
        Explained += judge.Explained;
        return judgement;
    }

    private RaceTranscript? Carried(RaceScript script, out string problem)
    {
        subject.Reset(script.World, script.Profile);
        if (Carried(script.Before, out problem) is not { } before)
        {
            return null;
        }

        StateObservation? seenBefore = Look();
        RacedAnswers raced = subject.Race(script.Pair);
        StateObservation? seen = Look();
        return Carried(script.After, out problem) is { } after
            ? new RaceTranscript(before, seenBefore, raced, seen, after, Look())
            : null;
    }

    private Sequence<Answer>? Carried(Sequence<Operation> operations, out string problem)
    {
        problem = "";
        if (operations.Count == 0)
        {
            return [];
        }

        ObservationLevel level = subject.Capabilities.Levels.Contains(ObservationLevel.Touched)
            ? ObservationLevel.Touched
            : ObservationLevel.Outcome;
        subject.Send(operations.Span, level);
        IReadOnlyList<Answer> answers = subject.Receive();
        if (answers.Count == operations.Count)
        {
            return [.. answers];
        }

        problem = $"what follows {OperationText.Format(operations[answers.Count - 1])} was not run";
        return null;
    }

    private StateObservation? Look() =>
        subject.Capabilities.Levels.Contains(ObservationLevel.State) ? subject.Observe() : null;
}
