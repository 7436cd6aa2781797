using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What the removal of a device leaves open, and what it does not.</summary>
public sealed class RemovalFreedomTests
{
    private static readonly string[] OnDevice =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
        "store p0 2 12",
        "migrate-to-device p0 d0 0+2",
    ];

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_came_back_before_is_not_lost(ObservationLevel level) =>
        new Trial(level)
            .Did(OnDevice)
            .Happened(new BringBack(0, 0))
            .Did("lose d0", "load p0 0", "store p0 0 20", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Nothing_else_is_lost_and_what_is_lost_is_not_zeros(ObservationLevel level)
    {
        new Trial(level).Did(OnDevice).Did("lose d0").Wrong("load p0 2", "SIGBUS", "CPU-1", "TRN-1");
        new Trial(level).Did(OnDevice).Did("lose d0").Wrong("load p0 0", "ok value=0", "EVC-9", "EVC-7");
        new Trial(level).Did(OnDevice).Did("detach d0").Wrong("load p0 0", "SIGBUS", "CPU-1", "TRN-1", "CPU-3");
    }

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void The_entry_of_a_lost_page_may_stay_as_it_was(ObservationLevel level) =>
        new Trial(level)
            .Did(OnDevice)
            .Answered(
                "lose d0",
                Twist.Page(0, 1, static seen => seen with { Entry = ObservedEntry.Device, Device = 0 })
            )
            .Did("load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_detach_without_room_may_leave_any_page_behind(ObservationLevel level)
    {
        World world = new(1, 8, 1, 3, 1, 4, 0);
        Trial trial = new(level, world);
        trial.Did(OnDevice).Did("store p0 3 13", "store p0 4 14");
        trial.Did("detach d0", "load p0 0", "swap-out p0 2");
    }

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_mirror_whose_update_fails_may_be_told_of_what_nobody_sees(ObservationLevel level) =>
        new Trial(level, profile: Profile.V9)
            .Did([.. OnDevice, "device-load p0 d0 2+1", "fail-update p0 d0"])
            .Happened(new KillMirror(0, 0))
            .Did("device-load p0 d0 2+1", "register p0 d0 0+8", "device-load p0 d0 2+1")
            .Settled();

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_mirror_dies_only_of_an_update_that_fails(ObservationLevel level)
    {
        new Trial(level, profile: Profile.V9).Did(OnDevice).Wrong("device-load p0 d0 2+1", "ENODEV");
        new Trial(level, profile: Profile.V9)
            .Did([.. OnDevice, "fail-update p0 d0", "dontneed p0 2+1"])
            .Wrong("device-load p0 d0 3+1", "ok value=0");
    }
}
