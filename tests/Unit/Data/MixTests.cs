using HmmSpec.Data;

namespace HmmSpec.Tests.Data;

/// <summary>Hashes are the same on every machine and in every version: fingerprints and checkpoints hold them.</summary>
public sealed class MixTests
{
    // The first outputs of SplitMix64 with the seed 0, as published with it.
    [Theory]
    [InlineData(0UL, 0xE220A8397B1DCDAF)]
    [InlineData(1UL, 0x6E789E6AA1B965F4)]
    [InlineData(2UL, 0x06C45D188009454F)]
    public void A_pair_that_begins_with_0_is_hashed_to_an_output_of_SplitMix64(ulong second, ulong hash) =>
        Assert.Equal(hash, Mix.Pair(0, second));

    [Fact]
    public void What_comes_first_and_what_comes_last_is_told_apart()
    {
        Assert.Equal(Mix.Pair(Mix.Pair(1, 2), 3), Mix.Triple(1, 2, 3));
        Assert.Equal(Mix.Pair(Mix.Pair(1, 2), Mix.Pair(3, 4)), Mix.Four(1, 2, 3, 4));
        Assert.NotEqual(Mix.Pair(1, 2), Mix.Pair(2, 1));
        Assert.NotEqual(Mix.Pair(1, 0), Mix.Pair(0, 0));
    }

    [Theory]
    [InlineData(0x0000_0001_0000_0003UL, 2)]
    [InlineData(0x8000_0000_0000_0001UL, unchecked((int)0x8000_0001))]
    public void Both_halves_are_in_what_is_folded(ulong hash, int folded) => Assert.Equal(folded, Mix.Fold(hash));
}
