using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>
/// The optimized machine where its tables have more than one leaf, its arrays grow and its frames come back: the worlds of the
/// generated sequences are too small for that.
/// </summary>
public sealed class LargeWorldTests
{
    private const int Length = 60;

    private static readonly World Sparse = new(2, 600, 2, 24, 24, 12, 24);
    private static readonly World Full = new(2, 280, 2, 400, 200, 200, 300)
    {
        Files = 2,
        FilePages = 40,
        Pins = 4,
    };

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void The_optimized_machine_equals_the_reference_where_much_is_mapped(ulong seed) => Agree(Full, seed);

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void The_optimized_machine_equals_the_reference_where_memory_is_short(ulong seed) => Agree(Sparse, seed);

    // Every page of both processes has its frame, then its slot, at once: the reverse map and the swap area grow.
    [Fact]
    public void The_optimized_machine_equals_the_reference_where_all_is_shared_and_all_is_in_swap()
    {
        const int Pages = 40;
        IEnumerable<int> pages = Enumerable.Range(0, Pages);
        Operation[] operations =
        [
            new Map(0, new PageRange(0, Pages), Protection.ReadWrite),
            .. pages.Select(static page => new Store(0, page, (ulong)page)),
            new Fork(0, 1),
            .. pages.Select(static page => new SwapOut(0, page)),
            .. pages.Select(static page => new Load(1, page)),
            new Unmap(1, new PageRange(0, Pages)),
            .. pages.Select(static page => new Load(0, page)),
        ];
        World world = new(2, Pages, 1, Pages, Pages, 0, 0);
        Assert.Null(
            OptimizedMachineEqualsReference.Check(new GeneratedSequence(world, Profile.Strict, [.. operations]))
        );
    }

    private static void Agree(World world, ulong seed) =>
        Assert.Null(OptimizedMachineEqualsReference.Check(GeneratedSequence.Of(world, Profile.Strict, seed, Length)));
}
