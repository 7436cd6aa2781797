using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Worlds in which different things run short.</summary>
public static class Worlds
{
    /// <summary>From plenty of everything to one of each, and to none of what there need not be.</summary>
    public static IReadOnlyList<World> All { get; } =
    [
        World.Default,
        new(2, 3, 2, 3, 1, 2, 2),
        new(3, 6, 3, 10, 3, 2, 3),
        new(1, 4, 1, 2, 0, 1, 1),
        new(2, 4, 1, 4, 2, 0, 0),
        new(2, 4, 0, 4, 2, 0, 0),
        new(1, 1, 1, 0, 0, 0, 0),
        new(2, 20, 2, 40, 20, 12, 30),
        World.Default with
        {
            Files = 2,
            FilePages = 4,
        },
        new(2, 4, 1, 4, 1, 1, 1) { Files = 1, FilePages = 2 },
        World.Default with
        {
            Files = 1,
            FilePages = 4,
            Pins = 3,
        },
        new(2, 2, 1, 4, 1, 1, 1) { Pins = 2 },
        World.Default with
        {
            MemoryFiles = 2,
            FilePages = 4,
            Pins = 2,
        },
        new(2, 4, 1, 4, 1, 1, 1)
        {
            Files = 1,
            MemoryFiles = 1,
            FilePages = 2,
        },
    ];
}
