namespace HmmSpec.Optimized;

/// <summary>
/// Gives out the numbers from 0 up to a capacity: first those that came back, the last one first, because they are warm
/// in the cache; then those never used, so that what is never used is never touched.
/// </summary>
internal sealed class NumberAllocator(int capacity)
{
    private readonly Stack<int> _returned = [];

    public int Capacity => capacity;

    /// <summary>The numbers from this one on were never given out.</summary>
    public int Unused { get; private set; }

    public bool HasTaken => Unused > _returned.Count;

    public bool HasFree => _returned.Count > 0 || Unused < capacity;

    /// <summary>A free number, or -1.</summary>
    public int Take()
    {
        if (_returned.TryPop(out int number))
        {
            return number;
        }

        return Unused < capacity ? Unused++ : -1;
    }

    public void Return(int number) => _returned.Push(number);

    /// <summary>Which numbers are given out, asked of the allocator itself, so that a leak can be seen.</summary>
    public bool[] Taken()
    {
        bool[] taken = new bool[capacity];
        taken.AsSpan(0, Unused).Fill(true);
        foreach (int number in _returned)
        {
            taken[number] = false;
        }

        return taken;
    }
}
