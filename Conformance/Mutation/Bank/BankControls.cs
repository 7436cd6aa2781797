using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>What must not be flagged.</summary>
public static class BankControls
{
    /// <summary>All of them.</summary>
    public static Sequence<BankControl> All { get; } =
    [
        new("unchanged-machine", "The optimized machine as it is.", BankTarget.Machine, []),
        new("unchanged-steps", "The reference as it is.", BankTarget.Steps, []),
    ];
}
