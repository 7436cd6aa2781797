using HmmSpec.Conformance;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Properties;

/// <summary>Whoever asks a check to stop does not wait for the end of a sequence, nor of shrinking.</summary>
public sealed class StoppedCheckTests : IDisposable
{
    private const int Length = 1_000_000;
    private const int Soon = 1_000;

    private readonly CancellationTokenSource _source = new();

    [Fact]
    public void A_long_sequence_ends_in_its_middle_and_does_not_count()
    {
        CheckEngine engine = new(Options, Lies.Machines(StoppingAfter(Soon)));

        CheckReport report = engine.Run(_source.Token);

        Assert.Equal(CheckEnd.Cancelled, report.End);
        Assert.InRange(report.Operations, Soon, 2 * Soon);
        Assert.Equal(0, report.Sequences);
    }

    [Fact]
    public void So_it_does_when_its_time_is_up()
    {
        CheckOptions options = Options with { Time = TimeSpan.FromMilliseconds(100) };

        CheckReport report = new CheckEngine(options, Machine).Run(CancellationToken.None);

        Assert.Equal(CheckEnd.OutOfTime, report.End);
        Assert.InRange(report.Operations, 1, Length - 1);
    }

    [Fact]
    public void A_long_sequence_on_a_subject_ends_in_its_middle_as_well()
    {
        using MachineSubject subject = new("machine", Lies.Machines(StoppingAfter(Soon)));
        ICheckEngine engine = new SubjectUnderTest(subject, new SubjectOptions()).Generate(Options);

        CheckReport report = engine.Run(_source.Token);

        Assert.Equal(CheckEnd.Cancelled, report.End);
        Assert.InRange(report.Operations, Soon, 3 * Soon);
        Assert.Equal(0, report.Sequences);
    }

    [Fact]
    public void What_was_found_is_told_as_it_was_found()
    {
        int loads = 0;
        MachineFactory machines = Lies.Machines(
            (operation, outcome) =>
            {
                if (operation is not Load || outcome.Value == 0 || ++loads < Soon)
                {
                    return outcome;
                }

                _source.Cancel();
                return outcome with { Value = outcome.Value + 1 };
            }
        );

        CheckReport report = new CheckEngine(Options, machines).Run(_source.Token);

        Assert.Equal(CheckEnd.Diverged, report.End);
        Assert.Equal(report.Finding!.Original, report.Finding.Shrunk);
        Assert.Equal(0, report.Finding.Tries);
    }

    [Fact]
    public void A_long_race_ends_in_its_middle()
    {
        CheckOptions options = Options with { Agents = 2, Time = TimeSpan.FromMilliseconds(100) };

        RaceReport report = new RaceEngine(options, new ReferenceSteps()).Run(CancellationToken.None);

        Assert.Equal(CheckEnd.OutOfTime, report.End);
        Assert.Equal(0, report.Totals.Runs);
    }

    public void Dispose() => _source.Dispose();

    private static CheckOptions Options =>
        new(World.Default, Profile.Strict, 5)
        {
            Sequences = 1,
            Length = Length,
            Workers = 1,
        };

    private static OptimizedMachine Machine(World world, Profile profile) => new(world, profile);

    private Lie StoppingAfter(int operations) =>
        (_, outcome) =>
        {
            if (--operations == 0)
            {
                _source.Cancel();
            }

            return outcome;
        };
}
