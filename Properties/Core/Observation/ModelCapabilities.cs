using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What an implementation can do that is a model in this process.</summary>
internal static class ModelCapabilities
{
    private const int MostFiles = 2;
    private const int MostFilePages = 8;
    private const int MostPins = 4;

    /// <summary>All operations, in worlds up to the usual one, with files and pins.</summary>
    public static Capabilities All { get; } =
        new([.. OperationKinds.All], World.Default.Processes, World.Default.Pages, World.Default.Devices)
        {
            Frames = World.Default.Frames,
            SwapSlots = World.Default.SwapSlots,
            DeviceFrames = World.Default.DeviceFrames,
            IovaSlots = World.Default.IovaSlots,
            Files = MostFiles,
            MemoryFiles = MostFiles,
            FilePages = MostFilePages,
            Pins = MostPins,
            IsDeterministic = true,
        };
}
