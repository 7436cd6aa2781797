using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What drivers may keep, drop and record: entries, accessed and dirty bits, DMA mappings.</summary>
public sealed class DriverFreedomTests
{
    private static readonly string[] Mirrored =
    [
        "attach d0 4 iommu 6",
        "register p0 d0 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
    ];

    [Theory]
    [Accepts("ND-8")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Pages_may_count_as_accessed_and_dirty(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Answered("load p0 2", Twist.Page(0, 2, static seen => seen with { Young = false, Dirty = true }))
            .Answered("device-load p0 d0 1+1", Twist.Mirror(0, 0, 1, static seen => seen with { Dirty = true }))
            .Did("swap-out p0 1", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-8")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_was_written_does_not_count_as_clean(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Wrong("store p0 1 12", Twist.Page(0, 1, static seen => seen with { Dirty = false }));

    [Theory]
    [Rejects("ND-8")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void What_a_device_has_written_does_not_count_as_clean_when_its_entry_is_gone(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("swap-out p0 0", "load p0 0", "device-store p0 d0 0+1 12")
            .Wrong("unregister p0 d0", Twist.Page(0, 0, static seen => seen with { Dirty = false }), "MIR-6", "DRT-1");

    [Theory]
    [Accepts("ND-8")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void The_record_may_be_that_of_a_mirror(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-store p0 d0 0+1 12")
            .Answered("load p0 0", Twist.Page(0, 0, static seen => seen with { Dirty = false }))
            .Answered("load p0 0", Twist.Page(0, 0, static seen => seen with { Dirty = false, Mirrors = [] }))
            .Settled();

    [Theory]
    [Accepts("ND-15")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_mirror_may_lose_entries(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-store p0 d0 0+2 12")
            .Happened(new DropEntry(0, 0, 0))
            .Did("load p0 0", "device-load p0 d0 0+2", "unmap p0 0+1")
            .Settled();

    [Theory]
    [Rejects("ND-15")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_mirror_has_no_entry_for_a_page_that_is_gone(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-store p0 d0 0+2 12")
            .Wrong(
                "unmap p0 0+1",
                Twist.Mirror(0, 0, 0, static seen => seen with { Entry = MirrorEntryKind.System }),
                "NTF-2"
            );

    [Theory]
    [Rejects("ND-15")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_device_that_lost_an_entry_has_no_translation(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-store p0 d0 0+2 12")
            .Wrong(
                "swap-out p0 0",
                Twist.Mirror(0, 0, 0, static seen => seen with { Cached = true }),
                "RCL-1",
                "NTF-2"
            );

    [Fact]
    [Accepts("ND-16")]
    public void One_mapping_may_serve_several_pages() =>
        new Trial(ObservationLevel.State)
            .Did(Mirrored)
            .Answered("device-load p0 d0 0+2", Twist.State(Twist.Device(0, static seen => seen with { UsedIovas = 1 })))
            .Settled(Twist.Device(0, static seen => seen with { UsedIovas = 1 }));

    [Fact]
    [Rejects("ND-16")]
    public void No_mapping_is_left_when_its_page_is_gone()
    {
        Trial trial = new Trial(ObservationLevel.State).Did(Mirrored).Did("device-load p0 d0 0+2", "unmap p0 0+2");
        Divergence divergence = trial.SettledWrongly(
            "unmap p0 0+2",
            Twist.Device(0, static seen => seen with { UsedIovas = 1 })
        );

        Assert.Equal("d0, used-iovas", divergence.Subject);
    }

    [Theory]
    [Accepts("ND-22")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_driver_may_enter_more_pages_than_it_needs(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Happened(new Prefetch(0, 0, 1, Write: true))
            .Happened(new Prefetch(0, 0, 2, Write: false))
            .Did("device-load p0 d0 0+1", "device-store p0 d0 1+1 20", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-22")]
    [InlineData("dontneed p0 2+2", 3)]
    [InlineData("protect p0 0+1 none", 0)]
    [InlineData("protect p0 0+2 read", 0)]
    public void A_driver_enters_no_page_that_its_process_may_not_use(string operation, int page)
    {
        foreach (ObservationLevel level in new[] { ObservationLevel.Touched, ObservationLevel.State })
        {
            new Trial(level)
                .Did(Mirrored)
                .Did("unmap p0 3+1")
                .Wrong(
                    operation,
                    Twist.Mirror(
                        0,
                        0,
                        page,
                        static seen => seen with { Entry = MirrorEntryKind.System, Zero = false, Writable = true }
                    )
                );
        }
    }
}
