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

    /// <summary>Linux 6.1: the deviations that can be told apart with the operations that there are (FLT-10, ADV-6).</summary>
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
        );

    /// <summary>
    /// Version 9 of the series of 2015: its errors (V9-18), and device faults that back off (V9-21). It has no migration;
    /// the rules of today stand in for it.
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
        );

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<Profile> All { get; } = [Strict, Linux61, V9];
}
