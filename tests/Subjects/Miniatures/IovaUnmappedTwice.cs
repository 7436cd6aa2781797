namespace HmmSpec.Subjects.Miniatures;

/// <summary>DMA-3: an IOVA is given back twice, and soon there are more than the device has.</summary>
internal sealed class IovaUnmappedTwice : Toy
{
    protected override void UnmapDma(Device device, Frame frame)
    {
        base.UnmapDma(device, frame);
        base.UnmapDma(device, frame);
    }
}
