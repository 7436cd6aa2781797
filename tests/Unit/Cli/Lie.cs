using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

/// <summary>Says something else than the machine behind it did.</summary>
internal delegate Outcome Lie(Operation operation, Outcome outcome);

/// <summary>The lies that the tests tell.</summary>
internal static class Lies
{
    /// <summary>Every CPU load of a page that is not zero is one too high: the scenarios notice.</summary>
    public static Outcome LoadsAreWrong(Operation operation, Outcome outcome) =>
        operation is Load && outcome.Value != 0 ? outcome with { Value = outcome.Value + 1 } : outcome;

    /// <summary>The same of one page of a child only: no scenario comes there, generated sequences do.</summary>
    public static Outcome OnePageIsWrong(Operation operation, Outcome outcome) =>
        operation is Load { Process: 1, Page: 7 } ? LoadsAreWrong(operation, outcome) : outcome;

    /// <summary>Swapping out ends with an exception.</summary>
    public static Outcome SwapOutCrashes(Operation operation, Outcome outcome) =>
        operation is SwapOut ? throw new InvalidOperationException("out of ideas") : outcome;

    /// <summary>Makes optimized machines that tell a lie.</summary>
    public static MachineFactory Machines(Lie lie) =>
        (world, profile) => new LyingMachine(new OptimizedMachine(world, profile), lie);

    private sealed class LyingMachine(OptimizedMachine machine, Lie lie) : IMachine
    {
        public ReadOnlySpan<Event> Events => machine.Events;

        public ReadOnlySpan<PageAddress> Touched => machine.Touched;

        public Outcome Apply(Operation operation) => lie(operation, machine.Apply(operation));

        public State Observe() => machine.Observe();

        public PageView ViewPage(int process, int page) => machine.ViewPage(process, page);

        public MirrorView ViewMirror(int process, int device, int page) => machine.ViewMirror(process, device, page);
    }
}
