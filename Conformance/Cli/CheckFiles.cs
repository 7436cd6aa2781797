using System.CommandLine;
using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>The files of a check that machines read: the results that it writes, and the baseline of what is known.</summary>
internal sealed class CheckFiles
{
    private readonly Option<string> _results = Values.Option<string>(
        "--results",
        "FILE",
        "Write what is done and found to a file, line by line as it comes; hmmspec report reads it",
        Values.Text
    );

    private readonly Option<string> _baseline = Values.Option<string>(
        "--baseline",
        "FILE",
        "Divergences that are known: they do not fail the check, and one that is gone ends it with exit code 4",
        Values.Text
    );

    private readonly Option<bool> _fix = new("--fix-baseline")
    {
        Description = "Rewrite the baseline: with what diverges, without what no longer does",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_results, _baseline, _fix];

    public void AddTo(Command command)
    {
        command.Add(_results);
        command.Add(_baseline);
        command.Add(_fix);
    }

    /// <summary>The plan with its baseline.</summary>
    public CheckPlan With(ParseResult parsed, CheckPlan plan)
    {
        string? path = parsed.GetValue(_baseline);
        bool isFixed = parsed.GetValue(_fix);
        if (path is null && isFixed)
        {
            throw CommandException.Usage("--fix-baseline needs --baseline FILE, the file to write.");
        }

        return path is null
            ? plan
            : plan with
            {
                Baseline = new BaselinePlan(
                    path,
                    isFixed && !Path.Exists(path) ? Baseline.Empty : BaselineFile.Read(path),
                    isFixed
                ),
            };
    }

    /// <summary>Begins the results; null if none are asked for.</summary>
    public ResultsWriter? Open(ParseResult parsed, CheckPlan plan)
    {
        if (parsed.GetValue(_results) is not string path)
        {
            return null;
        }

        string commandLine = string.Join(
            ' ',
            parsed.Tokens.Select(static token => CheckPlan.Quote(token.Value)).Prepend("hmmspec")
        );
        try
        {
            return new ResultsWriter(path, plan, CommandLine.NameAndVersion, commandLine);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw CommandException.Usage($"Nothing can be written to {path}: {FailureFolder.Reason(exception)}");
        }
    }

    /// <summary>Whether a check saw enough to say what the baseline should be.</summary>
    public static bool IsToBeRewritten(CheckSummary summary) =>
        summary is { Plan.Baseline.IsFixed: true, Verdict.Kind: VerdictKind.Conforms };

    /// <summary>Rewrites the baseline, if that is asked for.</summary>
    public static void Rewrite(CheckSummary summary)
    {
        if (!IsToBeRewritten(summary))
        {
            return;
        }

        BaselinePlan baseline = summary.Plan.Baseline!;
        try
        {
            BaselineFile.Write(baseline.Path, baseline.After(summary));
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{baseline.Path}: The baseline cannot be written: {FailureFolder.Reason(exception)}"
            );
        }
    }

    /// <summary>Ends the results; the exit code, also if they could not be written.</summary>
    public static ExitCode Close(ResultsWriter? results, CheckSummary summary, ExitCode code, Surroundings surroundings)
    {
        results?.End(summary, (int)code);
        results?.Dispose();
        if (results?.Problem is not string problem)
        {
            return code;
        }

        surroundings.Err.WriteLine($"hmmspec: not all results could be written: {problem}");
        return ExitCodes.First(code, ExitCode.Inconclusive);
    }
}
