using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec explain</c>: a scenario or replay file step by step.</summary>
internal static class ExplainVerb
{
    private const string Same = "same";

    public static Command Build(Surroundings surroundings)
    {
        Argument<string> file = new("FILE") { Description = "A scenario or replay file" };
        Argument<string> subject = new("SUBJECT")
        {
            Description = Subjects.Description,
            DefaultValueFactory = _ => CheckPlan.DefaultSubject,
        };
        Option<Comparison> compare = Values.CompareOption();
        SubjectArguments wire = new();
        Option<bool> clauses = new("--clauses") { Description = "The clauses that the reference follows in each step" };
        Command command = new("explain", "Show a scenario or replay file step by step: what is allowed, what is seen")
        {
            file,
            subject,
            compare,
            clauses,
        };
        wire.AddAskingTo(command);
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(subject);
            bool isWire = SubjectArguments.IsWire(name);
            wire.Refuse(parsed, isWire, compare);
            if (isWire && ScenarioFile.Read(parsed.GetRequiredValue(file)) is { IsConcurrent: false } asked)
            {
                using WireReplay replay = WireReplay.Start(wire, parsed, name);
                Explanation shown = replay.Explain(asked);
                Write(surroundings.Screen(), shown, parsed.GetValue(clauses));
                return (int)ExitCodes.Of(shown.Verdict);
            }

            bool hasSteps = StepSubjects.Names.Contains(name);
            MachineFactory? factory = hasSteps || isWire ? null : Subjects.Find(name, surroundings);
            Scenario scenario = ScenarioFile.Read(parsed.GetRequiredValue(file));
            if (factory is null || scenario.IsConcurrent)
            {
                string model = hasSteps ? name : CheckPlan.SideBySideSubject;
                TurnExplanation turns = TurnExplanation.Of(scenario, StepSubjects.Find(model, surroundings), model);
                TurnText.Write(surroundings.Screen(), turns, isAsked: hasSteps);
                return (int)ExitCodes.Of(turns.Verdict);
            }

            Explanation explanation = Explanation.Of(scenario, factory, parsed.GetValue(compare));
            Write(surroundings.Screen(), explanation, parsed.GetValue(clauses));
            return (int)ExitCodes.Of(explanation.Verdict);
        });
        return command;
    }

    /// <summary>Writes what stands in the header of a scenario.</summary>
    internal static void WriteHeader(Screen screen, Scenario scenario)
    {
        if (scenario.Title.Length > 0)
        {
            screen.Line(scenario.Title, "bold");
        }

        screen.Line($"world {WorldText.Format(scenario.World)}");
        screen.Line($"profile {scenario.Profile.Name}");
        screen.Line();
    }

    /// <summary>Writes how many lines were not run, if any.</summary>
    internal static void WriteNotRun(Screen screen, int lines)
    {
        if (lines > 0)
        {
            screen.Line($"{lines} more {(lines == 1 ? "line was" : "lines were")} not run");
        }
    }

    private static void Write(Screen screen, Explanation explanation, bool withClauses)
    {
        WriteHeader(screen, explanation.Scenario);
        screen.Table(
            ["#", "operation", "allowed", "seen"],
            [.. explanation.Steps.SelectMany(step => Rows(step, withClauses))]
        );
        WriteNotRun(screen, explanation.NotRun);
        if (explanation.Divergence is Divergence divergence)
        {
            CheckText.WriteDivergence(screen, divergence);
            screen.Line();
            ClauseText.Write(screen, divergence.Clause, indent: 2);
        }

        screen.Line();
        screen.Line($"{explanation.Verdict}", CheckScreen.StyleOf(explanation.Verdict));
    }

    private static IEnumerable<Row> Rows(ExplainedStep step, bool withClauses)
    {
        yield return step.Number == 0
            ? new Row("", step.Text, step.Problem is null ? "" : new Cell("does not hold", "red"), "")
            : new Row($"{step.Number}", new Cell(step.Text, "bold"), step.Allowed, Seen(step, step.Allowed, step.Seen));
        if (step.Problem is not null)
        {
            yield return Note("  not as the file wants", step.Problem, "red");
        }

        if (withClauses && step.Clauses.Count > 0)
        {
            yield return Note("  clauses", string.Join(' ', step.Clauses), "");
        }

        foreach (ExplainedPages pages in step.Pages)
        {
            string name = pages.Name;
            foreach (ExplainedLane lane in pages.Lanes)
            {
                yield return new Row("", $"  {name}  {lane.Name}", lane.Allowed, Seen(step, lane.Allowed, lane.Seen));
                name = new string(' ', name.Length);
            }
        }
    }

    private static Row Note(string title, string text, string style) =>
        new("", new Cell(title, style), new Cell(text, style), "") { SetsWidths = false };

    private static Cell Seen(ExplainedStep step, string allowed, string? seen) =>
        seen is null ? new Cell("nothing: it crashed", "red")
        : seen == allowed ? new Cell(Same, "dim")
        : new Cell(seen, step.IsAllowed ? "yellow" : "red");
}
