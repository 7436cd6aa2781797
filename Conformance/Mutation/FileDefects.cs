using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of mappings of files and of the page cache, of the optimized machine and of the reference.</summary>
internal static class FileDefects
{
    private static readonly World WithFiles = World.Default with { Files = 2, FilePages = 4 };
    private static readonly World OneFile = SmallSetups.One with { Files = 1, FilePages = 1 };

    private static readonly Sequence<string> Shared = ["map-file p0 0+1 read-write f0 0 shared"];
    private static readonly Sequence<string> SharedStored = [.. Shared, "store p0 0 7"];
    private static readonly Sequence<string> PrivateLoaded = ["map-file p0 0+1 read-write f0 0 private", "load p0 0"];

    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "private-store-reaches-file",
            "A store to a private mapping goes to the frame of the page cache, if that is mapped.",
            "MakeWritable",
            "IsOfPageCache(entry) && descriptor.Areas.BackingAt(page).IsShared",
            "IsOfPageCache(entry)",
            "CPU-6",
            3
        )
        {
            World = WithFiles,
            Needs = OperationKinds.OfFiles,
        },
        new(
            "reclaimed-store-lost",
            "A page of a file that is reclaimed is not written to storage.",
            "WriteToStorage",
            "_files[frame.File].Stored[frame.Index] = frame.Value;",
            ";",
            "FIL-16",
            3
        )
        {
            World = WithFiles,
            Needs = OperationKinds.OfFiles,
        },
        new(
            "write-right-survives-write-back",
            "Writing a page of a file leaves its entries writable.",
            "CleanMappings",
            "entry.WithoutWrite().WithoutDirty()",
            "entry.WithoutDirty()",
            "FIL-18",
            3
        )
        {
            World = WithFiles,
            Needs = OperationKinds.OfFiles,
        },
        new(
            "private-copy-survives-truncate",
            "A private copy of a page stays when the file ends before it.",
            "CutOff",
            "IsToBeCut(area, page)",
            "IsToBeCut(area, page) && area.Backing.IsShared",
            "FIL-21",
            3
        )
        {
            World = WithFiles,
            Needs = OperationKinds.OfFiles,
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "page-read-twice",
            "A page of a file that was read is not entered into the page cache.",
            "INV-60",
            "FIL-5",
            1,
            SmallWorld.OneEach(OneFile, Shared, "load p0 0"),
            [new("FileRules.ReadIn", "page with { Cached = free, Slot = -1 }", "page with { Slot = -1 }")]
        ),
        new(
            "private-store-in-place",
            "A store to a private mapping goes to the frame of the page cache.",
            "INV-10",
            "FIL-6",
            1,
            SmallWorld.OneEach(OneFile, PrivateLoaded, "store p0 0 9"),
            [
                new(
                    "CpuFault.Handle",
                    "FileRules.IsShared(state, Process, Page)",
                    "(FileRules.IsShared(state, Process, Page) || IsOfFile(state, pte))"
                ),
            ]
        ),
        new(
            "storage-not-written",
            "A page of a file becomes clean without being written.",
            "INV-61",
            "FIL-18",
            3,
            SmallWorld.OneEach(OneFile, SharedStored, "write-back f0 0+1"),
            [
                new(
                    "FileRules.Write",
                    "state.WithFilePage(address, written).WithFrame(target, frame with { Dirty = false })",
                    "state.WithFrame(target, frame with { Dirty = false })"
                ),
            ]
        ),
        new(
            "shared-store-forgotten",
            "A store to a shared mapping succeeds and stores nothing.",
            "INV-31",
            "CPU-1",
            1,
            SmallWorld.OneEach(OneFile, SharedStored, "store p0 0 9"),
            [
                new(
                    "ProcessorAccess.Move",
                    "End(stored, Outcome.Ok, Moving, FlatEffect.Access(Process, Page, write: true, Value))",
                    "End(state, Outcome.Ok, Moving)"
                ),
            ]
        )
        {
            BreaksToo = ["INV-32"],
        },
        new(
            "tlb-kept-beside-write-back",
            "unmap leaves a dirty page of a file in the TLB until the end, and writing it misses what is stored meanwhile.",
            "INV-61",
            "FIL-10",
            4,
            SmallWorld.OneEach(OneFile, SharedStored, "unmap p0 0+1", "write-back f0 0+1", "store p0 0 9"),
            [new("Zap.Clear", "pte.Dirty && state.IsOfPageCache(pte)", "pte.Dirty && pte.Target.IsZero")]
        ),
    ];
}
