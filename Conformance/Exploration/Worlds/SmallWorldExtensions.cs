using HmmSpec.Conformance;

namespace HmmSpec.Exploration;

/// <summary>Small worlds as worlds to explore.</summary>
public static class SmallWorldExtensions
{
    /// <summary>The world to explore.</summary>
    public static HmmWorld ToHmmWorld(this SmallWorld world) =>
        new(
            world.Sizes,
            world.Profile,
            [.. world.Setup.Select(OperationTexts.Read)],
            [
                .. world.Agents.Select(agent => new AgentPlan(
                    [.. agent.Select(OperationTexts.Read)],
                    world.OperationsEach
                )),
            ]
        );
}
