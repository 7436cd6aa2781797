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
                + "address is the frame's, with an IOMMU a free IOVA is taken, one for each mirror entry."
        ),
        new(
            "DMA-2",
            ClauseKind.Error,
            KernelVersions.All,
            "v9 patch 13 (V9-26); kfd_svm.c:svm_range_dma_map",
            "When no IOVA is free, the fault ends in ENOMEM; the entries before that page have been entered "
                + "and stay."
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
