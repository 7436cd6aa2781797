using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Everything that there is to see, at one moment. A plain value: equal states are equal, nothing changes.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The choices that depend on a version.</param>
/// <param name="Processes">The processes.</param>
/// <param name="Memory">The frames of system memory.</param>
/// <param name="Swap">The slots of swap.</param>
/// <param name="Devices">The devices.</param>
public sealed record State(
    World World,
    Profile Profile,
    Table<Process> Processes,
    Pool<Frame> Memory,
    Pool<SwapSlot> Swap,
    Table<Device> Devices
) : IHash64
{
    private static readonly Table<Target> NoPins = Table<Target>.Of(0, Target.Zero);
    private static readonly Table<FileObject> NoFiles = Table<FileObject>.Of(0, new(0, Table<FilePage>.Of(0, default)));

    /// <summary>The files.</summary>
    public Table<FileObject> Files { get; init; } = NoFiles;

    /// <summary>The frames that are pinned, by the numbers of the pins; the zero frame where a number is free.</summary>
    public Table<Target> Pins { get; init; } = NoPins;

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Four(Processes.Hash64, Memory.Hash64, Swap.Hash64, Devices.Hash64)
        + Files.Hash64
        + (Pins.Count == 0 ? 0 : Mix.Finish(Pins.Hash64));

    /// <summary>The state in which every run begins: process 0 lives, and nothing else is there (MAP-1).</summary>
    public static State Initial(World world, Profile profile)
    {
        Process absent = Process.Absent(world);
        return new State(
            world,
            profile,
            Table<Process>.Of(world.Processes, absent).Set(0, absent with { Alive = true }),
            Pool<Frame>.Create(world.Frames, Frame.Free),
            Pool<SwapSlot>.Create(world.SwapSlots, SwapSlot.Free),
            Table<Device>.Of(world.Devices, Device.Absent)
        )
        {
            Files =
                world.AllFiles == 0
                    ? NoFiles
                    : Table<FileObject>.Create(world.AllFiles, file => FileObject.Initial(world, file)),
            Pins = world.Pins == 0 ? NoPins : Table<Target>.Of(world.Pins, Target.Zero),
        };
    }

    /// <summary>Whether a number names a living process.</summary>
    public bool IsAlive(int process) => (uint)process < (uint)World.Processes && Processes[process].Alive;

    /// <summary>Whether a number names an attached device, and none that is about to go.</summary>
    public bool IsAttached(int device) =>
        (uint)device < (uint)World.Devices && Devices[device] is { Attached: true, Leaving: false };

    /// <summary>The frame at a target that is not the zero frame.</summary>
    public Frame FrameAt(Target target) =>
        target.IsSystem ? Memory[target.Frame] : Devices[target.Device].Memory[target.Frame];

    /// <summary>The value at a target; zero in the zero frame.</summary>
    public ulong ValueAt(Target target) => target.IsZero ? 0 : FrameAt(target).Value;

    /// <summary>This state with another frame at a target.</summary>
    public State WithFrame(Target target, Frame frame)
    {
        if (target.IsSystem)
        {
            return this with { Memory = Memory.Set(target.Frame, frame) };
        }

        Device device = Devices[target.Device];
        return WithDevice(target.Device, device with { Memory = device.Memory.Set(target.Frame, frame) });
    }

    /// <summary>This state with another process of this number.</summary>
    public State WithProcess(int number, Process process) => this with { Processes = Processes.Set(number, process) };

    /// <summary>With what a process has mapped in a range locked, or not any more.</summary>
    public State WithLocked(int process, PageRange range, bool locked)
    {
        Process old = Processes[process];
        return WithProcess(process, old with { Space = old.Space.Locked(range, locked) });
    }

    /// <summary>This state with another device of this number.</summary>
    public State WithDevice(int number, Device device) => this with { Devices = Devices.Set(number, device) };

    /// <summary>This state with another mirror of a process in a device.</summary>
    public State WithMirror(int process, int device, Mirror mirror)
    {
        Process old = Processes[process];
        return WithProcess(process, old with { Mirrors = old.Mirrors.Set(device, mirror) });
    }

    /// <summary>This state with another page-table entry.</summary>
    public State WithPte(int process, int page, Pte pte)
    {
        Process old = Processes[process];
        return WithProcess(process, old with { PageTable = old.PageTable.Set(page, pte) });
    }

    /// <summary>Whether there is such a page of a file: not beyond its end.</summary>
    public bool Has(FileAddress address) =>
        (uint)address.File < (uint)Files.Count && (uint)address.Index < (uint)Files[address.File].Length;

    /// <summary>A page of a file; empty beyond the pages that a file can have.</summary>
    public FilePage FilePageAt(FileAddress address) =>
        (uint)address.File < (uint)Files.Count && (uint)address.Index < (uint)World.FilePages
            ? Files[address.File].Pages[address.Index]
            : FilePage.Empty;

    /// <summary>This state with another page of a file.</summary>
    public State WithFilePage(FileAddress address, FilePage page)
    {
        FileObject old = Files[address.File];
        return this with { Files = Files.Set(address.File, old with { Pages = old.Pages.Set(address.Index, page) }) };
    }

    /// <summary>This state with another file of this number.</summary>
    public State WithFile(int number, FileObject file) => this with { Files = Files.Set(number, file) };

    /// <summary>Whether a pin holds a frame (folio_maybe_dma_pinned, without its false positives); none holds the zero frame.</summary>
    public bool IsPinned(Target target) => PinsOf(target) > 0 && !target.IsZero;

    /// <summary>How many pins hold a frame; of the zero frame, how many are free.</summary>
    public int PinsOf(Target target)
    {
        int count = 0;
        for (int number = 0; number < Pins.Count; number++)
        {
            count += Pins[number] == target ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// What a page of a file holds for all who read it: the content of the cached copy or of the slot of swap, or what is
    /// stored.
    /// </summary>
    public ulong ContentOf(FileAddress address)
    {
        FilePage page = FilePageAt(address);
        return page.Cached >= 0 ? Memory[page.Cached].Value
            : page.Slot >= 0 ? Swap[page.Slot].Value
            : page.Stored;
    }

    /// <summary>Whether an entry maps a frame of the page cache, or one on its way.</summary>
    public bool IsOfPageCache(Pte pte) =>
        (pte.IsMapped || pte.Kind == PteKind.Migration)
        && pte.Target is { IsSystem: true, IsZero: false }
        && Memory[pte.Target.Frame].File is not null;

    /// <summary>What a program would read at a page that it may read; zero where nothing was ever stored.</summary>
    public ulong ContentOf(int process, int page)
    {
        Pte pte = Processes[process].PageTable[page];
        return pte.Kind switch
        {
            PteKind.None => Files.Count > 0 && Processes[process].Space.BackingOf(page) is { IsFile: true } backing
                ? ContentOf(backing.At(page))
                : 0,
            PteKind.Poisoned => 0,
            PteKind.Swap => Swap[pte.Slot] is { Cached: >= 0 } slot ? Memory[slot.Cached].Value : Swap[pte.Slot].Value,
            PteKind.Present
            or PteKind.ProtNone
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive => ValueAt(pte.Target),
        };
    }

    /// <summary>Where a valid mirror entry of a device leads.</summary>
    public Target TargetOf(int device, MirrorEntry entry) =>
        entry.Kind == MirrorEntryKind.Device
            ? Target.OnDevice(device, entry.Address)
            : Devices[device].Resolve(entry.Address);
}
