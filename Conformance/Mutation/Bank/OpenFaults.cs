using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>
/// What reading Linux 6.1.192 found open, and what operations one after another show. Each row has a page in <c>findings</c>.
/// </summary>
internal static class OpenFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-206",
            "none known; nouveau and test_hmm in 6.1.192",
            "A page that comes home is dropped from the mirror of the process that brought it to the device, and not from that of "
                + "the one that faults; here of the first that maps it, as the model's frames do not say who brought them.",
            "MIG-8",
            new Rewrite(
                "MoveToSystem",
                "SilenceOwn(descriptor, device);",
                """
                {
                    MemoryDescriptor maker = descriptor;
                    foreach (ref readonly MigrationItem item in Items)
                    {
                        if (item.IsToMove && _frames[item.Source].First is { IsNone: false } first)
                        {
                            maker = _processes[first.Process];
                        }
                    }

                    SilenceOwn(maker, device);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-207",
            "none known; amdkfd in 6.1.192",
            "A device fault enters a page in the device's own memory with the rights of the VMA, although its page-table entry is "
                + "read-only, as it is after a fork.",
            "FLT-10",
            new Rewrite(
                "TryEnter",
                "new PackedMirrorEntry(kind, address, source.IsWritable)",
                """
                new PackedMirrorEntry(
                    kind,
                    address,
                    source.IsWritable
                        || (
                            kind == MirrorEntryKind.Device
                            && descriptor.Areas.ProtectionAt(page) == Protection.ReadWrite
                        )
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-208",
            "undo all pages in the error path (hash not recorded); open in 6.1.192",
            "The page at which a migration to a device runs out of DMA addresses moves all the same, without its content.",
            "MIG-10",
            new Rewrite(
                "CopyToDevice",
                "item.Result = PageResult.SkippedNoDma;",
                """
                {
                    item.Destination = _frames.Take(device.Memory, 0);
                    _frames[item.Destination].Locked = true;
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-209",
            "none known; nouveau in 6.1.192",
            "Of a page whose copy home fails, as its device has no DMA address left, both frames are given up, and its migration "
                + "entry stays; the machine has no signal that is delivered first, and meets the entry at once.",
            "RET-4",
            new Rewrite(
                "FinalizeItem",
                "!item.IsHole",
                """
                !item.IsHole
                && !(
                    item is { IsToMove: true, Page: >= 0 }
                    && _frames[item.Source].Device is >= 0 and int from
                    && _devices[from]?.Iovas is { Numbers.HasFree: false }
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-210",
            "continue without a destination (series for large device pages, 2025); open in 6.1.192",
            "For a page that a migration leaves where it is, a DMA address is given back that was never taken: what stood in the "
                + "list before, here that of another page in the mirror.",
            "DMA-3",
            new Rewrite(
                "MoveToDevice",
                "CopyToDevice(device);",
                """
                {
                    CopyToDevice(device);
                    bool leaves = false;
                    foreach (PageResult result in results)
                    {
                        leaves |= result != PageResult.NotReached;
                    }

                    if (leaves && _items.Count > 0 && descriptor.MirrorIn(device.Number) is { IsLive: true } mirror)
                    {
                        bool isGiven = device.Iovas is null;
                        for (int page = 0; page < _world.Pages && !isGiven; page++)
                        {
                            PackedMirrorEntry entry = mirror.Table.Peek(page).Entry;
                            if (!entry.IsEmpty && entry.Kind == MirrorEntryKind.System)
                            {
                                device.Iovas!.Unmap(entry.Address);
                                isGiven = true;
                            }
                        }
                    }
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-212",
            "none known; amdkfd in 6.1.192",
            "A device fault looks for a page in the device's own memory in the buffer of its own process, which has none if "
                + "another process brought the page, and whose first mapping is that of another here.",
            "FLT-8",
            new Rewrite(
                "TryEnter",
                "MirrorEntryKind kind = MirrorEntryKind.Device;",
                """
                MirrorEntryKind kind =
                    source.Kind == PteKind.DevicePrivate && _frames[source.Frame].First.Process != descriptor.Number
                        ? throw new ObjectDisposedException("buffer")
                        : MirrorEntryKind.Device;
                """
            )
        ),
    ];
}
