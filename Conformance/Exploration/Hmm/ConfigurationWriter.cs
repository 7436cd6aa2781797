using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// Writes configurations as bytes that are equal exactly if the configurations cannot be told apart: frames, device
/// frames, slots, IOVAs and windows under new numbers in the order in which the bytes mention them, sequence numbers by
/// what can be compared with them, agents with the same plan in a fixed order.
/// </summary>
/// <remarks>One instance belongs to one thread.</remarks>
internal sealed partial class ConfigurationWriter
{
    private readonly IReadOnlyList<Renaming> _renamings;
    private readonly Sequence<AgentPlan> _plans;
    private readonly Type[] _kinds;
    private readonly FirstMet _frames;
    private readonly FirstMet _slots;
    private readonly FirstMet[] _deviceFrames;
    private readonly FirstMet[] _iovas;
    private readonly ulong _absentProcess;
    private readonly ulong _absentMirror;
    private readonly ByteWriter[] _candidates = [new(), new()];
    private readonly ByteWriter[] _pieces;
    private readonly bool[] _hasPiece;
    private readonly int[] _order;
    private readonly int[] _written;
    private ByteWriter _out = new();
    private Renaming _names;
    private State _state;

    public ConfigurationWriter(HmmWorld world, IStepModel model)
    {
        World sizes = world.World;
        _renamings = Renaming.All(sizes, world.Symmetry);
        _names = _renamings[0];
        _state = State.Initial(sizes, world.Profile);
        _plans = world.Agents;
        _kinds = [.. model.Kinds.Select(static kind => kind.GetType())];
        _frames = new FirstMet(sizes.Frames);
        _slots = new FirstMet(sizes.SwapSlots);
        _deviceFrames = [.. Enumerable.Range(0, sizes.Devices).Select(_ => new FirstMet(sizes.DeviceFrames))];
        _iovas = [.. Enumerable.Range(0, sizes.Devices).Select(_ => new FirstMet(sizes.IovaSlots))];
        _absentProcess = Process.Absent(sizes).Hash64;
        _absentMirror = Mirror.Absent(sizes.Pages).Hash64;
        _pieces = [.. world.Agents.Select(static _ => new ByteWriter())];
        _written = new int[2 + (2 * sizes.Devices)];
        _hasPiece = new bool[world.Agents.Count];
        _order = [.. Enumerable.Range(0, world.Agents.Count)];
    }

    /// <summary>The bytes of a configuration, until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(Configuration configuration)
    {
        ByteWriter best = _candidates[0];
        Write(configuration, _renamings[0], best);
        for (int index = 1; index < _renamings.Count; index++)
        {
            ByteWriter other = best == _candidates[0] ? _candidates[1] : _candidates[0];
            Write(configuration, _renamings[index], other);
            best = other.Written.SequenceCompareTo(best.Written) < 0 ? other : best;
        }

        return best.Written;
    }

    private void Write(Configuration configuration, Renaming names, ByteWriter output)
    {
        output.Clear();
        _out = output;
        _names = names;
        _state = configuration.Interleaving.State;
        _flat = configuration.Interleaving.Flat;
        Forget();
        for (int number = 0; number < _state.Processes.Count; number++)
        {
            int old = names.Processes[number];
            WriteProcess(_state.Processes[old], configuration.Interleaving.Flat.Processes[old]);
        }

        for (int number = 0; number < _state.Devices.Count; number++)
        {
            Device device = _state.Devices[names.Devices[number]];
            _out.Number((device.Attached ? 1 : 0) | ((int)device.Dma << 1) | (device.Leaving ? 4 : 0));
            _out.Number(device.Memory.Capacity);
            _out.Number(device.Iovas.Capacity);
        }

        WriteAgents(configuration);
        WriteWindows();
        WriteStores();
    }

    private void Forget()
    {
        _frames.Reset();
        _slots.Reset();
        for (int device = 0; device < _deviceFrames.Length; device++)
        {
            _deviceFrames[device].Reset();
            _iovas[device].Reset();
        }

        _open.Reset();
        FindOpen();
    }

    private void WriteAgents(Configuration configuration)
    {
        int count = configuration.Agents.Count;
        for (int agent = 0; agent < count; agent++)
        {
            _order[agent] = agent;
        }

        if (HasTwins(configuration.Agents))
        {
            Sort(configuration);
        }

        for (int place = 0; place < count; place++)
        {
            int agent = _order[place];
            WriteAgent(configuration, agent);
        }
    }

    private static bool HasTwins(Sequence<AgentPlace> agents)
    {
        for (int agent = 1; agent < agents.Count; agent++)
        {
            if (agents[agent].Plan == agents[agent - 1].Plan)
            {
                return true;
            }
        }

        return false;
    }

    // Agents with the same plan stand next to each other. What only an activity names is not told apart here; where that
    // leaves two of them equal, their order is that of the configuration, and a reduction may be missed but no error made.
    private void Sort(Configuration configuration)
    {
        Array.Clear(_hasPiece);
        for (int last = 1; last < _pieces.Length; last++)
        {
            for (int place = last; place > 0 && IsBefore(configuration, _order[place], _order[place - 1]); place--)
            {
                (_order[place], _order[place - 1]) = (_order[place - 1], _order[place]);
            }
        }
    }

    private bool IsBefore(Configuration configuration, int agent, int other)
    {
        AgentPlace mine = configuration.Agents[agent];
        AgentPlace theirs = configuration.Agents[other];
        if (mine.Plan != theirs.Plan || mine.Left != theirs.Left)
        {
            return mine.Plan == theirs.Plan && mine.Left < theirs.Left;
        }

        int operation = OperationOf(configuration, agent);
        int others = OperationOf(configuration, other);
        return operation != others
            ? operation < others
            : Piece(configuration, agent).SequenceCompareTo(Piece(configuration, other)) < 0;
    }

    // What it is in the middle of, under the new names; -1 for nothing.
    private int OperationOf(Configuration configuration, int agent) =>
        configuration.Interleaving.Activities[agent] is null ? -1 : OperationOf(configuration.Agents[agent]);

    private ReadOnlySpan<byte> Piece(Configuration configuration, int agent)
    {
        if (!_hasPiece[agent])
        {
            ByteWriter output = _out;
            _out = _pieces[agent];
            _out.Clear();
            _peeking = true;
            WriteAgent(configuration, agent);
            _peeking = false;
            _out = output;
            _hasPiece[agent] = true;
        }

        return _pieces[agent].Written;
    }

    // Types are one object each; a general search compares them by calls.
    private int KindOf(Activity activity)
    {
        Type type = activity.GetType();
        int kind = _kinds.Length - 1;
        while (kind >= 0 && !ReferenceEquals(_kinds[kind], type))
        {
            kind--;
        }

        return kind;
    }

    private void WriteAgent(Configuration configuration, int agent)
    {
        AgentPlace place = configuration.Agents[agent];
        Activity? activity = configuration.Interleaving.Activities[agent];
        _out.Number(place.Plan);
        _out.Number(place.Left);
        if (activity is null)
        {
            _out.Number(0);
            return;
        }

        for (Activity? frame = activity; frame is not null; frame = frame.Caller)
        {
            _out.Number(KindOf(frame) + 1);
            _ = frame.Through(this);
        }

        _out.Number(0);
        WriteOperation(place);
        LedgerEntry entry = configuration.Ledger.Entries[agent];
        WriteCommits(entry.Commits);
        WriteGoals(entry.Goals);
    }
}
