using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What the kernel may do by itself to files and the page cache, and what it may not.</summary>
public sealed class FileFreedomTests
{
    private static readonly World WithFile = World.Default with { Files = 1, FilePages = 4 };

    private static readonly string[] Mapped =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map-file p0 0+2 read-write f0 0 shared",
        "map-file p0 4+2 read-write f0 0 private",
        "store p0 0 10",
        "load p0 4",
    ];

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_of_a_file_may_be_reclaimed(ObservationLevel level) =>
        new Trial(level, WithFile)
            .Did(Mapped)
            .Happened(new Reclaim(0, 0))
            .Did("load p0 5", "load p0 4", "device-load p0 d0 0+2")
            .Settled();

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_nobody_maps_may_leave_the_page_cache(ObservationLevel level) =>
        new Trial(level, WithFile)
            .Did(Mapped)
            .Did("unmap p0 0+8")
            .Happened(new Uncache(0, 0))
            .Did("map-file p0 0+2 read f0 0 private", "load p0 0")
            .Settled();

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_child_may_have_entries_of_the_page_cache_from_the_start(ObservationLevel level) =>
        new Trial(level, WithFile)
            .Did(Mapped)
            .Did("fork p0 p1")
            .Happened(new Populate(1, 4, Write: false))
            .Did("load p1 4", "store p0 0 11", "load p1 0")
            .Settled();

    [Fact]
    [Accepts("ND-3")]
    public void Pages_of_a_file_may_be_read_ahead() =>
        new Trial(ObservationLevel.State, WithFile)
            .Did(Mapped)
            .Settled(static seen => seen with { UsedFrames = seen.UsedFrames + 3 });

    [Fact]
    [Rejects("ND-3")]
    public void No_more_frames_are_in_use_than_the_file_has_pages_and_its_mappings_copies() =>
        new Trial(ObservationLevel.State, WithFile)
            .Did(Mapped)
            .SettledWrongly("load p0 0", static seen => seen with { UsedFrames = seen.UsedFrames + 7 });

    [Theory]
    [Rejects("ND-3")]
    [InlineData("load p0 4", "ok value=65536")]
    [InlineData("device-load p0 d0 4+1", "ok value=65536 faults=1")]
    public void A_store_to_a_shared_mapping_does_not_stay_hidden(string operation, string outcome)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            _ = new Trial(level, WithFile).Did(Mapped).Wrong(operation, outcome);
        }
    }

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_to_a_private_mapping_is_not_seen_in_the_file(ObservationLevel level) =>
        new Trial(level, WithFile).Did(Mapped).Did("store p0 4 20").Wrong("load p0 0", "ok value=20");

    [Theory]
    [Rejects("signal")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_its_file_has_is_not_beyond_its_end(ObservationLevel level)
    {
        _ = new Trial(level, WithFile).Did(Mapped).GaveUpWrongly("load p0 1", "SIGBUS");
        new Trial(level, WithFile).Did(Mapped).Did("truncate f0 1", "load p0 1", "load p0 0").Settled();
    }

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_was_cut_off_does_not_come_back(ObservationLevel level) =>
        new Trial(level, WithFile).Did(Mapped).Did("truncate f0 0", "truncate f0 4").Wrong("load p0 0", "ok value=10");
}
