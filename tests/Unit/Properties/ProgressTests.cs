using HmmSpec.Conformance;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>How far a check is can be asked at any time, on any thread.</summary>
public sealed class ProgressTests
{
    private const int Workers = 200;

    private static readonly CheckOptions Options = new(World.Default, Profile.Strict, 5)
    {
        Sequences = 1,
        Length = 5,
        Workers = Workers,
    };

    [Fact]
    public void Before_a_check_runs_it_has_come_nowhere()
    {
        CheckEngine machine = new(Options, Machine);
        RaceEngine races = new(Options with { Agents = 2 }, new ReferenceSteps());

        Assert.Equal((0, 0, 0), (machine.Operations, machine.Sequences, machine.ClausesFollowed));
        Assert.Equal((0, 0), (races.Steps, races.Runs));
    }

    [Fact]
    public void A_check_can_be_asked_while_its_workers_are_made()
    {
        using MachineSubject subject = new("machine", Machine);
        ICheckEngine engine = new SubjectUnderTest(
            subject,
            new SubjectOptions(),
            static () => new MachineSubject("machine", Machine)
        ).Generate(Options);
        using CancellationTokenSource ended = new();
        Exception? fault = null;
        Thread asking = new(() => fault = Record.Exception(() => Ask(engine, ended.Token)));
        asking.Start();

        CheckReport report = engine.Run(CancellationToken.None);
        ended.Cancel();
        asking.Join();

        Assert.Null(fault);
        Assert.Equal(CheckEnd.Complete, report.End);
        Assert.Equal(1, engine.Sequences);
    }

    private static void Ask(ICheckEngine engine, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            Assert.InRange(engine.Operations, 0, Workers * 5);
            Assert.InRange(engine.Sequences, 0, 1);
            Assert.InRange(engine.ClausesFollowed, 0, Catalogue.All.Count);
        }
    }

    private static OptimizedMachine Machine(World world, Profile profile) => new(world, profile);
}
