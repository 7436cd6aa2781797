using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>Zeros in a frame of their own, in the shared frame or nowhere yet: one takes the place of the other.</summary>
public sealed class ZeroReplacementTests
{
    // Page 0 holds zeros, page 1 does not, page 2 is the zero frame, page 3 was never touched.
    private static readonly State Zeros = Reach.After(
        "map p0 0+4 read-write",
        "store p0 0 0",
        "store p0 1 8",
        "load p0 2"
    );

    [Fact]
    public void The_zero_frame_takes_the_place_of_a_frame_of_zeros()
    {
        Pte own = Zeros.Entry(0, 0);
        Assert.True(own is { Writable: true, Dirty: true, Young: true });
        State replaced = Zeros.After(new ReplaceZero(0, 0));
        Assert.Equal(own with { Target = Target.Zero, Writable = false, Dirty = false }, replaced.Entry(0, 0));
        Assert.False(replaced.Memory.IsUsed(own.Target.Frame));
        Assert.Equal(Translation.None, replaced.Processes[0].Tlb[0]);
    }

    [Fact]
    public void What_is_no_zero_stays() => Zeros.AssertNothingComesOf(new ReplaceZero(0, 1));

    [Fact]
    public void A_frame_of_zeros_that_is_shared_stays() =>
        Reach.After(Zeros, "fork p0 p1").AssertNothingComesOf(new ReplaceZero(0, 0));

    [Fact]
    public void A_frame_takes_the_place_of_the_zero_frame()
    {
        State replaced = Zeros.After(new ReplaceZero(0, 2));
        Pte own = replaced.Entry(0, 2);
        Assert.Equal(Zeros.Entry(0, 2) with { Target = own.Target }, own);
        Assert.Equal(Frame.New(0) with { Mappings = 1 }, replaced.FrameAt(own.Target));
    }

    [Fact]
    public void A_frame_takes_the_place_of_nothing()
    {
        State replaced = Zeros.After(new ReplaceZero(0, 3));
        Pte own = replaced.Entry(0, 3);
        Assert.Equal(new Pte(PteKind.Present, own.Target, Writable: false, Dirty: false, Young: false), own);
        Assert.Equal(Frame.New(0) with { Mappings = 1 }, replaced.FrameAt(own.Target));
    }

    [Fact]
    public void The_page_of_a_file_is_not_nothing() =>
        Reach
            .After(
                ReferenceModel.Init(World.Default with { Files = 1, FilePages = 1 }, Profile.Strict),
                "map-file p0 0+1 read-write f0 0 private"
            )
            .AssertFails(new ReplaceZero(0, 0), Status.ENOMEM);

    [Fact]
    public void A_page_in_swap_is_not_nothing() =>
        Reach.After(Zeros, "swap-out p0 1").AssertFails(new ReplaceZero(0, 1), Status.ENOMEM);

    [Fact]
    public void Without_a_frame_nothing_changes() =>
        Reach
            .After(
                ReferenceModel.Init(World.Default with { Frames = 1 }, Profile.Strict),
                "map p0 0+2 read-write",
                "store p0 0 7",
                "load p0 1"
            )
            .AssertFails(new ReplaceZero(0, 1), Status.ENOMEM);

    [Fact]
    public void A_window_that_nobody_owns_is_open_meanwhile()
    {
        PageRange page = new(3, 1);
        Assert.Equal(
            [
                new Event(EventPhase.Start, EventKind.Clear, 0, page, -1, -1),
                new Event(EventPhase.End, EventKind.Clear, 0, page, -1, -1),
            ],
            ReferenceModel.Run(Zeros, new ReplaceZero(0, 3)).Events
        );
    }
}
