using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of memory files, which have no storage, of the optimized machine and of the reference.</summary>
internal static class MemoryFileDefects
{
    private static readonly World WithMemoryFiles = World.Default with { MemoryFiles = 2, FilePages = 4 };
    private static readonly World OneMemoryFile = SmallSetups.One with { MemoryFiles = 1, FilePages = 1 };

    private static readonly Sequence<string> SwappedOut =
    [
        "map-file p0 0+1 read-write f0 0 shared",
        "store p0 0 7",
        "swap-out p0 0",
    ];

    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "hole-misses-swapped-page",
            "A page of a memory file that is in swap stays there when a hole is punched or the file ends before it.",
            "ZeroPages",
            "_files[file].SlotOf(index) >= 0",
            "_files[file].SlotOf(index) > index + 9",
            "FIL-29",
            4
        )
        {
            World = WithMemoryFiles,
            Needs = OperationKinds.OfFiles,
        },
        new(
            "swapped-in-page-is-clean",
            "A page of a memory file comes back from swap clean, and is dropped when it is reclaimed again.",
            "ReadFromSwap",
            "frame.Dirty = true;",
            ";",
            "FIL-25",
            4
        )
        {
            World = WithMemoryFiles,
            Needs = OperationKinds.OfFiles,
        },
        new(
            "private-mapping-removes",
            "MADV_REMOVE punches a hole in the file behind a private mapping.",
            "AdviseRange",
            "advice == Advice.Remove && !area.Backing.IsShared",
            "advice == Advice.Remove && !area.Backing.IsFile",
            "ADV-11",
            2
        )
        {
            World = WithMemoryFiles,
            Needs = [.. OperationKinds.OfFiles, OperationKind.Advise],
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "slot-kept-by-memory-file",
            "A page of a memory file that comes back from swap keeps its slot.",
            "INV-63",
            "FIL-25",
            1,
            SmallWorld.OneEach(OneMemoryFile, SwappedOut, "load p0 0"),
            [
                new("FileRules.ReadIn", "page with { Cached = free, Slot = -1 }", "page with { Cached = free }"),
                new("FileRules.ReadIn", "GiveBackSlot(taken, page)", "taken"),
            ]
        ),
        new(
            "page-from-swap-is-clean",
            "A page of a memory file comes back from swap clean, though nothing else has its content.",
            "INV-61",
            "FIL-25",
            1,
            SmallWorld.OneEach(OneMemoryFile, SwappedOut, "load p0 0"),
            [new("FileRules.ReadIn", "Dirty = page.Slot >= 0", "Dirty = false")]
        ),
        new(
            "hole-leaves-slot",
            "A hole that is punched in a memory file forgets the slot of the page, which nothing names any more.",
            "INV-14",
            "FIL-29",
            2,
            SmallWorld.OneEach(OneMemoryFile, SwappedOut, "punch-hole f0 0+1"),
            [
                new(
                    "TruncateActivity.Zero",
                    "FileRules.GiveBackSlot(state.WithFilePage(address, FilePage.Empty), old)",
                    "state.WithFilePage(address, FilePage.Empty)"
                ),
            ]
        ),
        new(
            "remove-locks-twice",
            "madvise takes the mmap lock twice when it has punched a hole.",
            "INV-39",
            "ADV-11",
            5,
            SmallWorld.OneEach(OneMemoryFile, SwappedOut, "advise p0 0+1 remove"),
            [
                new(
                    "AdviseActivity.Removed",
                    "TableRules.LockRead(state, Process)",
                    "TableRules.LockRead(TableRules.LockRead(state, Process), Process)"
                ),
            ]
        ),
    ];
}
