using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Tests.Freedoms;

namespace HmmSpec.Tests.Bounds;

/// <summary>What is called impossible is never answered by who does what the specification allows.</summary>
public sealed class HonestRunTests
{
    private const int Length = 200;

    private static readonly World Files = World.Default with { Files = 1, MemoryFiles = 1, FilePages = 3, Pins = 2 };

    private static readonly World Tight = new(3, 4, 2, 5, 2, 2, 2);

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (Profile profile in Profile.All)
        {
            cases.Add(profile.Name, "default");
            cases.Add(profile.Name, "tight");
            cases.Add(profile.Name, "files");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_machine_answers_nothing_that_is_impossible(string profile, string world)
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            using MachineSubject subject = new("machine", static (sizes, it) => new OptimizedMachine(sizes, it));
            AssertIsPossible(subject, ProfileNamed(profile), WorldNamed(world), seed);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nor_does_who_uses_all_freedoms(string profile, string world)
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            using ChaoticSubject subject = new(seed, percent: 40);
            AssertIsPossible(subject, ProfileNamed(profile), WorldNamed(world), seed);
        }
    }

    /// <summary>With the smallest bounds of what is looked at nearly every run is left undecided, and none is refuted.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(25, 1)]
    [InlineData(25, 2)]
    [InlineData(1_000, 1)]
    public void Who_uses_freedoms_is_never_refuted_however_little_is_looked_at(int ways, int states)
    {
        int left = 0;
        for (ulong seed = 1; seed <= 18; seed++)
        {
            using ChaoticSubject subject = new(seed, percent: 10);
            World world = seed % 2 == 0 ? World.Default : Tight;
            subject.Reset(world, Profile.Strict);
            AnswerJudge judge = new(world, Profile.Strict, [.. Enum.GetValues<EventKind>()], ways, states);
            Outline outline = new(world, Profile.Strict);
            OperationGenerator generator = new(Weights.Only([.. OperationKinds.Basic]), seed);
            Operation operation = new Exit(0);
            for (int step = 0; step < Length; step++)
            {
                operation = generator.Next(outline.State);
                outline.Follow(operation);
                subject.Send([operation], (ObservationLevel)(seed % 3));
                Judgement judgement = judge.Apply(operation, subject.Receive()[0]);
                Assert.True(judgement.Kind != JudgementKind.Diverges, $"seed {seed}: {judgement.Divergence}");
            }

            Judgement settled = judge.Settle(operation, subject.Observe()!);
            Assert.True(settled.Kind != JudgementKind.Diverges, $"seed {seed}: {settled.Divergence}");
            left += judge.IsLeft ? 1 : 0;
        }

        Assert.True(ways > 1 || left > 0, "none was left undecided");
    }

    private static void AssertIsPossible(ISubject subject, Profile profile, World world, ulong seed)
    {
        subject.Reset(world, profile);
        AnswerBound bound = new(world, profile);
        Outline outline = new(world, profile);
        OperationGenerator generator = new(Weights.Default, seed);
        List<string> done = [];
        for (int step = 0; step < Length; step++)
        {
            Operation operation = generator.Next(outline.State);
            outline.Follow(operation);
            subject.Send([operation], (ObservationLevel)(seed % 3));
            Answer answer = subject.Receive()[0];
            done.Add($"{OperationText.Format(operation)} -> {OutcomeText.Format(answer.Outcome)}");
            Divergence? impossible = bound.Take(operation, answer);
            Assert.True(impossible is null, $"seed {seed}\n{string.Join('\n', done)}\n{impossible}");
        }

        Assert.Null(bound.Take(subject.Observe()!));
    }

    private static Profile ProfileNamed(string name) => Profile.All.Single(profile => profile.Name == name);

    private static World WorldNamed(string name) =>
        name == "files" ? Files
        : name == "tight" ? Tight
        : World.Default;
}
