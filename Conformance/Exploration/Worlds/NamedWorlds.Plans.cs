using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>What an agent of a world may do.</content>
public static partial class NamedWorlds
{
    private static AgentPlan Of(World world, int count, IEnumerable<OperationKind> kinds) =>
        new(Alphabet.Of(world, kinds, values: 1, longest: 1), count);

    private static AgentPlan Any(World world, int count, params OperationKind[] apart) =>
        new(
            Alphabet.Of(
                world,
                OperationKinds.Basic.Where(kind =>
                    !apart.Contains(kind) && kind is not (OperationKind.Attach or OperationKind.Fork)
                ),
                values: 1,
                longest: 1
            ),
            count
        );
}
