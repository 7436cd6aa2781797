using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Into which model a fault of the bank is seeded.</summary>
[Closed]
public enum BankTarget
{
    /// <summary>The optimized machine: operations one after another, held against the reference.</summary>
    Machine,

    /// <summary>The steps of the reference: operations that take turns.</summary>
    Steps,
}
