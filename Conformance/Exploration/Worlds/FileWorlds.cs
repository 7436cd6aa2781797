using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>The worlds of the family FIL: mappings of files.</summary>
internal static class FileWorlds
{
    private static readonly World OneFile = new(2, 2, 1, 3, 1, 1, 0) { Files = 1, FilePages = 1 };

    /// <summary>What processes and the kernel do with a page of a file, on one processor and without a device.</summary>
    internal static readonly OperationKind[] OfOnePage =
    [
        OperationKind.MapFile,
        OperationKind.Unmap,
        OperationKind.Protect,
        OperationKind.DontNeed,
        OperationKind.Load,
        OperationKind.Store,
        OperationKind.Fork,
        OperationKind.Exit,
        OperationKind.SwapOut,
        OperationKind.WriteBack,
        OperationKind.DropCache,
        OperationKind.Truncate,
        OperationKind.PunchHole,
    ];

    private static readonly Sequence<string> BothKinds =
    [
        "attach d0 1 direct",
        "register p0 d0 0+2",
        "map-file p0 0+1 read-write f0 0 shared",
        "map-file p0 1+1 read-write f0 0 private",
    ];

    /// <summary>All of them.</summary>
    public static Sequence<NamedWorld> All { get; } =
    [
        NamedWorlds.Sequential(
            "files",
            "FIL",
            "A page of a file, mapped in any way, used, reclaimed, written, cut off, by parent and child.",
            OneFile with
            {
                Pages = 1,
                Devices = 0,
                DeviceFrames = 0,
                Frames = 2,
            },
            [],
            longest: 1,
            OfOnePage
        ),
        NamedWorlds.Interleaved(
            "file-faults",
            "FIL",
            "A shared and a private mapping of one page meet stores by CPU and device while the page is reclaimed, unmapped, "
                + "discarded and migrated.",
            OneFile with
            {
                Processes = 1,
            },
            BothKinds,
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 2"),
            OperationTexts.Plan(1, "load p0 1", "store p0 1 3", "device-store p0 d0 1+1 4"),
            OperationTexts.Plan(
                1,
                "swap-out p0 0",
                "swap-out p0 1",
                "migrate-to-device p0 d0 0+2",
                "dontneed p0 0+2",
                "unmap p0 0+1"
            )
        ),
        NamedWorlds.Interleaved(
            "shared-files",
            "FIL",
            "Parent and child share a page of a file that was stored to, and one of them forks, exits, stores or gives it up.",
            OneFile with
            {
                Frames = 4,
            },
            [.. BothKinds, "store p0 0 7", "load p0 1"],
            OperationTexts.Plan(2, "fork p0 p1", "store p0 1 1", "device-load p0 d0 0+2"),
            OperationTexts.Plan(1, "store p1 0 2", "store p1 1 3", "exit p1"),
            OperationTexts.Plan(1, "swap-out p0 0", "protect p0 0+2 read", "store p0 0 4", "unmap p0 1+1")
        ),
        NamedWorlds.Interleaved(
            "write-back",
            "FIL",
            "Dirty pages of a file are written while they are stored to, unmapped, reclaimed, dropped and punched out.",
            OneFile with
            {
                Processes = 1,
            },
            [.. BothKinds, "store p0 0 7", "load p0 1"],
            OperationTexts.Plan(2, "write-back f0 0+1", "drop-cache f0 0+1"),
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 2", "store p0 1 3"),
            OperationTexts.Plan(1, "unmap p0 0+1", "swap-out p0 0", "punch-hole f0 0+1", "migrate-to-device p0 d0 0+1")
        ),
        NamedWorlds.Interleaved(
            "truncation",
            "FIL",
            "A file is cut off and grows again while its page is used, copied, written, unmapped and migrated.",
            OneFile with
            {
                Processes = 1,
            },
            [.. BothKinds, "load p0 1"],
            OperationTexts.Plan(1, "truncate f0 0", "punch-hole f0 0+1"),
            OperationTexts.Plan(1, "store p0 0 1", "store p0 1 3", "device-load p0 d0 0+2"),
            OperationTexts.Plan(
                1,
                "truncate f0 1",
                "truncate f0 0",
                "write-back f0 0+1",
                "unmap p0 1+1",
                "migrate-to-device p0 d0 1+1"
            )
        ),
    ];
}
