using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>
/// <c>hmmspec spec list</c> and <c>hmmspec spec show ID</c>: the clauses of the specification. <c>spec build</c> is
/// <see cref="SpecBuildVerb"/>, <c>spec coverage</c> <see cref="SpecCoverageVerb"/>.
/// </summary>
internal static class SpecVerb
{
    private const int Indent = 2;

    public static Command Build(Surroundings surroundings)
    {
        Command command = new("spec", "List, show and count the clauses of the specification, and write its document");
        command.Add(BuildList(surroundings));
        command.Add(BuildShow(surroundings));
        command.Add(SpecCoverageVerb.Build(surroundings));
        command.Add(SpecBuildVerb.Build(surroundings));
        return command;
    }

    private static Command BuildList(Surroundings surroundings)
    {
        Option<string> family = Values.Option<string>(
            "--family",
            "FAMILY",
            "Only the clauses of one family, such as MIG",
            Values.Text
        );
        Option<bool> json = new("--json") { Description = "One JSON object in the place of the table" };
        Command command = new("list", "List the clauses") { family, json };
        command.SetAction(parsed => (int)List(surroundings, parsed.GetValue(family), parsed.GetValue(json)));
        return command;
    }

    private static Command BuildShow(Surroundings surroundings)
    {
        Argument<string> id = new("ID") { Description = "The id of a clause, such as MIG-3" };
        Command command = new("show", "Show everything about a clause: what it says, its scenarios, its sources")
        {
            id,
        };
        command.SetAction(parsed => (int)Show(surroundings, parsed.GetRequiredValue(id)));
        return command;
    }

    private static ExitCode List(Surroundings surroundings, string? family, bool json)
    {
        Sequence<string> families = [.. Catalogue.All.Select(clause => clause.Family).Distinct()];
        string? wanted = family?.ToUpperInvariant();
        if (wanted is not null && !families.Contains(wanted))
        {
            throw CommandException.Usage(
                $"There is no family {Values.Quote(family!)}; there are {Values.List(families)}."
            );
        }

        Clause[] clauses = [.. Catalogue.All.Where(clause => wanted is null || clause.Family == wanted)];
        if (json)
        {
            surroundings.Out.WriteLine(ClauseJson.Format(clauses));
            return ExitCode.Conforms;
        }

        Screen screen = surroundings.Screen();
        Row[] rows = [.. clauses.Select(clause => RowOf(clause, screen))];
        screen.Table(["id", "kind", "versions", "says"], rows);
        screen.Line($"{clauses.Length} clauses; hmmspec spec show ID says everything about one");
        return ExitCode.Conforms;
    }

    // Id, kind, versions and frame of the table leave this much for the sentence.
    private static Row RowOf(Clause clause, Screen screen) =>
        new(
            new Cell(clause.Id, "bold"),
            ClauseWords.Of(clause.Kind),
            ClauseWords.Of(clause.Versions),
            Beginning(clause.Sentence, Math.Max(20, screen.Width - (screen.IsTerminal ? 47 : 38)))
        );

    /// <summary>As much of a sentence as there is room for.</summary>
    internal static string Beginning(string sentence, int length)
    {
        if (sentence.Length <= length)
        {
            return sentence;
        }

        int end = sentence.LastIndexOf(' ', length - 3);
        return sentence[..(end < 0 ? length - 3 : end)] + "...";
    }

    private static ExitCode Show(Surroundings surroundings, string id)
    {
        Clause clause = Find(id);
        Screen screen = surroundings.Screen();
        ClauseText.Write(screen, clause, Indent);
        Section(screen, "stated by", [.. Citations.Of(clause.Id).Select(citation => citation.ToString())]);
        Scenario[] scenarios = [.. ClauseScenarios.All.Where(scenario => scenario.Clauses.Contains(clause.Id))];
        if (scenarios.Length == 0)
        {
            Section(screen, "scenarios", []);
        }

        foreach (Scenario scenario in scenarios)
        {
            string[] lines = ScenarioWriter.Write(scenario).TrimEnd().Split('\n');
            Section(screen, scenarios.Length == 1 ? "scenario" : $"scenario: {scenario.Title}", lines);
        }

        return ExitCode.Conforms;
    }

    private static Clause Find(string id)
    {
        string wanted = id.ToUpperInvariant();
        Sequence<string> ids = [.. Catalogue.All.Select(clause => clause.Id)];
        return Catalogue.Find(wanted)
            ?? throw CommandException.Usage(
                Spelling.Nearest(wanted, ids) is string near
                    ? $"There is no clause {Values.Quote(id)}; did you mean {Values.Quote(near)}?"
                    : $"There is no clause {Values.Quote(id)}; hmmspec spec list lists all."
            );
    }

    private static void Section(Screen screen, string title, string[] lines)
    {
        screen.Line();
        screen.Line(title, "bold");
        foreach (string line in lines.Length == 0 ? ["none"] : lines)
        {
            screen.Line(line.Length == 0 ? "" : new string(' ', Indent) + line);
        }
    }
}
