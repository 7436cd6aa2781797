using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Tests.Protocol;

namespace HmmSpec.Tests.Freedoms;

/// <summary>Whatever is answered, the oracle says what is to be said of it, and does not fail.</summary>
public sealed class AnyAnswerTests
{
    // Hopeless searches are not what is looked at.
    private const int Budget = 150;

    private static readonly World Small = new(2, 4, 2, 6, 2, 2, 3);
    private static readonly int[] Absurd = [int.MinValue, -1, 0, 3, 63, 64, 1 << 16, int.MaxValue];

    [ProtocolProperty(MaxTest = 200)]
    public void Any_answers_are_judged(ulong seed, Answer[] answers, StateObservation settled)
    {
        using Run run = new(seed);
        ulong kind = (seed + (ulong)answers.Length) % 4;
        foreach (Answer answer in answers)
        {
            Operation operation = run.Next();
            Answer honest = run.Ask(operation);
            run.Judge(
                operation,
                kind switch
                {
                    0 => answer,
                    1 => honest with { Touched = answer.Touched },
                    2 => honest with { Events = answer.Events, State = answer.State },
                    _ => honest with { Outcome = answer.Outcome },
                }
            );
            run.Judge(run.Next(), Answer.Without(AnswerKind.Unknown, "unknown", ""));
        }

        run.Settle(settled);
    }

    [ProtocolProperty(MaxTest = 200)]
    public void Any_one_answer_after_a_run_is_judged(ulong seed, Answer answer, StateObservation settled)
    {
        using Run run = new(seed);
        for (int step = 0; step < 30; step++)
        {
            Operation operation = run.Next();
            run.Judge(operation, run.Ask(operation));
        }

        run.Judge(run.Next(), answer);
        run.Settle(settled);
    }

    [Fact]
    public void Numbers_of_no_world_are_judged()
    {
        foreach (int number in Absurd)
        {
            foreach (int other in Absurd)
            {
                using Run run = new(7);
                run.Judge(new Attach(0, 2, DmaKind.Iommu, 3), Answer.Of(Outcome.Ok));
                run.Judge(new Register(0, 0, new PageRange(0, 4)), Answer.Of(Outcome.Ok));
                run.Judge(new Map(0, new PageRange(0, 4), Protection.ReadWrite), Answer.Of(Outcome.Ok));
                run.Judge(new DeviceStore(0, 0, new PageRange(number, other), 1), Seen(number, other));
                run.Judge(new MigrateToDevice(number, other, new PageRange(number, other)), Seen(number, other));
                run.Judge(new Evict(number, other), Seen(number, other));
                run.Settle(Seen(number, other).State!);
            }
        }
    }

    [Fact]
    public void An_invalidation_that_tells_a_device_of_no_world_tells_nobody()
    {
        Event told = new(EventPhase.Callback, EventKind.Unmap, 0, new PageRange(0, 1), -1, 64);
        Divergence divergence = new Trial(ObservationLevel.Touched)
            .Did("attach d0 1 direct", "register p0 d0 0+1", "map p0 0+1 read-write", "store p0 0 1")
            .Wrong("unmap p0 0+1", Twist.Events(seen => [seen[0], told, seen[^1]]));

        Assert.Equal(DivergenceKind.Events, divergence.Kind);
    }

    private static Answer Seen(int number, int other)
    {
        PageObservation page = new(number, other)
        {
            Entry = ObservedEntry.Device,
            Device = other,
            Value = 1,
            Mirrors = [new MirrorObservation(other) { Entry = MirrorEntryKind.Device, Value = 2 }],
        };
        return Answer.Of(new Outcome(Status.Ok, ulong.MaxValue, number, [1, 2, 3], [PageResult.Filled])) with
        {
            Events = [new Event(EventPhase.Start, EventKind.Clear, number, new PageRange(other, number), other, other)],
            Touched = [page, page with { Process = 0, Page = 0 }],
            State = new StateObservation
            {
                Pages = [page],
                Processes = [new ProcessObservation(number, true)],
                Devices = [new DeviceObservation(number, true, other, other)],
                UsedFrames = number,
                UsedSwap = other,
            },
        };
    }

    private sealed class Run : IDisposable
    {
        private readonly MachineSubject _subject = new(
            "machine",
            static (world, it) => new OptimizedMachine(world, it)
        );
        private readonly AnswerJudge _judge;
        private readonly OperationGenerator _generator;

        public Run(ulong seed)
        {
            _subject.Reset(Small, Profile.Strict);
            _judge = new AnswerJudge(Small, Profile.Strict, _subject.Capabilities.Events, Budget);
            _generator = new OperationGenerator(Weights.Default, seed);
        }

        public Operation Next() => _generator.Next(_judge.State);

        public Answer Ask(Operation operation)
        {
            _subject.Send([operation], ObservationLevel.State);
            return _subject.Receive()[0];
        }

        public void Judge(Operation operation, Answer answer) => Check(_judge.Apply(operation, answer));

        public void Settle(StateObservation seen) => Check(_judge.Settle(new Load(0, 0), seen));

        public void Dispose() => _subject.Dispose();

        private static void Check(Judgement judgement)
        {
            Assert.Equal(judgement.Kind == JudgementKind.Diverges, judgement.Divergence is not null);
            Assert.Equal(judgement.Kind == JudgementKind.Open, judgement.Reason.Length > 0);
            Assert.True(judgement.Divergence is not { } it || Catalogue.All.Any(clause => clause.Id == it.Clause));
        }
    }
}
