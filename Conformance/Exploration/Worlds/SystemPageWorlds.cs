using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>The worlds of what memory management does to system pages by itself, or on behalf of others than HMM.</summary>
internal static class SystemPageWorlds
{
    /// <summary>One page: processes, pages, devices, frames, slots of swap, device frames, IOVAs.</summary>
    internal static readonly World OnePage = new(1, 1, 1, 3, 1, 1, 0);

    /// <summary>A device mirrors a page that has been stored to.</summary>
    internal static readonly Sequence<string> Stored =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "map p0 0+1 read-write",
        "store p0 0 7",
    ];

    /// <summary>All of them.</summary>
    public static Sequence<NamedWorld> All { get; } =
    [
        NamedWorlds.Interleaved(
            "compaction",
            "CMP",
            "A page moves to another frame while CPU and device use it, and is reclaimed, unmapped, migrated or freed.",
            OnePage,
            Stored,
            OperationTexts.Plan(2, "compact p0 0"),
            OperationTexts.Plan(1, "store p0 0 1", "load p0 0", "device-store p0 d0 0+1 2", "make-exclusive p0 d0 0+1"),
            OperationTexts.Plan(
                1,
                "swap-out p0 0",
                "migrate-to-device p0 d0 0+1",
                "unmap p0 0+1",
                "dontneed p0 0+1",
                "protect p0 0+1 read",
                "advise p0 0+1 free"
            )
        ),
        NamedWorlds.Interleaved(
            "shared-compaction",
            "CMP",
            "A page that parent and child share moves to another frame, with its copy in swap or not, while they part.",
            OnePage with
            {
                Processes = 2,
                Frames = 4,
            },
            [.. Stored, "fork p0 p1", "swap-out p0 0", "load p0 0"],
            OperationTexts.Plan(1, "compact p0 0"),
            OperationTexts.Plan(1, "store p0 0 1", "load p1 0", "device-load p0 d0 0+1", "swap-out p0 0"),
            OperationTexts.Plan(2, "store p1 0 2", "exit p1", "migrate-to-device p0 d0 0+1", "compact p1 0")
        ),
        NamedWorlds.Interleaved(
            "file-compaction",
            "CMP",
            "A page of the page cache moves to another frame while it is used, written, cut off, and shared by a child.",
            OnePage with
            {
                Processes = 2,
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
                "load p0 1",
            ],
            OperationTexts.Plan(1, "compact p0 0", "compact p0 1"),
            OperationTexts.Plan(1, "store p0 0 1", "store p0 1 2", "device-store p0 d0 0+1 3", "load p0 1"),
            OperationTexts.Plan(
                1,
                "write-back f0 0+1",
                "punch-hole f0 0+1",
                "truncate f0 0",
                "swap-out p0 0",
                "fork p0 p1"
            )
        ),
        NamedWorlds.Interleaved(
            "pins",
            "PIN",
            "A page is pinned while CPU and device store to it, and it is reclaimed, moved, migrated, discarded or freed.",
            OnePage with
            {
                Pins = 1,
            },
            Stored,
            OperationTexts.Plan(2, "pin p0 0 0", "unpin 0"),
            OperationTexts.Plan(1, "store p0 0 1", "device-store p0 d0 0+1 2", "make-exclusive p0 d0 0+1"),
            OperationTexts.Plan(
                1,
                "swap-out p0 0",
                "compact p0 0",
                "migrate-to-device p0 d0 0+1",
                "dontneed p0 0+1",
                "advise p0 0+1 free",
                "protect p0 0+1 read"
            )
        ),
        NamedWorlds.Interleaved(
            "pins-and-forks",
            "PIN",
            "A process forks while its page is pinned, stored to and reclaimed, and there is no frame for every copy.",
            OnePage with
            {
                Processes = 2,
                Pins = 1,
            },
            Stored,
            OperationTexts.Plan(2, "pin p0 0 0", "unpin 0", "pin p1 0 0"),
            OperationTexts.Plan(2, "fork p0 p1", "exit p1", "exit p0"),
            OperationTexts.Plan(1, "store p0 0 1", "store p1 0 2", "swap-out p0 0", "compact p0 0")
        ),
    ];
}
