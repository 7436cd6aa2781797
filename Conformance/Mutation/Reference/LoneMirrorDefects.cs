using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of mirrors, DMA mappings and numbers that an operation alone shows; each breaks another invariant.</summary>
internal static class LoneMirrorDefects
{
    private static readonly World TwoPages = SmallSetups.One with { Pages = 2 };

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "read-only-page-entered-writable",
            "A device fault enters every page in system memory as writable.",
            "INV-2",
            "FLT-3",
            6,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.MirroredReadOnly, "device-load p0 d0 0+1"),
            [new("FoundPage.Of", "pte.Writable ? PageResult.Write : PageResult.Read", "PageResult.Write")]
        ),
        new(
            "entries-survive-protect",
            "A mirror keeps its entries when rights change.",
            "INV-50",
            "NTF-2",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.MirroredReadOnly, "device-load p0 d0 0+1"],
                "protect p0 0+1 none"
            ),
            [
                new(
                    "Callbacks.Tell",
                    "MirrorRules.Drop(state, Process, device, window.Range)",
                    "window.Kind == EventKind.ProtectionVma ? state : MirrorRules.Drop(state, Process, device, window.Range)"
                ),
            ]
        ),
        new(
            "protect-tells-nobody",
            "protect tells no mirror of its window.",
            "INV-3",
            "MAP-6",
            5,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.MirroredReadOnly, "device-load p0 d0 0+1"],
                "protect p0 0+1 none"
            ),
            [
                new(
                    "ProtectActivity.Vma",
                    "Windows.Open(changed, resume, Process, part, EventKind.ProtectionVma, -1, Whole)",
                    """
                    Windows.Open(
                        changed, resume, Process, part, EventKind.ProtectionVma, -1, Whole, spared: ulong.MaxValue
                    )
                    """
                ),
            ]
        )
        {
            BreaksToo = ["INV-33"],
        },
        new(
            "foreign-page-entered",
            "A device fault takes a page in another device's memory for one of its own.",
            "INV-4",
            "FLT-3",
            6,
            SmallWorld.OneEach(
                TwoPages with
                {
                    Devices = 2,
                },
                [
                    "attach d0 1 direct",
                    "attach d1 1 direct",
                    "register p0 d0 0+2",
                    "register p0 d1 0+2",
                    "map p0 0+2 read-write",
                    "migrate-to-device p0 d0 0+1",
                    "migrate-to-device p0 d1 1+1",
                    "protect p0 0+2 read",
                ],
                "device-load p0 d1 0+1"
            ),
            [new("FoundPage.Of", "pte.Target.Device == device", "pte.Target.Device >= 0")]
        ),
        new(
            "mirror-without-device",
            "A process can be mirrored in a device that is not attached.",
            "INV-42",
            "MIR-5",
            1,
            SmallWorld.OneEach(SmallSetups.One, [], "register p0 d0 0+1"),
            [new("RegisterActivity.Next", "!state.IsAttached(device)", "false")]
        ),
        new(
            "number-stays-odd",
            "The close of the last window leaves the number odd.",
            "INV-38",
            "NTF-3",
            3,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Empty, "dontneed p0 0+1"),
            [new("SequenceProtocol.Closed", "notifier.Sequence + 1", "notifier.Sequence")]
        ),
        new(
            "number-taken-back",
            "The close of the last window takes numbers back.",
            "INV-49",
            "NTF-3",
            5,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Empty, "dontneed p0 0+1"),
            [new("SequenceProtocol.Closed", "notifier.Sequence + 1", "notifier.Sequence - 3")]
        ),
        new(
            "iova-shared",
            "A device that has a DMA mapping of a frame uses it for another page too.",
            "INV-24",
            "DMA-1",
            10,
            SmallWorld.OneEach(
                TwoPages with
                {
                    IovaSlots = 2,
                },
                ["attach d0 1 iommu 2", "register p0 d0 0+2", "map p0 0+2 read"],
                "device-load p0 d0 0+2"
            ),
            [
                new(
                    "MirrorRules.TryMapDma",
                    "address = owner.Iovas.NextFree();",
                    """
                    {
                        for (address = 0; address < owner.Iovas.Capacity; address++)
                        {
                            if (owner.Iovas.IsUsed(address) && owner.Iovas[address].Target == target)
                            {
                                return true;
                            }
                        }

                        address = owner.Iovas.NextFree();
                    }
                    """
                ),
            ]
        ),
        new(
            "iova-kept",
            "A DMA mapping stays when its mirror entry goes.",
            "INV-25",
            "DMA-3",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                ["attach d0 1 iommu 1", "register p0 d0 0+1", .. SmallSetups.Stored, "device-load p0 d0 0+1"],
                "dontneed p0 0+1"
            ),
            [new("MirrorRules.Drop", "state = UnmapDma(state, device, entry);", ";")]
        ),
        new(
            "device-dirty-forgotten",
            "The dirty bit of a mirror entry is lost when the entry goes.",
            "INV-20",
            "DRT-1",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Empty, "migrate-to-device p0 d0 0+1", "device-store p0 d0 0+1 9"],
                "protect p0 0+1 read"
            ),
            [
                new(
                    "MirrorRules.Drop",
                    "state = FrameRules.PassDirty(state, target, entry.Dirty && IsRecorded(state, target));",
                    ";"
                ),
            ]
        ),
        new(
            "device-rights-not-looked-at",
            "A device stores through every translation in its TLB, whether it allows stores or not.",
            "INV-30",
            "MIR-8",
            1,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.MirroredReadOnly, "device-load p0 d0 0+1"],
                "device-store p0 d0 0+1 9"
            ),
            [new("DeviceAccess.Next", "translation.Allows(Write)", "translation.Valid")]
        ),
        new(
            "fault-waits-for-itself",
            "A device fault is still under way while the CPU faults on its behalf and opens a window over its pages.",
            "INV-45",
            "FLT-15",
            4,
            SmallWorld.OneEach(
                SmallSetups.Two,
                ["attach d0 1 direct", "register p0 d0 0+1", .. SmallSetups.Shared],
                "device-store p0 d0 0+1 9"
            ) with
            {
                Profile = Profile.V9,
            },
            [new("DeviceFault.FaultIn", "protocol.LeavesForCpuFault", "false")]
        ),
        new(
            "refused-attach-attaches",
            "An attach that is refused changes the device all the same.",
            "INV-48",
            "MIR-2",
            1,
            SmallWorld.OneEach(SmallSetups.One, ["attach d0 1 direct"], "attach d0 0 direct"),
            [
                new(
                    "AttachActivity.Next",
                    "Fail(state, Status.EEXIST, Refused)",
                    "Fail(state.WithDevice(device, Device.Create(capacity, dma, iovas)), Status.EEXIST, Refused)"
                ),
            ]
        ),
        new(
            "move-not-told",
            "The window of a move is over the new place, and no mirror is told of the old one.",
            "INV-1",
            "MRM-6",
            3,
            SmallWorld.OneEach(
                SmallSetups.One with
                {
                    Pages = 2,
                },
                [.. SmallSetups.Mirrored, "device-load p0 d0 0+1"],
                "remap p0 0+1 1 maymove+fixed+dontunmap 1"
            ),
            [
                new(
                    "RemapActivity.MakeVma",
                    "Windows.Open(made, resume, Process, Rest, EventKind.Unmap, -1, clauses)",
                    "Windows.Open(made, resume, Process, target, EventKind.Unmap, -1, clauses)"
                ),
            ]
        )
        {
            BreaksToo = ["INV-2"],
        },
    ];
}
