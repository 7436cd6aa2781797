using System.Globalization;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>Writes what an exploration came to for people.</summary>
internal static class ExploreText
{
    private const int Columns = 3;

    /// <summary>All figures, the violation if there is one, and the verdict last.</summary>
    public static void Write(Screen screen, ExploreWorld world, ExplorationOptions options, ExplorationResult result)
    {
        screen.Line();
        screen.Line($"states       {result.States:N0}");
        screen.Line($"transitions  {result.Transitions:N0}, of which {result.Changing:N0} lead to another state");
        screen.Line($"depth        {result.Depth}");
        screen.Line(
            $"time         {result.Seconds:N1} s, {result.CpuSeconds:N1} s of processors, "
                + $"{result.StatesPerSecond:N0} states a second"
        );
        screen.Line($"memory       {Size(result.PeakBytes)} at the peak, {result.BytesPerState:N1} bytes a state");
        screen.Line($"collisions   {Collisions(result.CollisionProbability)}");
        WriteOperations(screen, result);
        if (result.Violation is FoundViolation violation)
        {
            WriteViolation(screen, world, violation);
        }

        screen.Line();
        screen.Line(Verdict(options, result), Style(result));
        if (!result.IsComplete && result.Violation is null)
        {
            screen.Paragraph(HowToGoOn(world, result), 2);
        }
    }

    /// <summary>How many transitions there are of each kind of operation: its name up to the operands.</summary>
    public static IReadOnlyList<(string Name, long Count)> Kinds(ExplorationResult result) =>
        [
            .. result
                .Operations.Zip(result.OperationCounts)
                .GroupBy(static pair => pair.First.Split('(')[0], static pair => pair.Second)
                .Select(static group => (group.Key, group.Sum())),
        ];

    /// <summary>The operations that lead to a violation, and the state before or after the last of them.</summary>
    public static (IReadOnlyList<string> Operations, string State) Way(ExploreWorld world, FoundViolation violation)
    {
        ITransitionSystem system = world.Factory();
        IReadOnlyList<PathStep> steps = PathReplay.Steps(system, violation.Path);
        return (
            [.. steps.Skip(1).Select(step => system.Operations[step.Operation])],
            system.Describe(steps[^1].State.Span)
        );
    }

    /// <summary>A size of memory.</summary>
    public static string Size(double bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
        int unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return $"{bytes:#,0.#} {units[unit]}";
    }

    private static string Collisions(double probability) =>
        probability == 0
            ? "impossible: states are compared whole"
            : $"with probability {probability.ToString("0.0e0", CultureInfo.InvariantCulture)} two states were taken for one";

    private static string Verdict(ExplorationOptions options, ExplorationResult result) =>
        result switch
        {
            { Violation: not null } => "violation: the world reaches a state that breaks its rules",
            { Reason: StopReason.Complete } => "complete: every reachable state was checked",
            { Reason: StopReason.MaxStates } => $"incomplete: stopped at {options.MaxStates:N0} states",
            { Reason: StopReason.MaxDepth } => $"incomplete: stopped at {options.MaxDepth:N0} steps",
            { Reason: StopReason.Memory } => $"incomplete: {Size(options.MemoryLimit)} of memory are not enough",
            _ => "incomplete: interrupted",
        };

    private static string Style(ExplorationResult result) =>
        result.Violation is not null ? "bold red"
        : result.IsComplete ? "bold green"
        : "bold yellow";

    private static string HowToGoOn(ExploreWorld world, ExplorationResult result) =>
        result.Checkpoint is string file
            ? $"to go on: hmmspec explore {world.Options} --resume {file}"
            : "nothing was kept: with --checkpoint FILE the search can be resumed";

    private static void WriteOperations(Screen screen, ExplorationResult result)
    {
        string[] cells = [.. Kinds(result).Select(static kind => $"{kind.Name, -12}{kind.Count, 16:N0}")];
        foreach (string[] line in cells.Chunk(Columns))
        {
            screen.Line($"  {string.Join("   ", line)}");
        }
    }

    private static void WriteViolation(Screen screen, ExploreWorld world, FoundViolation violation)
    {
        (IReadOnlyList<string> operations, string state) = Way(world, violation);
        screen.Line();
        screen.Line(violation.Sentence, "bold");
        foreach ((int index, string operation) in operations.Index())
        {
            screen.Line($"  {index + 1, 3}  {operation}");
        }

        foreach (string line in state.Split('\n'))
        {
            screen.Line($"       {line}");
        }
    }
}
