using HmmSpec.Spec;

namespace HmmSpec.Tests.Steps;

/// <summary>What an activity can do next.</summary>
public sealed class SuccessorsTests
{
    private static readonly Successor First = Ending(Outcome.Ok);
    private static readonly Successor Second = Ending(Outcome.Of(1));

    [Fact]
    public void Who_waits_has_no_successor()
    {
        Successors blocked = Blocked.PageLock;
        Assert.Empty(blocked.All);
        Assert.False(blocked.IsSingle);
        Assert.Throws<InvalidOperationException>(() => blocked.Canonical);
    }

    [Fact]
    public void The_canonical_successor_is_the_first_or_the_only_one()
    {
        Successors one = First;
        Assert.True(one.IsSingle);
        Assert.Equal([First], one.All);

        Successors several = Successors.Choose(First, static () => [Second]);
        Assert.False(several.IsSingle);
        Assert.Equal([First, Second], several.All);
    }

    private static Successor Ending(Outcome outcome) =>
        new(
            State.Initial(new World(1, 1, 0, 1, 0, 0, 0), Profile.Strict),
            null,
            outcome,
            default,
            FlatEffect.None,
            [],
            default,
            default
        );
}
