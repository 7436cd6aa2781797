using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Tries races on an implementation that may stop: one that does so twice in the same race diverges.</summary>
/// <param name="subject">The implementation.</param>
/// <param name="options">How it is asked and judged.</param>
public sealed class PairRaceTrial(IRacingSubject subject, PairRaceOptions options)
{
    private readonly PairRaceRun _run = new(subject, options);

    /// <summary>How many answers needed more than canonical steps.</summary>
    public long Explained => _run.Explained;

    /// <summary>Whether the first of the two was held up in the last race.</summary>
    public bool WasHeld => _run.WasHeld;

    /// <summary>How often the implementation stopped.</summary>
    public int Stops { get; private set; }

    /// <summary>What is to be said of a race, and what was seen beside.</summary>
    /// <exception cref="SubjectException">The implementation cannot be asked any more, or breaks the protocol.</exception>
    public (Judgement Judgement, string Evidence) Judge(RaceScript script)
    {
        if (Once(script, out SubjectFailure? first) is { } judgement)
        {
            return (judgement, "");
        }

        return Once(script, out SubjectFailure? again) is null
            ? (Stopped(script, again!), again!.Evidence?.Text() ?? "")
            : (Judgement.Open($"it stopped once, and not again: {first!.Sentence}"), first.Evidence?.Text() ?? "");
    }

    private Judgement? Once(RaceScript script, out SubjectFailure? failure)
    {
        failure = null;
        try
        {
            return _run.Judge(script);
        }
        catch (SubjectException exception) when (exception.Failure.Kind == SubjectFailureKind.Stopped)
        {
            failure = exception.Failure;
            Stops++;
            return Stops <= options.Restarts
                ? null
                : throw new SubjectException(failure with { Kind = SubjectFailureKind.TooOften });
        }
    }

    // In which of the operations it stopped is not known; the race is what is remarkable.
    private static Judgement Stopped(RaceScript script, SubjectFailure failure)
    {
        State state = ReferenceModel.Init(script.World, script.Profile);
        foreach (Operation operation in script.Before)
        {
            state = ReferenceModel.Run(state, operation).After;
        }

        return Judgement.Diverges(Divergences.OfStopping(state, script.Pair.First, failure.Sentence));
    }
}
