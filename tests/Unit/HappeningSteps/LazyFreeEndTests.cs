using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>A lazily free page counts as dirty again, and no other page does.</summary>
public sealed class LazyFreeEndTests
{
    // Page 0 is lazily free, page 1 is not, page 2 is the zero frame, page 3 was never touched.
    private static readonly State Freed = Reach.After(
        "attach d0 2 direct",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "store p0 0 7",
        "store p0 1 8",
        "load p0 2",
        "advise p0 0+1 free"
    );

    [Fact]
    public void A_lazily_free_page_is_dirty_and_kept()
    {
        Target target = Freed.Entry(0, 0).Target;
        Frame frame = Freed.FrameAt(target);
        Assert.True(frame.LazyFree);
        State kept = Freed.WithFrame(target, frame with { LazyFree = false, Dirty = true });
        Assert.Equal(kept.Hash64, Freed.After(new EndLazyFree(0, 0)).Hash64);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_other_page_stays_as_it_is(int page) => Freed.AssertNothingComesOf(new EndLazyFree(0, page));

    [Fact]
    public void A_page_that_a_device_has_for_itself_is_in_no_list_where_it_could_be_found()
    {
        State exclusive = Reach.After(Freed, "make-exclusive p0 d0 0+1");
        Assert.True(exclusive.FrameAt(exclusive.Entry(0, 0).Target).LazyFree);
        exclusive.AssertNothingComesOf(new EndLazyFree(0, 0));
    }
}
