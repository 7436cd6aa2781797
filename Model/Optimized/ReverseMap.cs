namespace HmmSpec.Optimized;

/// <summary>
/// The reverse map: which page-table entries lead to a frame, sorted. The first one stands in the frame itself, since most
/// frames have no other; the rest are nodes of a common pool. A migration entry stays listed until it is replaced.
/// </summary>
internal sealed class ReverseMap
{
    private const int None = -1;

    private Node[] _nodes = new Node[16];
    private int _used;
    private int _free = None;

    /// <summary>Enters a mapper.</summary>
    public void Add(ref PageFrame frame, Mapper mapper)
    {
        if (frame.First.IsNone)
        {
            frame.First = mapper;
        }
        else if (mapper.Key < frame.First.Key)
        {
            frame.More = NewNode(frame.First, frame.More);
            frame.First = mapper;
        }
        else
        {
            InsertSorted(ref frame, mapper);
        }
    }

    /// <summary>Takes a mapper out.</summary>
    public void Remove(ref PageFrame frame, Mapper mapper)
    {
        if (frame.First == mapper)
        {
            TakeFirst(ref frame);
            return;
        }

        int previous = None;
        for (int node = frame.More; node != None; previous = node, node = _nodes[node].Next)
        {
            if (_nodes[node].Mapper == mapper)
            {
                Unlink(ref frame, previous, node);
                return;
            }
        }
    }

    /// <summary>Takes all mappers out.</summary>
    public void Clear(ref PageFrame frame)
    {
        while (!frame.First.IsNone)
        {
            TakeFirst(ref frame);
        }
    }

    /// <summary>The mappers of a frame, in order; the list must not change while they are gone through.</summary>
    public Walk Of(in PageFrame frame) => new(_nodes, frame.First, frame.More);

    /// <summary>Hands all mappers of one frame to another that has none.</summary>
    public static void Move(ref PageFrame from, ref PageFrame to)
    {
        (to.First, to.More) = (from.First, from.More);
        (from.First, from.More) = (Mapper.None, None);
    }

    private void TakeFirst(ref PageFrame frame)
    {
        if (frame.More == None)
        {
            frame.First = Mapper.None;
        }
        else
        {
            frame.First = _nodes[frame.More].Mapper;
            Unlink(ref frame, None, frame.More);
        }
    }

    private void InsertSorted(ref PageFrame frame, Mapper mapper)
    {
        int previous = None;
        int next = frame.More;
        while (next != None && _nodes[next].Mapper.Key < mapper.Key)
        {
            previous = next;
            next = _nodes[next].Next;
        }

        int added = NewNode(mapper, next);
        if (previous == None)
        {
            frame.More = added;
        }
        else
        {
            _nodes[previous].Next = added;
        }
    }

    private void Unlink(ref PageFrame frame, int previous, int node)
    {
        if (previous == None)
        {
            frame.More = _nodes[node].Next;
        }
        else
        {
            _nodes[previous].Next = _nodes[node].Next;
        }

        _nodes[node].Next = _free;
        _free = node;
    }

    private int NewNode(Mapper mapper, int next)
    {
        int node = _free;
        if (node != None)
        {
            _free = _nodes[node].Next;
        }
        else
        {
            node = _used++;
            if (node == _nodes.Length)
            {
                Array.Resize(ref _nodes, node * 2);
            }
        }

        _nodes[node] = new Node { Mapper = mapper, Next = next };
        return node;
    }

    internal struct Node
    {
        public Mapper Mapper;
        public int Next;
    }

    /// <summary>Goes through the mappers of a frame, for <c>foreach</c>.</summary>
    internal struct Walk(Node[] nodes, Mapper first, int more)
    {
        private Mapper _upcoming = first;
        private int _more = more;

        public Mapper Current { readonly get; private set; } = Mapper.None;

        public readonly Walk GetEnumerator() => this;

        public bool MoveNext()
        {
            Current = _upcoming;
            if (Current.IsNone)
            {
                return false;
            }

            if (_more == None)
            {
                _upcoming = Mapper.None;
            }
            else
            {
                (_upcoming, _more) = (nodes[_more].Mapper, nodes[_more].Next);
            }

            return true;
        }
    }
}
