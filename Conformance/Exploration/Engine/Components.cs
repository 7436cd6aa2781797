namespace HmmSpec.Exploration;

/// <summary>The strongly connected components of a graph, by Tarjan's algorithm with a stack of its own.</summary>
internal sealed class Components
{
    private readonly Graph _graph;
    private readonly int[] _component;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _nextEdge;
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _calls = new();
    private int _visited;

    public Components(Graph graph)
    {
        _graph = graph;
        _component = new int[graph.States];
        _order = new int[graph.States];
        _low = new int[graph.States];
        _nextEdge = new int[graph.States];
        Array.Fill(_component, -1);
        for (int state = 0; state < graph.States; state++)
        {
            if (_order[state] == 0)
            {
                Visit(state);
            }
        }
    }

    /// <summary>How many components there are.</summary>
    public int Count { get; private set; }

    /// <summary>The component of a state.</summary>
    public int Of(int state) => _component[state];

    private void Visit(int root)
    {
        Enter(root);
        while (_calls.TryPeek(out int state))
        {
            if (_nextEdge[state] < _graph.FirstEdge(state + 1))
            {
                Follow(state, _graph.Target(_nextEdge[state]++));
            }
            else
            {
                Leave(_calls.Pop());
            }
        }
    }

    private void Enter(int state)
    {
        _order[state] = ++_visited;
        _low[state] = _visited;
        _nextEdge[state] = _graph.FirstEdge(state);
        _open.Push(state);
        _calls.Push(state);
    }

    private void Follow(int state, int target)
    {
        if (_order[target] == 0)
        {
            Enter(target);
        }
        else if (_component[target] < 0)
        {
            _low[state] = Math.Min(_low[state], _order[target]);
        }
    }

    private void Leave(int state)
    {
        if (_low[state] == _order[state])
        {
            int member;
            do
            {
                member = _open.Pop();
                _component[member] = Count;
            } while (member != state);

            Count++;
        }

        if (_calls.TryPeek(out int caller))
        {
            _low[caller] = Math.Min(_low[caller], _low[state]);
        }
    }
}
