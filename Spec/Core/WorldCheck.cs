using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Says whether a world can be: every size within its bounds, and the whole within memory.</summary>
public static class WorldCheck
{
    private const int MostSlots = 1 << 20;
    private const long MostEntries = 1 << 24;

    private static Sequence<(string Size, int Least, int Most)> Bounds { get; } =
    [
        ("processes", 1, 64),
        ("pages", 1, 1 << 16),
        ("devices", 0, 64),
        ("frames", 0, MostSlots),
        ("swap", 0, MostSlots),
        ("device-frames", 0, MostSlots),
        ("iova", 0, MostSlots),
        ("files", 0, 64),
        ("memory-files", 0, 64),
        ("file-pages", 0, 1 << 16),
        ("pins", 0, 64),
    ];

    /// <summary>Why there can be no such world, in one sentence; null if there can.</summary>
    public static string? Problem(World world) => Find(world).Message;

    /// <summary>The same, with the name of the size that is to blame, or that of the largest part.</summary>
    public static (string? Size, string? Message) Find(World world)
    {
        foreach ((string name, int least, int most) in Bounds)
        {
            int size = WorldText.Sizes.First(candidate => candidate.Name == name).Of(world);
            if (size < least || size > most)
            {
                return (name, $"A world cannot have {name}={size}; {name} goes from {least} to {most}.");
            }
        }

        long entries = (long)world.Processes * world.Pages * (1 + world.Devices);
        long deviceFrames = (long)world.Devices * world.DeviceFrames;
        long iovas = (long)world.Devices * world.IovaSlots;
        return entries > MostEntries ? ("pages", TooMany(entries, "page-table and mirror entries"))
            : deviceFrames > MostEntries ? ("device-frames", TooMany(deviceFrames, "frames of devices"))
            : iovas > MostEntries ? ("iova", TooMany(iovas, "IOVAs"))
            : (null, null);
    }

    private static string TooMany(long count, string what) =>
        $"The world would have {count} {what}; it can have {MostEntries} at most.";
}
