using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>What a run says of locks that are taken in the wrong order, kept, given away, or waited for in a circle.</summary>
public sealed class LockLedgerTests
{
    private static readonly HeldLock First = HeldLock.Mmap(0, isShared: false);
    private static readonly HeldLock Second = HeldLock.Mmap(1, isShared: false);
    private static readonly HeldLock Driver = HeldLock.Driver(0, 0);

    [Fact]
    public void Two_that_wait_for_each_other_are_a_deadlock()
    {
        Mismatch mismatch = Run(
            "begin a load p0 0\nbegin b load p0 1\nstep a\nstep b\nstep a\nend a\nend b",
            [Take(First), Take(Second), Give(Second), Give(First)],
            [Take(Second), Take(First), Give(First), Give(Second)]
        );
        Assert.Equal(6, mismatch.Line);
        Assert.Equal(
            "With the step \"Advance\" of b, nothing can go on: a waits for the mmap lock of p1, held by b for writing; "
                + "b waits for the mmap lock of p0, held by a for writing.",
            mismatch.Sentence
        );
    }

    [Fact]
    public void An_outer_lock_is_not_taken_under_an_inner_one()
    {
        Mismatch mismatch = Run("begin a load p0 0\nend a", [Take(Driver), Take(First), Give(First), Give(Driver)]);
        Assert.Equal(
            "With the step \"Advance\" of a, it takes the mmap lock of p0 while it holds the driver lock of d0 for p0, "
                + "which comes after it.",
            mismatch.Sentence
        );
    }

    [Fact]
    public void An_outer_lock_that_is_only_tried_may_be_taken_under_an_inner_one() =>
        Assert.Empty(
            RunAll("begin a load p0 0\nend a", [Take(Driver), Try(First), Give(First), Give(Driver)]).Mismatches
        );

    [Fact]
    public void An_inner_lock_may_be_taken_under_an_outer_one() =>
        Assert.Empty(
            RunAll("begin a load p0 0\nend a", [Take(First), Take(Driver), Give(Driver), Give(First)]).Mismatches
        );

    [Fact]
    public void What_an_operation_took_it_gives_back()
    {
        Mismatch mismatch = Run(
            "begin b load p0 1\nbegin a load p0 0\nend a\nend b",
            [Take(First)],
            [Take(Driver), Give(Driver)]
        );
        Assert.Equal("With the step \"Advance\" of a, it ends and still holds the mmap lock of p0.", mismatch.Sentence);
    }

    [Fact]
    public void What_an_operation_did_not_take_it_does_not_give_back()
    {
        Mismatch mismatch = Run(
            "begin a load p0 0\nstep a\nbegin b load p0 1\nstep b\nleave b\nleave a",
            [Take(First), Give(First)],
            [Give(First), Take(Driver), Give(Driver)]
        );
        Assert.Equal(
            "With the step \"Advance\" of b, it gives back the mmap lock of p0, which it does not hold.",
            mismatch.Sentence
        );
    }

    [Fact]
    public void A_broken_invariant_is_named_with_its_clause_and_the_step()
    {
        Mismatch mismatch = Run("begin a load p0 0\nend a", [Take(First)]);
        Assert.StartsWith(
            $"With the step \"Advance\" of a, it breaks NTF-8 (INV-39): {Catalogue.Find("NTF-8")!.Sentence} Found: ",
            mismatch.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_operation_that_never_ends_is_not_followed_for_ever()
    {
        Mismatch mismatch = Run(
            "begin a load p0 0\nend a",
            [
                [],
            ]
        );
        Assert.Equal("a has not ended after 10000 more steps; the last was \"Circle\".", mismatch.Sentence);
    }

    private static Move Take(HeldLock held) => new(held, Takes: true, Waits: true);

    private static Move Try(HeldLock held) => new(held, Takes: true, Waits: false);

    private static Move Give(HeldLock held) => new(held, Takes: false, Waits: false);

    private static Mismatch Run(string schedule, params Move[][] scripts) =>
        Assert.Single(RunAll(schedule, scripts).Mismatches);

    private static ScenarioRun RunAll(string schedule, params Move[][] scripts)
    {
        ScenarioResult result = ScenarioReader.Read(
            $"hmmspec 1\nworld processes=2 pages=2 devices=1 frames=1\n{schedule}\n",
            "x.hmm"
        );
        Assert.Empty(result.Errors);
        return ScenarioRunner.Run(
            result.Scenario!,
            new Scripted([.. scripts.Select(script => Sequence.Create<Move>(script))])
        );
    }

    /// <summary>A lock that is taken or given back.</summary>
    private readonly record struct Move(HeldLock Held, bool Takes, bool Waits);

    /// <summary>Operations that do nothing but take and give back locks: a load of page n does what script n says.</summary>
    private sealed class Scripted(Sequence<Sequence<Move>> scripts) : IStepModel
    {
        public Sequence<Activity> Kinds => [];

        public Activity Begin(Operation operation) => new Script(scripts[((Load)operation).Page], 0);
    }

    private sealed record Script(Sequence<Move> Moves, int Done) : Activity
    {
        public override Activity Through(ILocals locals) => this;

        public override Successors Next(State state) =>
            Moves.Count == 0 ? Circle(state)
            : Moves[Done] is { Takes: true, Waits: true } move && IsHeld(state, move.Held) ? Blocked.MmapLock
            : Advance(state);

        private Successor Circle(State state) => To(state, this, default);

        private Successor Advance(State state)
        {
            State after = With(state, Moves[Done].Held, Moves[Done].Takes);
            return Done + 1 == Moves.Count
                ? End(after, Outcome.Ok, default)
                : To(after, this with { Done = Done + 1 }, default);
        }

        private static bool IsHeld(State state, HeldLock held) =>
            held.Kind == LockKind.Mmap && !state.Processes[held.Process].Lock.IsFree;

        private static State With(State state, HeldLock held, bool isHeld) =>
            held.Kind == LockKind.Mmap
                ? state.WithProcess(held.Process, state.Processes[held.Process] with { Lock = new MmapLock(0, isHeld) })
                : state.WithMirror(
                    held.Process,
                    held.Number,
                    state.Processes[held.Process].Mirrors[held.Number] with
                    {
                        Locked = isHeld,
                    }
                );
    }
}
