using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>DMA: mapping on the device's behalf.</summary>
public static class DmaClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "DMA-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "v9 patch 13; kernel/dma",
            "Entering a system frame, or the zero frame, into a mirror maps it for DMA: with direct DMA the "
                + "address is the frame's, with an IOMMU a free IOVA is taken, one for each mirror entry. (Directions are not told "
                + "apart: v9 maps BIDIRECTIONAL always, drm_gpusvm TO_DEVICE what is read-only, and no device stores through "
                + "an entry that is not writable, MIR-13. Nor is a device whose mask does not reach a frame: HMM allows no "
                + "bounce buffer, so that is a mapping that fails as in DMA-2.)"
        ),
        new(
            "DMA-2",
            ClauseKind.Error,
            KernelVersions.All,
            "v9 patch 13 (V9-26); kfd_svm.c:svm_range_dma_map",
            "When no IOVA is free, the fault ends in ENOMEM; the entries before that page have been entered "
                + "and stay. (What v9 leaves behind beyond them, entries that are not mapped yet, no device may use, V9-12, V9-26. A "
                + "driver that takes all of them back, as drm_gpusvm does, drops entries, CON-7.)"
        ),
        new(
            "DMA-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "v9 patch 13 (V9-27); drm_gpusvm",
            "A DMA mapping is removed when the mirror entry that uses it goes, before the callback or the "
                + "unregistration returns."
        ),
        new(
            "DMA-4",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-24, INV-27",
            "Every mirror entry for system memory has a live DMA mapping that leads to its frame, and no two "
                + "entries of a device share one."
        ),
        new(
            "DMA-5",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-25, INV-26",
            "Every IOVA in use belongs to a mirror entry of its device, or, with backoff, to a device fault under way "
                + "that has not entered it yet; and none leads to a free frame."
        ),
    ];
}
