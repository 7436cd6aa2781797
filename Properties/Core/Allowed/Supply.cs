using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Something of which there is only so much, by which operations on different pages depend on each other.</summary>
[Closed]
internal enum Supply
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Frames of system memory.</summary>
    Frames,

    /// <summary>Frames of a device's memory.</summary>
    DeviceFrames,

    /// <summary>A device's IOVAs.</summary>
    Iovas,

    /// <summary>Slots of swap.</summary>
    Slots,
}
