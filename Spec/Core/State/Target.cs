using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A place that holds a page: a frame of system memory, the zero frame, or a frame of a device's own memory.</summary>
/// <param name="Device">The device, or -1 for system memory.</param>
/// <param name="Frame">The frame, 0-based; -1 in system memory is the shared zero frame.</param>
public readonly record struct Target(int Device, int Frame) : IHash64
{
    /// <summary>The shared frame of zeros: read-only, never counted, never migrated itself.</summary>
    public static Target Zero => new(-1, -1);

    /// <summary>Whether it is in system memory, the zero frame included.</summary>
    public bool IsSystem => Device < 0;

    /// <summary>Whether it is the shared zero frame.</summary>
    public bool IsZero => Device < 0 && Frame < 0;

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Finish(((ulong)(uint)Device << 32) | (uint)Frame);

    /// <summary>A frame of system memory.</summary>
    public static Target System(int frame) => new(-1, frame);

    /// <summary>A frame of a device's memory.</summary>
    public static Target OnDevice(int device, int frame) => new(device, frame);
}
