using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What must never be seen of memory and mirrors is rejected, and what comes closest to it accepted.</summary>
public sealed class ProhibitionTests
{
    private static readonly string[] Mirrored =
    [
        "attach d0 4 direct",
        "attach d1 4 direct",
        "register p0 d0 0+8",
        "register p0 d1 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
    ];

    [Theory]
    [Accepts("NV-1")]
    [Rejects("NV-1")]
    [Accepts("INV-33")]
    [Rejects("INV-33")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void No_device_reaches_what_was_unmapped(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("device-load p0 d0 0+2", "unmap p0 0+1");
        trial.Answered("device-load p0 d0 0+1", "EFAULT").Did("device-load p0 d0 1+1");
        trial.GaveUpWrongly("device-load p0 d0 0+1", "ok value=10", "FLT-5");
    }

    [Theory]
    [Accepts("NV-2")]
    [Rejects("NV-2")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void No_access_reaches_a_frame_that_was_given_back(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("device-load p0 d0 0+1", "dontneed p0 0+1");
        trial.Answered("device-load p0 d0 0+1", "ok value=0").Did("store p0 2 12");
        trial.Wrong("device-load p0 d0 0+1", "ok value=12", "MIR-8", "MIR-11");
    }

    [Theory]
    [Accepts("NV-3")]
    [Rejects("NV-3")]
    [Accepts("errno-class")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void No_device_stores_to_what_was_protected(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("device-store p0 d0 0+1 12", "protect p0 0+1 read");
        trial.Answered("device-store p0 d0 0+1 13", "EPERM").Did("device-load p0 d0 0+1");
        trial.GaveUpWrongly("device-store p0 d0 0+1 13", "ok", "FLT-6");
    }

    [Theory]
    [Rejects("NV-3")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_entry_allows_stores_to_what_was_protected(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-store p0 d0 0+1 12")
            .Wrong(
                "protect p0 0+1 read",
                Twist.Mirror(0, 0, 0, static seen => seen with { Entry = MirrorEntryKind.System, Writable = true }),
                "NTF-2",
                "MAP-8"
            );

    [Theory]
    [Accepts("NV-4")]
    [Rejects("NV-4")]
    [Accepts("INV-34")]
    [Rejects("INV-34")]
    [Accepts("INV-16")]
    [Rejects("INV-16")]
    [Accepts("changed-by-migration")]
    [Rejects("changed-by-migration")]
    [InlineData("migrate-to-device p0 d0 0+2")]
    [InlineData("migrate-to-system p0 d1 0+2")]
    [InlineData("evict d1 2")]
    public void No_store_is_lost_in_a_migration(string migration)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            Trial trial = new Trial(level).Did(Mirrored);
            trial.Did("migrate-to-device p0 d1 0+2", "device-store p0 d1 0+1 12", "device-load p0 d0 1+1");
            trial.Did("store p0 1 13", migration, "device-load p0 d0 0+2", "load p0 1");
            trial.Wrong("load p0 0", "ok value=10", "CPU-1", "CPU-2");
        }
    }

    [Theory]
    [Rejects("changed-by-migration")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_content_is_seen_to_change_in_a_migration(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Wrong(
                "migrate-to-device p0 d0 0+2",
                Twist.Page(0, 1, static seen => seen with { Value = 0 }),
                "MIG-14",
                "MIG-19"
            );

    [Theory]
    [Accepts("NV-5")]
    [Rejects("NV-5")]
    [Accepts("INV-15")]
    [Rejects("INV-15")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_page_can_be_written_at_two_places(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("device-store p0 d0 0+1 12", "device-store p0 d1 0+1 13");
        trial.Wrong(
            "migrate-to-device p0 d0 0+1",
            Twist.Mirror(0, 1, 0, static seen => seen with { Entry = MirrorEntryKind.System, Writable = true }),
            "NTF-2",
            "MIG-3"
        );
    }

    [Theory]
    [Accepts("NV-7")]
    [Rejects("NV-7")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_processor_has_a_translation_of_device_memory(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("migrate-to-device p0 d0 1+1")
            .Wrong(
                "migrate-to-device p0 d0 0+1",
                Twist.Page(0, 0, static seen => seen with { Cached = true }),
                "MIG-3",
                "MIG-14"
            );

    [Theory]
    [Accepts("NV-8")]
    [Rejects("NV-8")]
    [Accepts("INV-30")]
    [Rejects("INV-30")]
    [InlineData("load p0 0", "ok value=0")]
    [InlineData("load p0 0", "ok value=11")]
    [InlineData("load p0 2", "ok value=1")]
    [InlineData("device-load p0 d0 0+1", "ok value=11")]
    [InlineData("device-load p0 d0 0+2", "ok values=10,10")]
    [InlineData("device-load p0 d0 0+2", "ok values=11,10")]
    [InlineData("device-load p0 d0 0+2", "ok values=10")]
    [InlineData("device-load p0 d0 0+2", "ok value=10")]
    public void No_load_delivers_what_no_store_has_put_there(string load, string outcome)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            new Trial(level).Did(Mirrored).Did(load).Wrong(load, outcome);
        }
    }

    [Theory]
    [Accepts("INV-14")]
    [Rejects("INV-14")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_page_is_nowhere(ObservationLevel level)
    {
        static Func<Answer, Answer> Gone() =>
            Twist.Page(
                0,
                0,
                static seen =>
                    seen with
                    {
                        Entry = ObservedEntry.None,
                        Writable = null,
                        Dirty = null,
                        Cached = false,
                        Mirrors = [],
                    }
            );
        new Trial(level).Did(Mirrored).Did("swap-out p0 0").Wrong("load p0 0", Gone());
        new Trial(level).Did(Mirrored).Did("swap-out p0 1").Wrong("swap-out p0 0", Gone(), "RCL-1");
        new Trial(level).Did(Mirrored).Wrong("migrate-to-device p0 d0 0+1", Gone());
    }

    [Fact]
    [Accepts("INV-19")]
    [Rejects("INV-19")]
    public void No_frame_is_in_use_without_a_reason()
    {
        Trial trial = new Trial(ObservationLevel.Outcome).Did(Mirrored).Settled();
        Divergence divergence = trial.SettledWrongly("load p0 0", static seen => seen with { UsedFrames = 3 });

        Assert.Equal(("used-frames", "2", "3"), (divergence.Subject, divergence.Expected, divergence.Found));
    }

    [Fact]
    [Rejects("INV-19")]
    public void No_frame_that_a_page_needs_is_free() =>
        new Trial(ObservationLevel.Outcome)
            .Did(Mirrored)
            .SettledWrongly("load p0 0", static seen => seen with { UsedFrames = 1 });

    [Theory]
    [Accepts("INV-31")]
    [Rejects("INV-31")]
    [InlineData("store p0 0 12")]
    [InlineData("device-store p0 d0 0+1 12")]
    public void No_process_sees_a_store_that_another_made_after_fork(string store)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            foreach (string[] before in new string[][] { [], ["migrate-to-device p0 d0 0+1"], ["swap-out p0 0"] })
            {
                Trial trial = new Trial(level).Did(Mirrored).Did(before).Did("fork p0 p1", store, "load p1 0");
                trial.Wrong("load p1 0", "ok value=12", "CPU-1", "CPU-2");
            }
        }
    }

    [Theory]
    [Accepts("device-leak")]
    [Rejects("device-leak")]
    [InlineData("unmap p0 0+4")]
    [InlineData("dontneed p0 0+1")]
    [InlineData("exit p0")]
    [InlineData("load p0 0")]
    [InlineData("evict d0 1")]
    public void No_frame_of_a_device_is_in_use_after_its_last_mapping(string last)
    {
        Trial trial = new Trial(ObservationLevel.Touched)
            .Did(Mirrored)
            .Did("migrate-to-device p0 d0 0+1", last)
            .Settled();
        Divergence divergence = trial.SettledWrongly(
            last,
            Twist.Device(0, static seen => seen with { UsedFrames = 1 })
        );

        Assert.Equal(("d0, used-frames", "0", "1"), (divergence.Subject, divergence.Expected, divergence.Found));
    }
}
