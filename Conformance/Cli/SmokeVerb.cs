using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec smoke</c>: tests an adapter's protocol, and judges nothing of what it answers for.</summary>
internal sealed class SmokeVerb
{
    private static readonly WireSettings DefaultWire = new();

    private readonly Argument<string> _subject = new("SUBJECT")
    {
        Description =
            "What is tested: exec:COMMAND, tcp:HOST:PORT or unix:PATH; linux; optimized or defect:NAME, as hmmspec serves it",
    };

    private readonly Option<TimeSpan?> _deadline = Values.Option<TimeSpan?>(
        "--deadline",
        "TIME",
        $"How long it may take to answer a request; {DefaultWire.Deadline.TotalSeconds:0}s unless given, "
            + $"{LinuxSubject.Deadline.TotalSeconds:0}s of linux",
        Values.SomeTime
    );

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object in the place of the lines" };
    private readonly Surroundings _surroundings;

    private SmokeVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        SmokeVerb verb = new(surroundings);
        Command command = new("smoke", "Test an adapter's protocol, without judging what it answers")
        {
            verb._subject,
            verb._deadline,
            verb._json,
        };
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string subject = parsed.GetRequiredValue(_subject);
        SmokeOptions options = new()
        {
            Wire = DefaultWire with
            {
                Deadline = parsed.GetValue(_deadline) ?? SubjectArguments.DeadlineOf(subject),
                Tool = CommandLine.NameAndVersion,
                Specification = SpecRevision.Current,
            },
        };
        SmokeReport report = Test(AddressOf(subject), options);
        ExitCode code = report.Count(SmokeState.Broken) > 0 ? ExitCode.Protocol : ExitCode.Conforms;
        if (parsed.GetValue(_json))
        {
            _surroundings.Out.WriteLine(SmokeText.Json(subject, report, (int)code));
        }
        else
        {
            SmokeText.Write(_surroundings.Screen(), report);
        }

        return code;
    }

    private static SmokeReport Test(SubjectAddress address, SmokeOptions options)
    {
        try
        {
            return SmokeTest.Run(address, options);
        }
        catch (SubjectException exception)
        {
            ExitCode code = ExitCodes.Of(exception.Failure);
            throw new CommandException(code, SubjectText.Sentences(exception.Failure));
        }
    }

    private SubjectAddress AddressOf(string subject)
    {
        if (SubjectArguments.IsWire(subject))
        {
            return SubjectArguments.AddressOf(subject);
        }

        if (StepSubjects.Names.Contains(subject))
        {
            throw CommandException.Usage(
                $"The subject {Values.Quote(subject)} is run in steps and has no adapter to test."
            );
        }

        // What is no subject is said here, and not by a program that ends.
        _ = Subjects.Find(subject, _surroundings);
        Sequence<string> words = [.. OwnProgram(), "serve", subject];
        return new SubjectAddress.Program(string.Join(' ', words.Select(ShellWords.Quote)), words);
    }

    // Under dotnet, and under a test, it is a library.
    private static Sequence<string> OwnProgram()
    {
        string library = typeof(SmokeVerb).Assembly.Location;
        string host = Environment.ProcessPath ?? "";
        string name = Path.GetFileNameWithoutExtension(host);
        return name == Path.GetFileNameWithoutExtension(library) || library.Length == 0
            ? [host]
            : [name == "dotnet" ? host : "dotnet", library];
    }
}
