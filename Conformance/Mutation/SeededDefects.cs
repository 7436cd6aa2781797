using HmmSpec.Properties;

namespace HmmSpec.Mutation;

/// <summary>The defects that the tests seed. None of them is known to generators, properties or budgets.</summary>
public static class SeededDefects
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SeededDefect> All { get; } =
    [
        new(
            "mirror-survives-unmap",
            "A mirror keeps its entries when their pages are unmapped.",
            "Tell",
            "window.OwnerKeeps && window.Owner == mirror.Device.Number",
            "(window.OwnerKeeps && window.Owner == mirror.Device.Number) || window.Kind == EventKind.Unmap",
            "NTF-2",
            5
        ),
        new(
            "write-right-survives-protect",
            "Entries stay writable when their mapping becomes read-only.",
            "WithRights",
            "protection != Protection.ReadWrite",
            "protection == Protection.None",
            "MAP-8",
            3
        ),
        new(
            "tlb-survives-protect",
            "The CPU's TLB is not flushed when rights change.",
            "ChangeRights",
            "FlushTlb(descriptor, part);",
            ";",
            "MAP-8",
            3
        ),
        new(
            "shared-frame-reused",
            "A store after fork goes to the frame that parent and child share.",
            "MakeWritable",
            "_frames[entry.Frame] is { References: > 1, Pins: 0 }",
            "_frames[entry.Frame] is { References: > 2, Pins: 0 }",
            "CPU-6",
            4
        ),
        new(
            "device-dirty-lost",
            "The dirty bit of a mirror entry is lost when the entry goes.",
            "DropEntry",
            "entry.IsDirty",
            "entry.IsDirty && entry.IsEmpty",
            "DRT-1",
            5
        ),
        new(
            "migration-loses-content",
            "A page arrives at its destination filled with zeros.",
            "CopyItem",
            "_frames[item.Source].Value",
            "0",
            "MIG-19",
            5
        ),
        new(
            "device-page-writable-after-fork",
            "A page in device memory stays writable for the parent when fork shares it.",
            "CopyEntry",
            "source = source.WithoutWrite();",
            "if (source.Kind != PteKind.DevicePrivate) { source = source.WithoutWrite(); }",
            "FRK-3",
            5
        ),
        new(
            "iova-leak",
            "An IOVA is not given back when its mirror entry goes.",
            "DropEntry",
            "mirror.Device.Iovas?.Unmap(entry.Address);",
            ";",
            "DMA-5",
            5
        ),
        new(
            "wrong-errno",
            "A device write to a read-only mapping ends in EFAULT.",
            "Satisfy",
            "return _profile.WriteFaultError;",
            "return Status.EFAULT;",
            "FLT-6",
            4
        ),
        new(
            "slot-leak",
            "A swap slot without references stays taken.",
            "PutSlot",
            "_swap.Numbers.Return(number);",
            ";",
            "RCL-5",
            4
        ),
        new(
            "swap-in-ignores-sharing",
            "A store to a page in swap makes it writable although the slot is shared.",
            "SwapIn",
            "write && frame.Slot < 0 && frame.References == 1",
            "write",
            "CPU-6",
            5
        ),
        new(
            "foreign-page-shown",
            "A page in one device's memory is reported valid to another device.",
            "Inspect",
            "_frames[entry.Frame].Device == mirror.Device.Number",
            "_frames[entry.Frame].Device >= 0",
            "MIR-13",
            7
        ),
        new(
            "interval-cut",
            "A mirror whose interval holds only a part of an invalidated range is not told.",
            "OpenWindow",
            "mirror.Interval.Overlaps(range)",
            "mirror.Interval.Contains(range)",
            "NTF-2",
            3
        )
        {
            // At an exit the mirror ends anyway, and it is another clause that its callback is missing (MAP-14).
            ShortestOfClause = 4,
        },
        new(
            "own-mirror-not-silenced",
            "A migration leaves the device's own mirror entries in place.",
            "SilenceOwn",
            "item.IsToMove",
            "item.IsToMove && item.IsHole && !item.IsHole",
            "MIG-8",
            5
        ),
        new(
            "returned-page-clean",
            "A page that comes back from a device counts as clean.",
            "CommitToSystem",
            "_frames[item.Destination].Dirty = true;",
            ";",
            "DRT-4",
            5
        ),
        new(
            "child-misses-exclusive-page",
            "fork passes over a page that a device has for itself.",
            "CopyEntry",
            "parent.Table.Peek(page).Entry.Kind == PteKind.DeviceExclusive",
            "parent.Table.Peek(page).Entry.Kind == PteKind.Migration",
            "FRK-2",
            5
        )
        {
            Needs = [OperationKind.MakeExclusive],
        },
        new(
            "mirror-survives-move",
            "A mirror keeps its entries of a range that is moved and stays mapped.",
            "MoveEntries",
            "OpenWindow(descriptor, old, EventKind.Unmap)",
            "OpenWindow(descriptor, new PageRange(place, old.Count), EventKind.Unmap)",
            "MIR-12",
            2
        )
        {
            // The notification alone tells it too, of another clause.
            ShortestOfClause = 5,
            Needs = [OperationKind.Remap],
        },
        new(
            "swap-entry-not-moved",
            "The entry of a page in swap is gone when its range has moved.",
            "MoveEntries",
            "entry.IsEmpty",
            "entry.IsEmpty || entry.Kind == PteKind.Swap",
            "MRM-6",
            4
        )
        {
            Needs = [OperationKind.Remap],
        },
        new(
            "freed-page-stays-dirty",
            "An entry stays dirty when its page becomes lazily free.",
            "FreeLazily",
            "entry = entry.WithoutYoungAndDirty();",
            "entry = entry.WithoutYoung();",
            "DRT-1",
            3
        )
        {
            ShortestOfClause = 5,
            Needs = [OperationKind.Advise],
        },
        new(
            "mark-lost-in-child",
            "A child does not know that its mapping is not for its own children.",
            "ForkProcess",
            "copy.Areas.Set(area.Range, area.Protection, area.Backing, area.Flags & ~VmaFlags.Locked);",
            "copy.Areas.Set(area.Range, area.Protection, area.Backing);",
            "ADV-9",
            3
        )
        {
            Needs = [OperationKind.Advise],
        },
        .. FileDefects.OfMachine,
        .. MemoryFileDefects.OfMachine,
        new(
            "lost-page-reads-zeros",
            "A page that is lost with its device becomes an empty one.",
            "PoisonFrame",
            "PackedPte.Poisoned",
            "default",
            "EVC-7",
            5
        )
        {
            Needs = [OperationKind.Lose],
        },
        new(
            "mirror-survives-device",
            "A device that is detached goes on mirroring.",
            "DetachDevice",
            "ReleaseMirrors(device);",
            ";",
            "MIR-18",
            3
        )
        {
            Needs = [OperationKind.Detach],
        },
        .. SystemPageDefects.OfMachine,
        .. MigrationHalfDefects.OfMachine,
        .. LockedPageDefects.OfMachine,
    ];
}
