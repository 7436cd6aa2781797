using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>A sequence that only fills memory gets shorter with the memory; any other keeps its world.</summary>
public sealed class ShrinkMemoryTests
{
    private const int Stores = 30;

    private static readonly WorldSize[] Memory =
    [
        .. WorldText.Sizes.Where(static size => size.Name is "frames" or "swap"),
    ];

    [Fact]
    public void What_fills_memory_is_shrunk_with_it()
    {
        Finding shrunk = Shrink(static (world, stores) => stores > world.Frames + world.SwapSlots, Memory);

        Assert.Single(shrunk.Operations);
        Assert.Equal(World.Default with { Frames = 0, SwapSlots = 0 }, shrunk.World);
    }

    [Fact]
    public void What_fills_goes_with_the_memory_that_it_fills_where_neither_can_alone()
    {
        int beyond = Stores - World.Default.Frames;
        Finding shrunk = Shrink(
            (world, stores) => stores == world.Frames + beyond,
            [.. Memory.Where(static size => size.Name == "frames")]
        );

        Assert.Equal(beyond, shrunk.Operations.Count);
        Assert.Equal(World.Default with { Frames = 0 }, shrunk.World);
    }

    [Fact]
    public void A_size_that_has_to_be_as_large_stays()
    {
        Finding shrunk = Shrink(static (world, stores) => stores > world.SwapSlots && world.Frames > 8, Memory);

        Assert.Single(shrunk.Operations);
        Assert.True(shrunk.World.Frames > 8);
    }

    [Fact]
    public void A_world_that_saves_nothing_stays_as_it_was()
    {
        Finding shrunk = Shrink(static (_, stores) => stores >= 3, Memory);

        Assert.Equal(3, shrunk.Operations.Count);
        Assert.Equal(World.Default, shrunk.World);
    }

    [Fact]
    public void What_does_not_keep_to_a_size_is_not_asked_to()
    {
        Finding shrunk = Shrink(static (world, stores) => stores > world.Frames, []);

        Assert.Equal(World.Default.Frames + 1, shrunk.Operations.Count);
        Assert.Equal(World.Default, shrunk.World);
    }

    private static Finding Shrink(Func<World, int, bool> diverges, IReadOnlyList<WorldSize> scarce)
    {
        Divergence divergence = new(DivergenceKind.Outcome, "TRN-1", "", "", "");
        Finding found = new(
            World.Default,
            Profile.Strict,
            Sequence.Generate(Stores, static index => (Operation)new Store(0, index % World.Default.Pages, 1)),
            divergence
        );
        Shrinker shrinker = new(
            (world, profile, operations) =>
                diverges(world, operations.Count) ? new Finding(world, profile, operations, divergence) : null,
            budget: 2_000
        )
        {
            Scarce = scarce,
        };

        return shrinker.Shrink(found);
    }
}
