using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>How many states a world may have, before it is explored.</summary>
/// <param name="States">About how many; often several times too high, for not everything goes with everything.</param>
/// <param name="Reason">What the number was made of.</param>
public sealed record Estimate(double States, string Reason)
{
    // A part that has more states than this is not counted to its end.
    private const long Enough = 20_000;

    /// <summary>
    /// Of interleaved activities, the product of the states that each reaches alone; of operations one after another, the
    /// states of a world with one page to the power of the pages.
    /// </summary>
    public static Estimate Of(HmmWorld world, IStepModel model) =>
        world.IsSequential ? OfPages(world, model) : OfAgents(world, model);

    private static Estimate OfAgents(HmmWorld world, IStepModel model)
    {
        double product = 1;
        List<string> parts = [];
        foreach (AgentPlan plan in world.Agents)
        {
            ExplorationResult alone = Count(world with { Agents = [plan] }, model);
            product *= alone.States;
            parts.Add(Text(alone));
        }

        // Of agents that are alike, every order is one state.
        for (int agent = 1, twins = 1; agent < world.Agents.Count; agent++)
        {
            twins = world.PlanOf(agent) == world.PlanOf(agent - 1) ? twins + 1 : 1;
            product /= twins;
        }

        return new Estimate(product, $"each activity alone reaches {string.Join(" and ", parts)} states");
    }

    private static Estimate OfPages(HmmWorld world, IStepModel model)
    {
        World sizes = world.World;
        Sequence<Operation> onFirst =
        [
            .. world.Agents[0].Operations.Where(static operation => Alphabet.StaysOnFirstPage(operation)),
        ];
        if (sizes.Pages == 1 || onFirst.Count == 0)
        {
            ExplorationResult all = Count(world, model);
            return new Estimate(all.States, $"{Text(all)} states were found on a first look");
        }

        HmmWorld first = world with
        {
            Agents = [world.Agents[0] with { Operations = onFirst }],
            Symmetry = world.Symmetry & ~Symmetry.Pages,
        };
        ExplorationResult one = Count(first, model);
        return new Estimate(
            Math.Pow(one.States, sizes.Pages),
            $"{Text(one)} states with one page, {sizes.Pages} pages"
        );
    }

    private static ExplorationResult Count(HmmWorld world, IStepModel model) =>
        HmmExploration.Run(world, model, new ExplorationOptions { MaxStates = Enough, StopAtViolation = false }).Search;

    private static string Text(ExplorationResult result) => result.IsComplete ? $"{result.States}" : $"over {Enough}";
}
