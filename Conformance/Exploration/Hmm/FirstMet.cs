namespace HmmSpec.Exploration;

/// <summary>New numbers for old ones, in the order in which the old ones are met; made once and used again and again.</summary>
internal sealed class FirstMet
{
    private readonly int[] _numbers;
    private readonly int[] _met;

    public FirstMet(int capacity)
    {
        _numbers = new int[capacity];
        _met = new int[capacity];
        Array.Fill(_numbers, -1);
    }

    /// <summary>How many were met.</summary>
    public int Count { get; private set; }

    /// <summary>The old number behind a new one.</summary>
    public int Old(int number) => _met[number];

    /// <summary>Whether an old number was met.</summary>
    public bool IsKnown(int old) => _numbers[old] >= 0;

    /// <summary>The new number of an old one; one that was never met gets the next.</summary>
    public int Of(int old)
    {
        int number = _numbers[old];
        if (number < 0)
        {
            number = Count++;
            _numbers[old] = number;
            _met[number] = old;
        }

        return number;
    }

    /// <summary>Forgets all.</summary>
    public void Reset()
    {
        for (int number = 0; number < Count; number++)
        {
            _numbers[_met[number]] = -1;
        }

        Count = 0;
    }
}
