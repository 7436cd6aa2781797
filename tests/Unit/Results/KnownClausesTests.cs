using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Results;

/// <summary>Past what is known, the engine finds the same whatever the workers.</summary>
public sealed class KnownClausesTests
{
    // Loads are wrong often, and stores of one device to one page seldom.
    private static readonly MachineFactory Machines = Lies.Machines(
        static (operation, outcome) =>
            operation is DeviceStore { Process: 1, Device: 1, Range.Start: 7 }
                ? outcome with
                {
                    Faults = outcome.Faults + 1,
                }
                : Lies.LoadsAreWrong(operation, outcome)
    );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_workers_changes_neither_what_is_known_nor_what_is_found(int workers)
    {
        CheckReport one = Run(workers: 1, new KnownClauses(["CPU-1"]), out List<CheckProgress> first);
        CheckReport many = Run(workers, new KnownClauses(["CPU-1"]), out List<CheckProgress> second);

        Assert.Equal(CheckEnd.Diverged, one.End);
        Assert.NotEmpty(one.Known);
        Assert.NotEqual("CPU-1", one.Finding!.Shrunk.Divergence.Clause);
        Assert.All(one.Known, known => Assert.Equal("CPU-1", known.Finding.Divergence.Clause));
        Assert.All(one.Known, known => Assert.True(known.Sequence < one.Finding.Sequence));
        Assert.Equal(Texts(one), Texts(many));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Whatever_is_found_the_run_goes_to_its_end_if_everything_is_known()
    {
        CheckReport one = Run(workers: 1, KnownClauses.Everything, out List<CheckProgress> first);
        CheckReport many = Run(workers: 3, KnownClauses.Everything, out List<CheckProgress> second);

        Assert.Equal(CheckEnd.Complete, one.End);
        Assert.Equal(one.Options.Sequences, one.Sequences);
        Assert.True(one.Known.Count > 1);
        Assert.Equal(Texts(one), Texts(many));
        Assert.Equal(one.PerClause, many.PerClause);
        Assert.Equal(first, second);
        Assert.Equal([16, 32, 64, 128], first.Select(progress => progress.Sequences));
    }

    [Fact]
    public void Without_what_is_known_the_lowest_divergence_is_found()
    {
        CheckReport all = Run(workers: 2, KnownClauses.None, out _);
        CheckReport known = Run(workers: 2, KnownClauses.Everything, out _);

        Assert.Empty(all.Known);
        Assert.Equal(known.Known[0].Sequence, all.Finding!.Sequence);
    }

    private static CheckReport Run(int workers, KnownClauses known, out List<CheckProgress> progress)
    {
        List<CheckProgress> told = [];
        CheckOptions options = new(World.Default, Profile.Strict, 11)
        {
            Sequences = 200,
            Length = 120,
            Workers = workers,
            Known = known,
            ShrinkBudget = 50,
        };
        CheckEngine engine = new(options, Machines) { Progressed = told.Add };
        progress = told;
        return engine.Run(CancellationToken.None);
    }

    private static IEnumerable<string> Texts(CheckReport report) =>
        [
            $"{report.Finding?.Sequence} {report.Finding?.Shrunk}",
            .. report.Known.Select(known => $"{known.Count} {known.Sequence} {known.Finding}"),
        ];
}
