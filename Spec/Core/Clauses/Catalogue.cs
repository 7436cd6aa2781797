using System.Collections.Frozen;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>All clauses of the specification, family by family.</summary>
public static class Catalogue
{
    /// <summary>The clauses in the order of the document.</summary>
    public static Sequence<Clause> All { get; } =
    [
        .. AddressSpaceClauses.All,
        .. ProcessorClauses.All,
        .. MirrorClauses.All,
        .. NotifierClauses.All,
        .. DeviceFaultClauses.All,
        .. DmaClauses.All,
        .. DirtyClauses.All,
        .. MigrationClauses.All,
        .. ReturnClauses.All,
        .. EvictionClauses.All,
        .. ForkClauses.All,
        .. SwapClauses.All,
        .. GeneralClauses.All,
        .. ExclusiveClauses.All,
        .. RemapClauses.All,
        .. AdviceClauses.All,
        .. FileClauses.All,
        .. MemoryFileClauses.All,
        .. RemovalClauses.All,
        .. CompactionClauses.All,
        .. PinClauses.All,
        .. LockClauses.All,
    ];

    private static FrozenDictionary<string, int> Indexes { get; } =
        Enumerable.Range(0, All.Count).ToFrozenDictionary(index => All[index].Id, StringComparer.Ordinal);

    /// <summary>Where in <see cref="All"/> the clause with this id stands.</summary>
    /// <exception cref="KeyNotFoundException">There is no clause with this id.</exception>
    public static int IndexOf(string id) => Indexes[id];

    /// <summary>The clause with this id, if there is one.</summary>
    public static Clause? Find(string id) => Indexes.TryGetValue(id, out int index) ? All[index] : null;
}
