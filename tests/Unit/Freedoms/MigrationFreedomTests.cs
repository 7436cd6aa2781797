using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What drivers may do with pages that move: skip them, bring them back, free their frames late.</summary>
public sealed class MigrationFreedomTests
{
    private static readonly string[] OneDevice =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
    ];

    [Theory]
    [Accepts("ND-1")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Any_page_of_a_migration_may_be_skipped(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Chose("migrate-to-device p0 d0 0+4", ChoiceKind.SkipPage, 1)
            .Did("load p0 1", "device-store p0 d0 0+2 20", "migrate-to-device p0 d0 0+2", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-1")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void The_reason_for_which_a_page_was_skipped_is_the_drivers(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("swap-out p0 0")
            .Answered("migrate-to-device p0 d0 0+2", "ok pages=skipped-referenced,migrated")
            .Did("load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-1")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_is_called_skipped_has_not_moved(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Wrong("migrate-to-device p0 d0 0+2", "ok pages=migrated,skipped-by-driver", "MIG-13", "MIG-14");

    [Theory]
    [Rejects("ND-1")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_in_swap_cannot_have_been_filled(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("swap-out p0 0")
            .Wrong("migrate-to-device p0 d0 0+2", "ok pages=filled,migrated", "MIG-16");

    [Theory]
    [Rejects("ND-1")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_migration_of_which_pages_are_skipped_succeeds(ObservationLevel level) =>
        new Trial(level).Did(OneDevice).GaveUpWrongly("migrate-to-device p0 d0 0+2", "ENOMEM", "MIG-14", "MIG-16");

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_of_a_device_may_come_back_by_itself(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("migrate-to-device p0 d0 0+2")
            .Happened(new BringBack(0, 1))
            .Did("migrate-to-system p0 d0 0+2", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void An_eviction_may_begin_with_any_page(ObservationLevel level)
    {
        Trial trial = new(level);
        trial.Did(OneDevice).Did("migrate-to-device p0 d0 0+2");
        trial.Happened(new BringBack(0, 1)).GaveUp("evict d0 1", "ok value=1").Did("evict d0 2", "load p0 1").Settled();
    }

    [Theory]
    [Rejects("ND-2")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_came_back_holds_what_it_held(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("migrate-to-device p0 d0 0+2")
            .Happened(new BringBack(0, 1))
            .Wrong("load p0 1", Twist.Page(0, 1, seen => seen with { Value = 0 }), "MIG-19", "CPU-1");

    [Theory]
    [Rejects("ND-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void No_more_pages_are_evicted_than_asked_for(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("migrate-to-device p0 d0 0+2")
            .Wrong("evict d0 1", "ok value=2", "EVC-2", "EVC-1");

    [Theory]
    [Rejects("ND-2")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_counts_as_evicted_is_no_longer_there(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("migrate-to-device p0 d0 0+2")
            .Wrong(
                "evict d0 2",
                Twist.Page(0, 1, static seen => seen with { Entry = ObservedEntry.Device, Device = 0, Mirrors = [] }),
                "MIG-14",
                "RET-5"
            );

    [Theory]
    [Accepts("ND-17")]
    [InlineData("unmap p0 0+4")]
    [InlineData("exit p0")]
    public void Frames_may_be_freed_later_than_the_operation_ends(string last) =>
        new Trial(ObservationLevel.State)
            .Did(OneDevice)
            .Did("migrate-to-device p0 d0 0+1")
            .Answered(
                last,
                Twist.State(static seen =>
                    Twist.Device(0, static it => it with { UsedFrames = 1 })(seen with { UsedFrames = 1 })
                )
            )
            .Settled();

    [Theory]
    [Rejects("ND-17")]
    [InlineData("unmap p0 0+4")]
    [InlineData("exit p0")]
    public void Frames_are_free_when_everything_has_settled(string last)
    {
        Trial trial = new(ObservationLevel.Touched);
        trial.Did(OneDevice).Did("migrate-to-device p0 d0 0+1", last);
        Divergence divergence = trial.SettledWrongly(last, static seen => seen with { UsedFrames = 1 });

        Assert.Equal("used-frames", divergence.Subject);
        Assert.Equal("0", divergence.Expected);
        Assert.Equal("1", divergence.Found);
    }

    [Fact]
    [Rejects("ND-17")]
    public void No_fewer_frames_are_in_use_than_pages_need() =>
        new Trial(ObservationLevel.State)
            .Did(OneDevice)
            .Wrong("load p0 1", Twist.State(static seen => seen with { UsedFrames = 1 }));

    [Theory]
    [Accepts("ND-24")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_migration_that_moved_nothing_may_have_dropped_mirror_entries(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(OneDevice).Did("device-load p0 d0 0+2");
        trial.Chose("migrate-to-device p0 d0 0+2", ChoiceKind.SkipPage, 0, 1);
        Assert.False(trial.State.Processes[0].Mirrors[0].Entries[0].IsValid);
        trial.Did("device-load p0 d0 0+2", "load p0 0").Settled();
    }

    [Theory]
    [Rejects("ND-24")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_migration_that_moved_nothing_has_not_taken_rights_of_the_mapping(ObservationLevel level) =>
        new Trial(level)
            .Did(OneDevice)
            .Did("swap-out p0 0")
            .Wrong(
                "migrate-to-device p0 d0 0+1",
                Twist.Page(0, 0, static seen => seen with { Protection = Protection.Read }),
                "TRN-1"
            );
}
