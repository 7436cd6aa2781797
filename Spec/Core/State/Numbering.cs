using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>New numbers for old ones, given out in the order in which the old ones are met.</summary>
internal sealed class Numbering
{
    private readonly int[] _numbers;
    private readonly List<int> _met = [];

    /// <summary>A numbering of the numbers below <paramref name="capacity"/>, of which none was met.</summary>
    public Numbering(int capacity)
    {
        _numbers = new int[capacity];
        Array.Fill(_numbers, -1);
    }

    /// <summary>The new number of an old one; one that was never met gets the next.</summary>
    public int this[int old]
    {
        get
        {
            Meet(old);
            return _numbers[old];
        }
    }

    /// <summary>Gives an old number the next new one, unless it has one.</summary>
    public void Meet(int old)
    {
        if (_numbers[old] < 0)
        {
            _numbers[old] = _met.Count;
            _met.Add(old);
        }
    }

    /// <summary>A pool with its used entries under their new numbers.</summary>
    public Pool<T> Apply<T>(Pool<T> pool, T empty, Func<T, T> renamed)
        where T : IEquatable<T>, IHash64
    {
        // What no table names any more is numbered last, in the old order: a leak stays visible, and stays one.
        for (int old = 0; old < pool.Capacity; old++)
        {
            if (pool.IsUsed(old))
            {
                Meet(old);
            }
        }

        Pool<T> result = Pool<T>.Create(pool.Capacity, empty);
        for (int number = 0; number < _met.Count; number++)
        {
            T entry = renamed(pool[_met[number]]);
            result = pool.IsUsed(_met[number]) ? result.Take(number, entry) : result.Set(number, entry);
        }

        return result;
    }
}
