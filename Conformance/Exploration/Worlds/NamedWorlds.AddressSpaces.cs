using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Worlds of mremap and madvise, and the plan with any operation but some.</content>
public static partial class NamedWorlds
{
    private static NamedWorld[] OfAddressSpaces() =>
        [
            Sequential(
                "remaps",
                "MRM",
                "Ranges of three pages that grow, shrink and move, in place and to every place, one operation after another.",
                OnePage with
                {
                    Pages = 3,
                    Devices = 0,
                    DeviceFrames = 0,
                    Frames = 2,
                },
                [],
                longest: 2,
                OperationKind.Map,
                OperationKind.Remap,
                OperationKind.Store,
                OperationKind.SwapOut
            ),
            Interleaved(
                "advice",
                "ADV",
                "A page becomes lazily free while CPU and device store to it, and reclaim and a migration take it.",
                OnePage,
                Stored,
                OperationTexts.Plan(2, "advise p0 0+1 free", "advise p0 0+1 cold", "advise p0 0+1 pageout"),
                OperationTexts.Plan(2, "store p0 0 1", "device-store p0 d0 0+1 2", "load p0 0"),
                OperationTexts.Plan(1, "swap-out p0 0", "migrate-to-device p0 d0 0+1", "unmap p0 0+1")
            ),
            Interleaved(
                "shared-advice",
                "ADV",
                "Parent and child free a page that they share, while one stores to it, and fork copies it or does not.",
                TwoProcesses,
                Stored,
                OperationTexts.Plan(2, "fork p0 p1", "advise p1 0+1 free", "advise p0 0+1 wipeonfork", "exit p1"),
                OperationTexts.Plan(2, "advise p0 0+1 free", "store p0 0 1", "store p1 0 2"),
                OperationTexts.Plan(1, "swap-out p0 0", "migrate-to-device p0 d0 0+1", "load p1 0")
            ),
            Interleaved(
                "moving-pages",
                "MRM",
                "A page moves to another place while CPU and device use it, and is reclaimed, evicted or migrated.",
                TwoPages,
                [.. Stored, "unregister p0 d0", "register p0 d0 0+2"],
                OperationTexts.Plan(
                    2,
                    "remap p0 0+1 1 maymove+fixed 1",
                    "remap p0 0+1 1 maymove+fixed+dontunmap 1",
                    "remap p0 1+1 1 maymove+fixed 0"
                ),
                OperationTexts.Plan(1, "swap-out p0 0", "migrate-to-device p0 d0 0+1", "evict d0 1"),
                OperationTexts.Plan(1, "store p0 0 1", "load p0 1", "device-store p0 d0 0+1 2", "device-load p0 d0 1+1")
            ),
            Interleaved(
                "moving-shared-pages",
                "MRM",
                "The child moves its mapping of a page that the parent migrates, loses to swap or gets back.",
                TwoProcesses with
                {
                    Pages = 2,
                },
                [.. OnDevice, "fork p0 p1"],
                OperationTexts.Plan(1, "remap p1 0+1 1 maymove+fixed 1", "remap p1 0+1 2 maymove 0"),
                OperationTexts.Plan(2, "evict d0 1", "migrate-to-device p0 d0 0+1", "swap-out p0 0", "load p0 0"),
                OperationTexts.Plan(1, "store p1 0 1", "load p1 1", "dontneed p1 0+1")
            ),
        ];

    private static AgentPlan Any(World world, int count, params OperationKind[] apart) =>
        new(
            Alphabet.Of(
                world,
                OperationKinds.Basic.Where(kind =>
                    !apart.Contains(kind) && kind is not (OperationKind.Attach or OperationKind.Fork)
                ),
                values: 1,
                longest: 1
            ),
            count
        );
}
