namespace HmmSpec.Data;

/// <summary>Mixing functions for 64-bit hashes.</summary>
public static class Mix
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Spreads every bit of <paramref name="value"/> over all 64 bits of the result, one to one.</summary>
    public static ulong Finish(ulong value)
    {
        value ^= value >> 30;
        value *= 0xBF58_476D_1CE4_E5B9;
        value ^= value >> 27;
        value *= 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>The hash of a pair, in this order.</summary>
    public static ulong Pair(ulong first, ulong second) => Finish(first + (Golden * (second + 1)));

    /// <summary>The hash of a triple, in this order.</summary>
    public static ulong Triple(ulong first, ulong second, ulong third) => Pair(Pair(first, second), third);

    /// <summary>The hash of four values, in this order.</summary>
    public static ulong Four(ulong first, ulong second, ulong third, ulong fourth) =>
        Pair(Pair(first, second), Pair(third, fourth));

    /// <summary>Folds a 64-bit hash to the 32 bits that the framework's collections want.</summary>
    public static int Fold(ulong hash) => (int)(hash ^ (hash >> 32));
}
