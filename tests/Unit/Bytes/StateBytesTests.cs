using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Bytes;

/// <summary>Bytes that are those of no state.</summary>
public sealed class StateBytesTests
{
    private static readonly State Start = State.Initial(World.Default, Profile.Strict);

    [Fact]
    public void Bytes_that_end_too_early_are_refused()
    {
        Sequence<byte> bytes = StateEncoding.Encode(Start);
        Assert.Equal(Start, StateEncoding.Decode(bytes, Start.World, Start.Profile));
        Sequence<byte> cut = [.. bytes.Span[..^1]];
        AssertRefused("The state ends too early.", cut);
        AssertRefused("The state ends too early.", []);
    }

    [Fact]
    public void A_number_of_more_than_64_bits_is_refused()
    {
        byte[] bytes = [.. StateEncoding.Encode(Start)];
        Sequence<byte> endless = [.. Enumerable.Repeat((byte)0xFF, 11), .. bytes];
        AssertRefused("A number of the state has more than 64 bits.", endless);
    }

    private static void AssertRefused(string message, Sequence<byte> bytes) =>
        Assert.Equal(
            message,
            Assert.Throws<FormatException>(() => StateEncoding.Decode(bytes, Start.World, Start.Profile)).Message
        );
}
