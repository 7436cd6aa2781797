using System.Text.Json;
using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <summary>
/// A small implementation of everything, one operation at a time, written from the clauses. Its methods are small and
/// virtual, so that a miniature is wrong by overriding one.
/// </summary>
internal partial class Toy : Adapter
{
    private readonly List<EventView> _events = [];
    private readonly SortedSet<(int Process, int Page)> _touched = [];

    public override string Name => JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);

    public override Limits Limits =>
        new(Processes: 8, Pages: 64, Devices: 8, Frames: 512, Swap: 512, DeviceFrames: 512, Iova: 512);

    public override bool Deterministic => true;

    public override IReadOnlyList<EventKind> EventKinds => Enum.GetValues<EventKind>();

    public override IReadOnlyList<string> Profiles => Profile.Names;

    protected World World { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    protected Profile Profile { get; private set; } = Profile.Named("strict");

    /// <summary>By number; null for one that does not live.</summary>
    protected Process?[] Processes { get; private set; } = [];

    /// <summary>By number; null for one that is not attached.</summary>
    protected Device?[] Devices { get; private set; } = [];

    protected Supply SystemMemory { get; private set; } = new(0);

    protected Supply Swap { get; private set; } = new(0);

    protected Frame ZeroPage { get; } = new(null, 0) { IsZero = true };

    public override void Reset(World world, string profile)
    {
        Profile = Profile.Named(profile);
        World = world;
        Processes = new Process?[world.Processes];
        Devices = new Device?[world.Devices];
        SystemMemory = new Supply(world.Frames);
        Swap = new Supply(world.Swap);
        if (world.Processes > 0)
        {
            Processes[0] = new Process(0, world);
        }

        Forget();
    }

    public override void Begin() => Forget();

    protected Process? Find(int process) => process >= 0 && process < Processes.Length ? Processes[process] : null;

    protected Device? FindDevice(int device) => device >= 0 && device < Devices.Length ? Devices[device] : null;

    /// <summary>ERR-2: whether a range has pages and stays in the address space.</summary>
    protected bool IsSound(PageRange range) => range.Start >= 0 && range.Count > 0 && range.End <= World.Pages;

    protected bool IsPage(int page) => page >= 0 && page < World.Pages;

    protected void Touch(Process owner, int page) => _touched.Add((owner.Number, page));

    protected void SetEntry(Process owner, int page, Entry entry)
    {
        owner.Entries[page] = entry;
        Touch(owner, page);
    }

    protected virtual void Flush(Process owner, int page)
    {
        owner.Tlb[page] = null;
        Touch(owner, page);
    }

    /// <summary>A frame of system memory that was free; null if none is.</summary>
    protected virtual Frame? TakeFrame(ulong value) => Take(SystemMemory, null, value);

    protected virtual Frame? TakeDeviceFrame(Device device, ulong value) => Take(device.Memory, device, value);

    /// <summary>A frame that nothing leads to any more is free.</summary>
    protected virtual void Release(Frame frame)
    {
        if (frame.Slot is SwapSlot slot)
        {
            slot.Cached = null;
        }

        (frame.Device?.Memory ?? SystemMemory).GiveBack();
    }

    protected static void AddMapping(Frame frame) => frame.Mappings += frame.IsZero ? 0 : 1;

    protected void DropMapping(Frame frame, bool dirty)
    {
        if (frame.IsZero)
        {
            return;
        }

        frame.Mappings--;
        frame.Dirty |= dirty;
        if (frame.Mappings == 0)
        {
            Release(frame);
        }
    }

    /// <summary>All entries that lead to a frame, in the order of process and page.</summary>
    protected IEnumerable<(Process Process, int Page)> EntriesOf(Frame frame) =>
        from owner in Processes
        where owner is not null
        from page in Enumerable.Range(0, World.Pages)
        where owner.Entries[page].Frame == frame
        select (owner, page);

    private static Frame? Take(Supply supply, Device? device, ulong value)
    {
        if (!supply.HasFree)
        {
            return null;
        }

        supply.Take();
        return new Frame(device, value);
    }

    private void Forget()
    {
        _events.Clear();
        _touched.Clear();
    }
}
