using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Exploration;

/// <summary>The worlds of pages that programs lock in memory.</summary>
internal static class LockWorlds
{
    /// <summary>All of them.</summary>
    public static Sequence<NamedWorld> All { get; } =
    [
        NamedWorlds.Sequential(
            "locks",
            "LCK",
            "Locking, moving, growing, rights and discarding of two pages, with every range, with and without a frame left.",
            SystemPageWorlds.OnePage with
            {
                Pages = 2,
                Devices = 0,
                DeviceFrames = 0,
                Frames = 2,
            },
            ["map p0 0+1 read-write"],
            longest: 2,
            OperationKind.Mlock,
            OperationKind.Munlock,
            OperationKind.Protect,
            OperationKind.Remap,
            OperationKind.DontNeed,
            OperationKind.Store,
            OperationKind.SwapOut
        ),
        NamedWorlds.Interleaved(
            "locking",
            "LCK",
            "A page is locked and unlocked while CPU and device use it, and it is reclaimed, moved, migrated, discarded or freed.",
            SystemPageWorlds.OnePage,
            SystemPageWorlds.Stored,
            OperationTexts.Plan(2, "mlock p0 0+1", "munlock p0 0+1"),
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 2", "make-exclusive p0 d0 0+1", "exit p0"),
            OperationTexts.Plan(
                1,
                "swap-out p0 0",
                "compact p0 0",
                "migrate-to-device p0 d0 0+1",
                "dontneed p0 0+1",
                "advise p0 0+1 free",
                "protect p0 0+1 read",
                "unmap p0 0+1"
            )
        ),
        NamedWorlds.Interleaved(
            "locking-shared-pages",
            "LCK",
            "Parent and child lock a page that they share, while it is reclaimed, stored to, forked and given the right to be stored to.",
            SystemPageWorlds.OnePage with
            {
                Processes = 2,
            },
            [.. SystemPageWorlds.Stored, "protect p0 0+1 read", "fork p0 p1"],
            OperationTexts.Plan(2, "mlock p0 0+1", "protect p0 0+1 read-write", "munlock p0 0+1"),
            OperationTexts.Plan(1, "mlock p1 0+1", "exit p1", "store p0 0 1", "migrate-to-device p0 d0 0+1"),
            OperationTexts.Plan(1, "swap-out p1 0", "compact p0 0", "unmap p1 0+1", "load p0 0")
        ),
        NamedWorlds.Interleaved(
            "growing-locks",
            "LCK",
            "A locked range grows and moves while it is populated, unlocked, reclaimed and unmapped, with too few frames.",
            SystemPageWorlds.OnePage with
            {
                Pages = 3,
                Frames = 2,
            },
            [.. SystemPageWorlds.Stored, "mlock p0 0+1"],
            OperationTexts.Plan(
                1,
                "remap p0 0+1 2 none 0",
                "remap p0 0+1 2 maymove+fixed 1",
                "remap p0 0+1 1 maymove+fixed+dontunmap 2"
            ),
            OperationTexts.Plan(1, "mlock p0 0+3", "munlock p0 0+2", "unmap p0 1+1", "protect p0 0+2 none"),
            OperationTexts.Plan(1, "swap-out p0 1", "store p0 1 2", "migrate-to-device p0 d0 0+1", "compact p0 1")
        ),
        NamedWorlds.Interleaved(
            "locking-file-pages",
            "LCK",
            "Pages of a file are locked by a shared and a private mapping, while it is written, reclaimed, cut off and punched.",
            SystemPageWorlds.OnePage with
            {
                Pages = 2,
                Files = 1,
                FilePages = 1,
            },
            [
                "attach d0 1 direct",
                "register p0 d0 0+2",
                "map-file p0 0+1 read-write f0 0 shared",
                "map-file p0 1+1 read-write f0 0 private",
                "store p0 0 7",
            ],
            OperationTexts.Plan(1, "mlock p0 0+2", "mlock p0 1+1"),
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 3", "munlock p0 0+1", "dontneed p0 0+2"),
            OperationTexts.Plan(1, "write-back f0 0+1", "punch-hole f0 0+1", "truncate f0 0", "swap-out p0 0")
        ),
    ];
}
