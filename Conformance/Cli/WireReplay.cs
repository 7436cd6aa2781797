using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>Runs scenario and replay files on a subject behind the protocol.</summary>
internal sealed class WireReplay : IDisposable
{
    private readonly WireSubject _subject;
    private readonly SubjectOptions _options;

    private WireReplay(WireSubject subject, SubjectOptions options)
    {
        _subject = subject;
        _options = options;
    }

    /// <summary>Starts or reaches the subject.</summary>
    public static WireReplay Start(SubjectArguments arguments, ParseResult parsed, string subject)
    {
        WireSubject started = arguments.Start(parsed, subject, record: null);
        try
        {
            return new WireReplay(started, arguments.Options(parsed, subject, started.Capabilities));
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>What a file comes to.</summary>
    public ScenarioVerdict Judge(Scenario scenario)
    {
        if (PairRaceFile.Read(scenario) is { } race && _subject.Capabilities.DelayPoints is not null)
        {
            return Guarded(() => PairRaceReplay.Judge(_subject, race, new PairRaceOptions { Ways = _options.Budget }));
        }

        if (scenario.IsConcurrent)
        {
            return new ScenarioVerdict(ScenarioRunner.Run(scenario), null) { IsOfReferenceAlone = true };
        }

        SubjectUnderTest tested = new(_subject, _options);
        if (tested.Lack(scenario) is string lack)
        {
            return new ScenarioVerdict(ScenarioRunner.Run(scenario), null) { Undecided = $"it {lack}" };
        }

        ScenarioVerdict verdict = Guarded(() => tested.Judge(scenario));
        SubjectReport report = tested.Report;
        return verdict with
        {
            FirstStop = report.FirstStop,
            Undecided = report.Undecided > 0 ? report.Reason : verdict.Undecided,
        };
    }

    /// <summary>A file step by step.</summary>
    public Explanation Explain(Scenario scenario) =>
        new SubjectUnderTest(_subject, _options).Lack(scenario) is string lack
            ? throw CommandException.Usage($"The file cannot be run on the subject: it {lack}.")
            : Guarded(() => new SubjectExplainer(_subject, _options).Run(scenario));

    public void Dispose()
    {
        _ = _subject.End();
        _subject.Dispose();
    }

    private static T Guarded<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (SubjectException exception)
        {
            throw new CommandException(ExitCodes.Of(exception.Failure), SubjectText.Sentences(exception.Failure));
        }
    }
}
