using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>The rows of the bank's first priority that the model cannot express, and why.</summary>
public static class BankGaps
{
    private const string SideBits = "There are no soft-dirty and no userfaultfd bits in entries.";
    private const string Sizes = "Frames and entries have one size: there are no folios of several pages.";

    /// <summary>All of them.</summary>
    public static Sequence<BankGap> All { get; } =
    [
        new(
            "BUG-50",
            "keep mapcount untouched for device-exclusive entries (6.15 series)",
            "An exclusive entry counts as no mapping, as in Linux 6.1: that it does not is the rule here, and not the fault."
        ),
        new("BUG-64", "fixup copying of soft dirty and uffd ptes; ad7df764b7e1", SideBits),
        new(
            "BUG-65",
            "preserve pmd_swp_uffd_wp on device-private PMD downgrade; f7e2c21bd1f5 CVE-2026-72180",
            SideBits
        ),
        new("BUG-80", "the soft-dirty and uffd-wp cluster; 9658d698a8a8, 83abe2fd5b3a, 3d321bf82c4b", SideBits),
        new("BUG-97", "nouveau/hmm: map only what the CPU maps of a large page (2020)", Sizes),
        new(
            "BUG-101",
            "nouveau/svm: fix refcount leak bug (September 2021)",
            "A process is not counted: nobody but exit ends its address space."
        ),
        new(
            "BUG-107",
            "amdkfd: handle stale retry fault; 373e3ccd859b, 2e4477282c8c",
            "A device has no queue of faults: each access waits for its own, so that none is handled twice or too late."
        ),
        new(
            "BUG-117",
            "amdkfd: avoid conflicting address mappings; 71cbfeb38141",
            "A device's address space has no buffers beside the mirror, with which a range could collide."
        ),
        new("BUG-145", "gpusvm: fix hmm_pfn_to_map_order() usage; c50729c68aaf CVE-2025-40336", Sizes),
        new(
            "BUG-172",
            "KVM: don't set Accessed/Dirty bits for ZERO_PAGE; a1040b0d42ac",
            "The zero frame is no object: it has no dirty bit that could be set."
        ),
        new(
            "BUG-174",
            "IB/core: fix a nested dead lock as part of ODP flow; 85eaeb5058f0 CVE-2022-48675",
            "A process is not counted: nobody but exit ends its address space, and no device fault can be the last."
        ),
    ];
}
