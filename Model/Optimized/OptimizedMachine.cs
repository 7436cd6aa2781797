using System.Diagnostics.CodeAnalysis;
using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>
/// A machine as an engineer would ship it: mutable, with packed page tables, pooled frames, reverse maps and reused
/// buffers. It is written from the clauses alone, so that it and the reference can disagree. One thread at a time may use
/// it, and it makes the canonical choices.
/// </summary>
public sealed partial class OptimizedMachine : IMachine
{
    private readonly World _world;
    private readonly Profile _profile;
    private readonly FrameTable _frames;
    private readonly SwapArea _swap;
    private readonly MemoryDescriptor[] _processes;
    private readonly AttachedDevice?[] _devices;
    private readonly LeafPool<PackedMirrorEntry> _mirrorLeaves = new();
    private readonly Journal _journal = new();

    // Operations on one page are the frequent ones, and what they can say is shared.
    private static readonly Data.Sequence<PageResult>[] s_single =
    [
        .. Enum.GetValues<PageResult>().Select(result => (Data.Sequence<PageResult>)[result]),
    ];

    private PageResult[] _results = [];
    private ulong[] _values = [];

    /// <summary>A machine at the start of a run (MAP-1).</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The choices that depend on a version.</param>
    public OptimizedMachine(World world, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _profile = profile;
        _frames = new FrameTable(world.Frames, world.Devices);
        _swap = new SwapArea(world.SwapSlots);
        _devices = new AttachedDevice?[world.Devices];
        _files = new CachedFile[world.AllFiles];
        for (int file = 0; file < world.AllFiles; file++)
        {
            _files[file] = new CachedFile(world, file);
        }

        _pins = new int[world.Pins];
        _processes = new MemoryDescriptor[world.Processes];
        LeafPool<PackedPte> leaves = new();
        for (int process = 0; process < world.Processes; process++)
        {
            _processes[process] = new MemoryDescriptor(process, leaves);
        }

        _processes[0].IsAlive = true;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<Event> Events => _journal.Events;

    /// <inheritdoc/>
    public ReadOnlySpan<PageAddress> Touched => _journal.Touched;

    /// <inheritdoc/>
    public Outcome Apply(Operation operation)
    {
        _journal.Clear();
        return operation switch
        {
            Load load => LoadPage(load.Process, load.Page),
            Store store => StorePage(store.Process, store.Page, store.Value),
            DeviceLoad load => LoadByDevice(load.Process, load.Device, load.Range),
            DeviceStore store => StoreByDevice(store.Process, store.Device, store.Range, store.Value),
            RangeFault fault => FaultByDevice(fault),
            Snapshot snapshot => TakeSnapshot(snapshot.Process, snapshot.Device, snapshot.Range),
            MigrateToDevice migrate => MovePages(migrate.Process, migrate.Device, migrate.Range, toDevice: true),
            MigrateToSystem migrate => MovePages(migrate.Process, migrate.Device, migrate.Range, toDevice: false),
            Evict evict => EvictFrames(evict.Device, evict.Count),
            Map map => MapRange(map.Process, map.Range, map.Protection),
            Unmap unmap => UnmapRange(unmap.Process, unmap.Range),
            Protect protect => ProtectRange(protect.Process, protect.Range, protect.Protection),
            DontNeed discard => DiscardRange(discard.Process, discard.Range),
            SwapOut swap => SwapOutPage(swap.Process, swap.Page),
            Compact compact => CompactPage(compact.Process, compact.Page),
            Pin pin => PinPage(pin.Process, pin.Page, pin.Number),
            Unpin unpin => UnpinFrame(unpin.Number),
            Mlock mlock => LockRange(mlock.Process, mlock.Range),
            Munlock munlock => UnlockRange(munlock.Process, munlock.Range),
            Fork fork => ForkProcess(fork.Process, fork.Child),
            Exit exit => ExitProcess(exit.Process),
            Attach attach => AttachDevice(attach.Device, attach.Capacity, attach.Dma, attach.Iovas),
            Register register => RegisterMirror(register.Process, register.Device, register.Range),
            Unregister unregister => UnregisterMirror(unregister.Process, unregister.Device),
            MakeExclusive it => MakeExclusiveRange(it.Process, it.Device, it.Range),
            DeviceAtomic it => AddByDevice(it.Process, it.Device, it.Page, it.Value),
            Remap remap => RemapRange(remap),
            Detach detach => DetachDevice(detach.Device),
            FailUpdate it => FailNextUpdate(it.Process, it.Device),
            Lose lose => LoseDevice(lose.Device),
            Advise advise => AdviseRange(advise.Process, advise.Range, advise.Advice),
            MapFile map => MapFileRange(map),
            WriteBack writeBack => WriteBackRange(writeBack.File, writeBack.Range),
            DropCache drop => DropCachedRange(drop.File, drop.Range),
            Truncate truncate => TruncateFile(truncate.File, truncate.Length),
            PunchHole punch => PunchFile(punch.File, punch.Range),
        };
    }

    /// <summary>A load by the CPU: <see cref="Apply"/> of <see cref="HmmSpec.Spec.Load"/> without the object.</summary>
    public Outcome Load(int process, int page)
    {
        _journal.Clear();
        return LoadPage(process, page);
    }

    /// <summary>A store by the CPU: <see cref="Apply"/> of <see cref="HmmSpec.Spec.Store"/> without the object.</summary>
    public Outcome Store(int process, int page, ulong value)
    {
        _journal.Clear();
        return StorePage(process, page, value);
    }

    /// <summary>A load of one page by a device.</summary>
    public Outcome DeviceLoad(int process, int device, int page)
    {
        _journal.Clear();
        return LoadByDevice(process, device, new PageRange(page, 1));
    }

    /// <summary>A store to one page by a device.</summary>
    public Outcome DeviceStore(int process, int device, int page, ulong value)
    {
        _journal.Clear();
        return StoreByDevice(process, device, new PageRange(page, 1), value);
    }

    // What Outcome.Of does, without the detour over the empty sequences.
    private static Outcome Delivered(ulong value) => new(Status.Ok, value, 0, default, default);

    // Well, or with an errno; nothing to deliver.
    private static Outcome Ended(Status status) => new(status, 0, 0, default, default);

    private bool IsAlive(int process, [NotNullWhen(true)] out MemoryDescriptor? descriptor)
    {
        descriptor = (uint)process < (uint)_processes.Length ? _processes[process] : null;
        return descriptor is { IsAlive: true };
    }

    private bool IsAttached(int device, [NotNullWhen(true)] out AttachedDevice? attached)
    {
        attached = (uint)device < (uint)_devices.Length ? _devices[device] : null;
        return attached is not null;
    }

    /// <summary>Whether a range is not empty and within the address space; End may overflow, so it is not asked for.</summary>
    private bool IsWithinSpace(PageRange range) =>
        range.Start >= 0 && range.Count > 0 && range.Count <= _world.Pages && range.Start <= _world.Pages - range.Count;

    /// <summary>What a device needs to fault, to access or to migrate (ERR-1, FLT-11).</summary>
    private Status FindMirror(
        int process,
        int device,
        PageRange range,
        out MemoryDescriptor descriptor,
        out DeviceMirror mirror
    )
    {
        (descriptor, mirror) = (null!, null!);
        if (!IsAlive(process, out MemoryDescriptor? alive))
        {
            return Status.ESRCH;
        }

        if (!IsAttached(device, out _))
        {
            return Status.ENODEV;
        }

        if (!IsWithinSpace(range))
        {
            return Status.EINVAL;
        }

        if (alive.MirrorIn(device) is not { IsLive: true } live)
        {
            return Status.ENODEV;
        }

        (descriptor, mirror) = (alive, live);
        return live.Interval.Contains(range) ? Status.Ok : Status.EINVAL;
    }

    private static Outcome Reported(Status status, ReadOnlySpan<PageResult> results) =>
        new(status, 0, 0, default, results.Length == 1 ? s_single[(int)results[0]] : Data.Sequence.Create(results));

    private Span<PageResult> ResultsFor(int pages)
    {
        if (_results.Length < pages)
        {
            _results = new PageResult[Math.Max(pages, 16)];
        }

        Span<PageResult> results = _results.AsSpan(0, pages);
        results.Clear();
        return results;
    }
}
