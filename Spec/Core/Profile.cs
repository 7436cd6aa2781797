namespace HmmSpec.Spec;

/// <summary>Every choice that depends on a version of the kernel. Rules ask these fields, never the name.</summary>
/// <param name="Name">What the profile is called on the command line.</param>
/// <param name="WriteFaultError">What a device write fault on a mapping without write permission ends in (FLT-6).</param>
/// <param name="OutOfMemoryFaultError">What a device fault ends in whose CPU fault found no free frame (FLT-7).</param>
/// <param name="OwnReadOnlyPageIsFaulted">
/// Whether a write fault on a read-only page in the device's own memory goes through the CPU fault path (FLT-9); if not,
/// the fault succeeds without the right to write, and the store that wanted it fails with EFAULT (FLT-10).
/// </param>
/// <param name="FaultProtocol">How device faults and invalidations are kept apart (FLT-1, FLT-13).</param>
/// <param name="DeviceStoresCancelFree">
/// Whether a device's store to a lazily free page is never lost (DRT-1, DRT-4); if not, it leaves no record (ADV-6).
/// </param>
/// <param name="DetachReleasesMirrors">
/// Whether detach releases the mirrors of its device; if not, it is refused as long as there are any (EVC-6).
/// </param>
/// <param name="UpdatesCanFail">
/// Whether a driver can report that it could not update a mirror, which kills the mirror (MIR-19); if not, it has to
/// succeed (MIR-20).
/// </param>
public sealed record Profile(
    string Name,
    Status WriteFaultError,
    Status OutOfMemoryFaultError,
    bool OwnReadOnlyPageIsFaulted,
    FaultProtocol FaultProtocol,
    bool DeviceStoresCancelFree,
    bool DetachReleasesMirrors,
    bool UpdatesCanFail
)
{
    /// <summary>How many pages a migration of one mapping can be of (MIG-22): a page worth of an array.</summary>
    public const int MostMigrated = 512;

    /// <summary>
    /// Whether a migration to a device is of one private anonymous mapping, 512 pages at most (MIG-21, MIG-22); if not, it
    /// goes through all mappings of its range (MIG-1, MIG-2).
    /// </summary>
    public bool MigratesOneAnonymousMapping { get; init; }

    /// <summary>
    /// Whether a migration to a device first brings in what is in swap or on a device, and makes pages where there are
    /// none (MIG-23, MIG-24); if not, it skips the first (MIG-5) and makes the others at the destination (MIG-4).
    /// </summary>
    public bool MigrationFaultsPagesIn { get; init; }

    /// <summary>
    /// Whether a migration to a device moves the page for the asking process alone (MIG-25); if not, for all that map it
    /// (MIG-6).
    /// </summary>
    public bool MigrationLeavesOtherMappings { get; init; }

    /// <summary>
    /// Whether a migration tells only the mirrors of other devices, once it knows what it can move, and nobody on the way
    /// back (MIG-26, RET-8); if not, it tells all of them first (MIG-3, NTF-6).
    /// </summary>
    public bool MigrationTellsOnlyOthers { get; init; }

    /// <summary>
    /// Whether a migration enters what it has moved into the device's mirror (MIG-27); if not, a device fault does
    /// (MIG-15).
    /// </summary>
    public bool MigrationEntersMirror { get; init; }

    /// <summary>
    /// Whether a page that comes back from a device is writable where its mapping is (RET-9); if not, only if it was (RET-5).
    /// </summary>
    public bool ReturnedPagesAreWritable { get; init; }

    /// <summary>
    /// Whether a page in a device's memory is lost once its process is not mirrored in that device any more (RET-10,
    /// FRK-10); if not, it comes back all the same.
    /// </summary>
    public bool DevicePagesNeedTheirMirror { get; init; }

    /// <summary>
    /// Whether fork copies pages of device memory to system memory for the child (FRK-8, FRK-9), and the device keeps its
    /// entries (NTF-14); if not, parent and child share them (FRK-3).
    /// </summary>
    public bool ForkCopiesDevicePages { get; init; }

    /// <summary>
    /// Whether a device write fault looks at the right to write and at nothing else of its mapping (FLT-17); if not, one that
    /// may not be read ends it first (FLT-5).
    /// </summary>
    public bool WriteFaultsAskForWritingAlone { get; init; }

    /// <summary>
    /// Whether a device fault may also fail because a page of its mapping cannot be faulted in that nobody asked for (FLT-4);
    /// if not, only what is requested decides.
    /// </summary>
    public bool UnaskedPagesCanFailFaults { get; init; }

    /// <summary>The norm: the rules as they should be, without the deviations of any kernel.</summary>
    public static Profile Strict { get; } =
        new(
            "strict",
            Status.EPERM,
            Status.EFAULT,
            OwnReadOnlyPageIsFaulted: true,
            FaultProtocol.SequenceNumber,
            DeviceStoresCancelFree: true,
            DetachReleasesMirrors: true,
            UpdatesCanFail: false
        );

    /// <summary>Linux 6.1: the deviations that can be told apart with the operations that there are (FLT-10, ADV-6, and the EFAULT for pages that nobody asked for, FLT-4).</summary>
    public static Profile Linux61 { get; } =
        new(
            "linux-6.1",
            Status.EPERM,
            Status.EFAULT,
            OwnReadOnlyPageIsFaulted: false,
            FaultProtocol.SequenceNumber,
            DeviceStoresCancelFree: false,
            DetachReleasesMirrors: true,
            UpdatesCanFail: false
        )
        {
            UnaskedPagesCanFailFaults = true,
        };

    /// <summary>
    /// Version 9 of the series of 2015: its errors (V9-18), and device faults that back off (V9-21). It has no migration;
    /// the rules of today stand in for it (<see cref="V9Migration"/> has those of 2015).
    /// </summary>
    public static Profile V9 { get; } =
        new(
            "v9",
            Status.EACCES,
            Status.ENOMEM,
            OwnReadOnlyPageIsFaulted: true,
            FaultProtocol.Backoff,
            DeviceStoresCancelFree: true,
            DetachReleasesMirrors: false,
            UpdatesCanFail: true
        )
        {
            WriteFaultsAskForWritingAlone = true,
        };

    /// <summary>
    /// The series of 2015 together with its migration half, as posted in May (v8, patches 20 to 29) and August 2015.
    /// </summary>
    public static Profile V9Migration { get; } =
        V9 with
        {
            Name = "v9+migration",
            MigratesOneAnonymousMapping = true,
            MigrationFaultsPagesIn = true,
            MigrationLeavesOtherMappings = true,
            MigrationTellsOnlyOthers = true,
            MigrationEntersMirror = true,
            ReturnedPagesAreWritable = true,
            DevicePagesNeedTheirMirror = true,
            ForkCopiesDevicePages = true,
        };

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<Profile> All { get; } = [Strict, Linux61, V9, V9Migration];
}
