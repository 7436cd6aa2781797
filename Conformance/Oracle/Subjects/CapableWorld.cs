using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The world in which a subject is run: the one that is wanted, as far as its capabilities go.</summary>
public static class CapableWorld
{
    /// <summary>The largest part of a world that a subject can be reset to; what it does not limit does not run out.</summary>
    public static World Of(World wanted, Capabilities capabilities)
    {
        int processes = Math.Min(wanted.Processes, capabilities.Processes);
        int pages = Math.Min(wanted.Pages, capabilities.Pages);
        int all = processes * pages;
        return new World(
            processes,
            pages,
            Math.Min(wanted.Devices, capabilities.Devices),
            capabilities.Frames is int frames ? Math.Min(wanted.Frames, frames) : 4 * all,
            capabilities.SwapSlots is int slots ? Math.Min(wanted.SwapSlots, slots) : 2 * all,
            capabilities.DeviceFrames is int deviceFrames ? Math.Min(wanted.DeviceFrames, deviceFrames) : 2 * all,
            capabilities.IovaSlots is int iovas ? Math.Min(wanted.IovaSlots, iovas) : 2 * all
        )
        {
            Files = Math.Min(wanted.Files, capabilities.Files),
            MemoryFiles = Math.Min(wanted.MemoryFiles, capabilities.MemoryFiles),
            FilePages = Math.Min(wanted.FilePages, capabilities.FilePages),
            Pins = Math.Min(wanted.Pins, capabilities.Pins),
        };
    }

    /// <summary>Of system memory and swap, what runs out on a subject in a world where it is small.</summary>
    public static IEnumerable<WorldSize> Scarce(Capabilities capabilities) =>
        WorldText.Sizes.Where(size =>
            (size.Name == "frames" && capabilities.Frames is not null)
            || (size.Name == "swap" && capabilities.SwapSlots is not null)
        );

    /// <summary>Whether a subject can be reset to exactly this world.</summary>
    public static bool Fits(World world, Capabilities capabilities) =>
        world.Processes <= capabilities.Processes
        && world.Pages <= capabilities.Pages
        && world.Devices <= capabilities.Devices
        && world.Frames <= (capabilities.Frames ?? 0)
        && world.SwapSlots <= (capabilities.SwapSlots ?? 0)
        && world.DeviceFrames <= (capabilities.DeviceFrames ?? 0)
        && world.IovaSlots <= (capabilities.IovaSlots ?? 0)
        && world.Files <= capabilities.Files
        && world.MemoryFiles <= capabilities.MemoryFiles
        && world.FilePages <= capabilities.FilePages
        && world.Pins <= capabilities.Pins;
}
