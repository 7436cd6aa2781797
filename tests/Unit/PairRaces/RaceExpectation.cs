using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>A race of which the answers are made up, to see what the judge says of them.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Before">What is there before, answered as the reference does.</param>
internal sealed record RaceExpectation(World World, Profile Profile, Sequence<Operation> Before)
{
    /// <summary>An answer of which nobody knows whether the operation was carried out.</summary>
    public static Answer Unknown { get; } = Answer.Without(AnswerKind.Unknown, "unknown", "");

    /// <summary>Holds what is said of a race: of the two answers, and of that to an operation that follows.</summary>
    public void Holds((Operation, Answer) first, (Operation, Answer) second, (Operation, Outcome) after, bool allowed)
    {
        RaceScript script = new(World, Profile, Before, new PairRace(first.Item1, second.Item1, null), [after.Item1]);
        RaceTranscript seen = new(
            [.. Answers()],
            null,
            new RacedAnswers(first.Item2, second.Item2),
            null,
            [Answer.Of(after.Item2)],
            null
        );

        Judgement judgement = new RaceJudge([], MemoryOrdering.Sequential, 20_000, 40_000).Judge(script, seen);

        Assert.Equal(allowed ? JudgementKind.Allowed : JudgementKind.Diverges, judgement.Kind);
    }

    private IEnumerable<Answer> Answers()
    {
        State state = ReferenceModel.Init(World, Profile);
        foreach (Operation operation in Before.AsEnumerable())
        {
            Transition transition = ReferenceModel.Run(state, operation);
            Assert.Equal(Status.Ok, transition.Outcome.Status);
            state = transition.After;
            yield return Answer.Of(transition.Outcome);
        }
    }
}
