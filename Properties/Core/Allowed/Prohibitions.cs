using HmmSpec.Data;

namespace HmmSpec.Properties;

/// <summary>
/// What must never be seen, whatever freedoms are used. NV and INV are those of the invariants that can be seen from outside;
/// the names are those of answers.
/// </summary>
public static class Prohibitions
{
    /// <summary>All of them.</summary>
    public static Sequence<Prohibition> All { get; } =
    [
        new("NV-1", "A device's access through a translation that an invalidation has taken.", "CON-5"),
        new("NV-2", "An access to a frame that was given back.", "RCL-8"),
        new("NV-3", "A device's store after the page was protected from stores.", "MIR-13"),
        new("NV-4", "A store to what a migration copies, lost with it.", "CON-2"),
        new("NV-5", "Two places where one page can be written.", "CON-6"),
        new("NV-6", "A CPU's access while a device has the page for itself.", "EXC-15"),
        new("NV-7", "A CPU's mapping of device memory.", "MIG-17"),
        new("NV-8", "A load of what no store has put there.", "TRN-1"),
        new("INV-14", "A page that is in two places, or in none.", "RCL-5"),
        new("INV-15", "A store that a place takes where the page no longer is.", "CON-6"),
        new("INV-16", "A change of the original between copy and commit.", "CON-2"),
        new("INV-19", "A frame that is in use without a reason, or free and used.", "RCL-7"),
        new("INV-30", "A run that memory without devices could not have shown.", "TRN-1"),
        new("INV-31", "A store after fork that the other process sees.", "FRK-6"),
        new("INV-32", "A store to shared memory that another process does not see.", "FIL-14"),
        new("INV-33", "A device's access against rights that mprotect or munmap has set.", "TRN-3"),
        new("INV-34", "A store that is lost in a migration.", "MIG-19"),
        new("INV-35", "An access of others within a device's atomic operation.", "EXC-12"),
        new("unmet-request", "Success although a request was not met.", "FLT-3"),
        new(
            "error-without-cause",
            "EFAULT or EPERM although the mapping allows the access and nothing was short.",
            "FLT-5"
        ),
        new("not-mapped", "A page reported valid that was not mapped.", "FLT-12"),
        new("write-without-right", "The right to write without that of the CPU.", "MIR-13"),
        new("foreign-page", "Another device's page reported as one's own.", "MIR-15"),
        new("signal", "A signal for an access that the mapping allows.", "CPU-4"),
        new("changed-by-migration", "Other contents after a migration.", "MIG-19"),
        new("locked-page-gone", "A locked page that reclaim or advice has taken.", "LCK-11"),
        new("device-leak", "A frame of a device in use after its last mapping is gone.", "RCL-7"),
        new("errno-class", "An error of another class than its clause says.", "FLT-6"),
    ];
}
