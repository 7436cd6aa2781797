using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What a pin takes away from the kernel's freedoms.</summary>
public sealed class PinFreedomTests
{
    private static readonly World WithPins = World.Default with { Pins = 2 };

    private static readonly string[] Pinned =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
        "pin p0 0 0",
    ];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_pinned_page_may_be_skipped_for_any_reason(ObservationLevel level) =>
        new Trial(level, WithPins)
            .Did(Pinned)
            .Answered("migrate-to-device p0 d0 0+1", "ok pages=skipped-locked")
            .Did("device-store p0 d0 0+1 12", "load p0 0", "unpin 0", "migrate-to-device p0 d0 0+1")
            .Settled();

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_pinned_page_does_not_migrate(ObservationLevel level) =>
        new Trial(level, WithPins)
            .Did(Pinned)
            .Wrong(
                "migrate-to-device p0 d0 0+1",
                static answer => answer with { Outcome = answer.Outcome with { Pages = [PageResult.Migrated] } }
            );

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_frame_that_is_pinned_stays_in_use_without_a_mapping(ObservationLevel level) =>
        new Trial(level, WithPins).Did(Pinned).Did("unmap p0 0+4", "pin p0 1 1", "unpin 1").Settled();

    [Fact]
    public void A_frame_that_is_pinned_is_not_given_back() =>
        new Trial(ObservationLevel.State, WithPins)
            .Did(Pinned)
            .Did("unmap p0 0+4")
            .SettledWrongly("load p0 5", static seen => seen with { UsedFrames = 0 });
}
