using System.CommandLine;
using System.Numerics;
using System.Text;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec explore</c>: finds every reachable state of a small world.</summary>
internal sealed class ExploreVerb
{
    private const long MostThreads = 1_024;

    // What waits to be expanded may take one part in so many of the memory; the rest of it goes to a temporary file.
    private const int FrontierShare = 4;

    // What the name of the file ends with that an interrupted search is written to.
    private const string Checkpoint = ".checkpoint";

    private readonly Argument<string> _subject = new("SUBJECT")
    {
        Description = StepSubjects.Description,
        DefaultValueFactory = _ => ModelWorlds.Reference,
    };

    private readonly Option<string> _world = Values.Option<string>(
        "--world",
        "NAME",
        $"A world with a name: {string.Join(", ", ExploreWorlds.Names)}; one of the sizes below unless given",
        Values.Text
    );

    private readonly IReadOnlyList<(WorldSize Size, Option<int?> Option)> _sizes =
    [
        .. WorldText.Sizes.Select(size =>
            (size, Values.Option<int?>($"--{size.Name}", "N", ModelWorlds.DescriptionOf(size), Values.Size))
        ),
    ];

    private readonly Option<int?> _capacity = Values.Option<int?>(
        "--capacity",
        "N",
        "Of the core world: how many frames each device has",
        Values.Size
    );

    private readonly Option<int?> _agents = Values.Option<int?>(
        "--agents",
        "N",
        "How many activities are in flight, step by step in every order; 1, whole operations, unless given",
        Values.Size
    );

    private readonly Option<int?> _each = Values.Option<int?>(
        "--each",
        "N",
        "How many operations each activity takes; 1 unless given, without end where whole operations follow each other",
        Values.Size
    );

    private readonly Option<int?> _values = Values.Option<int?>(
        "--values",
        "N",
        "How many values are stored; 1 unless given",
        Values.Size
    );

    private readonly Option<int?> _longest = Values.Option<int?>(
        "--longest",
        "N",
        "How many pages the range of an operation has at most; 1 unless given",
        Values.Size
    );

    private readonly Option<Sequence<OperationKind>> _operations = Values.Option<Sequence<OperationKind>>(
        "--operations",
        "LIST",
        "Only these operations, such as load,store,migrate-to-device",
        Values.Kinds
    );

    private readonly Option<string> _setup = Values.Option<string>(
        "--setup",
        "FILE",
        "A scenario file whose operations run first",
        Values.Text
    );

    private readonly Option<Profile?> _profile = Values.Option<Profile?>(
        "--profile",
        "NAME",
        $"The profile: {Spelling.List([.. Profile.All.Select(profile => profile.Name)])}; the first unless given",
        Values.ProfileNamed
    );

    private readonly Option<string> _symmetry = Values.Option(
        "--symmetry",
        "WHAT",
        $"What may change places without making another state: {Values.List(ExploreWorlds.Symmetries)}; none unless given",
        Values.Word(ExploreWorlds.Symmetries)
    );

    private readonly Option<bool> _noCycles = new("--no-cycles")
    {
        Description = "Do not look for cycles in which nobody gets on, for half the memory",
    };

    private readonly Option<string> _out = Values.Option<string>(
        "--out",
        "DIR",
        $"Where what is broken is kept as a replay file; {CheckPlan.DefaultFolder} unless given",
        Values.Text
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
        "Write the search to a file every ten minutes and when it stops early; when it is interrupted it is written anyway",
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
        Command command = new("explore", "Find every reachable state of a small world") { verb._subject, verb._world };
        foreach ((_, Option<int?> option) in verb._sizes)
        {
            command.Add(option);
        }

        foreach (Option option in verb.Others())
        {
            command.Add(option);
        }

        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private Option[] Others() =>
        [
            _capacity,
            _agents,
            _each,
            _values,
            _longest,
            _operations,
            _setup,
            _profile,
            _symmetry,
            _noCycles,
            _threads,
            _maxStates,
            _maxDepth,
            _memory,
            _exact,
            _checkpoint,
            _resume,
            _out,
            _json,
        ];

    private ExitCode Run(ParseResult parsed)
    {
        bool looksForCycles = !parsed.GetValue(_noCycles);
        string output = parsed.GetValue(_out) ?? CheckPlan.DefaultFolder;
        if (new FailureFolder(output).Problem() is string problem)
        {
            throw CommandException.Usage(problem);
        }

        ExploreRequest request = RequestOf(parsed);
        ExploreWorld world = ExploreWorlds.Find(request, looksForCycles, _surroundings);
        if (!world.IsOfEngine)
        {
            string where = $"with the subject {Values.Quote(request.Subject)}";
            Meaningless.Refuse(parsed, where, [_threads, _exact, _noCycles]);
        }

        using Interruption interruption = new(_surroundings);
        ExploreScreen screen = new(_surroundings, parsed.GetValue(_json));
        ExplorationOptions asked = OptionsOf(parsed);
        ExplorationOptions options = asked with
        {
            Threads = world.IsOfEngine ? asked.Threads : 1,
            CheckpointPath =
                asked.CheckpointPath ?? (world.IsOfEngine ? Path.Combine(output, CheckpointOf(world)) : null),
            CheckpointAtLimits = asked.CheckpointPath is not null,
            // Whoever did not ask for it is not to find his disk full: then only an interruption writes the search.
            CheckpointInterval = asked.CheckpointPath is null ? TimeSpan.MaxValue : asked.CheckpointInterval,
            Unwritten = screen.Unwritten,
            Identity = world.Identity,
            RecordEdges = looksForCycles && world.CanCycle,
            Cancellation = interruption.Token,
            Progress = screen.Progress,
        };
        Refuse(world, options, asked);
        screen.Begin(world, options);
        ExploreOutcome outcome = world.Explore(options);
        ExitCode code =
            outcome.Violation is not null ? ExitCode.Diverges
            : outcome.Result.IsComplete ? ExitCode.Conforms
            : ExitCode.Inconclusive;
        FailureFolder folder = new(SubjectFolder.Of(output, request.Subject));
        outcome = Kept(folder, world, outcome, out string? file);
        screen.End(world, options, outcome, file, code);
        return code;
    }

    private static ExploreOutcome Kept(
        FailureFolder folder,
        ExploreWorld world,
        ExploreOutcome outcome,
        out string? file
    )
    {
        file = null;
        try
        {
            file = outcome.Replay is Scenario replay ? folder.Keep(Titled(replay, world, outcome), world.Name) : null;
            return outcome;
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            // What was found must not be lost because the disk is full.
            return outcome with
            {
                Unkept = $"it could not be kept in {folder.Path}: {FailureFolder.Reason(exception)}",
            };
        }
    }

    // The name tells searches apart that have the same world's name.
    private static string CheckpointOf(ExploreWorld world)
    {
        UInt128 fingerprint = Fingerprint.Of(Encoding.UTF8.GetBytes(world.Identity));
        return $"{world.Name}-{(uint)fingerprint:x8}{Checkpoint}";
    }

    private static Scenario Titled(Scenario replay, ExploreWorld world, ExploreOutcome outcome) =>
        replay with
        {
            Title = outcome.Violation!,
            Source = $"hmmspec explore {world.Arguments}",
            Clauses =
                outcome.Clause is not null ? replay.Clauses
                : Violation.Parse(outcome.Violation!) is { } violation ? [violation.Clause]
                : [],
        };

    private ExploreRequest RequestOf(ParseResult parsed) =>
        new()
        {
            Subject = parsed.GetValue(_subject) ?? ModelWorlds.Reference,
            World = parsed.GetValue(_world),
            Sizes = [.. _sizes.Select(entry => (entry.Size, parsed.GetValue(entry.Option)))],
            Capacity = parsed.GetValue(_capacity),
            Symmetry = parsed.GetValue(_symmetry) ?? ExploreWorlds.Symmetries[0],
            Agents = parsed.GetValue(_agents),
            Each = parsed.GetValue(_each),
            Values = parsed.GetValue(_values),
            Longest = parsed.GetValue(_longest),
            Kinds = parsed.GetValue(_operations),
            Setup = parsed.GetValue(_setup),
            Profile = parsed.GetValue(_profile),
        };

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
            FrontierLimit = (parsed.GetValue(_memory) ?? usual.MemoryLimit) / FrontierShare,
            Exact = parsed.GetValue(_exact),
            ResumePath = resume,
            CheckpointPath = parsed.GetValue(_checkpoint) ?? resume,
        };
    }

    private static bool IsBounded(ExplorationOptions options) =>
        options.MaxStates < long.MaxValue || options.MaxDepth < int.MaxValue;

    private static void Refuse(ExploreWorld world, ExplorationOptions options, ExplorationOptions asked)
    {
        if (
            !IsBounded(options)
            && world.Estimate is BigInteger states
            && states * world.BytesPerState > options.MemoryLimit
        )
        {
            throw CommandException.Usage(
                $"The world has about {states:N0} states{(world.Reason.Length == 0 ? "" : $" ({world.Reason})")}, "
                    + $"{ExploreText.Size((double)states * world.BytesPerState)} of memory where "
                    + $"{ExploreText.Size(options.MemoryLimit)} may be used; --max-states explores a part of it."
            );
        }

        if (!world.IsOfEngine && options.CheckpointPath is not null)
        {
            throw CommandException.Usage(
                "A search that compares a machine with the reference cannot be resumed: leave --checkpoint and --resume out."
            );
        }

        // A file to resume is read first, and says itself what is wrong with it.
        bool isOwn = asked.CheckpointPath != asked.ResumePath;
        if (asked.CheckpointPath is string path && isOwn && Checkpoints.Problem(path) is string reason)
        {
            throw CommandException.Usage($"Nothing can be written to {path}: {reason}.");
        }
    }
}
