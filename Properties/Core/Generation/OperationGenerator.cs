using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Draws operations that mostly mean something in the state that they are drawn for, with a share of nonsense: unmapped
/// pages, foreign devices, dead processes, ranges that leave the address space.
/// </summary>
/// <param name="weights">How often each kind is drawn.</param>
/// <param name="seed">Where the randomness begins.</param>
public sealed class OperationGenerator(Weights weights, ulong seed)
{
    private const int NonsensePercent = 4;
    private const int SetupPercent = 40;

    private readonly Weights _weights = weights;
    private Random64 _random = new(seed);
    private ulong _values;

    /// <summary>Pages that are drawn much more often than others, so that operations meet; none unless given.</summary>
    public PageRange Focus { get; init; }

    /// <summary>The next operation for this state.</summary>
    public Operation Next(State state)
    {
        if (_random.Chance(NonsensePercent))
        {
            return new Nonsense(state.World).Draw(_weights.Draw(ref _random), ref _random);
        }

        return Setup(state) ?? Draw(_weights.Draw(ref _random), SceneOf(state));
    }

    /// <summary>What a run needs before anything can happen: a mapping, a device, a mirror.</summary>
    private Operation? Setup(State state)
    {
        World world = state.World;
        int process = _random.Below(world.Processes);
        if (!state.Processes[process].Alive || !_random.Chance(SetupPercent))
        {
            return null;
        }

        Process owner = state.Processes[process];
        if (owner.Space.Vmas.Count == 0)
        {
            bool ofFile = world.AllFiles > 0 && _weights.Allows(OperationKind.MapFile) && _random.Chance(60);
            return ofFile ? MappingOfFile(process, SceneOf(state))
                : _weights.Allows(OperationKind.Map) ? Mapping(process, SceneOf(state))
                : null;
        }

        int device = _random.Below(world.Devices);
        if (world.Devices == 0)
        {
            return null;
        }

        if (!state.Devices[device].Attached)
        {
            return _weights.Allows(OperationKind.Attach) ? Attachment(device, world) : null;
        }

        bool lacksMirror = owner.Mirrors[device].Stage == MirrorStage.None && _random.Chance(60);
        return lacksMirror && _weights.Allows(OperationKind.Register) ? Registration(process, device, world) : null;
    }

    private Scene SceneOf(State state) => new(state) { Focus = Focus };

    private Operation Draw(OperationKind kind, Scene scene)
    {
        World world = scene.State.World;
        int process = scene.Process(ref _random);
        (int mirrored, int device) = scene.Mirror(ref _random);
        return kind switch
        {
            OperationKind.Load => new Load(process, scene.Page(process, ref _random)),
            OperationKind.Store => new Store(process, scene.Page(process, ref _random), ++_values),
            OperationKind.DeviceLoad => new DeviceLoad(mirrored, device, scene.Access(mirrored, device, ref _random)),
            OperationKind.DeviceStore => Storing(mirrored, device, scene.Access(mirrored, device, ref _random)),
            OperationKind.RangeFault => Fault(mirrored, device, scene.Driven(mirrored, device, ref _random)),
            OperationKind.Snapshot => new Snapshot(mirrored, device, scene.Driven(mirrored, device, ref _random)),
            OperationKind.MigrateToDevice => new MigrateToDevice(
                mirrored,
                device,
                scene.Driven(mirrored, device, ref _random)
            ),
            OperationKind.MigrateToSystem => new MigrateToSystem(
                mirrored,
                device,
                scene.Driven(mirrored, device, ref _random)
            ),
            OperationKind.Evict => new Evict(device, _random.Between(1, 3)),
            OperationKind.SwapOut => new SwapOut(process, scene.Page(process, ref _random)),
            OperationKind.Map => Mapping(process, scene),
            OperationKind.Unmap => new Unmap(process, scene.Range(process, ref _random)),
            OperationKind.Protect => new Protect(process, scene.Range(process, ref _random), Rights()),
            OperationKind.DontNeed => new DontNeed(process, scene.Range(process, ref _random)),
            OperationKind.Fork => new Fork(process, scene.Dead(ref _random)),
            OperationKind.Exit => new Exit(scene.Mortal(ref _random)),
            OperationKind.Attach => Attachment(_random.Below(world.Devices), world),
            OperationKind.Register => Registration(process, _random.Below(world.Devices), world),
            OperationKind.Unregister => new Unregister(mirrored, device),
            OperationKind.MakeExclusive => new MakeExclusive(
                mirrored,
                device,
                scene.Driven(mirrored, device, ref _random)
            ),
            OperationKind.DeviceAtomic => new DeviceAtomic(
                mirrored,
                device,
                scene.Access(mirrored, device, ref _random).Start,
                (ulong)_random.Between(1, 9)
            ),
            OperationKind.Remap => Remapping(process, scene),
            OperationKind.Detach => new Detach(device),
            OperationKind.Lose => new Lose(device),
            OperationKind.FailUpdate => new FailUpdate(mirrored, device),
            OperationKind.Advise => new Advise(process, scene.Range(process, ref _random), Opinion(world)),
            OperationKind.MapFile => MappingOfFile(process, scene),
            OperationKind.WriteBack => new WriteBack(FileOf(world), PagesOf(world)),
            OperationKind.DropCache => new DropCache(FileOf(world), PagesOf(world)),
            OperationKind.Truncate => new Truncate(
                FileOf(world),
                _random.Chance(50) ? world.FilePages : _random.Below(world.FilePages + 1)
            ),
            OperationKind.PunchHole => new PunchHole(FileOf(world), PagesOf(world)),
            OperationKind.Compact => new Compact(process, scene.Page(process, ref _random)),
            OperationKind.Pin => new Pin(process, scene.Page(process, ref _random), PinOf(scene.State, isHeld: false)),
            OperationKind.Unpin => new Unpin(PinOf(scene.State, isHeld: true)),
            OperationKind.Mlock => new Mlock(process, scene.Range(process, ref _random)),
            OperationKind.Munlock => new Munlock(process, scene.Range(process, ref _random)),
        };
    }

    private DeviceStore Storing(int process, int device, PageRange range)
    {
        ulong first = _values + 1;
        _values += (ulong)range.Count;
        return new DeviceStore(process, device, range, first);
    }

    private Map Mapping(int process, Scene scene) =>
        new(process, scene.Free(process, ref _random), _random.Chance(80) ? Protection.ReadWrite : Rights());

    // Mostly what succeeds: a range of one VMA, of about the same length, to a place that does not meet it.
    private Remap Remapping(int process, Scene scene)
    {
        PageRange range = scene.Within(process, ref _random);
        RemapFlags flags = _random.Below(10) switch
        {
            0 => RemapFlags.None,
            1 or 2 => RemapFlags.MayMove,
            3 => RemapFlags.MayMoveDontUnmap,
            4 or 5 => RemapFlags.MayMoveFixedDontUnmap,
            _ => RemapFlags.MayMoveFixed,
        };
        if (IsShared(process, range.Start, scene) && _random.Chance(15))
        {
            range = range with { Count = 0 }; // Another mapping of the same pages (MRM-11).
        }

        bool resizes = !flags.HasFlag(RemapFlags.DontUnmap) && _random.Chance(60);
        int count = resizes ? _random.Between(1, range.Count + 2) : range.Count;
        int place = _random.Chance(50)
            ? scene.Free(process, ref _random).Start
            : _random.Below(Math.Max(1, scene.State.World.Pages - count + 1));
        return new Remap(process, range, count, flags, place);
    }

    private static bool IsShared(int process, int page, Scene scene) =>
        scene.State.IsAlive(process) && scene.State.Processes[process].Space.BackingOf(page).IsShared;

    // Without files there is nothing to remove, and nothing more is drawn.
    private Advice Opinion(World world) => world.AllFiles > 0 && _random.Chance(15) ? Advice.Remove : Opinion();

    private Advice Opinion() =>
        _random.Below(12) switch
        {
            0 => Advice.Cold,
            1 or 2 => Advice.PageOut,
            3 => Advice.DontFork,
            4 => Advice.DoFork,
            5 => Advice.WipeOnFork,
            6 => Advice.KeepOnFork,
            _ => Advice.Free,
        };

    // Mostly of pages that the file has, and mostly such that another mapping of it shows them too.
    private MapFile MappingOfFile(int process, Scene scene)
    {
        World world = scene.State.World;
        Map mapping = Mapping(process, scene);
        int most = _random.Chance(10) ? world.FilePages + 1 : Math.Max(1, world.FilePages - mapping.Range.Count + 1);
        int offset = _random.Chance(50) ? 0 : _random.Below(most);
        Sharing sharing = _random.Chance(50) ? Sharing.Shared : Sharing.Private;
        return new MapFile(process, mapping.Range, mapping.Protection, FileOf(world), offset, sharing);
    }

    // Mostly one that is free, or held, as it is wanted.
    private int PinOf(State state, bool isHeld)
    {
        int drawn = _random.Below(Math.Max(1, state.Pins.Count));
        int number = drawn;
        while (number < state.Pins.Count && state.Pins[number].IsZero == isHeld)
        {
            number++;
        }

        return number < state.Pins.Count ? number : drawn;
    }

    private int FileOf(World world) => _random.Below(Math.Max(1, world.AllFiles));

    // Mostly few pages of a file.
    private PageRange PagesOf(World world)
    {
        int start = _random.Below(Math.Max(1, world.FilePages));
        int most = Math.Max(1, world.FilePages - start);
        return new PageRange(start, _random.Chance(60) ? 1 : 1 + _random.Below(most));
    }

    private Protection Rights() =>
        _random.Below(6) switch
        {
            0 => Protection.None,
            1 or 2 => Protection.Read,
            _ => Protection.ReadWrite,
        };

    private Attach Attachment(int device, World world) =>
        _random.Chance(50)
            ? new Attach(device, _random.Below(world.DeviceFrames + 1), DmaKind.Direct, 0)
            : new Attach(
                device,
                _random.Below(world.DeviceFrames + 1),
                DmaKind.Iommu,
                _random.Below(world.IovaSlots + 1)
            );

    private Register Registration(int process, int device, World world)
    {
        if (_random.Chance(75))
        {
            return new Register(process, device, world.AddressSpace);
        }

        int start = _random.Below(world.Pages);
        return new Register(process, device, new PageRange(start, 1 + _random.Below(world.Pages - start)));
    }

    private RangeFault Fault(int process, int device, PageRange range)
    {
        if (_random.Chance(60))
        {
            Request request = _random.Chance(50) ? Request.Fault : Request.FaultWrite;
            return new RangeFault(process, device, range, request, Request.None, []);
        }

        Request[] pages = new Request[range.Count];
        for (int index = 0; index < pages.Length; index++)
        {
            pages[index] = (Request)_random.Below(4);
        }

        return new RangeFault(process, device, range, (Request)_random.Below(4), (Request)_random.Below(4), [.. pages]);
    }
}
