using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec validate</c>: judges recorded runs.</summary>
internal sealed class ValidateVerb
{
    private const string StandardInput = "-";
    private const string Folder = $"{CheckPlan.DefaultFolder}/validate";

    private static readonly TraceOptions Default = new();

    private readonly Argument<string[]> _traces = new("TRACE")
    {
        Description = "Recorded sessions, the lines of both sides, as check --record writes them; - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Profile?> _profile = Values.Option<Profile?>(
        "--profile",
        "NAME",
        $"The profile of a trace without a reset: {Spelling.List([.. Profile.All.Select(profile => profile.Name)])}; the first unless given",
        Values.ProfileNamed
    );

    private readonly IReadOnlyList<(WorldSize Size, Option<int?> Option)> _sizes =
    [
        .. WorldText.Sizes.Select(size =>
            (
                size,
                Values.Option<int?>(
                    $"--{size.Name}",
                    "N",
                    $"The world of a trace without a reset: {size.Name}; {size.Of(World.Default)} unless given",
                    Values.Size
                )
            )
        ),
    ];

    private readonly Option<long> _budget = Values.Option(
        "--budget",
        "N",
        $"How many ways are looked at to explain an answer before its run is left undecided; {Default.Budget} unless "
            + $"given, and {Default.ConcurrentBudget} where several operations are in flight",
        Values.Number(1, int.MaxValue)
    );

    private readonly Option<bool> _first = new("--first") { Description = "Stop at the first divergence" };

    private readonly Option<string> _out = Values.Option<string>(
        "--out",
        "DIR",
        $"Where replay files are kept; {Folder} unless given",
        Values.Text
    );

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object on standard output at the end; everything else goes to standard error",
    };

    private readonly Surroundings _surroundings;

    private ValidateVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        ValidateVerb verb = new(surroundings);
        Command command = new("validate", "Judge recorded runs")
        {
            verb._traces,
            verb._profile,
            verb._budget,
            verb._first,
            verb._out,
            verb._json,
        };
        foreach ((_, Option<int?> option) in verb._sizes)
        {
            command.Add(option);
        }

        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        TraceOptions options = OptionsOf(parsed);
        FailureFolder folder = new(parsed.GetValue(_out) ?? Folder);
        if (parsed.GetResult(_out) is not null && folder.Problem() is string problem)
        {
            throw CommandException.Usage(problem);
        }

        string[] files = parsed.GetRequiredValue(_traces);
        if (files.Count(static file => file == StandardInput) > 1)
        {
            throw CommandException.Usage($"{StandardInput} is given more than once; standard input can be read once.");
        }

        bool json = parsed.GetValue(_json);
        using Interruption interruption = new(_surroundings);
        Screen screen = _surroundings.Screen(json);
        TraceKeeping keeping = new(folder, screen);
        List<TraceSummary> summaries = [];
        ExitCode code = ExitCode.Conforms;
        foreach (string file in files)
        {
            TraceSummary summary = Judge(file, options, keeping, interruption.Token);
            summaries.Add(summary);
            ValidateText.Write(screen, summary);
            code = ExitCodes.First(code, CodeOf(summary));
            if (summary.Problem is { } unreadable)
            {
                _surroundings.Err.WriteLine(unreadable.In(file));
            }

            if (interruption.Token.IsCancellationRequested || (options.StopsAtFirst && summary.Diverging > 0))
            {
                break;
            }
        }

        if (json)
        {
            _surroundings.Out.WriteLine(TraceJson.Format(summaries, keeping.Kept, (int)code));
        }

        return code;
    }

    private TraceSummary Judge(string file, TraceOptions options, TraceKeeping keeping, CancellationToken cancellation)
    {
        try
        {
            using Stream stream = Open(file);
            return TraceValidation.Run(file, stream, options, keeping.Keep, cancellation);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            TraceProblem problem = new(0, $"The trace cannot be read: {FailureFolder.Reason(exception)}");
            return new TraceSummary(file) { Problem = problem };
        }
    }

    private Stream Open(string file)
    {
        if (file == StandardInput)
        {
            return _surroundings.OpenInput();
        }

        return Directory.Exists(file)
            ? throw new IOException("This is a folder, not a file.")
            : File.Open(file, Reading);
    }

    private static FileStreamOptions Reading { get; } =
        new()
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite,
            Options = FileOptions.SequentialScan,
            BufferSize = 0,
        };

    private static ExitCode CodeOf(TraceSummary summary) =>
        ExitCodes.First(
            ExitCodes.Of(summary.Verdict),
            summary.Problem is null ? ExitCode.Conforms
                : summary.Problem.IsUsage ? ExitCode.Usage
                : ExitCode.BadInput
        );

    private TraceOptions OptionsOf(ParseResult parsed)
    {
        World world = _sizes.Aggregate(
            World.Default,
            (known, entry) => parsed.GetValue(entry.Option) is int size ? entry.Size.With(known, size) : known
        );
        if (WorldCheck.Problem(world) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        IEnumerable<Option> given = _sizes
            .Select(static entry => (Option)entry.Option)
            .Prepend(_profile)
            .Where(option => parsed.GetResult(option) is { Implicit: false });
        return Default with
        {
            World = world,
            Profile = parsed.GetValue(_profile) ?? Profile.Strict,
            Given = Values.List([.. given.Select(static option => option.Name)]),
            Budget = parsed.GetResult(_budget) is null ? Default.Budget : (int)parsed.GetValue(_budget),
            ConcurrentBudget = parsed.GetResult(_budget) is null
                ? Default.ConcurrentBudget
                : (int)parsed.GetValue(_budget),
            StopsAtFirst = parsed.GetValue(_first),
        };
    }
}
