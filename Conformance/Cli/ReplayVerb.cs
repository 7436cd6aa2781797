using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec replay</c>: runs scenario and replay files and says whether they hold.</summary>
internal sealed class ReplayVerb
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description =
            $"Scenario or replay files, or folders with *{ReplayFile.Extension} files; "
            + "and the name of a subject to run them on, if not optimized",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Comparison> _compare = Values.CompareOption();
    private readonly Option<string> _known = Values.Option<string>(
        "--baseline",
        "FILE",
        "Divergences that are known: they do not fail it, and a listed file that no longer diverges does with exit code 4",
        Values.Text
    );

    private readonly SubjectArguments _wire = new();
    private readonly Surroundings _surroundings;
    private readonly Screen _screen;
    private ReplayBaseline _baseline = new(null, "");
    private int _knowing;
    private int _conforming;
    private int _diverging;
    private int _undecided;
    private int _unreadable;
    private int _alone;

    private ReplayVerb(Surroundings surroundings)
    {
        _surroundings = surroundings;
        _screen = surroundings.Screen();
    }

    public static Command Build(Surroundings surroundings)
    {
        ReplayVerb verb = new(surroundings);
        Command command = new("replay", "Run scenario and replay files, comparing everything after each operation")
        {
            verb._files,
            verb._compare,
            verb._known,
        };
        verb._wire.AddAskingTo(command);
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string[] words = parsed.GetRequiredValue(_files);
        string[] subjects = [.. words.Where(IsSubject)];
        if (subjects.Length > 1)
        {
            throw CommandException.Usage($"replay can run files on one subject, not on {Values.List([.. subjects])}.");
        }

        Comparison comparison = parsed.GetValue(_compare);
        string subject = subjects is [string name] ? name : CheckPlan.DefaultSubject;
        bool isWire = SubjectArguments.IsWire(subject);
        _wire.Refuse(parsed, isWire, _compare);
        if (parsed.GetValue(_known) is string known)
        {
            _baseline = new ReplayBaseline(new BaselinePlan(known, BaselineFile.Read(known), IsFixed: false), subject);
        }

        IReadOnlyList<string> files = ScenarioFile.Expand(words.Except(subjects));
        if (files.Count == 0)
        {
            throw CommandException.Usage("replay needs a file to run on the subject.");
        }

        using WireReplay? replay = isWire ? WireReplay.Start(_wire, parsed, subject) : null;
        return Run(files, replay is null ? Judge(subject, comparison) : replay.Judge);
    }

    private static bool IsSubject(string word) =>
        SubjectArguments.IsWire(word) || (StepSubjects.IsOrMayBe(word) && !Path.Exists(word));

    private ExitCode Run(IReadOnlyList<string> files, Func<Scenario, ScenarioVerdict> judge)
    {
        if (files.Count == 1)
        {
            return Report(files[0], judge(ScenarioFile.Read(files[0])));
        }

        using Interruption interruption = new(_surroundings);
        ExitCode code = ExitCode.Conforms;
        int ran = 0;
        foreach (string file in files.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
        {
            _screen.Status($"{ran} of {files.Count} files: {file}");
            code = ExitCodes.First(code, RunOne(file, judge));
            ran++;
        }

        _screen.Line(Total(ran));
        if (ran < files.Count)
        {
            _screen.Line($"{Verdict.Inconclusive($"it was stopped after {ran} of {files.Count} files")}");
            code = ExitCodes.First(code, ExitCode.Inconclusive);
        }

        return code;
    }

    private Func<Scenario, ScenarioVerdict> Judge(string subject, Comparison comparison)
    {
        if (StepSubjects.Names.Contains(subject))
        {
            IStepModel model = StepSubjects.Find(subject, _surroundings);
            return scenario =>
                PairRaceReplay.Judge(() => new SteppedSubject(subject, model), scenario, new PairRaceOptions())
                ?? ScenarioVerdict.OfSteps(scenario, model, subject);
        }

        MachineFactory factory = Subjects.Find(subject, _surroundings);
        return scenario => ScenarioVerdict.Of(scenario, factory, comparison);
    }

    private ExitCode RunOne(string file, Func<Scenario, ScenarioVerdict> judge)
    {
        try
        {
            return Report(file, judge(ScenarioFile.Read(file)));
        }
        catch (ScenarioFileException exception)
        {
            _unreadable++;
            _screen.Status("");
            _surroundings.Err.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
    }

    private ExitCode Report(string file, ScenarioVerdict verdict)
    {
        foreach (Mismatch mismatch in verdict.Run.Mismatches)
        {
            _screen.Line($"{file}:{mismatch.Line}: {mismatch.Sentence}");
        }

        if (verdict.Run.Mismatches.Count == 0 && verdict.Finding is { } finding)
        {
            Divergence divergence = finding.Divergence;
            _screen.Line(
                $"{file}: Operation {finding.Operations.Count} diverges in {divergence.Subject}: "
                    + $"expected {divergence.Expected}, found {divergence.Found}."
            );
        }

        if (verdict is { Holds: false, FirstStop: { } stop })
        {
            _screen.Line(SubjectText.Sentences(stop));
        }

        if (verdict.IsOfReferenceAlone)
        {
            _alone++;
            _screen.Line(
                $"{file}: operations take turns in it, so that the subject was not asked: judged on the reference alone"
            );
        }

        _screen.Line($"{file}: {verdict.Verdict}", verdict.Holds ? "" : CheckScreen.StyleOf(verdict.Verdict));
        _conforming += verdict.Holds ? 1 : 0;
        bool isOpen = verdict.Verdict.Kind == VerdictKind.Inconclusive;
        _undecided += isOpen ? 1 : 0;
        _diverging += verdict.Holds || isOpen ? 0 : 1;
        (ExitCode code, string words) = _baseline.Judge(file, verdict);
        if (words.Length > 0)
        {
            _screen.Line($"{file}: {words}");
        }

        _knowing += !verdict.Holds && code == ExitCode.Conforms ? 1 : 0;
        return code;
    }

    private string Total(int ran) =>
        $"{ran} files: {_conforming} conform, {_diverging} diverge"
        + (_knowing == 0 ? "" : $" ({_knowing} known)")
        + (_undecided == 0 ? "" : $", {_undecided} undecided")
        + (_unreadable == 0 ? "" : $", {_unreadable} cannot be read")
        + (_alone == 0 ? "" : $"; {_alone} of them judged on the reference alone");
}
