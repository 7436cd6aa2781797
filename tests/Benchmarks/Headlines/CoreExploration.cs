using HmmSpec.Exploration;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Benchmarks;

/// <summary>
/// Exploration of the core world, and the same world in Spin in the same run. Other work on the machine makes clocks
/// useless, so that speed is told by seconds of processors; only the gain by a second thread needs the clock.
/// </summary>
internal static class CoreExploration
{
    private static readonly CoreWorld World = new(3, 2);

    public static IEnumerable<Headline> Measure()
    {
        // The first run pays for compilation; the best of three is least disturbed by others.
        ExplorationResult best = Enumerable
            .Range(0, 4)
            .Select(static _ => Run(threads: 1))
            .MinBy(static result => result.CpuSeconds)!;
        SpinRun? spin = SpinRun.Measure(World, best);
        string name = $"explore core pages={World.Pages} devices={World.Devices}";
        yield return new Headline(
            name,
            Math.Round(best.States / best.CpuSeconds),
            "states/CPU s",
            spin is null ? null : "spin breadth-first",
            spin is null ? null : Math.Round(spin.States / spin.CpuSeconds)
        );
        yield return new Headline(
            $"{name}, transitions",
            Math.Round(best.Transitions / best.CpuSeconds),
            "transitions/CPU s"
        );
        yield return new Headline(
            $"{name}, memory",
            Math.Round(best.BytesPerState, 1),
            "bytes/state",
            spin is null ? null : "spin breadth-first",
            spin is null ? null : Math.Round(spin.Bytes / spin.States, 1)
        );
        yield return Threads.Gain(name, Run);
    }

    private static ExplorationResult Run(int threads)
    {
        ExplorationResult result = Explorer.Run(
            CoreSystem.Factory(World),
            new ExplorationOptions { Threads = threads }
        );
        return result.IsComplete
            ? result
            : throw new InvalidOperationException($"The exploration ended early: {result.Reason}.");
    }
}
