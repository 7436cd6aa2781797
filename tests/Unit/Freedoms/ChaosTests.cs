using HmmSpec.Properties;
using HmmSpec.Spec;
using Xunit.Abstractions;

namespace HmmSpec.Tests.Freedoms;

/// <summary>The oracle accepts whatever a subject does that uses all freedoms at once, whatever is seen of it.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Runs = 24;

    // Enough for nearly all, and quick.
    private const int Budget = 4_000;

    private static readonly World Tight = new(2, 3, 2, 4, 2, 1, 1);

    // What a device has for itself, and what may be dropped, multiply the ways to explain a page: a case of their own.
    private static readonly Weights Basic = Weights.Only([.. OperationKinds.Basic]);

    private static readonly Weights OnFiles = Weights.Only([.. OperationKinds.Basic, .. OperationKinds.OfFiles]);

    private static readonly World WithFiles = World.Default with { Files = 1, MemoryFiles = 1, FilePages = 3 };

    private static readonly World WithoutSwap = new(1, 4, 1, 5, 0, 2, 2);

    public static TheoryData<ObservationLevel, string, int> Cases()
    {
        TheoryData<ObservationLevel, string, int> cases = [];
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            foreach (string world in new[] { "default", "tight", "without swap" })
            {
                cases.Add(level, world, 10);
                cases.Add(level, world, 40);
            }

            cases.Add(level, "all kinds", 10);
            cases.Add(level, "files", 10);
            cases.Add(level, "migration half", 10);
            cases.Add(level, "tight migration half", 10);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_use_of_freedoms_is_called_a_divergence(ObservationLevel level, string name, int percent)
    {
        World world =
            name is "tight" or "tight migration half" ? Tight
            : name == "without swap" ? WithoutSwap
            : name == "files" ? WithFiles
            : World.Default;
        Profile profile = name.EndsWith("migration half", StringComparison.Ordinal)
            ? Profile.V9Migration
            : Profile.Strict;
        int open = 0;
        int answers = 0;
        long explained = 0;
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            using ChaoticSubject subject = new(seed, percent);
            subject.Reset(world, profile);
            AnswerJudge judge = new(world, profile, [.. Enum.GetValues<EventKind>()], Budget);
            Weights weights =
                name == "all kinds" ? Weights.Default
                : name == "files" ? OnFiles
                : Basic;
            OperationGenerator generator = new(weights, Random64.Derive(seed, 77));
            List<string> done = [];
            for (int step = 0; step < 80; step++)
            {
                Operation operation = generator.Next(judge.State);
                subject.Send([operation], level);
                Answer answer = subject.Receive()[0];
                done.Add($"{OperationText.Format(operation)} -> {OutcomeText.Format(answer.Outcome)}");
                Judgement judgement = judge.Apply(operation, answer);
                answers++;
                Assert.True(
                    judgement.Kind != JudgementKind.Diverges,
                    $"seed {seed}\n{string.Join('\n', done)}\n{judgement.Divergence}"
                );
                if (judgement.Kind == JudgementKind.Open)
                {
                    open++;
                    output.WriteLine($"seed {seed} step {step}: {judgement.Reason}");
                    break;
                }
            }

            explained += judge.Explained;
        }

        output.WriteLine($"{answers} answers, {explained} explained, {open} open");
        Assert.True(open <= Runs / 4, $"{open} of {Runs} runs were left open");
        Assert.True(explained > 0);
    }
}
