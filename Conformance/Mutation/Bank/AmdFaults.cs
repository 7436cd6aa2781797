using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section H of the bank: amdkfd's shared virtual memory and amdgpu's user pointers, one operation after another.</summary>
internal static class AmdFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-109",
            "check access permission to restore retry fault; ff891a2e6431, 0ed704d058ce, 6d192b4f2d64 CVE-2026-31785",
            "A device's write fault does not ask whether the mapping allows stores.",
            "FLT-6",
            new Rewrite("Satisfy", "write && protection != Protection.ReadWrite", "false")
        ),
        BankFault.OfMachine(
            "BUG-110",
            "SVM map to gpus check vma boundary; 7beb26dcedaa",
            "A device fault takes the rights of its first VMA for all of its range, beyond the VMA's end too.",
            "FLT-5",
            new Rewrite(
                "Walk",
                "page >= area.End && !descriptor.Areas.TryFindFrom(page, out area)",
                "offset == 0 && !descriptor.Areas.TryFindFrom(page, out area)"
            )
        ),
        BankFault.OfMachine(
            "BUG-111",
            "handle svm partial migration cpages 0; ca432dcc27a1",
            "A migration that could not move any page reports all of them as moved.",
            "MIG-16",
            new Rewrite(
                "MovePages",
                "return Reported(status, results);",
                """
                {
                    bool moved = false;
                    foreach (PageResult result in results)
                    {
                        moved |= result is PageResult.Migrated or PageResult.Filled;
                    }

                    if (status == Status.Ok && toDevice && !moved)
                    {
                        results.Fill(PageResult.Migrated);
                    }

                    return Reported(status, results);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-113",
            "correct partial migration virtual addr; 961df3085416, 34e98e5b07fc",
            "After a page that stays where it is, a migration copies each next page from the place of the page before.",
            "MIG-19",
            new Rewrite(
                "CopyToDevice",
                "CopyItem(ref item, device.Memory);",
                """
                {
                    CopyItem(ref item, device.Memory);
                    int page = Items[0].Page - 1;
                    foreach (ref readonly MigrationItem other in Items)
                    {
                        page += other.Destination != FrameTable.Zero ? 1 : 0;
                    }

                    ulong copied = 0;
                    foreach (ref readonly MigrationItem other in Items)
                    {
                        copied = other.Page == page ? _frames[other.Source].Value : copied;
                    }

                    if (item.Destination != FrameTable.Zero)
                    {
                        _frames[item.Destination].Value = copied;
                    }
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-114",
            "handle CPU fault on COW mapping; e1f84eef313f",
            "The CPU fault on a page in device memory ends in SIGBUS in a process that the device does not mirror, such as a "
                + "child.",
            "RET-1",
            new Rewrite(
                "HandleFault",
                "ReturnPage(descriptor, page)",
                """
                descriptor.MirrorIn(_frames[entry.Frame].Device) is { IsLive: true }
                    ? ReturnPage(descriptor, page)
                    : Status.SIGBUS
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-115",
            "Migrate in CPU page fault use current mm; 3a876060892b",
            "The CPU fault on a page in device memory looks for the page in the process that the device mirrors, and not in "
                + "the one that faults.",
            "RET-1",
            new Rewrite(
                "ReturnPage",
                "MoveToSystem(descriptor, device, new PageRange(page, 1), new Span<PageResult>(ref result))",
                """
                MoveToSystem(
                    Array.Find(_processes, other => other.MirrorIn(device) is { IsLive: true }) ?? descriptor,
                    device,
                    new PageRange(page, 1),
                    new Span<PageResult>(ref result)
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-119",
            "Add sync after creating vram bo; ba029e9991d9 CVE-2023-53009",
            "A frame of device memory that was never used is cleared, and nobody waits for it: the clear ends after the copy.",
            "MIG-9",
            new Rewrite(
                "CopyToDevice",
                "CopyItem(ref item, device.Memory);",
                """
                {
                    int unused = device.Memory.Numbers.Unused;
                    CopyItem(ref item, device.Memory);
                    if (device.Memory.Numbers.Unused > unused)
                    {
                        _frames[item.Destination].Value = 0;
                    }
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-121",
            "clear VRAM on allocation; ad52d61d8218 CVE-2026-46229",
            "A frame of device memory is cleared when a migration gives it back, and not when it is freed otherwise, nor when "
                + "it is given out for a hole.",
            "MIG-11",
            MigrateFaults.HoleIsNotCleared,
            new Rewrite(
                "PutLocked",
                "_frames[number].Locked = false;",
                """
                {
                    _frames[number].Locked = false;
                    if (_frames[number] is { Device: >= 0, References: 1 })
                    {
                        _frames[number].Value = 0;
                    }
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-125",
            "fix calling VM invalidation in amdgpu_hmm_invalidate_gfx; 1c824497d8ac, 52f650963d88, 58bafc666c48",
            "A mirror that is told waits for the device, whose translations end, and keeps the entries.",
            "NTF-2",
            new Rewrite(
                "Update",
                "DropEntries(window.Descriptor, mirror, window.Range);",
                """
                for (int page = window.Range.Start; page < window.Range.End; page++)
                {
                    if (!mirror.Table.Peek(page).Entry.IsEmpty)
                    {
                        mirror.Table.At(page).Translation = default;
                    }
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-131",
            "fix use-after-free bug of user pointers; 22207fd5c801 CVE-2024-26656",
            "A mirror that could not be registered, or is gone, is unregistered all the same.",
            "MIR-7",
            new Rewrite(
                "RegisterMirror",
                "return Outcome.Fail(Status.EOVERFLOW);",
                """
                {
                    if (descriptor.MirrorIn(device) is null)
                    {
                        DeviceMirror half = new(attached, _mirrorLeaves);
                        descriptor.Subscribe(half);
                        descriptor.Unsubscribe(half);
                    }

                    return Outcome.Fail(Status.EOVERFLOW);
                }
                """
            ),
            new Rewrite(
                "UnregisterMirror",
                "descriptor.MirrorIn(device) is not { IsLive: true } mirror",
                "descriptor.MirrorIn(device) is not { } mirror"
            )
        ),
    ];
}
