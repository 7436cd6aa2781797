using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec spec coverage</c>: which clauses scenarios and generated operations follow, gaps first.</summary>
internal static class SpecCoverageVerb
{
    private const long Sequences = 2_000;
    private const long Races = 20_000;

    public static Command Build(Surroundings surroundings)
    {
        Option<Profile?> profile = Values.Option<Profile?>(
            "--profile",
            "NAME",
            $"The profile: {Spelling.List([.. Profile.All.Select(one => one.Name)])}; {Profile.Strict.Name} unless given",
            Values.ProfileNamed
        );
        Option<ulong?> seed = Values.Option<ulong?>(
            "--seed",
            "N",
            "Makes the run the same again; fresh unless given, and printed first",
            Values.Seed
        );
        Option<long> sequences = Values.Option(
            "--sequences",
            "N",
            $"How many sequences run, one operation after another; {Sequences} unless given",
            Values.Number(0, long.MaxValue)
        );
        Option<long> races = Values.Option(
            "--races",
            "N",
            $"How many races run; {Races} unless given",
            Values.Number(0, long.MaxValue)
        );
        Option<bool> json = new("--json") { Description = "One JSON object in the place of the table" };
        Command command = new("coverage", "Count what scenarios and generated operations follow of each clause")
        {
            profile,
            seed,
            sequences,
            races,
            json,
        };
        command.SetAction(parsed =>
        {
            ulong chosen = parsed.GetValue(seed) ?? surroundings.FreshSeed();
            using Interruption interruption = new(surroundings);
            Screen screen = surroundings.Screen(parsed.GetValue(json));
            screen.Line($"seed 0x{chosen:x}");
            ClauseCoverage coverage = ClauseCoverage.Count(
                parsed.GetValue(profile) ?? Profile.Strict,
                chosen,
                parsed.GetResult(sequences) is null ? Sequences : parsed.GetValue(sequences),
                parsed.GetResult(races) is null ? Races : parsed.GetValue(races),
                Subjects.Find(CheckPlan.DefaultSubject, surroundings),
                surroundings.Steps,
                interruption.Token
            );
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(CoverageJson.Format(coverage));
            }
            else
            {
                Write(screen, coverage);
            }

            bool whole = !interruption.Token.IsCancellationRequested && !coverage.Gaps.Any();
            return (int)(whole ? ExitCode.Conforms : ExitCode.Inconclusive);
        });
        return command;
    }

    private static void Write(Screen screen, ClauseCoverage coverage)
    {
        ClauseReach[] followable =
        [
            .. coverage.Reaches.Where(static reach => reach is { IsInvariant: false, IsOfProfile: true }),
        ];
        screen.Table(
            ["clause", "scenarios", "alone", "races", "says"],
            [
                .. followable
                    .OrderBy(static reach => reach.Alone + reach.Races > 0)
                    .ThenBy(static reach => reach.Scenarios > 0)
                    .ThenBy(static reach => reach.Alone + reach.Races)
                    .Select(reach => RowOf(reach, screen)),
            ]
        );
        int gaps = followable.Count(static reach => reach.IsGap);
        int byScenario = followable.Count(static reach => reach.IsByScenarioOnly);
        int invariants = coverage.Reaches.Count(static reach => reach.IsInvariant);
        screen.Line(
            $"{followable.Length - gaps} of {followable.Length} clauses followed in profile {coverage.Profile.Name}, "
                + $"{byScenario} of them by scenarios only; {invariants} more are invariants, asked of every state"
        );
        if (gaps > 0)
        {
            screen.Line($"nothing follows {string.Join(' ', coverage.Gaps.Select(static reach => reach.Clause.Id))}");
        }
    }

    private static Row RowOf(ClauseReach reach, Screen screen) =>
        new(
            new Cell(reach.Clause.Id, reach.IsGap ? "red" : "bold"),
            Count(reach.Scenarios),
            Count(reach.Alone),
            Count(reach.Races),
            SpecVerb.Beginning(reach.Clause.Sentence, Math.Max(20, screen.Width - (screen.IsTerminal ? 58 : 48)))
        );

    private static Cell Count(long count) => new(count == 0 ? "-" : $"{count:N0}");
}
