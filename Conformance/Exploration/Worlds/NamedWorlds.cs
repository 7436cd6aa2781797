using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// A completely explored world for each family of clauses. Each is as small as its family allows, for all of them are
/// explored whenever the tests run, and their counts are pinned there.
/// </summary>
public static partial class NamedWorlds
{
    // Processes, pages, devices, frames, slots of swap, device frames, IOVAs.
    private static readonly World OnePage = new(1, 1, 1, 3, 1, 1, 0);
    private static readonly World TwoPages = new(1, 2, 1, 4, 1, 1, 0);
    private static readonly World TwoProcesses = new(2, 1, 1, 4, 1, 1, 0);
    private static readonly World TwoDevices = new(1, 1, 2, 3, 1, 1, 0);

    private static readonly Sequence<string> Mapped =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "map p0 0+1 read-write",
    ];
    private static readonly Sequence<string> Stored = [.. Mapped, "store p0 0 7"];
    private static readonly Sequence<string> OnDevice = [.. Stored, "migrate-to-device p0 d0 0+1"];
    private static readonly Sequence<string> Shared = [.. Stored, "fork p0 p1", "register p1 d0 0+1"];
    private static readonly Sequence<string> TwoMirrors =
    [
        "attach d0 1 direct",
        "attach d1 1 direct",
        "register p0 d0 0+1",
        "register p0 d1 0+1",
        "map p0 0+1 read-write",
        "store p0 0 7",
    ];

    /// <summary>All of them.</summary>
    public static Sequence<NamedWorld> All { get; } =
    [
        Sequential(
            "map",
            "MAP",
            "Mapping, unmapping, rights and discarding, of two pages, with every range.",
            TwoPages with
            {
                Devices = 0,
                DeviceFrames = 0,
                SwapSlots = 0,
                Frames = 2,
            },
            [],
            longest: 2,
            OperationKind.Map,
            OperationKind.Unmap,
            OperationKind.Protect,
            OperationKind.DontNeed,
            OperationKind.Load,
            OperationKind.Store,
            OperationKind.Exit
        ),
        Interleaved(
            "cpu-faults",
            "CPU",
            "Parent and child fault on a page that they share, with a frame for one copy, while its rights change.",
            TwoProcesses with
            {
                Frames = 2,
            },
            Shared,
            OperationTexts.Plan(1, "store p0 0 1", "load p0 0"),
            OperationTexts.Plan(1, "store p1 0 2", "load p1 0"),
            OperationTexts.Plan(1, "protect p0 0+1 none", "dontneed p0 0+1", "migrate-to-device p0 d0 0+1")
        ),
        Interleaved(
            "mirrors",
            "MIR",
            "A mirror comes and goes while the device uses it and pages change under it.",
            OnePage,
            Stored,
            OperationTexts.Plan(2, "unregister p0 d0", "register p0 d0 0+1"),
            OperationTexts.Plan(1, "device-load p0 d0 0+1", "device-store p0 d0 0+1 1"),
            OperationTexts.Plan(1, "unmap p0 0+1", "dontneed p0 0+1", "migrate-to-device p0 d0 0+1")
        ),
        Interleaved(
            "windows",
            "NTF",
            "Windows over one page and over both overlap, while two devices fault.",
            TwoDevices with
            {
                Pages = 2,
                Frames = 4,
            },
            [
                "attach d0 1 direct",
                "attach d1 1 direct",
                "register p0 d0 0+2",
                "register p0 d1 0+1",
                "map p0 0+2 read-write",
                "store p0 0 7",
            ],
            OperationTexts.Plan(1, "dontneed p0 0+1", "dontneed p0 0+2", "dontneed p0 1+1"),
            OperationTexts.Plan(1, "swap-out p0 0", "migrate-to-device p0 d0 0+1"),
            OperationTexts.Plan(1, "device-load p0 d0 0+1", "device-store p0 d1 0+1 1", "device-load p0 d0 1+1")
        ),
        Interleaved(
            "device-faults",
            "FLT",
            "Device faults over two pages, with few frames, meet stores, changes of rights, unmapping and discarding.",
            TwoPages with
            {
                Frames = 2,
            },
            ["attach d0 1 direct", "register p0 d0 0+2", "map p0 0+2 read-write", "store p0 0 7"],
            OperationTexts.Plan(
                1,
                "range-fault p0 d0 0+2 default=fault",
                "range-fault p0 d0 0+2 default=fault+write",
                "device-store p0 d0 0+2 1"
            ),
            OperationTexts.Plan(
                1,
                "store p0 0 1",
                "protect p0 0+1 read",
                "protect p0 0+2 none",
                "unmap p0 1+1",
                "dontneed p0 0+2"
            ),
            OperationTexts.Plan(1, "load p0 1", "device-load p0 d0 0+1", "swap-out p0 0")
        ),
        Interleaved(
            "shared-faults",
            "FLT",
            "The device of parent and child faults on a page in its own memory that they share, and on what is not mirrored.",
            TwoProcesses,
            [.. OnDevice, "fork p0 p1", "register p1 d0 0+1"],
            OperationTexts.Plan(1, "device-store p0 d0 0+1 1", "device-load p0 d0 0+1"),
            OperationTexts.Plan(1, "device-store p1 d0 0+1 2", "store p1 0 3"),
            OperationTexts.Plan(1, "unregister p1 d0", "unmap p0 0+1", "exit p1")
        ),
        Interleaved(
            "snapshots",
            "SNP",
            "Snapshots while a page moves to the device and back, or goes.",
            OnePage,
            Stored,
            OperationTexts.Plan(1, "snapshot p0 d0 0+1"),
            OperationTexts.Plan(1, "migrate-to-device p0 d0 0+1", "unmap p0 0+1", "protect p0 0+1 read"),
            OperationTexts.Plan(1, "load p0 0", "device-store p0 d0 0+1 1")
        ),
        Interleaved(
            "one-iova",
            "DMA",
            "Two pages and a single IOVA, which comes free and is used again.",
            TwoPages with
            {
                IovaSlots = 1,
            },
            ["attach d0 1 iommu 1", "register p0 d0 0+2", "map p0 0+2 read-write", "store p0 0 7", "store p0 1 8"],
            OperationTexts.Plan(1, "device-load p0 d0 0+1", "device-store p0 d0 0+1 1", "device-load p0 d0 0+2"),
            OperationTexts.Plan(1, "device-load p0 d0 1+1", "device-store p0 d0 1+1 2"),
            OperationTexts.Plan(1, "unmap p0 0+1", "dontneed p0 0+1", "migrate-to-device p0 d0 0+1")
        ),
        Interleaved(
            "dirty-pages",
            "DRT",
            "A page is stored to by CPU and device, goes to swap, to the device and back.",
            OnePage,
            Mapped,
            OperationTexts.Plan(2, "device-store p0 d0 0+1 1", "store p0 0 2"),
            OperationTexts.Plan(2, "swap-out p0 0", "migrate-to-device p0 d0 0+1", "evict d0 1")
        ),
        Interleaved(
            "migrations",
            "MIG",
            "A page, or none, migrates to the device while CPU and device use it and others take it away.",
            OnePage,
            Mapped,
            OperationTexts.Plan(1, "migrate-to-device p0 d0 0+1"),
            OperationTexts.Plan(2, "store p0 0 1", "device-store p0 d0 0+1 2", "load p0 0"),
            OperationTexts.Plan(1, "unmap p0 0+1", "dontneed p0 0+1", "protect p0 0+1 read", "swap-out p0 0")
        ),
        Interleaved(
            "shared-migrations",
            "MIG",
            "A page of parent and child migrates to a device with one IOVA, while others hold it, use it or give it up.",
            TwoProcesses with
            {
                IovaSlots = 1,
                Pages = 2,
                Frames = 5,
            },
            [
                "attach d0 1 iommu 1",
                "register p0 d0 0+2",
                "map p0 0+2 read-write",
                "store p0 0 7",
                "fork p0 p1",
                "store p0 1 8",
            ],
            OperationTexts.Plan(1, "migrate-to-device p0 d0 0+1"),
            OperationTexts.Plan(1, "device-load p0 d0 1+1", "store p1 0 1", "exit p1"),
            OperationTexts.Plan(1, "swap-out p0 0", "load p0 0", "dontneed p0 0+1")
        ),
        Interleaved(
            "returns",
            "RET",
            "A page in device memory is wanted back by the CPU, by another device and by the driver at once.",
            TwoDevices,
            [.. TwoMirrors, "migrate-to-device p0 d0 0+1"],
            OperationTexts.Plan(1, "load p0 0", "store p0 0 1"),
            OperationTexts.Plan(1, "device-load p0 d1 0+1", "device-store p0 d0 0+1 2", "device-load p0 d0 0+1"),
            OperationTexts.Plan(1, "migrate-to-system p0 d0 0+1", "dontneed p0 0+1", "unmap p0 0+1")
        ),
        Interleaved(
            "evictions",
            "EVC",
            "Frames of the device are emptied while parent and child use their page, fork and exit.",
            TwoProcesses,
            [.. OnDevice, "fork p0 p1"],
            OperationTexts.Plan(1, "evict d0 1"),
            OperationTexts.Plan(1, "load p0 0", "store p0 0 1", "device-store p0 d0 0+1 2", "unmap p0 0+1"),
            OperationTexts.Plan(1, "load p1 0", "store p1 0 3", "exit p1")
        ),
        Interleaved(
            "forks",
            "FRK",
            "A fork meets stores by CPU and device, a migration and an eviction.",
            TwoProcesses,
            Stored,
            OperationTexts.Plan(1, "fork p0 p1"),
            OperationTexts.Plan(1, "device-store p0 d0 0+1 1", "store p0 0 2", "load p1 0"),
            OperationTexts.Plan(2, "migrate-to-device p0 d0 0+1", "evict d0 1", "swap-out p0 0", "exit p1")
        ),
        Interleaved(
            "reclaim",
            "RCL",
            "A page goes to the only slot of swap while parent and child use it and give it up.",
            TwoProcesses,
            Shared,
            OperationTexts.Plan(1, "swap-out p0 0"),
            OperationTexts.Plan(1, "store p0 0 1", "dontneed p0 0+1", "unmap p0 0+1", "device-load p0 d0 0+1"),
            OperationTexts.Plan(1, "store p1 0 2", "exit p1", "load p1 0")
        ),
        Interleaved(
            "one-page",
            "TRN",
            "One page, and any two operations at once.",
            OnePage,
            Mapped,
            Any(OnePage, 1),
            Any(OnePage, 1)
        ),
        Interleaved(
            "three-at-once",
            "CON",
            "One page that was stored to, and any three operations at once, of those that do not make devices or mirrors.",
            OnePage,
            Stored,
            Any(
                OnePage,
                1,
                OperationKind.Register,
                OperationKind.Unregister,
                OperationKind.Snapshot,
                OperationKind.Exit
            ),
            Any(
                OnePage,
                1,
                OperationKind.Register,
                OperationKind.Unregister,
                OperationKind.Snapshot,
                OperationKind.Exit
            ),
            Any(
                OnePage,
                1,
                OperationKind.Register,
                OperationKind.Unregister,
                OperationKind.Snapshot,
                OperationKind.Exit
            )
        ),
        Sequential(
            "living-and-dead",
            "ERR",
            "Operations one after another, on processes that live or not and devices that are there or not.",
            TwoProcesses with
            {
                SwapSlots = 0,
                Frames = 2,
            },
            [],
            longest: 1,
            [
                .. OperationKinds.Basic.Where(static kind =>
                    kind
                        is not (
                            OperationKind.Protect
                            or OperationKind.DontNeed
                            or OperationKind.Snapshot
                            or OperationKind.RangeFault
                            or OperationKind.MigrateToSystem
                        )
                ),
            ]
        ),
        Interleaved(
            "exclusive",
            "EXC",
            "A page that a device gets for itself or accesses atomically, and whatever else wants it, another device too.",
            TwoDevices,
            TwoMirrors,
            Of(TwoDevices, 1, [OperationKind.MakeExclusive, OperationKind.DeviceAtomic]),
            Of(
                TwoDevices,
                1,
                [
                    .. OperationKinds.Basic.Where(static kind =>
                        kind is not (OperationKind.Attach or OperationKind.Fork)
                    ),
                    OperationKind.MakeExclusive,
                    OperationKind.DeviceAtomic,
                ]
            )
        ),
        Interleaved(
            "exclusive-forks",
            "EXC",
            "A page that a device gets for itself while its process forks, and reclaim, discarding and rights change it.",
            TwoProcesses,
            Stored,
            Of(TwoProcesses, 1, [OperationKind.MakeExclusive, OperationKind.DeviceAtomic]),
            Of(
                TwoProcesses,
                2,
                [
                    OperationKind.Fork,
                    OperationKind.Store,
                    OperationKind.DontNeed,
                    OperationKind.Protect,
                    OperationKind.SwapOut,
                ]
            )
        ),
        .. OfAddressSpaces(),
        .. FileWorlds.All,
        .. MemoryFileWorlds.All,
        .. OfRemoval(),
        .. SystemPageWorlds.All,
        .. LockWorlds.All,
    ];

    /// <summary>The world of this name, or null.</summary>
    public static NamedWorld? Find(string name) => All.FirstOrDefault(world => world.Name == name);

    internal static NamedWorld Interleaved(
        string name,
        string family,
        string sentence,
        World world,
        Sequence<string> setup,
        params AgentPlan[] agents
    ) => new(name, family, sentence, world, setup, [.. agents]);

    internal static NamedWorld Sequential(
        string name,
        string family,
        string sentence,
        World world,
        Sequence<string> setup,
        int longest,
        params OperationKind[] kinds
    ) =>
        new(
            name,
            family,
            sentence,
            world,
            setup,
            [new AgentPlan(Alphabet.Of(world, kinds, values: 1, longest), AgentPlan.Unlimited)]
        )
        {
            IsSequential = true,
        };
}
