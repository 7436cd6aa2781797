using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec report</c>: results files in the forms that other tools read.</summary>
internal sealed class ReportVerb
{
    private static readonly (string Name, Func<Report, string> Format)[] Formats =
    [
        ("junit", JunitReport.Format),
        ("ktap", KtapReport.Format),
        ("sarif", SarifReport.Format),
        ("markdown", MarkdownReport.Format),
        ("badge", BadgeReport.Format),
        ("json", JsonReport.Format),
    ];

    private static Sequence<string> Names => [.. Formats.Select(static format => format.Name)];

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Results files of check --results; several are merged, such as the shards of a run",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _format = Values.Option(
        "--format",
        "FORMAT",
        $"The form: {Values.List(Names)}",
        Values.Word(Names)
    );

    private readonly Option<string> _out = Values.Option<string>(
        "--out",
        "FILE",
        "Where to write it; standard output unless given",
        Values.Text
    );

    private readonly Surroundings _surroundings;

    private ReportVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        ReportVerb verb = new(surroundings);
        Command command = new("report", "Write results files in the forms that other tools read")
        {
            verb._files,
            verb._format,
            verb._out,
        };
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string name =
            parsed.GetValue(_format)
            ?? throw CommandException.Usage($"report needs --format FORMAT: {Values.List(Names)}.");
        ResultsFile[] files = [.. parsed.GetRequiredValue(_files).Select(ResultsFile.Read)];
        foreach (string missing in files.Select(static file => file.Missing).OfType<string>())
        {
            _surroundings.Err.WriteLine($"hmmspec: {missing}: inconclusive");
        }

        Report report = Report.Of(files, static (left, right) => (int)ExitCodes.First(CodeOf(left), CodeOf(right)));
        Write(parsed.GetValue(_out), Formats.First(format => format.Name == name).Format(report));
        return ExitCode.Conforms;
    }

    // What a later version may end with is grave until it is known.
    private static ExitCode CodeOf(int code) => Enum.IsDefined((ExitCode)code) ? (ExitCode)code : ExitCode.Internal;

    private void Write(string? path, string text)
    {
        if (path is null)
        {
            _surroundings.Out.Write(text);
            return;
        }

        try
        {
            AtomicFile.Write(path, text);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw CommandException.Usage($"Nothing can be written to {path}: {FailureFolder.Reason(exception)}");
        }
    }
}
