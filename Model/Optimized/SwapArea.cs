namespace HmmSpec.Optimized;

/// <summary>The slots of swap.</summary>
internal sealed class SwapArea(int slots)
{
    private Slot[] _slots = new Slot[16];

    public NumberAllocator Numbers { get; } = new(slots);

    public ref Slot this[int number] => ref _slots[number];

    /// <summary>Takes a free slot, as yet without references, or -1.</summary>
    public int Take()
    {
        int number = Numbers.Take();
        if (number >= _slots.Length)
        {
            Array.Resize(ref _slots, _slots.Length * 2);
        }

        if (number >= 0)
        {
            _slots[number] = new Slot { Cached = -1 };
        }

        return number;
    }

    /// <summary>A slot of swap.</summary>
    internal struct Slot
    {
        public ulong Value;

        /// <summary>How many page-table entries, and pages of memory files, name the slot.</summary>
        public int References;

        /// <summary>The frame that holds the same page at the moment, or -1.</summary>
        public int Cached;
    }
}
