using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Races as concurrent scenario files, and back.</summary>
public static class RaceFile
{
    /// <summary>A race that ends in a fault as a scenario: every step one line, its label behind it.</summary>
    /// <param name="finding">The race.</param>
    /// <param name="subject">Whose steps it takes.</param>
    /// <param name="comments">How it was found, line by line.</param>
    public static Scenario Of(RaceFinding finding, string subject, Sequence<string> comments)
    {
        Race race = finding.Race;
        Violation violation = finding.Violation;
        return new Scenario(
            $"{subject}: {violation.Clause} is broken",
            Catalogue.Find(violation.Clause) is null ? [] : [violation.Clause],
            "hmmspec check --interleave",
            race.World,
            race.Profile,
            [.. race.Setup.Select(static operation => new OperationLine(operation)), .. Turns(finding)]
        )
        {
            Comments = [.. comments.Add($"broken: {violation}").Select(static line => $"# {line}")],
        };
    }

    /// <summary>The race of a scenario. What it wants of outcomes and pages is not looked at.</summary>
    public static Race Read(Scenario scenario) => new RaceReader().Read(scenario);

    private static IEnumerable<ScenarioLine> Turns(RaceFinding finding)
    {
        Race race = finding.Race;
        int[] begun = new int[race.Agents.Count];
        HashSet<int> open = [];
        foreach (RaceStep step in finding.Steps.AsEnumerable())
        {
            int agent = step.Turn.Agent;
            string name = AgentNames.Of(agent);
            if (begun[agent] == step.Operation)
            {
                begun[agent]++;
                open.Add(agent);
                yield return new BeginLine(name, step.Carried);
            }

            if (step.Name != RaceStep.Waits)
            {
                yield return Line(name, step);
            }

            if (step.Outcome is Outcome outcome)
            {
                open.Remove(agent);
                yield return new EndLine(name, WantedOutcome.Of(outcome));
            }
        }

        // An endless race goes on where its schedule ends.
        for (int agent = 0; agent < begun.Length; agent++)
        {
            if (begun[agent] < race.Agents[agent].Count && !open.Contains(agent))
            {
                open.Add(agent);
                yield return new BeginLine(AgentNames.Of(agent), race.Agents[agent][begun[agent]]);
            }
        }

        foreach (int agent in open.Order())
        {
            yield return new LeaveLine(AgentNames.Of(agent));
        }
    }

    private static ScenarioLine Line(string name, RaceStep step)
    {
        string label = step.Name == RaceStep.Throws ? step.Name.Method : StepLabels.Of(step.Name);
        return step.Turn.Choice == Choice.Canonical
            ? new StepLine(name) { Comment = label }
            : new ChooseLine(name, step.Turn.Choice) { Comment = label };
    }
}
