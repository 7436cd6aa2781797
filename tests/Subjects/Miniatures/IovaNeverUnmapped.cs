namespace HmmSpec.Subjects.Miniatures;

/// <summary>DMA-3: an IOVA is not given back when the entry of the mirror goes.</summary>
internal sealed class IovaNeverUnmapped : Toy
{
    protected override void UnmapDma(Device device, Frame frame) { }
}
