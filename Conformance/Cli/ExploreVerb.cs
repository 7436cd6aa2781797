using System.CommandLine;
using System.Numerics;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec explore</c>: finds every reachable state of a small world.</summary>
internal sealed class ExploreVerb
{
    private const long MostThreads = 1_024;

    private readonly Option<string> _world = Values.Option<string>(
        "--world",
        "NAME",
        $"The world: {string.Join(", ", ExploreWorlds.Names)}; {ExploreWorlds.Default} unless given",
        Values.Text
    );

    private readonly Option<int?> _pages = Values.Option<int?>("--pages", "N", "How many pages there are", Values.Size);

    private readonly Option<int?> _devices = Values.Option<int?>(
        "--devices",
        "N",
        "How many devices there are",
        Values.Size
    );

    private readonly Option<int?> _capacity = Values.Option<int?>(
        "--capacity",
        "N",
        "How many frames each device has",
        Values.Size
    );

    private readonly Option<string> _symmetry = Values.Option(
        "--symmetry",
        "WHAT",
        "What may change places without making another state: none, pages, or all; none unless given",
        Values.Word(ExploreWorlds.Symmetries)
    );

    private readonly Option<string> _defect = Values.Option(
        "--defect",
        "NAME",
        "Seed a defect, to see it found: M1, M2 or M3; none unless given",
        Values.Word(ExploreWorlds.Defects)
    );

    private readonly Option<long> _threads = Values.Option(
        "--threads",
        "N",
        "How many threads, which change the speed only; as many as there are processors unless given",
        Values.Number(1, MostThreads)
    );

    private readonly Option<long> _maxStates = Values.Option(
        "--max-states",
        "N",
        "Stop once there are so many states",
        Values.Number(1, long.MaxValue)
    );

    private readonly Option<long> _maxDepth = Values.Option(
        "--max-depth",
        "N",
        "Go no further than so many steps",
        Values.Number(0, int.MaxValue)
    );

    private readonly Option<long?> _memory = Values.Option<long?>(
        "--memory",
        "SIZE",
        "How much memory states may take, such as 8G; three quarters of what there is unless given",
        Values.Memory
    );

    private readonly Option<bool> _exact = new("--exact")
    {
        Description = "Keep and compare whole states where they are longer than 8 bytes, instead of fingerprints",
    };

    private readonly Option<string> _checkpoint = Values.Option<string>(
        "--checkpoint",
        "FILE",
        "Write the search to a file every ten minutes and when it stops early",
        Values.Text
    );

    private readonly Option<string> _resume = Values.Option<string>(
        "--resume",
        "FILE",
        "Go on with a search that was written to a file, and write it there again",
        Values.Text
    );

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object on standard output at the end; everything else goes to standard error",
    };

    private readonly Surroundings _surroundings;

    private ExploreVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        ExploreVerb verb = new(surroundings);
        Command command = new("explore", "Find every reachable state of a small world")
        {
            verb._world,
            verb._pages,
            verb._devices,
            verb._capacity,
            verb._symmetry,
            verb._defect,
            verb._threads,
            verb._maxStates,
            verb._maxDepth,
            verb._memory,
            verb._exact,
            verb._checkpoint,
            verb._resume,
            verb._json,
        };
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        ExploreWorld world = ExploreWorlds.Find(
            new ExploreRequest(
                parsed.GetValue(_world) ?? ExploreWorlds.Default,
                parsed.GetValue(_pages),
                parsed.GetValue(_devices),
                parsed.GetValue(_capacity),
                parsed.GetValue(_symmetry) ?? ExploreWorlds.Symmetries[0],
                parsed.GetValue(_defect) ?? ""
            )
        );
        using Interruption interruption = new(_surroundings);
        ExploreScreen screen = new(_surroundings, parsed.GetValue(_json));
        ExplorationOptions options = OptionsOf(parsed) with
        {
            Identity = world.Identity,
            Cancellation = interruption.Token,
            Progress = screen.Progress,
        };
        Refuse(world, options);
        screen.Begin(world, options);
        ExplorationResult result = Explorer.Run(world.Factory, options);
        ExitCode code =
            result.Violation is not null ? ExitCode.Diverges
            : result.IsComplete ? ExitCode.Conforms
            : ExitCode.Inconclusive;
        screen.End(world, options, result, code);
        return code;
    }

    private ExplorationOptions OptionsOf(ParseResult parsed)
    {
        ExplorationOptions usual = new();
        string? resume = parsed.GetValue(_resume);
        return usual with
        {
            Threads = parsed.GetResult(_threads) is null ? Environment.ProcessorCount : (int)parsed.GetValue(_threads),
            MaxStates = parsed.GetResult(_maxStates) is null ? usual.MaxStates : parsed.GetValue(_maxStates),
            MaxDepth = parsed.GetResult(_maxDepth) is null ? usual.MaxDepth : (int)parsed.GetValue(_maxDepth),
            MemoryLimit = parsed.GetValue(_memory) ?? usual.MemoryLimit,
            Exact = parsed.GetValue(_exact),
            ResumePath = resume,
            CheckpointPath = parsed.GetValue(_checkpoint) ?? resume,
        };
    }

    private static void Refuse(ExploreWorld world, ExplorationOptions options)
    {
        bool isBounded = options.MaxStates < long.MaxValue || options.MaxDepth < int.MaxValue;
        if (!isBounded && world.Estimate is BigInteger states && states * world.BytesPerState > options.MemoryLimit)
        {
            throw CommandException.Usage(
                $"The world has about {states:N0} states, {ExploreText.Size((double)states * world.BytesPerState)} of memory "
                    + $"where {ExploreText.Size(options.MemoryLimit)} may be used; --max-states explores a part of it."
            );
        }

        if (options.CheckpointPath is string path && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw CommandException.Usage($"There is no folder for the checkpoint {path}.");
        }
    }
}
