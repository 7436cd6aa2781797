using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// How many steps the races have that generated schedules and shrinking leave of the reference's defects, beside the steps
/// of the shortest schedule that the explorer finds in the defect's own world. A generated race may use other operations
/// than that world has, and be shorter.
/// </summary>
internal static class RaceShrinkingMeasure
{
    private const string Explorer = "explorer's minimum in its world";
    private const int Agents = 2;
    private const int Length = 3;
    private const int Seeds = 5;
    private const ulong MostRaces = 5_000;
    private const int Budget = 20_000;

    public static IEnumerable<Headline> Measure()
    {
        int least = 0;
        int found = 0;
        int runs = 0;
        foreach (ReferenceDefect defect in ReferenceDefects.All.Where(static defect => defect.NeedsInterleaving))
        {
            IStepModel model = StepModelCompiler.Compile(defect);
            int[] steps = [.. StepsOf(model, defect).Order()];
            runs += Seeds;
            found += steps.Length;
            least += steps.Count(count => count <= defect.Steps);
            if (steps.Length > 0)
            {
                double median = steps[steps.Length / 2];
                yield return new Headline(
                    $"shrunk race of {defect.Id}, median",
                    median,
                    "steps",
                    Explorer,
                    defect.Steps
                );
            }
        }

        yield return new Headline("defects found by races", found, "runs", "all runs", runs);
        yield return new Headline(
            "races shrunk to no more steps than the explorer's",
            least,
            "runs",
            "all found",
            found
        );
    }

    private static IEnumerable<int> StepsOf(IStepModel model, ReferenceDefect defect)
    {
        RaceSettings settings = new(
            defect.World.Sizes,
            defect.World.Profile,
            Agents,
            Length,
            RaceSettings.WeightsOf([])
        );
        RaceGenerator generator = new(model, settings);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            if (Find(generator, seed, defect.Clause, defect.Breaks) is RaceFinding finding)
            {
                yield return new RaceShrinker(model, Budget).Shrink(finding).Steps.Count;
            }
        }
    }

    private static RaceFinding? Find(RaceGenerator generator, ulong seed, string clause, string breaks)
    {
        for (ulong race = 0; race < MostRaces; race++)
        {
            if (
                generator.Run(Random64.Derive(seed, race)).Finding is RaceFinding finding
                && (finding.Violation.Invariant == breaks || finding.Violation.Clause == clause)
            )
            {
                return finding;
            }
        }

        return null;
    }
}
