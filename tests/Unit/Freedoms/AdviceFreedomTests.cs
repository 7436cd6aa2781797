using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What MADV_FREE leaves open, and what it does not.</summary>
public sealed class AdviceFreedomTests
{
    private static readonly string[] Freed =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
        "store p0 2 12",
        "migrate-to-device p0 d0 2+1",
        "advise p0 0+4 free",
    ];

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_freed_page_may_be_dropped_at_any_time(ObservationLevel level) =>
        new Trial(level)
            .Did(Freed)
            .Did("load p0 0")
            .Happened(new Reclaim(0, 0))
            .Answered("load p0 0", "ok value=0")
            .Did("load p0 1", "device-load p0 d0 0+2")
            .Settled();

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Freed_pages_may_be_dropped_at_once(ObservationLevel level) =>
        new Trial(level)
            .Did([.. Freed[..^2], "advise p0 0+2 free"])
            .Happened(new Reclaim(0, 0))
            .Happened(new Reclaim(0, 1))
            .Did("device-load p0 d0 0+2", "store p0 3 13")
            .Settled();

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void That_a_page_was_freed_may_be_forgotten(ObservationLevel level) =>
        new Trial(level)
            .Did(Freed)
            .Happened(new EndLazyFree(0, 0))
            .Did("swap-out p0 0", "swap-out p0 1", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Reclaim_that_was_asked_for_may_keep_some_pages_and_drop_others(ObservationLevel level) =>
        new Trial(level)
            .Did(Freed)
            .Happened(new EndLazyFree(0, 1))
            .Did("advise p0 0+2 pageout", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_reclaim_that_was_asked_for_left_alone_may_be_dropped_later(ObservationLevel level)
    {
        new Trial(level).Did(Freed).GaveUp("advise p0 0+2 pageout", "ok").Did("swap-out p0 0", "load p0 0").Settled();
        new Trial(level)
            .Did(Freed)
            .GaveUp("advise p0 0+1 pageout", "ok")
            .Did("advise p0 1+1 pageout", "load p0 1", "swap-out p0 0", "load p0 0")
            .Settled();
    }

    [Theory]
    [Rejects("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_was_dropped_does_not_come_back(ObservationLevel level) =>
        new Trial(level).Did(Freed).Did("swap-out p0 0", "load p0 0").Wrong("load p0 0", "ok value=10");

    [Theory]
    [Rejects("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_freed_page_reads_as_nothing_else(ObservationLevel level) =>
        new Trial(level).Did(Freed).Wrong("load p0 0", "ok value=11");

    [Theory]
    [Rejects("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_after_it_is_not_lost(ObservationLevel level)
    {
        new Trial(level).Did(Freed).Did("store p0 0 20").Wrong("load p0 0", "ok value=0");
        new Trial(level).Did(Freed).Did("device-store p0 d0 1+1 21").Wrong("device-load p0 d0 1+1", "ok value=0");
    }

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void In_Linux_61_a_store_of_a_device_may_be(ObservationLevel level) =>
        new Trial(level, profile: Profile.Linux61)
            .Did(Freed)
            .Did("device-store p0 d0 1+1 21")
            .Happened(new Reclaim(0, 1))
            .Did("device-load p0 d0 1+1")
            .Settled();

    [Theory]
    [Accepts("ND-21")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_is_in_device_memory_stays(ObservationLevel level) =>
        new Trial(level).Did(Freed).Did("device-load p0 d0 2+1", "load p0 2").Settled();

    [Theory]
    [Rejects("ND-21")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_is_in_device_memory_reads_as_nothing_else(ObservationLevel level) =>
        new Trial(level).Did(Freed).Wrong("load p0 2", "ok value=13");
}
