using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Traces;

/// <summary>Operations in flight at the same time: which outcomes some order of their steps explains.</summary>
public sealed class ConcurrentTraceTests
{
    private static readonly World Small = new(1, 2, 1, 4, 2, 2, 2);
    private static readonly PageRange First = new(0, 1);

    public static TheoryData<ulong, bool> Loads =>
        new()
        {
            { 7, true },
            { 1, true },
            { 2, true },
            { 3, false },
            { 0, false },
        };

    [Theory]
    [MemberData(nameof(Loads))]
    public void A_load_beside_two_stores_delivers_the_old_value_or_one_of_theirs(ulong value, bool allowed) =>
        Expect(
            Prepared()
                .Call("a", new Store(0, 0, 1))
                .Call("b", new Store(0, 0, 2))
                .Call("c", new Load(0, 0))
                .Return("c", Outcome.Of(value))
                .Return("a", Outcome.Ok)
                .Return("b", Outcome.Ok),
            allowed
        );

    [Theory]
    [MemberData(nameof(Loads))]
    public void A_race_that_was_asked_for_is_judged_like_calls_and_returns(ulong value, bool allowed)
    {
        PairRace pair = new(new Store(0, 0, 1), new Load(0, 0), null);
        RacedAnswers answers = new(Answer.Of(Outcome.Ok), Answer.Of(Outcome.Of(value)));

        Expect(Prepared().Race(pair, answers), allowed && value != 2);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(1, true)]
    public void What_returned_before_a_call_was_done_before_it(ulong value, bool allowed) =>
        Expect(
            Prepared()
                .Call("b", new DeviceLoad(0, 0, new PageRange(1, 1)))
                .Call("a", new Store(0, 0, 1))
                .Return("a", Outcome.Ok)
                .Call("a", new Load(0, 0))
                .Return("a", Outcome.Of(value))
                .Return("b", Outcome.Of(0)),
            allowed
        );

    [Fact]
    public void Two_loads_one_after_another_do_not_see_stores_in_opposite_orders()
    {
        TraceLines trace = Prepared()
            .Call("w", new Store(0, 0, 1))
            .Call("a", new Load(0, 0))
            .Return("a", Outcome.Of(1))
            .Call("a", new Load(0, 0))
            .Return("a", Outcome.Of(7))
            .Return("w", Outcome.Ok);

        Expect(trace, allowed: false);
        Assert.Equal(2 + 8 + 5, trace.Findings[0].Line);
        Assert.Equal("the return", trace.Findings[0].What);
        Assert.Equal(5, trace.Findings[0].Accepted);
        Assert.True(trace.Findings[0].IsConcurrent);
    }

    public static TheoryData<string> Faults => ["EFAULT", "value", "stale"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_device_fault_beside_an_unmap_gets_the_page_or_none(string what)
    {
        TraceLines trace = Prepared()
            .Call("d", new DeviceLoad(0, 0, First))
            .Call("u", new Unmap(0, First))
            .Return("d", what == "EFAULT" ? Outcome.Fail(Status.EFAULT) : Outcome.Of(7))
            .Return("u", Outcome.Ok);
        if (what == "stale")
        {
            trace.Call("d", new DeviceLoad(0, 0, First)).Return("d", Outcome.Of(7));
        }

        Expect(trace, allowed: what != "stale");
    }

    [Theory]
    [InlineData(8, PageResult.Migrated, true)]
    [InlineData(8, PageResult.SkippedByDriver, true)]
    [InlineData(7, PageResult.Migrated, false)]
    [InlineData(7, PageResult.SkippedByDriver, false)]
    public void A_store_beside_a_migration_is_never_lost(ulong after, PageResult result, bool allowed) =>
        Expect(
            Prepared()
                .Call("m", new MigrateToDevice(0, 0, First))
                .Call("s", new Store(0, 0, 8))
                .Return("s", Outcome.Ok)
                .Return("m", new Outcome(Status.Ok, 0, 0, [], [result]))
                .Run(new Load(0, 0), Outcome.Of(after)),
            allowed
        );

    [Theory]
    [InlineData(7, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_call_that_never_returns_has_taken_effect_or_not(ulong value, bool allowed)
    {
        TraceLines trace = Prepared().Call("a", new Store(0, 0, 1));
        for (int load = 0; load < 3; load++)
        {
            trace.Call("b", new Load(0, 0)).Return("b", Outcome.Of(value));
        }

        Expect(trace, allowed);
    }

    [Fact]
    public void A_call_that_never_returns_takes_no_effect_twice() =>
        Expect(
            Prepared()
                .Call("a", new Store(0, 0, 1))
                .Call("b", new Load(0, 0))
                .Return("b", Outcome.Of(1))
                .Call("b", new Store(0, 0, 5))
                .Return("b", Outcome.Ok)
                .Call("b", new Load(0, 0))
                .Return("b", Outcome.Of(1)),
            allowed: false
        );

    [Theory]
    [InlineData(7, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void An_operation_of_which_nobody_knows_was_done_or_not(ulong value, bool allowed) =>
        Expect(
            Prepared()
                .Call("a", new Store(0, 0, 1))
                .Call("b", new Load(0, 1))
                .Return("b", Outcome.Of(0))
                .Return("a", Answer.Without(AnswerKind.Unknown, "unknown", "killed"))
                .Run(new Load(0, 0), Outcome.Of(value)),
            allowed
        );

    [Fact]
    public void What_may_happen_by_itself_explains_what_no_order_does()
    {
        TraceSummary summary = Prepared()
            .Call("s", new SwapOut(0, 1))
            .Call("m", new MigrateToDevice(0, 0, First))
            .Return("m", new Outcome(Status.Ok, 0, 0, [], [PageResult.SkippedSwap]))
            .Return("s", Outcome.Of(0))
            .Judge();

        Assert.Equal(VerdictKind.Conforms, summary.Verdict.Kind);
        Assert.True(summary.Explained > 0);
    }

    [Fact]
    public void What_happened_by_itself_may_explain_one_while_the_other_is_still_in_flight()
    {
        TraceSummary summary = Prepared()
            .Run(new MigrateToDevice(0, 0, First), new Outcome(Status.Ok, 0, 0, [], [PageResult.Migrated]))
            .Call("s", new Store(0, 1, 9))
            .Call("m", new Snapshot(0, 0, First))
            .Return("m", new Outcome(Status.Ok, 0, 0, [], [PageResult.Write]))
            .Return("s", Outcome.Ok)
            .Run(new Load(0, 1), Outcome.Of(9))
            .Judge();

        Assert.Equal(VerdictKind.Conforms, summary.Verdict.Kind);
        Assert.True(summary.Explained > 0);
    }

    [Theory]
    [InlineData(MemoryOrdering.Relaxed, VerdictKind.Inconclusive)]
    [InlineData(MemoryOrdering.Sequential, VerdictKind.Diverges)]
    public void Of_a_value_that_no_order_gives_the_ordering_that_is_promised_decides(
        MemoryOrdering ordering,
        VerdictKind expected
    )
    {
        TraceSummary summary = new TraceLines()
            .Hello(new Capabilities([.. OperationKinds.All], 1, 2, 1) { Ordering = ordering })
            .Reset(Small)
            .Run(new Map(0, First, Protection.ReadWrite), Outcome.Ok)
            .Call("w", new Store(0, 0, 1))
            .Call("a", new Load(0, 0))
            .Return("a", Outcome.Of(1))
            .Call("a", new Load(0, 0))
            .Return("a", Outcome.Of(0))
            .Return("w", Outcome.Ok)
            .Judge();

        Assert.Equal(expected, summary.Verdict.Kind);
    }

    [Fact]
    public void A_budget_that_is_spent_leaves_a_run_undecided()
    {
        TraceLines trace = Prepared(new TraceOptions { ConcurrentBudget = 10 })
            .Call("a", new MigrateToDevice(0, 0, new PageRange(0, 2)))
            .Call("b", new DeviceStore(0, 0, new PageRange(0, 2), 1))
            .Return("a", new Outcome(Status.Ok, 0, 0, [], [PageResult.Migrated, PageResult.Migrated]));
        TraceSummary summary = trace.Judge();

        Assert.Equal(VerdictKind.Inconclusive, summary.Verdict.Kind);
        Assert.Contains("10 positions were looked at to explain migrate-to-device", summary.Verdict.Detail);
    }

    private static TraceLines Prepared(TraceOptions? options = null) =>
        new TraceLines { Options = options ?? new TraceOptions() }
            .Reset(Small)
            .Run(new Attach(0, 2, DmaKind.Direct, 0), Outcome.Ok)
            .Run(new Register(0, 0, new PageRange(0, 2)), Outcome.Ok)
            .Run(new Map(0, new PageRange(0, 2), Protection.ReadWrite), Outcome.Ok)
            .Run(new Store(0, 0, 7), Outcome.Ok);

    private static void Expect(TraceLines trace, bool allowed)
    {
        TraceSummary summary = trace.Judge();
        Assert.True(
            summary.Verdict.Kind == (allowed ? VerdictKind.Conforms : VerdictKind.Diverges),
            $"{summary.Verdict} {summary.Problem} {trace.Findings.FirstOrDefault()?.Finding.Divergence}"
        );
    }
}
