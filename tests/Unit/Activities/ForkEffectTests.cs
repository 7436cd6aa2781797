using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.HappeningSteps;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>
/// Which pages count as copied when their entry is, and not only with their range: those that one of the two processes may lose
/// before that, without a store.
/// </summary>
public sealed class ForkEffectTests
{
    private static readonly World World = World.Default with { Files = 1, FilePages = 4 };

    private static readonly State Empty = Reach.After(
        ReferenceModel.Init(World, Profile.Strict),
        "attach d0 4 direct",
        "register p0 d0 0+8"
    );

    [Fact]
    public void A_page_of_anonymous_memory_is_copied_with_its_range() =>
        Assert.Equal(FlatEffect.None, Copied(Empty, "map p0 0+1 read-write", "store p0 0 7"));

    [Fact]
    public void A_lazily_free_page_may_be_dropped_and_is_copied_early()
    {
        FlatEffect effect = Copied(Empty, "map p0 0+1 read-write", "store p0 0 7", "advise p0 0+1 free");
        Assert.True(effect is { Kind: FlatEffectKind.Copy, IsEarly: true, IsShared: false, Child: 1 });
    }

    [Fact]
    public void One_that_was_stored_to_since_is_not_dropped() =>
        Assert.Equal(
            FlatEffect.None,
            Copied(Empty, "map p0 0+1 read-write", "store p0 0 7", "advise p0 0+1 free", "store p0 0 8")
        );

    [Fact]
    public void A_slot_of_swap_is_no_frame_of_the_same_number()
    {
        State state = Reach.After(
            Empty,
            "map p0 0+2 read-write",
            "store p0 1 7",
            "store p0 0 8",
            "advise p0 1+1 free",
            "swap-out p0 0"
        );
        Assert.Equal(state.Entry(0, 1).Target.Frame, state.Entry(0, 0).Slot);
        Assert.Equal(FlatEffect.None, Copied(state));
    }

    [Theory]
    [InlineData("load p0 1")]
    [InlineData("swap-out p0 0")]
    [InlineData("migrate-to-device p0 d0 0+1")]
    public void An_own_copy_of_a_page_of_a_file_may_be_cut_off_wherever_it_is(string then)
    {
        FlatEffect effect = Copied(Empty, "map-file p0 0+2 read-write f0 0 private", "store p0 0 7", then);
        Assert.True(effect is { Kind: FlatEffectKind.Copy, IsEarly: true, IsShared: true, Child: 1 });
    }

    [Fact]
    public void One_that_is_lost_is_lost_to_both() =>
        Assert.Equal(
            FlatEffect.None,
            Copied(
                Empty,
                "map-file p0 0+2 read-write f0 0 private",
                "store p0 0 7",
                "migrate-to-device p0 d0 0+1",
                "lose d0"
            )
        );

    [Fact]
    public void A_fork_that_gives_up_has_copied_no_range()
    {
        State full = Reach.After(
            ReferenceModel.Init(World with { Frames = 1, Pins = 1 }, Profile.Strict),
            "map p0 0+1 read-write",
            "pin p0 0 0"
        );
        Transition fork = ReferenceModel.Run(full, new Fork(0, 1));
        Assert.Equal(Status.ENOMEM, fork.Outcome.Status);
        Assert.DoesNotContain(fork.Effects, static effect => effect.Kind == FlatEffectKind.Copy);
    }

    private static FlatEffect Copied(State state, params string[] lines)
    {
        ActivityRun fork = new(Reach.After(state, lines), "fork p0 p1");
        Successor taken = fork.Step();
        while (taken.Step.Method != "Copy")
        {
            taken = fork.Step();
        }

        return taken.Effect;
    }
}
