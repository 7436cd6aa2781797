using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Freedoms;

namespace HmmSpec.Tests.Bounds;

/// <summary>A lie that no state can explain is seen where what is possible is too much to be looked at.</summary>
public sealed class LieTests
{
    private const ulong NeverStored = 1_000_000_007;
    private const int Length = 120;
    private const int Runs = 20;
    private const int Enough = 5;

    private static readonly Weights Basic = Weights.Only([.. OperationKinds.Basic]);
    private static readonly EventKind[] Events = Enum.GetValues<EventKind>();

    /// <summary>Who knows not where the run began can only leave it undecided; who does, does not.</summary>
    [Theory]
    [InlineData(1, 64)]
    [InlineData(40, 1)]
    public void One_in_the_answer_at_which_the_oracle_gives_up_is_refuted(int ways, int states)
    {
        int refuted = 0;
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            (List<(Operation Operation, Answer Answer)> run, int left) = LeftRun(seed, ways, states);
            if (left < 0 || !TryLie(run[left].Answer, out Answer? lie))
            {
                continue;
            }

            AnswerJudge without = new([ReferenceModel.Init(World.Default, Profile.Strict)], [.. Events], ways, states);
            AnswerJudge with = Judge(ways, states);
            for (int step = 0; step < left; step++)
            {
                Assert.Equal(JudgementKind.Allowed, without.Apply(run[step].Operation, run[step].Answer).Kind);
                Assert.Equal(JudgementKind.Allowed, with.Apply(run[step].Operation, run[step].Answer).Kind);
            }

            JudgementKind blind = without.Apply(run[left].Operation, lie).Kind;
            Judgement seeing = with.Apply(run[left].Operation, lie);
            Assert.Equal(JudgementKind.Diverges, seeing.Kind);
            refuted += blind == JudgementKind.Open ? 1 : 0;
            Assert.True(blind != JudgementKind.Open || seeing.Divergence!.Clause == "TRN-1", $"{seeing.Divergence}");
        }

        Assert.True(refuted >= Enough, $"{refuted} lies");
    }

    [Fact]
    public void One_that_follows_is_refuted_as_well()
    {
        int refuted = 0;
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            (List<(Operation Operation, Answer Answer)> run, int left) = LeftRun(seed, ways: 1, states: 64);
            int load = run.FindLastIndex(static step =>
                step is { Operation: Load, Answer.Outcome.Status: Status.Ok } && step.Answer.Outcome.Value != 0
            );
            if (left < 0 || load <= left)
            {
                continue;
            }

            AnswerJudge judge = Judge(ways: 1, states: 64);
            for (int step = 0; step < load; step++)
            {
                Assert.NotEqual(JudgementKind.Diverges, judge.Apply(run[step].Operation, run[step].Answer).Kind);
            }

            Assert.True(judge.IsLeft);
            Answer honest = run[load].Answer;
            Answer lie = honest with { Outcome = honest.Outcome with { Value = NeverStored } };
            Judgement judgement = judge.Apply(run[load].Operation, lie);
            Assert.Equal(JudgementKind.Diverges, judgement.Kind);
            Assert.Equal("TRN-1", judgement.Divergence!.Clause);
            refuted++;
        }

        Assert.True(refuted >= Enough, $"{refuted} lies");
    }

    [Theory]
    [InlineData("TRN-1", "map p0 0+1 read-write -> ok", "load p0 0 -> ok value=7")]
    [InlineData("TRN-1", "map p0 0+2 read-write -> ok", "store p0 0 7 -> ok", "load p0 1 -> ok value=7")]
    [InlineData("TRN-1", "map p0 0+1 read-write -> ok", "store p0 0 7 -> ok", "load p0 0 -> ok")]
    [InlineData("TRN-1", "map p0 0+1 read-write -> ok", "store p0 0 7 -> ok", "device-load p0 d0 0+1 -> ok")]
    [InlineData("TRN-1", "map p0 0+2 read-write -> ok", "device-store p0 d0 0+2 7 -> ok", "load p0 1 -> ok value=7")]
    [InlineData("TRN-1", "map p0 0+2 read-write -> ok", "device-load p0 d0 0+2 -> ok values=0,7")]
    [InlineData(
        "TRN-1",
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "store p0 0 8 -> ok",
        "load p0 0 -> ok value=7"
    )]
    [InlineData(
        "TRN-1",
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "dontneed p0 0+1 -> ok",
        "load p0 0 -> ok value=7"
    )]
    [InlineData(
        "TRN-1",
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "fork p0 p1 -> ok",
        "store p0 0 8 -> ok",
        "load p1 0 -> ok value=8"
    )]
    [InlineData("TRN-1", "map p0 0+1 read-write -> ok", "store p0 0 7 -> ok", "device-atomic p0 d0 0 1 -> ok value=6")]
    [InlineData(
        "TRN-1",
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "device-atomic p0 d0 0 1 -> ok value=7",
        "load p0 0 -> ok value=7"
    )]
    [InlineData("CPU-4", "load p0 0 -> ok")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "store p0 0 7 -> ok")]
    [InlineData("CPU-4", "map p0 0+1 read-write -> ok", "unmap p0 0+1 -> ok", "load p0 0 -> ok")]
    [InlineData("TRN-3", "map p0 0+2 read-write -> ok", "protect p0 1+1 read -> ok", "device-store p0 d0 0+2 7 -> ok")]
    [InlineData("TRN-3", "map p0 0+1 none -> ok", "device-load p0 d0 0+1 -> ok")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "load p0 0 -> SIGSEGV")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "protect p0 0+1 read-write -> ok", "store p0 0 7 -> SIGSEGV")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "fork p0 p1 -> ok", "load p1 0 -> SIGSEGV")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "load p0 0 -> EFAULT")]
    [InlineData("CPU-4", "map p0 0+1 read -> ok", "device-load p0 d0 0+1 -> SIGBUS")]
    [InlineData("MIR-13", "map p0 0+1 read -> ok", "snapshot p0 d0 0+1 -> ok pages=write")]
    [InlineData("TRN-3", "snapshot p0 d0 0+1 -> ok pages=read")]
    [InlineData("SNP-1", "map p0 0+2 read -> ok", "snapshot p0 d0 0+2 -> ok pages=read")]
    [InlineData("EVC-2", "evict d0 2 -> ok value=3")]
    [InlineData("RCL-2", "map p0 0+1 read -> ok", "swap-out p0 0 -> ok value=2")]
    public void What_no_state_gives_is_impossible(string clause, params string[] run)
    {
        AnswerBound bound = new(World.Default, Profile.Strict);
        foreach (string line in run[..^1])
        {
            Assert.Null(Take(bound, line));
        }

        Assert.Equal(clause, Take(bound, run[^1])?.Clause);
    }

    [Theory]
    [InlineData("map p0 0+1 read-write -> ok", "device-store p0 d0 0+1 7 -> EFAULT", "load p0 0 -> ok value=7")]
    [InlineData("map p0 0+1 read-write -> ok", "device-store p0 d0 0+1 7 -> EFAULT", "load p0 0 -> ok")]
    [InlineData("map p0 0+1 read-write -> ok", "store p0 0 7 -> ok", "advise p0 0+1 free -> ok", "load p0 0 -> ok")]
    [InlineData(
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "advise p0 0+1 free -> ok",
        "load p0 0 -> ok value=7"
    )]
    [InlineData("map p0 0+2 read-write -> ok", "protect p0 0+2 read -> ENOMEM", "store p0 0 7 -> ok")]
    [InlineData("map p0 0+2 read-write -> ok", "protect p0 0+2 read -> ENOMEM", "store p0 0 7 -> SIGSEGV")]
    [InlineData("map p0 0+1 read -> ok", "unmap p0 0+1 -> ENOMEM", "load p0 0 -> SIGSEGV")]
    [InlineData("map p0 0+1 read -> ok", "advise p0 0+1 dontfork -> ok", "fork p0 p1 -> ok", "load p1 0 -> SIGSEGV")]
    [InlineData("map p0 0+1 read -> ok", "remap p0 1+1 1 maymove+fixed 0 -> EFAULT", "load p0 0 -> SIGSEGV")]
    [InlineData(
        "map p0 0+1 read-write -> ok",
        "store p0 0 7 -> ok",
        "remap p0 0+1 1 maymove+fixed 3 -> ok value=3",
        "load p0 3 -> ok value=7"
    )]
    public void What_some_state_gives_is_not(params string[] run)
    {
        AnswerBound bound = new(World.Default, Profile.Strict);
        Assert.All(run, line => Assert.Null(Take(bound, line)));
    }

    private static Divergence? Take(AnswerBound bound, string line)
    {
        string[] parts = line.Split(" -> ");
        Assert.True(
            OperationText.TryParse(parts[0], out Operation? operation, out TextError? error),
            $"{line}: {error}"
        );
        Assert.True(OutcomeText.TryParse(parts[1], out Outcome outcome, out error), $"{line}: {error}");
        return bound.Take(operation, Answer.Of(outcome));
    }

    // A run of one who uses freedoms, and the answer at which the oracle gives up; -1 if it does not.
    private static (List<(Operation Operation, Answer Answer)> Run, int Left) LeftRun(ulong seed, int ways, int states)
    {
        using ChaoticSubject subject = new(seed, percent: 40);
        subject.Reset(World.Default, Profile.Strict);
        AnswerJudge judge = Judge(ways, states);
        Outline outline = new(World.Default, Profile.Strict);
        OperationGenerator generator = new(Basic, Random64.Derive(seed, 77));
        List<(Operation Operation, Answer Answer)> run = [];
        int left = -1;
        for (int step = 0; step < Length; step++)
        {
            Operation operation = generator.Next(outline.State);
            outline.Follow(operation);
            subject.Send([operation], ObservationLevel.Touched);
            run.Add((operation, subject.Receive()[0]));
            Judgement judgement = judge.Apply(operation, run[^1].Answer);
            Assert.True(judgement.Kind != JudgementKind.Diverges, $"{seed}: {judgement.Divergence}");
            left = left < 0 && judgement.Kind == JudgementKind.Open ? step : left;
        }

        return (run, left);
    }

    private static AnswerJudge Judge(int ways, int states) =>
        new(World.Default, Profile.Strict, [.. Events], ways, states);

    private static bool TryLie(Answer honest, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Answer? lie)
    {
        int at = honest.Touched.ToList().FindIndex(static page => page is { Mapped: true, Value: not null });
        lie =
            at < 0
                ? null
                : honest with
                {
                    Touched =
                    [
                        .. honest.Touched.Select(
                            (page, index) => index == at ? page with { Value = NeverStored } : page
                        ),
                    ],
                };
        return lie is not null;
    }
}
