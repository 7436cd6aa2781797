using HmmSpec.Mutation;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>The fast oracle says what the thorough one says.</summary>
public sealed class FastJudgeTests
{
    private const int Budget = 2_000;

    public static TheoryData<string> Defects => [.. SeededDefects.All.Select(static defect => defect.Id)];

    [Theory]
    [MemberData(nameof(Defects))]
    public void It_rejects_a_defect_where_the_thorough_one_does(string id)
    {
        SeededDefect defect = SeededDefects.All.Single(it => it.Id == id);
        using MachineSubject subject = new(id, MachineCompiler.Compile(defect));
        for (ulong seed = 1; seed <= 2; seed++)
        {
            Compare(subject, (ObservationLevel)(seed % 2), seed, defect.Profile);
        }
    }

    [Theory]
    [InlineData(ObservationLevel.Outcome)]
    [InlineData(ObservationLevel.Touched)]
    [InlineData(ObservationLevel.State)]
    public void It_accepts_a_subject_that_chooses_where_the_thorough_one_does(ObservationLevel level)
    {
        for (ulong seed = 1; seed <= 12; seed++)
        {
            using ChaoticSubject subject = new(seed, 10);
            Compare(subject, level, seed);
        }
    }

    [Fact]
    public void It_need_not_ask_the_reference_about_the_optimized_machine()
    {
        using MachineSubject subject = new(
            "optimized",
            static (world, profile) => new OptimizedMachine(world, profile)
        );
        subject.Reset(World.Default, Profile.Strict);
        FastJudge judge = Fresh();
        List<Operation> operations = Generated(1, 9_000);
        foreach (Operation operation in operations)
        {
            subject.Send([operation], ObservationLevel.Touched);
            Assert.Equal(JudgementKind.Allowed, judge.Apply(operation, subject.Receive()[0]).Kind);
        }

        Assert.Equal(JudgementKind.Allowed, judge.Settle(operations[^1], subject.Observe()!).Kind);
        Assert.True(judge.IsFast);
        Assert.Equal(operations.Count, judge.Judged);
    }

    [Fact]
    public void What_it_has_accepted_is_remembered_when_it_slows_down()
    {
        FastJudge judge = Fresh();
        Operation map = new Map(0, new PageRange(0, 2), Protection.ReadWrite);
        Operation store = new Store(0, 0, 7);
        Operation load = new Load(0, 0);
        Assert.Equal(JudgementKind.Allowed, judge.Apply(map, Answer.Of(Outcome.Ok)).Kind);
        Assert.Equal(JudgementKind.Allowed, judge.Apply(store, Answer.Of(Outcome.Ok)).Kind);
        Assert.True(judge.IsFast);

        Judgement judgement = judge.Apply(load, Answer.Of(Outcome.Ok with { Value = 8 }));

        Assert.False(judge.IsFast);
        Assert.Equal(JudgementKind.Diverges, judgement.Kind);
        Assert.Equal(3, judge.Judged);
        Assert.Equal(7ul, judge.Canonical.Value);
    }

    private static FastJudge Fresh() => new(World.Default, Profile.Strict, [.. Enum.GetValues<EventKind>()], Budget);

    private static void Compare(ISubject subject, ObservationLevel level, ulong seed, Profile? profile = null)
    {
        profile ??= Profile.Strict;
        subject.Reset(World.Default, profile);
        FastJudge fast = new(World.Default, profile, [.. Enum.GetValues<EventKind>()], Budget);
        AnswerJudge thorough = new(World.Default, profile, [.. Enum.GetValues<EventKind>()], Budget);
        foreach (Operation operation in Generated(seed, 100, profile))
        {
            subject.Send([operation], level);
            Answer answer = subject.Receive()[0];
            Judgement one = fast.Apply(operation, answer);
            Judgement other = thorough.Apply(operation, answer);
            Assert.Equal(
                (other.Kind, other.Reason, other.Divergence?.Clause),
                (one.Kind, one.Reason, one.Divergence?.Clause)
            );
            if (one.Kind != JudgementKind.Allowed)
            {
                return;
            }
        }
    }

    private static List<Operation> Generated(ulong seed, int count, Profile? profile = null)
    {
        Outline outline = new(World.Default, profile ?? Profile.Strict);
        OperationGenerator generator = new(Weights.Default, seed);
        List<Operation> operations = [];
        while (operations.Count < count)
        {
            operations.Add(generator.Next(outline.State));
            outline.Follow(operations[^1]);
        }

        return operations;
    }
}
