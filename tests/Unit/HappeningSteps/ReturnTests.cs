using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>A page comes back from a device or from swap without anybody's asking.</summary>
public sealed class ReturnTests
{
    private const int OnDevice = 2;

    [Fact]
    public void A_page_comes_back_from_a_device()
    {
        State back = Reach.Mirrored.After(new BringBack(0, OnDevice));
        Assert.Equal(PteKind.Present, back.Entry(0, OnDevice).Kind);
        Assert.Equal(5UL, back.ValueAt(back.Entry(0, OnDevice).Target));
    }

    [Fact]
    public void It_is_locked_meanwhile_and_has_no_page_of_its_own()
    {
        Successor first = ReferenceModel.Begin(new BringBack(0, OnDevice)).Next(Reach.Mirrored).Canonical;
        Assert.True(first.State.FrameAt(Reach.Mirrored.Entry(0, OnDevice).Target).Locked);
        Assert.Equal(-1, Assert.Single(((Migration)first.Activity!).Items).Page);
    }

    [Fact]
    public void A_page_that_is_locked_stays()
    {
        State locked = Reach.Mirrored.WithLocked(Reach.Mirrored.Entry(0, OnDevice).Target);
        locked.AssertNothingComesOf(new BringBack(0, OnDevice));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_page_that_is_nowhere_else_stays(int page) =>
        Reach.Mirrored.AssertNothingComesOf(new BringBack(0, page));

    [Fact]
    public void Without_a_frame_it_stays_on_the_device()
    {
        State full = Reach.After(
            ReferenceModel.Init(World.Default with { Frames = 1 }, Profile.Strict),
            "attach d0 1 direct",
            "register p0 d0 0+2",
            "map p0 0+2 read-write",
            "store p0 0 7",
            "migrate-to-device p0 d0 0+1",
            "store p0 1 8"
        );
        Transition transition = ReferenceModel.Run(full, new BringBack(0, 0));
        Assert.Equal(Outcome.Fail(Status.ENOMEM), transition.Outcome);
        Assert.Equal(full.Entry(0, 0), transition.After.Entry(0, 0));
        Assert.Equal(full.FrameAt(full.Entry(0, 0).Target), transition.After.FrameAt(full.Entry(0, 0).Target));
    }

    [Fact]
    public void A_page_comes_back_from_swap_and_may_not_be_stored_to_yet()
    {
        Pte back = Reach.Swapped.After(new BringBack(1, 0)).Entry(1, 0);
        Assert.Equal(new Pte(PteKind.Present, Target.System(0), Writable: false, Dirty: false, Young: false), back);
    }

    [Fact]
    public void It_waits_for_the_lock_of_the_page_in_the_swap_cache() =>
        Assert.Equal(Blocked.PageLock, Reach.Swapped.WithLocked(Target.System(0)).WaitsFor(new BringBack(1, 0)));
}
