using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Small worlds as worlds to explore.</summary>
public static class SmallWorldExtensions
{
    /// <summary>The world to explore, with a profile.</summary>
    public static HmmWorld With(this SmallWorld world, Profile profile) =>
        new(
            world.Sizes,
            profile,
            [.. world.Setup.Select(OperationTexts.Read)],
            [
                .. world.Agents.Select(agent => new AgentPlan(
                    [.. agent.Select(OperationTexts.Read)],
                    world.OperationsEach
                )),
            ]
        );
}
