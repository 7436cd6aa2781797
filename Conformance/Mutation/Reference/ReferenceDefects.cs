using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>
/// The defects of the reference: they show that exploring a small world finds such things, and that each invariant can
/// fail. None of them is known to generators, properties or budgets.
/// </summary>
public static class ReferenceDefects
{
    /// <summary>All of them: those that need an interleaving, then those that an operation alone shows.</summary>
    public static Sequence<ReferenceDefect> All { get; } =
    [
        .. SequenceDefects.All,
        .. BackoffDefects.All,
        .. WindowDefects.All,
        .. RecheckDefects.All,
        .. LockDefects.All,
        .. LoneMirrorDefects.All,
        .. LoneMemoryDefects.All,
        .. ExclusiveDefects.All,
        .. FileDefects.OfReference,
        .. MemoryFileDefects.OfReference,
        .. RemovalDefects.All,
        .. SystemPageDefects.OfReference,
        .. MigrationHalfDefects.OfReference,
        .. LockedPageDefects.OfReference,
    ];
}
