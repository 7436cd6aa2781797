using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What is free, and what is not, where pages migrate as in the series of 2015.</summary>
public sealed class MigrationHalfFreedomTests
{
    private static readonly string[] OnDevice =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
        "migrate-to-device p0 d0 0+2",
    ];

    private static readonly World Small = World.Default with { Frames = 4 };

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_driver_may_bring_pages_home_before_its_mirror_goes(ObservationLevel level) =>
        Of2015(level)
            .Did(OnDevice)
            .Happened(new BringBack(0, 0))
            .Did("unregister p0 d0", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_is_not_lost_as_long_as_its_mirror_is_there(ObservationLevel level) =>
        Of2015(level).Did(OnDevice).GaveUpWrongly("load p0 0", "SIGBUS");

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_migration_may_find_no_memory_for_its_own_ends(ObservationLevel level) =>
        Of2015(level)
            .Did(OnDevice)
            .GaveUp("migrate-to-device p0 d0 2+2", "ENOMEM pages=not-reached,not-reached")
            .Did("load p0 2", "migrate-to-device p0 d0 2+2", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_is_there_need_not_be_brought_in(ObservationLevel level) =>
        Of2015(level)
            .Did("attach d0 4 direct", "register p0 d0 0+8", "map p0 0+1 read-write", "store p0 0 10")
            .GaveUpWrongly("migrate-to-device p0 d0 0+1", "EFAULT pages=not-reached");

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fork_may_find_room_for_its_copies_where_something_was_reclaimed(ObservationLevel level) =>
        new Trial(level, Small, Profile.V9Migration)
            .Did([.. OnDevice, "store p0 2 12", "store p0 3 13", "map p0 4+1 read-write", "store p0 4 14"])
            .Happened(new Reclaim(0, 2))
            .Did("fork p0 p1", "load p1 0")
            .Settled();

    [Theory]
    [Accepts("ND-15")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_a_migration_has_entered_may_go_again(ObservationLevel level) =>
        Of2015(level)
            .Did(OnDevice)
            .Happened(new DropEntry(0, 0, 0))
            .Did("device-load p0 d0 0+2", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-15")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_child_has_no_page_in_device_memory(ObservationLevel level) =>
        Of2015(level)
            .Did(OnDevice)
            .Wrong(
                "fork p0 p1",
                Twist.Page(1, 0, static seen => seen with { Entry = ObservedEntry.Device, Device = 0 }),
                "FRK-8",
                "FRK-1"
            );

    [Theory]
    [Rejects("ND-1")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_migration_does_not_go_on_behind_its_mapping(ObservationLevel level) =>
        Of2015(level)
            .Did("attach d0 4 direct", "register p0 d0 0+8", "map p0 0+1 read-write", "map p0 2+1 read-write")
            .Wrong("migrate-to-device p0 d0 0+3", "ok pages=migrated,not-reached,migrated");

    private static Trial Of2015(ObservationLevel level) => new(level, profile: Profile.V9Migration);
}
