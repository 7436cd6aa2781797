using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;
using Xunit.Abstractions;

namespace HmmSpec.Tests.Traces;

/// <summary>Whatever the reference does under a random scheduler is accepted, and what it cannot do is not.</summary>
public sealed class RaceTraceTests(ITestOutputHelper output)
{
    private const ulong NeverStored = 0xDEAD_0000_0000_BEEF;

    // Enough for nearly all, and quick.
    private static readonly TraceOptions Budget = new() { ConcurrentBudget = 40_000 };

    private static readonly World Small = new(2, 3, 1, 6, 2, 2, 2);

    [Theory]
    [InlineData(2, 6, 40)]
    [InlineData(3, 3, 15)]
    public void Every_interleaving_of_the_reference_is_accepted(int agents, int length, int races)
    {
        long open = 0;
        long explained = 0;
        for (ulong seed = 1; seed <= (ulong)races; seed++)
        {
            TraceLines trace = Trace(RandomRace.Run(Small, Spec.Profile.Strict, seed, agents, length));
            TraceSummary summary = trace.Judge();
            Assert.True(
                summary.Verdict.Kind != VerdictKind.Diverges,
                $"seed {seed}: {summary.Verdict} {trace.Findings.FirstOrDefault()}"
            );
            open += summary.Undecided;
            explained += summary.Explained;
            if (summary.Undecided > 0)
            {
                output.WriteLine($"seed {seed}: {summary.Reason}");
            }
        }

        output.WriteLine($"{open} open, {explained} explained");
        Assert.True(open <= races / 3, $"{open} of {races} races were left undecided");
    }

    [Fact]
    public void A_value_that_was_never_stored_is_rejected()
    {
        int mutated = 0;
        int rejected = 0;
        for (ulong seed = 1; seed <= 25; seed++)
        {
            List<RaceMove> moves = RandomRace.Run(Small, Spec.Profile.Strict, seed, agents: 2, length: 5);
            int at = moves.FindLastIndex(static move =>
                move is { Operation: Load or DeviceLoad { Range.Count: 1 }, Outcome.Status: Status.Ok }
            );
            if (at < 0)
            {
                continue;
            }

            moves[at] = moves[at] with { Outcome = Outcome.Of(NeverStored) };
            mutated++;
            TraceLines trace = Trace(moves);
            TraceSummary summary = trace.Judge();
            Assert.True(summary.Verdict.Kind != VerdictKind.Conforms, $"seed {seed}: {summary.Verdict}");
            if (summary.Verdict.Kind == VerdictKind.Diverges)
            {
                rejected++;
                Assert.Equal(at + 1, trace.Findings[0].Line - 2);
            }
        }

        output.WriteLine($"{rejected} of {mutated} rejected");
        Assert.True(mutated > 10);
        Assert.True(rejected >= mutated * 8 / 10, $"only {rejected} of {mutated} were rejected");
    }

    private static TraceLines Trace(List<RaceMove> moves)
    {
        TraceLines trace = new TraceLines { Options = Budget }.Reset(Small);
        foreach (RaceMove move in moves)
        {
            string agent = AgentNames.Of(move.Agent);
            _ = move.Outcome is Outcome outcome ? trace.Return(agent, outcome) : trace.Call(agent, move.Operation);
        }

        return trace;
    }
}
