using System.CommandLine;
using System.CommandLine.Parsing;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>How a subject behind the protocol is asked.</summary>
internal sealed class SubjectArguments
{
    private const int MostBatch = 4_096;

    private static readonly SubjectOptions Default = new();
    private static readonly WireSettings DefaultWire = new();

    private readonly Option<ObservationLevel?> _observe = Values.Option<ObservationLevel?>(
        "--observe",
        "LEVEL",
        $"Of exec:, tcp: and unix: what to look at: {string.Join(", ", ObservedNames.Levels.Words)}; touched if the subject can",
        Values.Level
    );

    private readonly Option<TimeSpan?> _deadline = Values.Option<TimeSpan?>(
        "--deadline",
        "TIME",
        $"How long it may take to answer a request; {DefaultWire.Deadline.TotalSeconds:0}s unless given, "
            + $"{LinuxSubject.Deadline.TotalSeconds:0}s of linux",
        Values.SomeTime
    );

    private readonly Option<long> _batch = Values.Option(
        "--batch",
        "N",
        $"How many operations it is asked for at once; {Default.Batch} unless given",
        Values.Number(1, MostBatch)
    );

    private readonly Option<long> _budget = Values.Option(
        "--budget",
        "N",
        $"How many ways are looked at to explain an answer before it is left undecided; {Default.Budget} unless given",
        Values.Number(1, int.MaxValue)
    );

    private readonly Option<TimeSpan?> _shrinkTime = Values.Option<TimeSpan?>(
        "--shrink-time",
        "TIME",
        $"How long shrinking may take; {Default.ShrinkTime.TotalSeconds:0}s unless given",
        Values.Time
    );

    private readonly Option<bool> _noShrink = new("--no-shrink")
    {
        Description = "Leave what is found as it was found",
    };

    private readonly Option<string> _record = Values.Option<string>(
        "--record",
        "FILE",
        "Write all lines that are exchanged to a file, which hmmspec validate judges",
        Values.Text
    );

    /// <summary>How a run of operations one after another is asked, and what is looked at in it.</summary>
    public IReadOnlyList<Option> OfRuns => [_observe, _batch];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_observe, _deadline, _batch, _budget, _shrinkTime, _noShrink, _record];

    /// <summary>Adds how it is asked and judged.</summary>
    public void AddAskingTo(Command command)
    {
        command.Add(_observe);
        command.Add(_deadline);
        command.Add(_batch);
        command.Add(_budget);
    }

    /// <summary>Adds all.</summary>
    public void AddTo(Command command)
    {
        AddAskingTo(command);
        command.Add(_shrinkTime);
        command.Add(_noShrink);
        command.Add(_record);
    }

    /// <summary>Whether a word names a subject behind the protocol.</summary>
    public static bool IsWire(string subject) => SubjectAddress.IsMeantBy(subject) || LinuxSubject.IsMeantBy(subject);

    /// <summary>Where a subject behind the protocol is.</summary>
    public static SubjectAddress AddressOf(string subject) =>
        LinuxSubject.IsMeantBy(subject) ? LinuxSubject.Address(subject)
        : SubjectAddress.Parse(subject, out string? error) is { } address ? address
        : throw CommandException.Usage(error!);

    /// <summary>How long a subject may take to answer unless a deadline is given.</summary>
    public static TimeSpan DeadlineOf(string subject) =>
        LinuxSubject.IsMeantBy(subject) ? LinuxSubject.Deadline : DefaultWire.Deadline;

    /// <summary>Refuses options that the subject is not for.</summary>
    public void Refuse(ParseResult parsed, bool isWire, Option<Comparison> compare)
    {
        if (!isWire && Given(parsed) is string option)
        {
            throw CommandException.Usage($"{option} is for subjects behind the protocol: exec:, tcp:, unix:, linux.");
        }

        if (isWire && parsed.GetResult(compare) is { Implicit: false })
        {
            throw CommandException.Usage(
                "A subject behind the protocol is always judged loosely: leave out --compare."
            );
        }
    }

    /// <summary>Whether a word names a subject that can be started as often as it is needed.</summary>
    public static bool IsProgram(string subject) =>
        LinuxSubject.IsMeantBy(subject) || SubjectAddress.Parse(subject, out _) is SubjectAddress.Program;

    /// <summary>The first of these options that was given; null if none was.</summary>
    private string? Given(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>How it is asked, as options, where that is not at its default.</summary>
    public IReadOnlyList<string> Asking(ParseResult parsed) =>
        [
            .. new Option[] { _observe, _deadline, _batch, _budget }
                .Select(option => parsed.GetResult(option))
                .OfType<OptionResult>()
                .Where(static result => result is { Implicit: false, Tokens.Count: 1 })
                .Select(static result => $"{result.Option.Name} {CheckPlan.Quote(result.Tokens[0].Value)}"),
        ];

    /// <summary>The file in which the lines are recorded; null if none is asked for.</summary>
    public RecordFile? Record(ParseResult parsed)
    {
        if (parsed.GetValue(_record) is not string path)
        {
            return null;
        }

        try
        {
            return new RecordFile(path);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw CommandException.Usage($"Nothing can be written to {path}: {FailureFolder.Reason(exception)}");
        }
    }

    /// <summary>Ends the record; the exit code, also if it could not be written.</summary>
    public static ExitCode Close(RecordFile? record, ExitCode code, Surroundings surroundings)
    {
        record?.Dispose();
        if (record?.Problem is not string problem)
        {
            return code;
        }

        surroundings.Err.WriteLine($"hmmspec: not all lines could be recorded: {problem}");
        return ExitCodes.First(code, ExitCode.Inconclusive);
    }

    /// <summary>Starts or reaches the subject.</summary>
    public WireSubject Start(ParseResult parsed, string subject, Stream? record)
    {
        try
        {
            return Open(parsed, subject, record);
        }
        catch (SubjectException exception)
        {
            ExitCode code = ExitCodes.Of(exception.Failure);
            throw new CommandException(code, SubjectText.Sentences(exception.Failure));
        }
    }

    /// <summary>Starts or reaches the subject.</summary>
    /// <exception cref="SubjectException">That did not succeed.</exception>
    public WireSubject Open(ParseResult parsed, string subject, Stream? record)
    {
        SubjectAddress address = AddressOf(subject);
        WireSettings settings = DefaultWire with
        {
            Deadline = parsed.GetValue(_deadline) ?? DeadlineOf(subject),
            Tool = CommandLine.NameAndVersion,
            Specification = SpecRevision.Current,
            IsAnswererJudged = LinuxSubject.IsMeantBy(subject),
            Record = record,
        };
        return WireSubject.Start(address, settings);
    }

    /// <summary>How it is asked and judged.</summary>
    public SubjectOptions Options(
        ParseResult parsed,
        string subject,
        Capabilities capabilities,
        CancellationToken cancellation = default
    )
    {
        ObservationLevel level =
            parsed.GetValue(_observe)
            ?? (
                capabilities.Levels.Contains(ObservationLevel.Touched)
                    ? ObservationLevel.Touched
                    : ObservationLevel.Outcome
            );
        if (level != ObservationLevel.Outcome && !capabilities.Levels.Contains(level))
        {
            Sequence<string> levels = [.. capabilities.Levels.Select(ObservedNames.Levels.NameOf)];
            throw CommandException.Usage(
                $"The subject cannot be looked at as --observe {ObservedNames.Levels.NameOf(level)} asks; it declares "
                    + $"{string.Join(", ", levels.AsEnumerable())}."
            );
        }

        SubjectOptions usual = LinuxSubject.IsMeantBy(subject) ? LinuxSubject.Options(Default) : Default;
        return usual with
        {
            Level = level,
            Cancellation = cancellation,
            Batch = parsed.GetResult(_batch) is null ? Default.Batch : (int)parsed.GetValue(_batch),
            Budget = parsed.GetResult(_budget) is null ? Default.Budget : (int)parsed.GetValue(_budget),
            ShrinkTime = parsed.GetValue(_noShrink)
                ? TimeSpan.Zero
                : parsed.GetValue(_shrinkTime) ?? Default.ShrinkTime,
        };
    }
}
