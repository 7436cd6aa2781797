using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>A page of a file leaves the page cache by itself: to storage, or of a memory file to swap; never while it is used.</summary>
public sealed class CacheReclaimTests
{
    private const int Memory = 1;

    // Page 0 of file 0 is clean in the cache and page 1 dirty, page 0 of the memory file was stored to; nothing is mapped.
    private static readonly State Cached = Reach.After(
        ReferenceModel.Init(World.Default with { Files = 1, MemoryFiles = 1, FilePages = 3 }, Profile.Strict),
        "map-file p0 0+2 read-write f0 0 shared",
        "map-file p0 4+2 read-write f1 0 shared",
        "load p0 0",
        "store p0 1 7",
        "store p0 4 8",
        "unmap p0 0+8"
    );

    private static FilePage PageOf(State state, int file, int index) => state.FilePageAt(new FileAddress(file, index));

    [Fact]
    public void A_clean_page_leaves_the_cache() =>
        Assert.Equal(-1, PageOf(Cached.After(new Uncache(0, 0)), 0, 0).Cached);

    [Fact]
    public void A_dirty_page_is_written_to_storage_first() =>
        Assert.Equal(FilePage.Empty with { Stored = 7 }, PageOf(Cached.After(new Uncache(0, 1)), 0, 1));

    [Fact]
    public void A_page_of_a_memory_file_goes_to_swap()
    {
        State moved = Cached.After(new Uncache(Memory, 0));
        FilePage page = PageOf(moved, Memory, 0);
        Assert.Equal(-1, page.Cached);
        Assert.Equal(8UL, moved.Swap[page.Slot].Value);
    }

    [Fact]
    public void A_page_that_is_mapped_or_locked_stays()
    {
        Reach
            .After(Cached, "map-file p0 0+1 read f1 0 shared", "load p0 0")
            .AssertNothingComesOf(new Uncache(Memory, 0));
        Cached.WithLocked(Target.System(PageOf(Cached, Memory, 0).Cached)).AssertNothingComesOf(new Uncache(Memory, 0));
    }

    [Fact]
    public void A_page_that_is_not_in_the_cache_stays_where_it_is()
    {
        Cached.AssertNothingComesOf(new Uncache(Memory, 1));
        Cached.AssertNothingComesOf(new Uncache(0, 2));
    }

    [Fact]
    public void Whoever_called_for_it_goes_on_then()
    {
        CacheReclaim caller = new(Memory, 2);
        foreach (int file in (int[])[0, Memory])
        {
            Assert.Equal(
                caller,
                new CacheReclaim(file, 0) { Caller = caller }
                    .Next(Cached)
                    .Canonical.Activity
            );
        }
    }
}
