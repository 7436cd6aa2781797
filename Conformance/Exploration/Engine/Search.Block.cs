namespace HmmSpec.Exploration;

// A block of work: expand its units, then enter what was found.
internal sealed partial class Search
{
    // For fewer states the other threads are not worth waking.
    private const int Few = 64;

    private void Block()
    {
        int states = FillUnits();
        _turn = -1;
        RunWorkers(states, ExpandUnits);
        foreach (Candidates candidates in _candidates)
        {
            _tally.Take(candidates);
        }

        for (int index = 0; index < _active; index++)
        {
            _breaches.Take(_buffers[index], _units[index], _tally.Level);
            _tally.Breaches += _buffers[index].Breaches;
            RecordEnabled(_units[index], _buffers[index].EnabledAgents);
        }

        long before = _visited.Count;
        EnterAll(states);
        _tally.Depth = _visited.Count > before ? _tally.Level + 1 : _tally.Depth;
        for (int index = 0; index < _active; index++)
        {
            _buffers[index].Clear();
        }

        _frontier.Recycle();
    }

    private int FillUnits()
    {
        int states = 0;
        for (_active = 0; _active < _units.Length && _frontier.Waiting > 0; _active++)
        {
            _frontier.Fill(_units[_active]);
            states += _units[_active].Count;
        }

        return states;
    }

    private void RunWorkers(int states, Action<int> work)
    {
        if (states < Few || _systems.Length == 1)
        {
            work(0);
        }
        else
        {
            _workers.Run(work);
        }
    }

    private void ExpandUnits(int worker)
    {
        Candidates candidates = _candidates[worker];
        UnitExpander expander = new(_systems[worker], candidates, _layout);
        for (int index = Interlocked.Increment(ref _turn); index < _active; index = Interlocked.Increment(ref _turn))
        {
            candidates.Turn(_buffers[index]);
            expander.Expand(_units[index]);
        }
    }

    private void EnterAll(int states)
    {
        for (int unit = 0; unit < _active; unit++)
        {
            _shares[unit] = new int[Layout.Shards];
        }

        _turn = -1;
        RunWorkers(states, EnterShards);
        for (int unit = 0; unit < _active; unit++)
        {
            _frontier.Append(_shares[unit]);
        }
    }

    private void EnterShards(int worker)
    {
        for (
            int index = Interlocked.Increment(ref _turn);
            index < Layout.Shards;
            index = Interlocked.Increment(ref _turn)
        )
        {
            Shard shard = _visited.Shards[index];
            for (int unit = 0; unit < _active; unit++)
            {
                CandidateBuffer buffer = _buffers[unit];
                int before = shard.Count;
                shard.Take(buffer.Of(index), buffer.TextOf(index), buffer.AgentsOf(index), _units[unit]);
                _shares[unit][index] = shard.Count - before;
            }
        }
    }

    private void RecordEnabled(WorkUnit unit, ulong[] agents)
    {
        if (_layout.KeepsEdges)
        {
            foreach (Run run in unit.Runs)
            {
                EdgeList edges = _visited.Shards[(int)(run.FirstId >> Layout.LocalBits)].Edges!;
                for (int position = run.Start; position < run.Start + run.Count; position++)
                {
                    edges.Enable(agents[position]);
                }
            }
        }
    }
}
