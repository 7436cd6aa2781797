using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>
/// The optimized machine where one of its arrays has to grow or a table has a second leaf, by few operations for each: what
/// <see cref="LargeWorldTests"/> look for in long sequences.
/// </summary>
public sealed class GrowthTests
{
    private static readonly PageRange Twenty = new(0, 20);

    // Buffers, I/O virtual addresses, slots of swap and VMAs.
    [Fact]
    public void The_optimized_machine_equals_the_reference_where_twenty_of_everything_are_in_use()
    {
        IEnumerable<int> pages = Enumerable.Range(0, Twenty.Count);
        Agree(
            new World(1, Twenty.Count, 1, Twenty.Count, Twenty.Count, 0, Twenty.Count),
            Profile.Strict,
            [
                new Attach(0, 0, DmaKind.Iommu, Twenty.Count),
                new Register(0, 0, Twenty),
                new Map(0, Twenty, Protection.ReadWrite),
                new DeviceStore(0, 0, Twenty, 1),
                new DeviceLoad(0, 0, Twenty),
                new RangeFault(0, 0, Twenty, Request.Fault, Request.None, []),
                new Snapshot(0, 0, Twenty),
                .. pages.Select(static page => new SwapOut(0, page)),
                .. pages
                    .Where(int.IsOddInteger)
                    .Select(static page => new Protect(0, new PageRange(page, 1), Protection.Read)),
                .. pages.Select(static page => new Load(0, page)),
                new Unmap(0, Twenty),
            ]
        );
    }

    [Fact]
    public void The_optimized_machine_equals_the_reference_where_a_table_has_three_leaves()
    {
        PageRange all = new(0, 600);
        PageRange middle = new(200, 100);
        Agree(
            new World(2, all.Count, 1, 6, 6, 2, 2),
            Profile.Strict,
            [
                new Attach(0, 2, DmaKind.Direct, 0),
                new Register(0, 0, all),
                new Map(0, all, Protection.ReadWrite),
                new Store(0, 5, 1),
                new Store(0, 256, 2),
                new Store(0, 599, 3),
                new DeviceLoad(0, 0, new PageRange(256, 1)),
                new Fork(0, 1),
                new DontNeed(0, all),
                // The leaves are given back, and taken again.
                new Unmap(0, all),
                new Map(0, middle, Protection.ReadWrite),
                new Store(0, 256, 4),
                new Unmap(1, middle),
                new Exit(1),
                new Fork(0, 1),
                new Load(1, 256),
                new Exit(1),
                new Exit(0),
            ]
        );
    }

    // The leaf before is in use, and has nothing at the place of that page.
    [Fact]
    public void The_optimized_machine_equals_the_reference_where_the_first_page_of_a_leaf_is_in_use()
    {
        PageRange all = new(0, 257);
        Agree(
            new World(1, all.Count, 0, 2, 0, 0, 0),
            Profile.Strict,
            [
                new Map(0, all, Protection.ReadWrite),
                new Store(0, 5, 1),
                new Store(0, 256, 2),
                new DontNeed(0, all),
                new Load(0, 256),
            ]
        );
    }

    // Leaves of a table whose first one was never there.
    [Fact]
    public void The_optimized_machine_equals_the_reference_where_a_leaf_is_absent()
    {
        PageRange all = new(0, 300);
        Agree(
            new World(2, all.Count, 0, 4, 0, 0, 0),
            Profile.Strict,
            [
                new Fork(0, 1),
                new Map(1, all, Protection.ReadWrite),
                new Store(1, 299, 1),
                new Exit(1),
                new Fork(0, 1),
                new Map(1, all, Protection.ReadWrite),
                new Map(0, all, Protection.ReadWrite),
                new Store(1, 10, 2),
                new Load(0, 10),
                new Load(0, 266),
            ]
        );
    }

    // MIG-22: one page more is refused before anything is looked at.
    [Fact]
    public void The_optimized_machine_equals_the_reference_where_as_many_pages_migrate_as_may()
    {
        World world = new(1, Profile.MostMigrated + 1, 1, 1, 0, 1, 0);
        Agree(
            world,
            Profile.V9Migration,
            [
                new Attach(0, 1, DmaKind.Direct, 0),
                new Register(0, 0, world.AddressSpace),
                new Map(0, world.AddressSpace, Protection.ReadWrite),
                new MigrateToDevice(0, 0, new PageRange(0, Profile.MostMigrated)),
                new MigrateToDevice(0, 0, world.AddressSpace),
            ]
        );
    }

    private static void Agree(World world, Profile profile, Operation[] operations) =>
        Assert.Null(OptimizedMachineEqualsReference.Check(new GeneratedSequence(world, profile, [.. operations])));
}
