using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>Shows people how far an exploration is and what it came to.</summary>
internal sealed class ExploreScreen(Surroundings surroundings, bool json)
{
    private readonly Screen _screen = surroundings.Screen(json);
    private readonly Screen _status = new(surroundings.Err, surroundings.ErrIsTerminal, surroundings.Width);

    /// <summary>Says what will be explored.</summary>
    public void Begin(ExploreWorld world, ExplorationOptions options)
    {
        _screen.Line($"world {world.Text}");
        _screen.Line(
            $"threads {options.Threads}, memory {ExploreText.Size(options.MemoryLimit)}"
                + (
                    world.Estimate is { } states
                        ? $", about {states:N0} states{(world.Reason.Length == 0 ? "" : $" ({world.Reason})")}"
                        : ""
                )
                + (options.ResumePath is string path ? $", to go on from {path}" : "")
        );
    }

    /// <summary>Says how far it is, on a terminal only.</summary>
    public void Progress(ExplorationProgress progress) =>
        _status.Status(
            $"{progress.States:N0} states, {progress.Transitions:N0} transitions, depth {progress.Depth}, "
                + $"{progress.Queue:N0} waiting, {progress.StatesPerSecond:N0}/s, {ExploreText.Size(progress.Bytes)}"
        );

    /// <summary>Says that the search could not be written, and goes on.</summary>
    public void Unwritten(string sentence)
    {
        _status.Status("");
        surroundings.Err.WriteLine($"hmmspec: {sentence}");
    }

    /// <summary>Says what it came to.</summary>
    public void End(ExploreWorld world, ExplorationOptions options, ExploreOutcome outcome, string? file, ExitCode code)
    {
        _status.Status("");
        ExploreText.Write(_screen, world, options, outcome, file);
        if (json)
        {
            surroundings.Out.WriteLine(ExploreJson.Format(world, options, outcome, file, (int)code));
        }
    }
}
