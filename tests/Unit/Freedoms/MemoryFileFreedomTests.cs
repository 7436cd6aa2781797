using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What the kernel may do by itself to memory files and the swap behind them, and what it may not.</summary>
public sealed class MemoryFileFreedomTests
{
    private static readonly World WithMemoryFile = World.Default with { MemoryFiles = 1, FilePages = 4 };

    private static readonly string[] Mapped =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map-file p0 0+2 read-write f0 0 shared",
        "map-file p0 4+2 read-write f0 0 private",
        "fork p0 p1",
        "store p0 0 10",
        "load p1 0",
        "load p0 4",
    ];

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Shared_memory_may_be_swapped_out(ObservationLevel level) =>
        new Trial(level, WithMemoryFile)
            .Did(Mapped)
            .Happened(new Reclaim(0, 0))
            .Did("load p1 0", "device-load p0 d0 0+2", "load p0 5")
            .Settled();

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Shared_memory_that_nobody_maps_may_go_to_swap(ObservationLevel level) =>
        new Trial(level, WithMemoryFile)
            .Did(Mapped)
            .Did("unmap p0 0+8", "exit p1")
            .Happened(new Uncache(0, 0))
            .Did("map-file p0 0+2 read-write f0 0 shared", "load p0 0")
            .Settled();

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Reclaim_may_leave_shared_memory_as_it_is(ObservationLevel level) =>
        new Trial(level, WithMemoryFile)
            .Did(Mapped)
            .GaveUp("swap-out p0 0", "ok value=0")
            .Did("load p1 0", "store p1 0 11", "load p0 0")
            .Settled();

    [Theory]
    [Accepts("ND-9")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_read_fault_may_give_no_right_to_write_to_shared_memory(ObservationLevel level) =>
        new Trial(level, WithMemoryFile)
            .Did(Mapped)
            .Answered(
                "load p0 1",
                Twist.Page(0, 1, static seen => seen with { Writable = false, CachedWritable = false })
            )
            .Did("store p0 1 12", "load p1 1")
            .Settled();

    [Fact]
    [Accepts("ND-8")]
    public void Zeros_of_shared_memory_may_take_a_slot() =>
        new Trial(ObservationLevel.State, WithMemoryFile)
            .Did("map-file p0 0+2 read-write f0 0 shared", "load p0 0", "swap-out p0 0")
            .Settled(static seen => seen with { UsedSwap = 1 });

    [Fact]
    [Rejects("ND-8")]
    public void No_more_slots_are_in_use_than_there_are_pages() =>
        new Trial(ObservationLevel.State, WithMemoryFile)
            .Did("map-file p0 0+2 read-write f0 0 shared", "load p0 0", "swap-out p0 0")
            .SettledWrongly("swap-out p0 0", static seen => seen with { UsedSwap = 5 });

    [Theory]
    [Accepts("INV-32")]
    [Rejects("INV-32")]
    [InlineData("store p0 0 12")]
    [InlineData("device-store p0 d0 0+1 12")]
    public void A_store_to_shared_memory_is_seen_by_all(string store)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            foreach (string[] before in new string[][] { [], ["swap-out p0 0"], ["compact p1 0"], ["dontneed p1 0+1"] })
            {
                Trial trial = new Trial(level, WithMemoryFile).Did(Mapped).Did(before).Did(store, "load p1 0");
                trial.Wrong("load p1 0", "ok value=10", "CPU-1", "CPU-2");
            }
        }
    }

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Swapped_out_memory_keeps_what_was_stored(ObservationLevel level) =>
        new Trial(level, WithMemoryFile).Did(Mapped).Did("swap-out p0 0").Wrong("load p1 0", "ok value=0");

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_hole_takes_what_was_swapped_out(ObservationLevel level) =>
        new Trial(level, WithMemoryFile)
            .Did(Mapped)
            .Did("swap-out p0 0", "punch-hole f0 0+1")
            .Wrong("load p1 0", "ok value=10");
}
