using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>The small world in which the shortest divergence of each seeded defect of the optimized machine lies.</summary>
/// <remarks>
/// A larger world could have a shorter one. None has it in one with two processes, pages and devices, four frames, an IOVA
/// and ranges of two pages, where for each defect all shorter sequences were looked at once by hand.
/// </remarks>
public static class DefectWorlds
{
    // Processes, pages, devices, frames, slots of swap, device frames, IOVAs.
    private static readonly World OnePage = new(1, 1, 1, 3, 1, 1, 0);

    private static readonly LockstepWorld WithFile = Everything(
        OnePage with
        {
            Files = 1,
            FilePages = 1,
        },
        1,
        [.. OperationKinds.OfFiles]
    );

    private static readonly LockstepWorld WithMemoryFile = WithFile with
    {
        World = WithFile.World with { Files = 0, MemoryFiles = 1 },
    };

    private static readonly Sequence<(string Defect, LockstepWorld World)> Others =
    [
        ("shared-frame-reused", Everything(OnePage with { Processes = 2 })),
        ("device-page-writable-after-fork", Everything(OnePage with { Processes = 2 })),
        ("swap-in-ignores-sharing", Everything(OnePage with { Processes = 2 })),
        ("iova-leak", Everything(OnePage with { IovaSlots = 1 })),
        ("foreign-page-shown", Everything(OnePage with { Devices = 2 })),
        ("child-misses-exclusive-page", Everything(OnePage with { Processes = 2 }, 1, OperationKind.MakeExclusive)),
        ("interval-cut", Everything(OnePage with { Pages = 2 }, longest: 2)),
        ("mirror-survives-move", Everything(OnePage with { Pages = 2 }, 1, OperationKind.Remap)),
        ("swap-entry-not-moved", Everything(OnePage with { Pages = 2 }, 1, OperationKind.Remap)),
        ("freed-page-stays-dirty", Everything(OnePage, 1, OperationKind.Advise)),
        ("lost-page-reads-zeros", Everything(OnePage, 1, OperationKind.Lose)),
        ("mirror-survives-device", Everything(OnePage, 1, OperationKind.Detach)),
        ("mark-lost-in-child", Everything(OnePage with { Processes = 2 }, 1, OperationKind.Advise)),
        ("private-store-reaches-file", WithFile),
        ("reclaimed-store-lost", WithFile),
        ("write-right-survives-write-back", WithFile),
        ("private-copy-survives-truncate", WithFile),
        ("hole-misses-swapped-page", WithMemoryFile),
        ("swapped-in-page-is-clean", WithMemoryFile),
        ("private-mapping-removes", WithMemoryFile with { Kinds = [.. WithMemoryFile.Kinds, OperationKind.Advise] }),
        ("page-cache-forgets-moved-page", WithFile with { Kinds = [.. WithFile.Kinds, OperationKind.Compact] }),
        (
            "child-shares-pinned-page",
            Everything(OnePage with { Processes = 2, Pins = 1 }, 1, [.. OperationKinds.OfPins])
        ),
        ("migration-leaves-mapping", Of2015(OnePage with { Pages = 2 }, longest: 2)),
        ("hole-refused-as-argument", Of2015(OnePage)),
        ("made-page-not-zeroed", Of2015(OnePage)),
        ("child-loses-its-page", Of2015(OnePage with { Processes = 2 })),
        ("other-mirror-not-told", Of2015(OnePage with { Devices = 2 })),
        ("lost-page-leaks", Of2015(OnePage)),
        ("child-shares-device-page", Of2015(OnePage with { Processes = 2 })),
        ("mirror-survives-fork", Of2015(OnePage with { Processes = 2 })),
        ("locked-page-reclaimed", Everything(OnePage, 1, OperationKind.Mlock)),
        ("lock-inherited", Everything(OnePage with { Processes = 2 }, 1, OperationKind.Mlock)),
    ];

    /// <summary>One page, process and device with every kind of operation: enough for most.</summary>
    public static LockstepWorld Usual { get; } = Everything(OnePage);

    /// <summary>The defects that need another world than the usual one.</summary>
    public static IReadOnlyList<string> Exceptions { get; } = [.. Others.Select(static other => other.Defect)];

    /// <summary>The world of a defect.</summary>
    public static LockstepWorld Of(string defect) =>
        Others
            .AsEnumerable()
            .Where(other => other.Defect == defect)
            .Select(static other => other.World)
            .FirstOrDefault()
        ?? Usual;

    private static LockstepWorld Of2015(World world, int longest = 1) =>
        Everything(world, longest) with
        {
            Profile = Profile.V9Migration,
        };

    private static LockstepWorld Everything(World world, int longest = 1, params OperationKind[] others) =>
        new(world, [.. OperationKinds.Basic, .. others], 1, longest);
}
