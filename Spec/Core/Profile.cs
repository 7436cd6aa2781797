namespace HmmSpec.Spec;

/// <summary>Every choice that depends on a version of the kernel. Rules ask these fields, never the name.</summary>
/// <param name="Name">What the profile is called on the command line.</param>
/// <param name="WriteFaultError">What a device write fault on a mapping without write permission ends in (FLT-6).</param>
/// <param name="OutOfMemoryFaultError">What a device fault ends in whose CPU fault found no free frame (FLT-7).</param>
/// <param name="OwnReadOnlyPageIsFaulted">
/// Whether a write fault on a read-only page in the device's own memory goes through the CPU fault path (FLT-9); if not,
/// the fault succeeds without the right to write, and the store that wanted it fails with EFAULT (FLT-10).
/// </param>
public sealed record Profile(
    string Name,
    Status WriteFaultError,
    Status OutOfMemoryFaultError,
    bool OwnReadOnlyPageIsFaulted
)
{
    /// <summary>The norm: the rules as they should be, without the deviations of any kernel.</summary>
    public static Profile Strict { get; } = new("strict", Status.EPERM, Status.EFAULT, OwnReadOnlyPageIsFaulted: true);

    /// <summary>Linux 6.1: the deviation that can be told apart with the operations that there are (FLT-10).</summary>
    public static Profile Linux61 { get; } =
        new("linux-6.1", Status.EPERM, Status.EFAULT, OwnReadOnlyPageIsFaulted: false);

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<Profile> All { get; } = [Strict, Linux61];
}
