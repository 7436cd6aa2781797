using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs a scenario and notes what there is to see after every line.</summary>
internal sealed class Explainer
{
    private readonly Scenario _scenario;
    private readonly RecordingMachine _machine;
    private readonly Lockstep _lockstep;
    private readonly List<ExplainedStep> _steps = [];
    private Divergence? _divergence;
    private int _operations;

    internal Explainer(Scenario scenario, MachineFactory factory)
    {
        (World world, Profile profile) = (scenario.World, scenario.Profile);
        _scenario = scenario;
        _machine = new RecordingMachine(factory(world, profile));
        _lockstep = new Lockstep(world, profile, _machine, Thoroughness.EveryOperation);
    }

    internal Explanation Run()
    {
        foreach (ScenarioLine line in _scenario.Lines.TakeWhile(_ => _divergence is null))
        {
            _steps.Add(
                line is OperationLine it
                    ? Explain(it)
                    : new ExplainedStep(line, 0, "", null) { Problem = Expectation.Check(_lockstep.State, line) }
            );
        }

        return new Explanation(_scenario, _steps, _divergence);
    }

    private ExplainedStep Explain(OperationLine line)
    {
        _operations++;
        State before = _lockstep.State;
        _divergence = _lockstep.Apply(line.Operation);
        Outcome allowed = _lockstep.Last.Outcome;
        bool wasAsked = _divergence is null || _divergence.Kind != DivergenceKind.Crash;
        IReadOnlyList<PageAddress> touched = TouchedPages.Of(
            line.Operation,
            before,
            _lockstep.State,
            wasAsked ? _machine.Touched : []
        );
        string? seen = _machine.Outcome is Outcome outcome ? OutcomeText.Format(outcome) : null;
        return new ExplainedStep(line, _operations, OutcomeText.Format(allowed), seen)
        {
            Problem = line.Wanted?.Mismatch(allowed),
            Clauses = Ids(_lockstep.Last.Clauses),
            Pages = Group(touched.Select(page => (page, Lanes(before, page, wasAsked)))),
        };
    }

    private List<ExplainedLane> Lanes(State before, PageAddress page, bool wasAsked)
    {
        IReadOnlyList<(string Name, string Text)> old = PageLanes.Of(before, page).All;
        IReadOnlyList<(string Name, string Text)> allowed = PageLanes.Of(_lockstep.State, page).All;
        IReadOnlyList<(string Name, string Text)> seen = wasAsked
            ? PageLanes.Of(_machine, _scenario.World, page).All
            : allowed;
        List<ExplainedLane> lanes = [];
        for (int lane = 0; lane < allowed.Count; lane++)
        {
            if (old[lane].Text.Length > 0 || allowed[lane].Text.Length > 0 || seen[lane].Text.Length > 0)
            {
                string? found = wasAsked ? OrNone(seen[lane].Text) : null;
                lanes.Add(new ExplainedLane(allowed[lane].Name, OrNone(allowed[lane].Text), found));
            }
        }

        return lanes;
    }

    private static string OrNone(string text) => text.Length == 0 ? "none" : text;

    private static string[] Ids(ClauseSet clauses) =>
        [.. Catalogue.All.Where((_, index) => clauses.Contains(index)).Select(clause => clause.Id)];

    private static List<ExplainedPages> Group(IEnumerable<(PageAddress Page, List<ExplainedLane> Lanes)> pages)
    {
        List<ExplainedPages> groups = [];
        foreach ((PageAddress page, List<ExplainedLane> lanes) in pages)
        {
            ExplainedPages? last = groups.Count > 0 ? groups[^1] : null;
            bool joins =
                last is not null
                && last.Process == page.Process
                && last.Range.End == page.Page
                && last.Lanes.SequenceEqual(lanes);
            if (joins)
            {
                groups[^1] = last! with { Range = last.Range with { Count = last.Range.Count + 1 } };
            }
            else
            {
                groups.Add(new ExplainedPages(page.Process, new PageRange(page.Page, 1), lanes));
            }
        }

        return groups;
    }
}
