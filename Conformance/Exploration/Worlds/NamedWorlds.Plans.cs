using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>What an agent of a world may do.</content>
public static partial class NamedWorlds
{
    private static AgentPlan Of(World world, int count, IEnumerable<OperationKind> kinds) =>
        new(Alphabet.Of(world, kinds, values: 1, longest: 1), count);
}
