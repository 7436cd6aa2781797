using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>The worlds of memory files, which have no storage (FIL-24): shared anonymous memory.</summary>
internal static class MemoryFileWorlds
{
    private static readonly World OneMemoryFile = new(2, 2, 1, 3, 1, 1, 0) { MemoryFiles = 1, FilePages = 1 };

    private static readonly Sequence<string> Shared =
    [
        "attach d0 1 direct",
        "register p0 d0 0+2",
        "map-file p0 0+1 read-write f0 0 shared",
    ];

    private static readonly Sequence<string> BothKinds = [.. Shared, "map-file p0 1+1 read-write f0 0 private"];

    /// <summary>All of them.</summary>
    public static Sequence<NamedWorld> All { get; } =
    [
        NamedWorlds.Sequential(
            "memory-files",
            "FIL",
            "A page of a memory file, mapped in any way, used, swapped out and in, cut off, by parent and child.",
            OneMemoryFile with
            {
                Pages = 1,
                Devices = 0,
                DeviceFrames = 0,
                Frames = 2,
            },
            [],
            longest: 1,
            FileWorlds.OfOnePage
        ),
        NamedWorlds.Interleaved(
            "memory-file-faults",
            "FIL",
            "A shared and a private mapping of one page that was only read meet stores by CPU and device while the page is "
                + "swapped out, unmapped, discarded, migrated and moved.",
            OneMemoryFile with
            {
                Processes = 1,
            },
            [.. BothKinds, "load p0 0"],
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 2"),
            OperationTexts.Plan(1, "load p0 1", "store p0 1 3", "device-store p0 d0 1+1 4", "swap-out p0 0"),
            OperationTexts.Plan(
                1,
                "swap-out p0 0",
                "swap-out p0 1",
                "compact p0 0",
                "migrate-to-device p0 d0 0+2",
                "dontneed p0 0+2",
                "unmap p0 0+1"
            )
        ),
        NamedWorlds.Interleaved(
            "shared-memory",
            "FIL",
            "Parent and child share memory, which one of them stores to, protects, gives up or leaves, while it is swapped out.",
            OneMemoryFile,
            [.. Shared, "fork p0 p1", "store p1 0 7"],
            OperationTexts.Plan(1, "swap-out p0 0", "swap-out p1 0", "compact p1 0"),
            OperationTexts.Plan(2, "load p0 0", "store p1 0 2", "device-store p0 d0 0+1 3", "exit p1"),
            OperationTexts.Plan(1, "protect p0 0+1 read", "protect p1 0+1 read", "store p0 0 4", "unmap p0 0+1")
        ),
        NamedWorlds.Interleaved(
            "memory-holes",
            "FIL",
            "A page of a memory file is cut off or punched out while it is stored to, swapped out, faulted in, copied and moved.",
            OneMemoryFile with
            {
                Processes = 1,
            },
            [.. BothKinds, "store p0 0 7"],
            OperationTexts.Plan(1, "truncate f0 0", "punch-hole f0 0+1", "advise p0 0+1 remove"),
            OperationTexts.Plan(1, "swap-out p0 0", "compact p0 0", "truncate f0 1", "unmap p0 1+1"),
            OperationTexts.Plan(1, "store p0 0 1", "store p0 1 3", "device-load p0 d0 0+2", "load p0 1")
        ),
    ];
}
