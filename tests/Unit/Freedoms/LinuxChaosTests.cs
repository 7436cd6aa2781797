using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>
/// Nothing that uses freedoms now and then is called a divergence where it is seen as Linux is: only the operations that its
/// adapter has, and neither mirrors nor invalidations. What nobody sees can be explained in more ways, and less easily.
/// </summary>
public sealed class LinuxChaosTests
{
    private const int Length = 80;
    private const int Percent = 3;
    private const ulong SeedsOfCase = 12;

    private static readonly OperationKind[] Missing =
    [
        OperationKind.RangeFault,
        OperationKind.DeviceAtomic,
        OperationKind.WriteBack,
        OperationKind.DropCache,
        OperationKind.Detach,
        OperationKind.Lose,
        OperationKind.Compact,
    ];

    private static readonly World WithFile = World.Default with { MemoryFiles = 1, FilePages = 3 };

    public static TheoryData<bool, ulong> Cases()
    {
        TheoryData<bool, ulong> cases = [];
        for (ulong first = 1; first <= 3 * SeedsOfCase; first += SeedsOfCase)
        {
            cases.Add(false, first);
            cases.Add(true, first);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_use_of_freedoms_is_called_a_divergence(bool hasFiles, ulong first)
    {
        World world = hasFiles ? WithFile : World.Default;
        HashSet<OperationKind> kinds = [.. OperationKinds.All.Where(kind => Weights.IsPossible(kind, world))];
        kinds.ExceptWith(Missing);
        Weights weights = Weights.Only(kinds);
        for (ulong seed = first; seed < first + SeedsOfCase; seed++)
        {
            using ChaoticSubject subject = new(seed, Percent);
            subject.Reset(world, Profile.Linux61);
            AnswerJudge judge = new(world, Profile.Linux61, []);
            OperationGenerator generator = new(weights, Random64.Derive(seed, 77));
            for (int step = 0; step < Length && !judge.IsLeft; step++)
            {
                Operation operation = generator.Next(subject.State);
                subject.Send([operation], ObservationLevel.Touched);
                Judgement judgement = judge.Apply(operation, Blind(subject.Receive()[0]));
                Assert.True(
                    judgement.Kind != JudgementKind.Diverges,
                    $"seed {seed}, step {step}: {OperationText.Format(operation)}: {judgement.Divergence}"
                );
            }
        }
    }

    private static Answer Blind(Answer answer) =>
        answer with
        {
            Events = null,
            Touched = [.. answer.Touched.Select(static page => page with { Mirrors = [] })],
        };
}
