using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Draws what is usually there before a race: attached devices, open mirrors, mapped pages with contents.</summary>
internal static class RaceStage
{
    private const int UsualPercent = 85;
    private const int MovedPercent = 40;
    private const ulong FirstValue = 1_000;

    /// <summary>The operations, those of the kinds that may be drawn.</summary>
    public static List<Operation> Draw(RaceSettings settings, PageRange focus, ref Random64 random)
    {
        List<Operation> stage = [];
        World world = settings.World;
        for (int device = 0; device < world.Devices; device++)
        {
            if (random.Chance(UsualPercent))
            {
                Add(stage, settings, Attachment(world, device, ref random));
                Add(stage, settings, new Register(0, device, world.AddressSpace));
            }
        }

        Add(stage, settings, Mapping(world, focus, ref random));
        for (int page = focus.Start; page < focus.End; page++)
        {
            if (random.Chance(50))
            {
                Add(stage, settings, new Store(0, page, FirstValue + (ulong)page));
            }
        }

        return stage;
    }

    /// <summary>
    /// Migrations of some pages, for what is usually there on an implementation that does not choose when its devices are used:
    /// pages in their memory.
    /// </summary>
    /// <param name="settings">Which kinds may be drawn.</param>
    /// <param name="state">The outline after what else is there.</param>
    /// <param name="focus">The pages.</param>
    /// <param name="random">The randomness.</param>
    public static List<Operation> Moves(RaceSettings settings, State state, PageRange focus, ref Random64 random)
    {
        List<Operation> moves = [];
        (int Process, int Device, PageRange Page)[] mirrored = [.. PairMeeting.Mirrored(state, focus)];
        for (int page = focus.Start; page < focus.End; page++)
        {
            bool isMoved = random.Chance(MovedPercent);
            (int Process, int Device, PageRange Page)[] ways = [.. mirrored.Where(one => one.Page.Start == page)];
            if (isMoved && ways.Length > 0)
            {
                (int process, int device, PageRange range) = ways[random.Below(ways.Length)];
                Add(moves, settings, new MigrateToDevice(process, device, range));
            }
        }

        return moves;
    }

    private static Operation Mapping(World world, PageRange focus, ref Random64 random)
    {
        PageRange range = random.Chance(70) ? world.AddressSpace : focus;
        if (world.AllFiles == 0 || random.Chance(30))
        {
            return new Map(0, range, Protection.ReadWrite);
        }

        Sharing sharing = random.Chance(60) ? Sharing.Shared : Sharing.Private;
        return new MapFile(0, range, Protection.ReadWrite, random.Below(world.AllFiles), 0, sharing);
    }

    private static Attach Attachment(World world, int device, ref Random64 random)
    {
        int capacity = random.Chance(UsualPercent) ? world.DeviceFrames : random.Below(world.DeviceFrames + 1);
        return random.Chance(60)
            ? new Attach(device, capacity, DmaKind.Direct, 0)
            : new Attach(device, capacity, DmaKind.Iommu, world.IovaSlots == 0 ? 0 : 1 + random.Below(world.IovaSlots));
    }

    private static void Add(List<Operation> stage, RaceSettings settings, Operation operation)
    {
        if (settings.Weights.Allows(OperationKinds.Of(operation)))
        {
            stage.Add(operation);
        }
    }
}
