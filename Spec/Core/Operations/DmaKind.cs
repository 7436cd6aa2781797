namespace HmmSpec.Spec;

/// <summary>How a device reaches system memory.</summary>
[Closed]
public enum DmaKind
{
    /// <summary>The DMA address of a frame is its physical address; mapping never fails.</summary>
    Direct,

    /// <summary>Through an IOMMU with a limited space of I/O virtual addresses (IOVAs).</summary>
    Iommu,
}
