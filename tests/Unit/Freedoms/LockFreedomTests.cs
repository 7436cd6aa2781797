using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What a lock takes away from the kernel's freedoms, and what it leaves.</summary>
public sealed class LockFreedomTests
{
    private static readonly string[] Locked =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
        "mlock p0 0+2",
    ];

    [Theory]
    [Accepts("locked-page-gone")]
    [Rejects("locked-page-gone")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Reclaim_takes_what_was_unlocked_and_nothing_that_is_locked(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Locked).Did("munlock p0 1+1").Happened(new Reclaim(0, 1));
        trial.Did("load p0 1", "swap-out p0 0");
        trial.GaveUpWrongly("swap-out p0 0", "ok value=1", "LCK-6", "LCK-11");
    }

    [Theory]
    [Rejects("locked-page-gone")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_is_locked_is_not_discarded(ObservationLevel level) =>
        new Trial(level).Did(Locked).GaveUpWrongly("dontneed p0 0+1", "ok", "LCK-7");

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_locked_page_may_go_to_a_device_and_come_back_by_itself(ObservationLevel level) =>
        new Trial(level)
            .Did(Locked)
            .Did("migrate-to-device p0 d0 0+1")
            .Happened(new BringBack(0, 0))
            .Did("device-store p0 d0 0+1 12", "load p0 0", "dontneed p0 0+1")
            .Settled();

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_lock_that_needs_more_mappings_may_fail(ObservationLevel level) =>
        new Trial(level)
            .Did(Locked)
            .GaveUp("mlock p0 3+1", "ENOMEM")
            .Did("dontneed p0 3+1", "mlock p0 3+1", "dontneed p0 3+1")
            .Settled();

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_lock_with_memory_left_does_not_say_that_there_is_none(ObservationLevel level) =>
        new Trial(level).Did(Locked).GaveUpWrongly("mlock p0 2+2", "EAGAIN", "LCK-1", "LCK-3");

    [Theory]
    [Accepts("ND-10")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_lock_may_find_no_frame_for_a_copy_that_it_need_not_make(ObservationLevel level) =>
        new Trial(level, World.Default with { Frames = 2 })
            .Did(Locked)
            .Did("munlock p0 0+2", "fork p0 p1", "exit p1")
            .GaveUp("mlock p0 0+1", "EAGAIN")
            .Did("load p0 0", "store p0 0 12", "load p0 0");
}
