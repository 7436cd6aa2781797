using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>A page of device memory may be stored to again, where its mapping allows that and nobody shares it.</summary>
public sealed class WriteGainTests
{
    private static readonly State Shared = Reach.After(
        "attach d0 2 direct",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "store p0 0 7",
        "fork p0 p1"
    );

    private static readonly State Alone = Reach.After(Shared, "exit p1", "migrate-to-device p0 d0 0+1");

    [Fact]
    public void A_page_that_nobody_shares_gets_the_right()
    {
        Pte pte = Alone.Entry(0, 0);
        Assert.Equal(PteKind.DevicePrivate, pte.Kind);
        Assert.False(pte.Writable);
        State gained = Alone.WithPte(0, 0, pte with { Writable = true });
        Assert.Equal(gained.Hash64, Alone.After(new GainWrite(0, 0)).Hash64);
    }

    [Fact]
    public void A_shared_page_does_not() =>
        Reach.After(Shared, "migrate-to-device p0 d0 0+1").AssertNothingComesOf(new GainWrite(0, 0));

    [Fact]
    public void A_page_of_a_mapping_without_the_right_does_not() =>
        Reach.After(Alone, "protect p0 0+1 read").AssertNothingComesOf(new GainWrite(0, 0));

    [Fact]
    public void A_page_of_system_memory_does_not() =>
        Reach.After(Shared, "exit p1").AssertNothingComesOf(new GainWrite(0, 0));
}
