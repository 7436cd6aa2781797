namespace HmmSpec.Exploration;

/// <summary>Some consecutive states that one thread expands.</summary>
internal sealed class WorkUnit
{
    /// <summary>The states.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds states.</summary>
    public void Add(FrontierSegment segment, int offset, int count, uint firstId)
    {
        Runs.Add(new Run(segment, offset, Count, count, firstId));
        Count += count;
    }

    /// <summary>Takes all states out.</summary>
    public void Clear()
    {
        Runs.Clear();
        Count = 0;
    }

    /// <summary>The number of the state at a position; positions that only grow are found by going on from the last run.</summary>
    public uint IdAt(uint position, ref int run)
    {
        if (Runs.Count == 0)
        {
            return ParentList.None;
        }

        while (position >= Runs[run].Start + Runs[run].Count)
        {
            run++;
        }

        return Runs[run].FirstId + (position - (uint)Runs[run].Start);
    }
}
