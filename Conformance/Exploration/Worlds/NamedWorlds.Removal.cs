using HmmSpec.Properties;

namespace HmmSpec.Exploration;

/// <content>Worlds in which devices go.</content>
public static partial class NamedWorlds
{
    private static NamedWorld[] OfRemoval() =>
        [
            Sequential(
                "removals",
                "EVC",
                "A device comes, goes and is lost while a page of two processes is in its memory, one operation after another.",
                TwoProcesses with
                {
                    Frames = 2,
                },
                Mapped,
                longest: 1,
                OperationKind.Attach,
                OperationKind.Register,
                OperationKind.Detach,
                OperationKind.Lose,
                OperationKind.MigrateToDevice,
                OperationKind.DeviceStore,
                OperationKind.Fork,
                OperationKind.Load,
                OperationKind.Store,
                OperationKind.DontNeed,
                OperationKind.Protect
            ),
            Interleaved(
                "detaching",
                "EVC",
                "A device is detached while its pages are wanted, on their way to it and back, and its mirror is in use.",
                OnePage,
                OnDevice,
                OperationTexts.Plan(2, "detach d0", "attach d0 1 direct", "register p0 d0 0+1"),
                OperationTexts.Plan(
                    2,
                    "migrate-to-device p0 d0 0+1",
                    "migrate-to-system p0 d0 0+1",
                    "store p0 0 1",
                    "dontneed p0 0+1"
                ),
                OperationTexts.Plan(
                    1,
                    "device-store p0 d0 0+1 2",
                    "device-load p0 d0 0+1",
                    "unregister p0 d0",
                    "evict d0 1"
                )
            ),
            Interleaved(
                "losing",
                "EVC",
                "A device is lost while parent and child use a page in its memory, fork, discard, free and move it.",
                TwoProcesses with
                {
                    Pages = 2,
                },
                OnDevice,
                OperationTexts.Plan(1, "lose d0"),
                OperationTexts.Plan(
                    2,
                    "fork p0 p1",
                    "dontneed p0 0+1",
                    "advise p0 0+1 free",
                    "remap p0 0+1 1 maymove+fixed 1",
                    "store p0 0 1"
                ),
                OperationTexts.Plan(
                    1,
                    "load p0 0",
                    "load p1 0",
                    "device-store p0 d0 0+1 2",
                    "migrate-to-device p0 d0 0+1",
                    "migrate-to-system p0 d0 0+1",
                    "exit p1"
                )
            ),
            Interleaved(
                "removal-behind-iommu",
                "EVC",
                "A device with one IOVA goes, detached or lost, while it faults and gets a page for itself.",
                OnePage with
                {
                    IovaSlots = 1,
                },
                ["attach d0 1 iommu 1", "register p0 d0 0+1", "map p0 0+1 read-write", "store p0 0 7"],
                OperationTexts.Plan(1, "detach d0", "lose d0"),
                OperationTexts.Plan(
                    2,
                    "device-store p0 d0 0+1 2",
                    "make-exclusive p0 d0 0+1",
                    "migrate-to-device p0 d0 0+1"
                ),
                OperationTexts.Plan(1, "store p0 0 1", "swap-out p0 0", "register p0 d0 0+1", "exit p0")
            ),
            Interleaved(
                "failing-updates",
                "MIR",
                "A driver fails to update a mirror (in v9) while its device faults, and it is registered anew.",
                TwoPages with
                {
                    IovaSlots = 1,
                },
                ["attach d0 1 iommu 1", "register p0 d0 0+1", "map p0 0+2 read-write", "store p0 0 7"],
                OperationTexts.Plan(2, "fail-update p0 d0", "register p0 d0 1+1", "unregister p0 d0"),
                OperationTexts.Plan(1, "dontneed p0 0+1", "swap-out p0 0", "migrate-to-device p0 d0 0+1", "exit p0"),
                OperationTexts.Plan(2, "device-store p0 d0 0+1 2", "device-load p0 d0 1+1", "store p0 0 1")
            ),
        ];
}
