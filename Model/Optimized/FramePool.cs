namespace HmmSpec.Optimized;

/// <summary>A contiguous part of the frames from which free ones are given out: system memory, or a device's own.</summary>
/// <param name="first">The number of its first frame.</param>
/// <param name="capacity">How many frames there are.</param>
/// <param name="device">The device whose memory it is, or -1.</param>
internal sealed class FramePool(int first, int capacity, int device)
{
    public int First => first;

    public int Device => device;

    public NumberAllocator Numbers { get; } = new(capacity);
}
