using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>
/// All faults of the bank, in the order of its sections. None of them is known to generators, properties or budgets.
/// </summary>
public static class BankFaults
{
    /// <summary>All of them.</summary>
    public static Sequence<BankFault> All { get; } =
    [
        .. HmmCoreFaults.All,
        .. MigrateFaults.All,
        .. MigrateRaceFaults.All,
        .. DevicePageFaults.All,
        .. ExclusiveFaults.All,
        .. CopyOnWriteFaults.All,
        .. NotifierFaults.All,
        .. NouveauFaults.All,
        .. AmdFaults.All,
        .. AmdRaceFaults.All,
        .. IntelFaults.All,
        .. OtherDriverFaults.All,
        .. OpenFaults.All,
        .. OpenRaceFaults.All,
    ];
}
