using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs a scenario and notes what there is to see after every line.</summary>
internal sealed class Explainer
{
    private readonly Scenario _scenario;
    private readonly IMachine _machine;
    private readonly IJudge _judge;
    private readonly bool _isExact;
    private readonly List<ExplainedStep> _steps = [];
    private Divergence? _divergence;
    private int _operations;

    internal Explainer(Scenario scenario, MachineFactory factory, Comparison comparison)
    {
        (World world, Profile profile) = (scenario.World, scenario.Profile);
        _scenario = scenario;
        _machine = factory(world, profile);
        _isExact = comparison == Comparison.Exact;
        _judge = Judges.Create(world, profile, _machine, Thoroughness.EveryOperation, comparison);
    }

    internal Explanation Run()
    {
        foreach (ScenarioLine line in _scenario.Lines.TakeWhile(_ => _divergence is null))
        {
            _steps.Add(
                line is OperationLine it
                    ? Explain(it)
                    : new ExplainedStep(line, 0, "", null)
                    {
                        Problem = _isExact ? Expectation.Check(_judge.State, line) : null,
                    }
            );
        }

        return new Explanation(_scenario, _steps, _divergence);
    }

    private ExplainedStep Explain(OperationLine line)
    {
        _operations++;
        State before = _judge.State;
        _divergence = _judge.Apply(line.Operation);
        Outcome allowed = _judge.Last.Outcome;
        bool canBeAsked = _divergence?.Kind != DivergenceKind.Crash;
        IReadOnlyList<PageAddress> touched = TouchedPages.Of(
            line.Operation,
            before,
            _judge.Last.After,
            canBeAsked ? _machine.Touched : []
        );
        return new ExplainedStep(
            line,
            _operations,
            OutcomeText.Format(allowed),
            canBeAsked ? OutcomeText.Format(_judge.Seen) : null
        )
        {
            Problem = _isExact ? line.Wanted?.Mismatch(allowed) : null,
            Clauses = Ids(_judge.Last.Clauses),
            Pages = ExplainedPages.Grouped(
                touched.Select(page => new ExplainedPages(
                    page.Process,
                    new PageRange(page.Page, 1),
                    Lanes(before, page, canBeAsked)
                ))
            ),
        };
    }

    private List<ExplainedLane> Lanes(State before, PageAddress page, bool canBeAsked)
    {
        IReadOnlyList<(string Name, string Text)> old = PageLanes.Of(before, page).All;
        IReadOnlyList<(string Name, string Text)> allowed = PageLanes.Of(_judge.Last.After, page).All;
        IReadOnlyList<(string Name, string Text)> seen = canBeAsked
            ? PageLanes.Of(_machine, _scenario.World, page).All
            : allowed;
        List<ExplainedLane> lanes = [];
        for (int lane = 0; lane < allowed.Count; lane++)
        {
            if (old[lane].Text.Length > 0 || allowed[lane].Text.Length > 0 || seen[lane].Text.Length > 0)
            {
                string? found = canBeAsked ? OrNone(seen[lane].Text) : null;
                lanes.Add(new ExplainedLane(allowed[lane].Name, OrNone(allowed[lane].Text), found));
            }
        }

        return lanes;
    }

    private static string OrNone(string text) => text.Length == 0 ? "none" : text;

    private static string[] Ids(ClauseSet clauses) =>
        [.. Catalogue.All.Where((_, index) => clauses.Contains(index)).Select(clause => clause.Id)];
}
