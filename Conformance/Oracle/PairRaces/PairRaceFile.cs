using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Races of two operations as scenario files, and back: both begin, the first is held up at a point or not, both end. On a
/// model in steps the first then ends before the second goes on.
/// </summary>
public static class PairRaceFile
{
    private const string First = "a";
    private const string Second = "b";

    /// <summary>A race that ends in a divergence as a scenario.</summary>
    /// <param name="finding">The race.</param>
    /// <param name="comments">How it was found, line by line.</param>
    public static Scenario Of(PairRaceFinding finding, Sequence<string> comments)
    {
        Divergence divergence = finding.Divergence;
        return Of(
            finding.Script,
            $"{divergence.Subject} diverges from {divergence.Clause} where two operations race",
            Catalogue.Find(divergence.Clause) is null ? [] : [divergence.Clause],
            [
                .. comments,
                $"diverges: {divergence.Clause}, in {divergence.Subject}",
                $"expected: {divergence.Expected}",
                $"found: {divergence.Found}",
            ]
        );
    }

    /// <summary>A race of which it was not decided whether it diverges as a scenario.</summary>
    /// <param name="left">The race.</param>
    /// <param name="comments">How it was found, line by line.</param>
    public static Scenario Of(UndecidedRace left, Sequence<string> comments) =>
        Of(
            left.Script,
            "it was not decided whether two operations that race diverge",
            [],
            [.. comments, .. $"undecided: {left.Reason}".Split('\n')]
        );

    private static Scenario Of(RaceScript script, string title, Sequence<string> clauses, IEnumerable<string> comments)
    {
        PairRace pair = script.Pair;
        return new Scenario(
            title,
            clauses,
            "hmmspec check --races",
            script.World,
            script.Profile,
            [
                .. script.Before.Select(static operation => new OperationLine(operation)),
                new BeginLine(First, pair.First),
                .. pair.Delay is { } delay ? [new HoldLine(First, delay)] : Array.Empty<ScenarioLine>(),
                new BeginLine(Second, pair.Second),
                new EndLine(First),
                new EndLine(Second),
                .. script.After.Select(static operation => new OperationLine(operation)),
            ]
        )
        {
            Comments = [.. comments.Select(static line => $"# {line}")],
        };
    }

    /// <summary>The race of a scenario; null if it is not of this form.</summary>
    public static RaceScript? Read(Scenario scenario)
    {
        ScenarioLine[] lines = [.. scenario.Lines];
        int at = Array.FindIndex(lines, static line => line is BeginLine);
        if (at < 0 || lines[at] is not BeginLine first)
        {
            return null;
        }

        int next = at + 1;
        Delay? delay =
            next < lines.Length && lines[next] is HoldLine hold && hold.Name == first.Name ? hold.Delay : null;
        next += delay is null ? 0 : 1;
        bool isPair =
            next + 2 < lines.Length
            && lines[next] is BeginLine
            && lines[next + 1] is EndLine { Wanted: null }
            && lines[next + 2] is EndLine { Wanted: null };
        IEnumerable<ScenarioLine> others = lines.Take(at).Concat(lines.Skip(next + 3));
        return isPair && others.All(static line => line is OperationLine)
            ? new RaceScript(
                scenario.World,
                scenario.Profile,
                Operations(lines.Take(at)),
                new PairRace(first.Operation, ((BeginLine)lines[next]).Operation, delay),
                Operations(lines.Skip(next + 3))
            )
            : null;
    }

    private static Sequence<Operation> Operations(IEnumerable<ScenarioLine> lines) =>
        [.. lines.OfType<OperationLine>().Select(static line => line.Operation)];
}
