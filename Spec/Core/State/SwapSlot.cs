using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A slot of swap.</summary>
/// <param name="Value">The content of the page that is kept here.</param>
/// <param name="References">How many page-table entries, and pages of memory files, name the slot.</param>
/// <param name="Cached">The system frame that holds the same page at the moment (the swap cache), or -1.</param>
public readonly record struct SwapSlot(ulong Value, int References, int Cached) : IHash64
{
    /// <summary>A free slot.</summary>
    public static SwapSlot Free => new(0, 0, -1);

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Value, ((ulong)(uint)References << 32) | (uint)Cached);
}
