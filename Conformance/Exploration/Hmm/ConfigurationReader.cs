using System.Buffers.Binary;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Reads what <see cref="ConfigurationWriter"/> has written; the names that it gave are the numbers here.</summary>
/// <remarks>One instance belongs to one thread.</remarks>
internal sealed partial class ConfigurationReader
{
    // An even sequence number, and the odd one after it.
    private const long Even = 100;

    private readonly World _world;
    private readonly Profile _profile;
    private readonly Sequence<Activity> _kinds;
    private readonly Sequence<AgentPlan> _plans;
    private readonly Process _absent;
    private readonly FlatProcess _absentFlat;
    private readonly Mirror _noMirror;
    private readonly Dictionary<ulong, AddressSpace> _spaces = [];
    private readonly int[] _met;
    private readonly int[] _read;
    private readonly Frame[] _frames;
    private readonly SwapSlot[] _slots;
    private readonly Frame[][] _deviceFrames;
    private readonly IoMapping[][] _iovas;
    private readonly bool[][] _free;
    private readonly DeviceShape[] _shapes;
    private byte[] _bytes = [];
    private int _position;

    public ConfigurationReader(HmmWorld world, IStepModel model)
    {
        _world = world.World;
        _profile = world.Profile;
        _kinds = model.Kinds;
        _plans = world.Agents;
        _absent = Process.Absent(_world);
        _absentFlat = FlatMemory.Initial(_world with { Processes = 1 }).Processes[0] with { Alive = false };
        _noMirror = Mirror.Absent(_world.Pages);
        _met = new int[2 + (2 * _world.Devices)];
        _read = new int[_met.Length];
        _frames = new Frame[_world.Frames];
        _slots = new SwapSlot[_world.SwapSlots];
        _deviceFrames = [.. Enumerable.Range(0, _world.Devices).Select(_ => new Frame[_world.DeviceFrames])];
        _iovas = [.. Enumerable.Range(0, _world.Devices).Select(_ => new IoMapping[_world.IovaSlots])];
        _free =
        [
            new bool[_world.Frames],
            new bool[_world.SwapSlots],
            .. Enumerable
                .Range(0, _world.Devices)
                .SelectMany(_ => (bool[][])[new bool[_world.DeviceFrames], new bool[_world.IovaSlots]]),
        ];
        _shapes = new DeviceShape[_world.Devices];
        _files = new FileObject[_world.AllFiles];
        _pins = new Target[_world.Pins];
        _flatFiles = new FlatFile[_world.AllFiles];
    }

    /// <summary>The configuration of which these are the bytes.</summary>
    public Configuration Read(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length)
        {
            _bytes = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(_bytes);
        _position = 0;
        Forget();
        Process[] processes = new Process[_world.Processes];
        FlatProcess[] flat = new FlatProcess[_world.Processes];
        for (int number = 0; number < processes.Length; number++)
        {
            processes[number] = ReadProcess(out flat[number]);
        }

        for (int device = 0; device < _shapes.Length; device++)
        {
            int flags = Number();
            _shapes[device] = new DeviceShape(
                (flags & 1) != 0,
                (flags & 4) != 0,
                (DmaKind)(flags >> 1 & 1),
                Number(),
                Number()
            );
        }

        _processes = processes;
        Activity?[] activities = new Activity?[_plans.Count];
        AgentPlace[] places = new AgentPlace[activities.Length];
        LedgerEntry[] entries = new LedgerEntry[activities.Length];
        for (int agent = 0; agent < activities.Length; agent++)
        {
            (places[agent], activities[agent], entries[agent]) = ReadAgent(agent);
        }

        ReadWindows(processes);
        ReadStores();
        State state = new(
            _world,
            _profile,
            Table<Process>.From(processes),
            Pool<Frame>.From(_frames, BitSet.From(_free[0]), Frame.Free),
            Pool<SwapSlot>.From(_slots, BitSet.From(_free[1]), SwapSlot.Free),
            Table<Device>.Create(_world.Devices, ReadDevice)
        );
        FlatMemory memory = new(Table<FlatProcess>.From(flat));
        if (_world.AllFiles > 0)
        {
            state = state with { Files = Table<FileObject>.From(_files) };
            memory = memory with { Files = Table<FlatFile>.From(_flatFiles) };
        }

        if (_world.Pins > 0)
        {
            state = state with { Pins = Table<Target>.From(_pins) };
        }

        Interleaving interleaving = new(state, memory, Sequence.Create<Activity?>(activities));
        return new Configuration(
            interleaving,
            Sequence.Create<AgentPlace>(places),
            new CommitLedger(Sequence.Create<LedgerEntry>(entries))
        );
    }

    private void Forget()
    {
        Array.Clear(_met);
        Array.Fill(_frames, Frame.Free);
        Array.Fill(_slots, SwapSlot.Free);
        foreach (bool[] free in _free)
        {
            Array.Fill(free, value: true);
        }

        for (int device = 0; device < _deviceFrames.Length; device++)
        {
            Array.Fill(_deviceFrames[device], Frame.Free);
            Array.Fill(_iovas[device], new IoMapping(Target.Zero));
        }
    }

    private int Number() => _bytes[_position++];

    private ulong Value()
    {
        byte first = _bytes[_position++];
        if (first != ByteWriter.Wide)
        {
            return first;
        }

        _position += 8;
        return BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(_position - 8));
    }

    // A name is a number; the numbers of a store are met in their order.
    private int Name(int store)
    {
        int name = Number();
        _met[store] = Math.Max(_met[store], name + 1);
        return name;
    }

    private Target ReadTarget()
    {
        int place = Number();
        return place == 0 ? Target.Zero
            : place == 1 ? Target.System(Name(0))
            : Target.OnDevice(place - 2, Name(2 * (place - 1)));
    }

    private ReadAgentResult ReadAgent(int agent)
    {
        int plan = Number();
        int left = Number();
        if (ReadActivity() is not Activity activity)
        {
            return new ReadAgentResult(new AgentPlace(plan, left, 0), null, default);
        }

        int operation = (Number() * 200) + Number();
        LedgerEntry entry = new(_plans[agent].Operations[operation], ReadCommits(), ReadGoals());
        return new ReadAgentResult(new AgentPlace(plan, left, operation), activity, entry);
    }

    private Activity? ReadActivity()
    {
        int kind = Number();
        if (kind == 0)
        {
            return null;
        }

        Activity read = _kinds[kind - 1].Through(this);
        return ReadActivity() is Activity caller ? read with { Caller = caller } : read;
    }

    private Device ReadDevice(int device)
    {
        DeviceShape shape = _shapes[device];
        int store = 2 + (2 * device);
        return new Device(
            shape.Attached,
            shape.Dma,
            Pool<Frame>.From(
                _deviceFrames[device].AsSpan(0, shape.Frames),
                BitSet.From(_free[store].AsSpan(0, shape.Frames)),
                Frame.Free
            ),
            Pool<IoMapping>.From(
                _iovas[device].AsSpan(0, shape.Iovas),
                BitSet.From(_free[store + 1].AsSpan(0, shape.Iovas)),
                new IoMapping(Target.Zero)
            )
        )
        {
            Leaving = shape.Leaving,
        };
    }

    private readonly record struct ReadAgentResult(AgentPlace Place, Activity? Activity, LedgerEntry Entry);

    private readonly record struct DeviceShape(bool Attached, bool Leaving, DmaKind Dma, int Frames, int Iovas);
}
