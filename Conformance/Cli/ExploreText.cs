using System.Globalization;
using HmmSpec.Exploration;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Writes what an exploration came to for people.</summary>
internal static class ExploreText
{
    private const int Columns = 3;

    /// <summary>All figures, the violation if there is one, and the verdict last.</summary>
    public static void Write(
        Screen screen,
        ExploreWorld world,
        ExplorationOptions options,
        ExploreOutcome outcome,
        string? file
    )
    {
        ExplorationResult result = outcome.Result;
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
        WriteClauses(screen, options, outcome);
        WriteOperations(screen, result);
        if (outcome.Violation is not null)
        {
            WriteViolation(screen, outcome, file);
        }

        screen.Line();
        screen.Line(Verdict(options, outcome), Style(outcome));
        if (!result.IsComplete && outcome.Violation is null)
        {
            foreach (string line in HowToGoOn(world, options, result).Split('\n'))
            {
                screen.Line($"  {line}");
            }
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

    private static string Verdict(ExplorationOptions options, ExploreOutcome outcome) =>
        outcome switch
        {
            { Clause: string clause } => $"diverges: {clause}",
            { Violation: not null } => "violation: the world reaches a state that breaks its rules",
            { Result.Reason: StopReason.Complete, IsFair: true } =>
                "complete: every reachable state was checked, and every activity can come to its end",
            { Result.Reason: StopReason.Complete } => "complete: every reachable state was checked",
            { Result.Reason: StopReason.MaxStates } => $"incomplete: stopped at {options.MaxStates:N0} states",
            { Result.Reason: StopReason.MaxDepth } => $"incomplete: stopped at {options.MaxDepth:N0} steps",
            { Result.Reason: StopReason.Memory } => $"incomplete: {Size(options.MemoryLimit)} of memory are not enough",
            _ => "incomplete: interrupted",
        };

    private static string Style(ExploreOutcome outcome) =>
        outcome.Violation is not null ? "bold red"
        : outcome.Result.IsComplete ? "bold green"
        : "bold yellow";

    private static string HowToGoOn(ExploreWorld world, ExplorationOptions options, ExplorationResult result)
    {
        bool wasToBeKept = options.CheckpointAtLimits || result.Reason == StopReason.Cancelled;
        return result.Checkpoint is string file
                ? $"to go on:\n  hmmspec explore {world.Arguments} --resume {ShellWords.Quote(file)}"
            : !world.IsOfEngine ? "nothing was kept: a search that compares begins anew"
            : wasToBeKept ? "the search as it is now could not be written"
            : "nothing was kept: with --checkpoint FILE the search can be resumed";
    }

    private static void WriteOperations(Screen screen, ExplorationResult result)
    {
        (string Name, long Count)[] kinds = [.. Kinds(result).Where(static kind => kind.Count > 0)];
        int width = kinds.Select(static kind => kind.Name.Length).DefaultIfEmpty().Max();
        string[] cells = [.. kinds.Select(kind => $"{kind.Name.PadRight(width)} {kind.Count, 13:N0}")];
        foreach (string[] line in cells.Chunk(Columns))
        {
            screen.Line($"  {string.Join("   ", line)}");
        }
    }

    private static void WriteClauses(Screen screen, ExplorationOptions options, ExploreOutcome outcome)
    {
        if (outcome.Fired is ClauseSet fired)
        {
            screen.Line(
                $"clauses      {fired.Count} of {Catalogue.All.Count} followed"
                    + (options.ResumePath is null ? "" : ", since the search was resumed")
            );
        }
    }

    private static void WriteViolation(Screen screen, ExploreOutcome outcome, string? file)
    {
        screen.Line();
        screen.Line(outcome.Violation!, "bold");
        foreach ((int index, string line) in outcome.Way.Index())
        {
            screen.Line($"  {index + 1, 3}  {line}");
        }

        foreach (string line in outcome.State.Split('\n'))
        {
            screen.Line($"       {line}");
        }

        if (outcome.Unkept.Length > 0)
        {
            screen.Line();
            screen.Line(outcome.Unkept);
        }

        if (file is not null)
        {
            screen.Line();
            screen.Line($"kept as {file}");
            screen.Line($"  {string.Join(' ', "hmmspec explain", ShellWords.Quote(file), outcome.Subject).TrimEnd()}");
        }
    }
}
