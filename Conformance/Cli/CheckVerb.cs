using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec check</c>: kept failures, the scenarios of all clauses, then generated sequences.</summary>
internal sealed class CheckVerb
{
    private const int LeastAgents = 2;
    private const long MostLength = 1_000_000;
    private const long MostWorkers = 1_024;

    // A loose comparison looks at all that is allowed, and takes that much longer.
    private const long LooseSequences = 500;

    // A subject in another process may be slow.
    private const long WireSequences = 1_000;

    private static readonly CheckOptions Default = new(World.Default, Profile.Strict, 0);

    private readonly Argument<string> _subject = new("SUBJECT")
    {
        Description = Subjects.Description,
        DefaultValueFactory = _ => CheckPlan.DefaultSubject,
    };

    private readonly Option<long> _interleave = Values.Option(
        "--interleave",
        "N",
        $"Let {LeastAgents} to {AgentNames.Most} agents take turns, step by step, on the subject reference",
        Values.Number(LeastAgents, AgentNames.Most)
    );

    private readonly Option<long> _races = Values.Option(
        "--races",
        "N",
        "How many races to generate instead of sequences: two operations at the same time, on a subject that declares delay "
            + "points, on reference, or on that with a defect",
        Values.Number(1, long.MaxValue)
    );

    private readonly Option<ulong?> _seed = Values.Option<ulong?>(
        "--seed",
        "N",
        "Makes the run the same again; fresh unless given, and printed first",
        Values.Seed
    );

    private readonly Option<long> _sequences = Values.Option(
        "--sequences",
        "N",
        $"How many sequences to generate; {Default.Sequences} ({LooseSequences} if loose, {WireSequences} of exec:, tcp: and unix:) unless --time is given",
        Values.Number(0, long.MaxValue)
    );

    private readonly Option<TimeSpan?> _time = Values.Option<TimeSpan?>(
        "--time",
        "TIME",
        "For how long to generate sequences, such as 20s, 5m or 1h",
        Values.Time
    );

    private readonly Option<long> _length = Values.Option(
        "--length",
        "N",
        $"How many operations a sequence has; {Default.Length} unless given "
            + $"(at most each agent, {CheckPlan.SideBySideLength}, with --interleave)",
        Values.Number(1, MostLength)
    );

    private readonly IReadOnlyList<(WorldSize Size, Option<int?> Option)> _sizes =
    [
        .. WorldText.Sizes.Select(size =>
            (size, Values.Option<int?>($"--{size.Name}", "N", DescriptionOf(size), Values.Size))
        ),
    ];

    private readonly Option<Sequence<OperationKind>> _operations = Values.Option<Sequence<OperationKind>>(
        "--operations",
        "LIST",
        "Only these operations, such as load,store,migrate-to-device",
        Values.Kinds
    );

    private readonly Option<Profile?> _profile = Values.Option<Profile?>(
        "--profile",
        "NAME",
        $"The profile: {Spelling.List([.. Profile.All.Select(profile => profile.Name)])}; the first that the subject follows unless given",
        Values.ProfileNamed
    );

    private readonly Option<Comparison> _compare = Values.CompareOption();

    private readonly Option<string> _out = Values.Option<string>(
        "--out",
        "DIR",
        $"Where failures are kept, and replayed from at the next run; {CheckPlan.DefaultFolder} unless given",
        Values.Text
    );

    private readonly Option<long> _workers = Values.Option(
        "--workers",
        "N",
        "How many threads, and of an exec: subject how many of it; as many as there are processors unless given",
        Values.Number(1, MostWorkers)
    );

    private readonly Option<bool> _generatedOnly = new("--generated-only")
    {
        Description = "Leave out the scenarios of the clauses, and what earlier runs have kept",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object on standard output at the end; everything else goes to standard error",
    };

    private readonly CheckFiles _files = new();
    private readonly SubjectArguments _wire = new();
    private readonly Surroundings _surroundings;

    private CheckVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        CheckVerb verb = new(surroundings);
        Command command = new("check", "Check a subject against the reference") { verb._subject };
        command.Add(verb._interleave);
        command.Add(verb._races);
        command.Add(verb._seed);
        command.Add(verb._sequences);
        command.Add(verb._time);
        command.Add(verb._length);
        foreach ((_, Option<int?> option) in verb._sizes)
        {
            command.Add(option);
        }

        command.Add(verb._operations);
        command.Add(verb._profile);
        command.Add(verb._compare);
        command.Add(verb._out);
        command.Add(verb._workers);
        command.Add(verb._generatedOnly);
        command.Add(verb._json);
        verb._files.AddTo(command);
        verb._wire.AddTo(command);
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        Refuse(parsed);
        CheckPlan plan = _files.With(parsed, PlanOf(parsed));
        bool isWire = SubjectArguments.IsWire(plan.Subject);
        if (parsed.GetResult(_races) is not null)
        {
            return CheckRaces(parsed, plan, isWire);
        }

        if (plan.Options.Agents > 1)
        {
            return new InterleaveRun(_surroundings, plan, parsed.GetValue(_json)).Run();
        }

        _wire.Refuse(parsed, isWire, _compare);
        return isWire ? CheckWire(parsed, plan) : CheckMachine(parsed, plan);
    }

    private void Refuse(ParseResult parsed)
    {
        (Option Mode, Option[] Meaningless)[] modes =
        [
            (_races, [_sequences, _length, _compare, _workers, _generatedOnly, .. _files.All, .. _wire.OfRuns]),
            (_interleave, [_compare, _generatedOnly, .. _files.All, .. _wire.All]),
        ];
        foreach ((Option mode, Option[] meaningless) in modes.Where(row => parsed.GetResult(row.Mode) is not null))
        {
            Meaningless.Refuse(parsed, $"beside {mode.Name}", meaningless);
        }
    }

    private ExitCode CheckRaces(ParseResult parsed, CheckPlan plan, bool isWire)
    {
        if (plan.Options.Agents > 1)
        {
            throw CommandException.Usage(
                "--races and --interleave are two ways to let operations meet: leave out one."
            );
        }

        _wire.Refuse(parsed, isWire, _compare);
        PairRaceCheck check = new(_surroundings, plan, parsed.GetValue(_json));
        if (!isWire)
        {
            using SteppedSubject stepped = new(plan.Subject, StepSubjects.Find(plan.Subject, _surroundings));
            return check.Run(stepped, parsed.GetValue(_profile), new PairRaceOptions());
        }

        using RecordFile? record = _wire.Record(parsed);
        using WireSubject subject = _wire.Start(parsed, plan.Subject, record);
        SubjectOptions options = _wire.Options(parsed, plan.Subject, subject.Capabilities);
        PairRaceOptions asking = new()
        {
            Ways = options.Budget,
            Confirmations = options.Confirmations,
            ShrinkTime = options.ShrinkTime,
            Restarts = options.Restarts,
        };
        ExitCode code = check.Run(subject, parsed.GetValue(_profile), asking);
        string? problem = subject.End();
        if (problem is not null)
        {
            _surroundings.Err.WriteLine($"hmmspec: {problem}");
        }

        code = SubjectArguments.Close(record, code, _surroundings);
        return problem is null ? code : ExitCodes.First(code, ExitCode.Protocol);
    }

    private ExitCode CheckMachine(ParseResult parsed, CheckPlan plan)
    {
        MachineFactory factory = Subjects.Find(plan.Subject, _surroundings);
        using Interruption interruption = new(_surroundings);
        MachineUnderTest tested = new(factory, plan.Options.Comparison) { Cancellation = interruption.Token };
        return Check(parsed, plan, tested, interruption);
    }

    private ExitCode CheckWire(ParseResult parsed, CheckPlan plan)
    {
        using RecordFile? record = _wire.Record(parsed);
        using WireSubject subject = _wire.Start(parsed, plan.Subject, record);
        using Interruption interruption = new(_surroundings);
        SubjectOptions options = _wire.Options(parsed, plan.Subject, subject.Capabilities, interruption.Token);
        bool isAlone = record is not null || !SubjectArguments.IsProgram(plan.Subject);
        SubjectUnderTest tested = new(
            subject,
            options,
            isAlone ? null : () => _wire.Open(parsed, plan.Subject, record: null)
        );
        CheckOptions checking = plan.Options with
        {
            World = CapableWorld.Of(plan.Options.World, subject.Capabilities),
            Profile = parsed.GetValue(_profile) ?? ProfileOf(subject.Capabilities),
            Comparison = Comparison.Loose,
            Workers = isAlone ? 1 : plan.Options.Workers,
        };
        if (!tested.Allows(checking.Profile))
        {
            throw CommandException.Usage(
                $"The subject does not declare the profile {checking.Profile.Name}; it declares "
                    + $"{string.Join(", ", subject.Capabilities.Profiles.AsEnumerable())}."
            );
        }

        ExitCode code = Check(
            parsed,
            plan with
            {
                Options = checking,
                Asking = _wire.Asking(parsed),
                IsWire = true,
            },
            tested,
            interruption
        );
        string? problem = subject.End();
        if (problem is not null)
        {
            _surroundings.Err.WriteLine($"hmmspec: {problem}");
        }

        code = SubjectArguments.Close(record, code, _surroundings);
        return problem is null ? code : ExitCodes.First(code, ExitCode.Protocol);
    }

    // A subject that follows one profile only need not be told which.
    internal static Profile ProfileOf(Capabilities capabilities) =>
        Profile.All.FirstOrDefault(profile =>
            capabilities.Profiles.Count == 0 || capabilities.Profiles.Contains(profile.Name)
        ) ?? Profile.Strict;

    private ExitCode Check(ParseResult parsed, CheckPlan plan, IUnderTest tested, Interruption interruption)
    {
        if (new FailureFolder(plan.Folder).Problem() is string problem)
        {
            throw CommandException.Usage(problem);
        }

        bool json = parsed.GetValue(_json);
        using CheckScreen screen = new(_surroundings.Screen(json), plan, interruption.Token);
        using ResultsWriter? results = _files.Open(parsed, plan);
        screen.Begin();
        ICheckObserver observer = results is null ? screen : new CheckObservers(screen, results);
        CheckSummary summary = new CheckSession(plan, tested, observer).Run(interruption.Token);
        CheckFiles.Rewrite(summary);
        ExitCode code = ExitCodes.Of(summary);
        screen.End(summary);
        code = CheckFiles.Close(results, summary, code, _surroundings);
        if (json)
        {
            _surroundings.Out.WriteLine(CheckJson.Format(summary, (int)code));
        }

        return code;
    }

    private CheckPlan PlanOf(ParseResult parsed)
    {
        World world = _sizes.Aggregate(
            World.Default,
            (known, entry) => parsed.GetValue(entry.Option) is int size ? entry.Size.With(known, size) : known
        );
        if (WorldCheck.Problem(world) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        TimeSpan? time = parsed.GetValue(_time);
        Comparison comparison = parsed.GetValue(_compare);
        bool isWire =
            parsed.GetResult(_subject) is { Tokens: [{ Value: string named }] } && SubjectArguments.IsWire(named);
        int agents = parsed.GetResult(_interleave) is null ? 1 : (int)parsed.GetValue(_interleave);
        CheckOptions options = new(
            world,
            parsed.GetValue(_profile) ?? Subjects.ProfileOf(SubjectOf(parsed, agents)),
            parsed.GetValue(_seed) ?? _surroundings.FreshSeed()
        )
        {
            Time = time,
            Sequences =
                parsed.GetResult(_races) is not null ? parsed.GetValue(_races)
                : parsed.GetResult(_sequences) is not null ? parsed.GetValue(_sequences)
                : time is not null ? long.MaxValue
                : comparison == Comparison.Loose ? LooseSequences
                : isWire ? WireSequences
                : Default.Sequences,
            Agents = agents,
            Length =
                parsed.GetResult(_length) is not null ? (int)parsed.GetValue(_length)
                : agents > 1 ? CheckPlan.SideBySideLength
                : Default.Length,
            Comparison = comparison,
            Kinds = parsed.GetValue(_operations),
            Workers = parsed.GetResult(_workers) is null ? Default.Workers : (int)parsed.GetValue(_workers),
        };
        return new CheckPlan(SubjectOf(parsed, agents), options, parsed.GetValue(_out) ?? CheckPlan.DefaultFolder)
        {
            IsGeneratedOnly = parsed.GetValue(_generatedOnly),
        };
    }

    private string SubjectOf(ParseResult parsed, int agents) =>
        parsed.GetResult(_subject) is { Tokens: [{ Value: string named }] } ? named
        : agents > 1 ? CheckPlan.SideBySideSubject
        : CheckPlan.DefaultSubject;

    private static string DescriptionOf(WorldSize size)
    {
        string what = size.Name switch
        {
            "processes" => "How many processes can live at a time",
            "pages" => "How many virtual pages each process has",
            "devices" => "How many devices can be attached",
            "frames" => "How many frames system memory has",
            "swap" => "How many slots swap has; 0 for none",
            "device-frames" => "How many frames of its own a device has at most",
            "iova" => "How many IOVAs a device has at most",
            "files" => "How many files with storage can be mapped; 0 for none",
            "memory-files" => "How many memory files, for shared anonymous memory, can be mapped; 0 for none",
            "file-pages" => "How many pages a file has at most, and at the start",
            "pins" => "How many pins can be held; 0 for none",
            _ => $"The world: {size.Name}",
        };
        return $"{what}; {size.Of(World.Default)} unless given";
    }
}
