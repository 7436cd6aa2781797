using HmmSpec.Conformance;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Hunts faults of the bank by the plan of their target.</summary>
public static class BankHunt
{
    /// <summary>Hunts a fault by the whole plan.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="seed">All that is generated depends on it.</param>
    public static BankCatch Run(BankFault fault, ulong seed) => Run(fault, seed, BankPlan.Of(fault.Target));

    /// <summary>Hunts a fault by another plan, such as a part of the usual one.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="seed">All that is generated depends on it.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="exactly">Whether a machine in which it finds nothing is compared exactly as well.</param>
    public static BankCatch Run(BankFault fault, ulong seed, BankPlan plan, bool exactly = true)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(plan);
        return Hunter(fault, plan, exactly)(seed);
    }

    /// <summary>Hunts a fault by the whole plan with several seeds; it is compiled once.</summary>
    public static IReadOnlyList<BankCatch> Run(BankFault fault, IReadOnlyList<ulong> seeds)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return [.. seeds.Select(Hunter(fault, BankPlan.Of(fault.Target), exactly: true))];
    }

    /// <summary>Hunts a control by a plan; what is caught is a false alarm.</summary>
    public static BankCatch Run(BankControl control, ulong seed, BankPlan plan)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(plan);
        Tally tally = new(control.Id);
        return (
                control.Target switch
                {
                    BankTarget.Machine when control.HappensByItself => AsSubject(control, seed, plan, tally),
                    BankTarget.Machine => Sequences(
                        MachineCompiler.Compile(control.Id, control.Rewrites),
                        seed,
                        plan,
                        tally
                    ),
                    BankTarget.Steps => Races(
                        StepModelCompiler.Compile(control.Id, control.Rewrites),
                        seed,
                        plan,
                        tally
                    ),
                }
            ) ?? tally.Nothing;
    }

    // Compiles a fault; what is left is a hunt for each seed.
    private static Func<ulong, BankCatch> Hunter(BankFault fault, BankPlan plan, bool exactly)
    {
        switch (fault.Target)
        {
            case BankTarget.Machine:
                MachineFactory machine = MachineCompiler.Compile(fault.Id, fault.Rewrites);
                return seed =>
                {
                    Tally tally = new(fault.Id);
                    return Sequences(machine, seed, plan, tally)
                        ?? (exactly ? Sequences(machine, seed, BankPlan.OfMachineExactly, tally) : null)
                        ?? tally.Nothing;
                };
            case BankTarget.Steps:
                IStepModel model = StepModelCompiler.Compile(fault.Id, fault.Rewrites);
                return seed =>
                {
                    Tally tally = new(fault.Id);
                    return Races(model, seed, plan, tally)
                        ?? (fault.Shown is SmallWorld world ? Explored(model, world, tally) : null)
                        ?? tally.Nothing;
                };
            default:
                throw new InvalidOperationException($"There is no target {fault.Target}.");
        }
    }

    private static BankCatch? Sequences(MachineFactory machine, ulong seed, BankPlan plan, Tally tally)
    {
        foreach ((int turn, int stage) in plan.Order)
        {
            CheckOptions options = plan.Options(seed, turn, stage, isRace: false);
            CheckReport report = tally.Timed(
                () => new CheckEngine(options, machine).Run(CancellationToken.None),
                static report => report.Seconds
            );
            if (Found(report, plan.Stages[stage], tally) is BankCatch caught)
            {
                return caught;
            }
        }

        return null;
    }

    // By the oracle that knows what may happen by itself.
    private static BankCatch? AsSubject(BankControl control, ulong seed, BankPlan plan, Tally tally)
    {
        MachineFactory machine = MachineCompiler.Compile(control.Id, control.Rewrites);
        using MachineSubject subject = new(control.Id, machine);
        foreach ((int turn, int stage) in plan.Order)
        {
            CheckOptions options = plan.Options(seed, turn, stage, isRace: false);
            SubjectUnderTest tested = new(subject, new SubjectOptions { Level = ObservationLevel.State });
            CheckReport report = tally.Timed(
                () => tested.Generate(options).Run(CancellationToken.None),
                static report => report.Seconds
            );
            if (Found(report, plan.Stages[stage], tally) is BankCatch caught)
            {
                return caught;
            }
        }

        return null;
    }

    private static BankCatch? Found(CheckReport report, BankStage stage, Tally tally)
    {
        tally.Operations += report.Operations;
        if (report.Finding is not CheckFinding found)
        {
            return null;
        }

        Divergence divergence = found.Shrunk.Divergence;
        CaughtBy by = stage.Comparison == Comparison.Exact ? CaughtBy.ExactOnly : CaughtBy.Generated;
        return tally.Caught(by, stage.Name, divergence.Clause) with
        {
            BrokenInvariant = divergence.BrokenInvariant ?? "",
            Length = found.Shrunk.Operations.Count,
            Text = found.Shrunk.ToString(),
        };
    }

    private static BankCatch? Races(IStepModel model, ulong seed, BankPlan plan, Tally tally)
    {
        foreach ((int turn, int stage) in plan.Order)
        {
            CheckOptions options = plan.Options(seed, turn, stage, isRace: true);
            RaceReport report = tally.Timed(
                () => new RaceEngine(options, model).Run(CancellationToken.None),
                static report => report.Seconds
            );
            tally.Operations += report.Totals.Operations;
            tally.Races += report.Totals.Runs;
            tally.Steps += report.Totals.Steps;
            if (report.Found is FoundRace found)
            {
                Violation violation = found.Shrunk.Violation;
                return tally.Caught(CaughtBy.Generated, plan.Stages[stage].Name, violation.Clause) with
                {
                    BrokenInvariant = violation.Invariant,
                    Length = found.Shrunk.Race.Operations,
                    Text = found.Shrunk.ToString(),
                };
            }
        }

        return null;
    }

    private static BankCatch? Explored(IStepModel model, SmallWorld world, Tally tally)
    {
        ExplorationOptions options = new() { RecordEdges = true };
        HmmReport report = tally.Timed(
            () => HmmExploration.Run(world.ToHmmWorld(), model, options),
            static report => report.Search.Seconds
        );
        tally.Steps += report.Search.States;
        if (report.Violation is not string text)
        {
            return null;
        }

        Violation violation =
            Violation.Parse(text) ?? throw new InvalidOperationException($"This names no invariant: {text}");
        return tally.Caught(CaughtBy.ExplorationOnly, "small world", violation.Clause) with
        {
            BrokenInvariant = violation.Invariant,
            Length = world.Setup.Count + world.Agents.Count,
            Text = text,
        };
    }

    // What has run up to now.
    private sealed class Tally(string id)
    {
        private double _seconds;

        public long Operations { get; set; }

        public long Races { get; set; }

        public long Steps { get; set; }

        public BankCatch Nothing => Caught(CaughtBy.Nothing, "", "");

        public T Timed<T>(Func<T> run, Func<T, double> seconds)
        {
            T result = run();
            _seconds += seconds(result);
            return result;
        }

        public BankCatch Caught(CaughtBy by, string stage, string clause) =>
            new(id, by, stage, Operations, Races, Steps, _seconds * 1000, clause, "", 0, "");
    }
}
