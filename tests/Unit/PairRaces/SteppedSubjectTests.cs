using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>A model in steps as an implementation that carries out two operations at a time.</summary>
public sealed class SteppedSubjectTests
{
    private const int Points = 14;

    private static readonly string[] Setup =
    [
        "attach d0 4 direct",
        "attach d1 4 direct",
        "register p0 d0 0+2",
        "register p0 d1 0+2",
        "map p0 0+2 read-write",
        "store p0 0 7",
        "migrate-to-device p0 d0 0+1",
    ];

    private static readonly string[] Racing =
    [
        "store p0 0 1",
        "device-store p0 d0 0+2 2",
        "device-store p0 d1 0+1 4",
        "store p0 1 5",
        "migrate-to-device p0 d1 0+2",
        "migrate-to-device p0 d1 1+1",
        "migrate-to-system p0 d0 0+2",
        "make-exclusive p0 d1 0+1",
        "swap-out p0 0",
        "unmap p0 0+1",
    ];

    public static TheoryData<string> Operations => [.. Racing];

    /// <summary>A store to the page that a migration has made for a hole tries again for as long as the migration is held up.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Two_operations_end_wherever_the_first_is_held_up(string held)
    {
        using SteppedSubject subject = new("reference", new ReferenceSteps());
        foreach (string other in Racing)
        {
            for (int point = 0; point <= Points; point++)
            {
                subject.Reset(World.Default, Profile.Strict);
                subject.Send([.. Setup.Select(Invariants.Reach.Read)], ObservationLevel.Outcome);
                subject.Receive();
                Delay? delay = point == 0 ? null : new Delay(SteppedSubject.PointAfter(point), 40);

                RacedAnswers answers = subject.Race(
                    new PairRace(Invariants.Reach.Read(held), Invariants.Reach.Read(other), delay)
                );

                Assert.True(
                    answers.First.Kind == AnswerKind.Ended && answers.Second.Kind == AnswerKind.Ended,
                    $"{held}, held up after {point} steps, and {other}: {answers.First.Reason} {answers.Second.Reason}"
                );
            }
        }
    }
}
