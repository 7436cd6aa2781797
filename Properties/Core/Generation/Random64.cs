namespace HmmSpec.Properties;

/// <summary>
/// A small pseudo-random generator (SplitMix64). The framework's may change its numbers between versions, and a token
/// has to reproduce a run on any machine.
/// </summary>
/// <param name="seed">Where the sequence of numbers begins.</param>
public struct Random64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The seed of an independent generator: the <paramref name="index"/>-th of those of this seed.</summary>
    public static ulong Derive(ulong seed, ulong index) => Data.Mix.Pair(seed, index);

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return Data.Mix.Finish(_state);
    }

    /// <summary>A number from 0 to <paramref name="bound"/>, exclusive; 0 for a bound below 1.</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both inclusive.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in <paramref name="percent"/> of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;
}
