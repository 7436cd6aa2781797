using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section D of the bank: pages that a device has for itself (make_device_exclusive).</summary>
internal static class ExclusiveFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-49",
            "take a page reference when removing device exclusive entries; 7c7b962938dd",
            "The CPU fault on a page that a device has for itself locks the page without holding it, and the page can be "
                + "freed meanwhile.",
            "EXC-7",
            new Rewrite(
                "CpuFault.TakeBack",
                "frame with { Locked = true, References = frame.References + 1 }",
                "frame with { Locked = true }"
            ),
            new Rewrite("CpuFault.Restore", "FrameRules.DropReference(unlocked, Original.Target)", "unlocked")
        ) with
        {
            Shown = new SmallWorld(
                SmallSetups.One with
                {
                    Pages = 2,
                    Frames = 3,
                },
                [
                    "attach d0 1 direct",
                    "register p0 d0 0+2",
                    "map p0 0+2 read-write",
                    "store p0 0 7",
                    "make-exclusive p0 d0 0+1",
                ],
                [
                    ["load p0 0"],
                    ["dontneed p0 0+1", "store p0 1 5", "swap-out p0 1"],
                ]
            )
            {
                OperationsEach = 3,
            },
        },
        BankFault.OfMachine(
            "BUG-52",
            "handle device-exclusive entries correctly in try_to_migrate_one() (6.15 series)",
            "A migration takes a page that a device has for itself as if its entry were a present one; here the collection, "
                + "as the model's reverse map has no such entries.",
            "EXC-11",
            new Rewrite("CollectForDevice", "PageResult.SkippedExclusive", "CollectFrame(descriptor, page, entry)")
        ),
        BankFault.OfMachine(
            "BUG-53",
            "handle device-exclusive entries correctly in try_to_unmap_one() (6.15 series)",
            "Reclaim takes a page that a device has for itself for a clean one and drops it.",
            "RCL-2",
            new Rewrite(
                "SwapOutPage",
                """
                if (!entry.IsMapped || entry.Frame == FrameTable.Zero)
                {
                    return Delivered(0);
                }
                """,
                """
                if (entry.Kind == PteKind.DeviceExclusive)
                {
                    Window window = OpenWindow(descriptor, new PageRange(page, 1), EventKind.Clear);
                    descriptor.Table.At(page).Entry = default;
                    CloseWindow(window);
                    PutFrame(entry.Frame);
                    return Delivered(1);
                }
                else if (!entry.IsMapped || entry.Frame == FrameTable.Zero)
                {
                    return Delivered(0);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-55",
            "handle device-exclusive entries correctly in write_protect_page() of KSM and others; 096cbb80ab3f",
            "Who goes by the reverse map takes the frame out of an entry of a page that a device has for itself as if it were "
                + "present: here compaction moves the page, as the model has no KSM, and the device keeps the old frame.",
            "CMP-2",
            new Rewrite(
                "CompactPage",
                """
                if (!entry.IsMapped || entry.Frame == FrameTable.Zero || !CanMove(entry.Frame))
                {
                    return Delivered(0);
                }
                """,
                """
                if (entry.Kind == PteKind.DeviceExclusive)
                {
                    int other = _frames.Take(_frames.SystemMemory, _frames[entry.Frame].Value);
                    if (other == FrameTable.Zero)
                    {
                        return Delivered(0);
                    }

                    _frames[other].Dirty = _frames[entry.Frame].Dirty;
                    descriptor.Table.At(page).Entry = PackedPte.DeviceExclusive(other, entry.IsWritable);
                    PutFrame(entry.Frame);
                    return Delivered(1);
                }
                else if (!entry.IsMapped || entry.Frame == FrameTable.Zero || !CanMove(entry.Frame))
                {
                    return Delivered(0);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-57",
            "reject what make_device_exclusive does not support; 8977752c8056 CVE-2025-22034, bc3fe6805cf0",
            "A device gets a page of the page cache for itself, a kind of page that this is not made for; there hugetlb.",
            "FIL-23",
            new Rewrite("GetForDevice", "!IsOfPageCache(descriptor.Table.Peek(range.Start + offset).Entry)", "true")
        ),
        BankFault.OfSteps(
            "BUG-59",
            "nouveau/svm: fix missing folio unlock + put after make_device_exclusive_range(); b3fefbb30a16",
            "make-exclusive that has lost a race leaves its pages locked and held, so that nobody gets them any more.",
            "EXC-6",
            new Rewrite(
                "ExclusiveAccess.Check",
                "End(Left(Unlocked(state)), Reported(pages), Checking)",
                "End(Left(state), Reported(pages), Checking)"
            )
        ),
        BankFault.OfMachine(
            "BUG-60",
            "nouveau/svm: fix missing failure check on make_device_exclusive_range (May 2021)",
            "A device that could not get a page for itself enters what it was given instead: here the zero frame.",
            "EXC-2",
            new Rewrite(
                "GetForDevice",
                """
                if (count == 0)
                {
                    return status; // EXC-2
                }
                """,
                """
                if (count == 0)
                {
                    int address = mirror.Device.Iovas?.Map(FrameTable.Zero) ?? FrameTable.Zero;
                    DropEntry(descriptor, mirror, range.Start);
                    mirror.Table.At(range.Start).Entry = new PackedMirrorEntry(
                        MirrorEntryKind.System,
                        address,
                        writable: true
                    ).WithExclusive();
                    ResultsFor(range.Count)[0] = PageResult.Exclusive;
                    return Status.Ok;
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-61",
            "test_hmm: avoid accessing uninitialized pages; ed913b055a74",
            "A device that got only the first pages of a range enters the others too, whatever their entries hold.",
            "EXC-2",
            new Rewrite(
                "GetForDevice",
                """
                for (int offset = 0; offset < count; offset++)
                {
                    results[offset] = IsOfPageCache(descriptor.Table.Peek(range.Start + offset).Entry)
                        ? PageResult.SkippedPageCache // FIL-23
                        : EnterExclusive(descriptor, mirror, range.Start + offset);
                }
                """,
                """
                for (int offset = 0; offset < range.Count; offset++)
                {
                    results[offset] = IsOfPageCache(descriptor.Table.Peek(range.Start + offset).Entry)
                        ? PageResult.SkippedPageCache
                        : EnterExclusive(descriptor, mirror, range.Start + offset);
                }
                """
            )
        ),
    ];
}
