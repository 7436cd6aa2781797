using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section C of the bank: the lifetime of pages in device memory.</summary>
internal static class DevicePageFaults
{
    private const string HasTaken = "attached.Memory.Numbers.HasTaken";

    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-39",
            "free device private pages have zero refcount; ef233450898f",
            "A free frame of device memory keeps a reference, so that eviction takes it for one in use.",
            "EVC-1",
            new Rewrite(
                "FrameTable.Free",
                "_frames[number].References = 0;",
                "_frames[number].References = pool.Device < 0 ? 0 : 1;"
            )
        ),
        BankFault.OfMachine(
            "BUG-41",
            "nouveau/dmem: evict device private memory during release; 249881232e14",
            "A device that is detached does not bring its pages home, and entries lead to what is gone.",
            "EVC-4",
            new Rewrite("DetachDevice", "_ = EvictMemory(attached.Memory, attached.Memory.Numbers.Capacity);", ";"),
            new Rewrite("DetachDevice", HasTaken, "false")
        ),
        BankFault.OfMachine(
            "BUG-42",
            "handle kcalloc() allocation failure in evict; 16e87fe23d4a CVE-2024-26943, c2af060d1c18 CVE-2024-38543",
            "A detach that finds no room for all pages of its device goes through all the same.",
            "EVC-5",
            new Rewrite("DetachDevice", HasTaken, "false")
        ),
        BankFault.OfMachine(
            "BUG-43",
            "test_hmm: evict device pages on file close; 744dd97752ef CVE-2026-46280",
            "The CPU fault on a page in device memory uses the process's mirror in that device although it was closed.",
            "RET-1",
            new Rewrite(
                "ReturnPage",
                "_frames[descriptor.Table.Peek(page).Entry.Frame].Device",
                """
                descriptor.MirrorIn(_frames[descriptor.Table.Peek(page).Entry.Frame].Device) is { IsLive: false }
                    ? throw new ObjectDisposedException("mirror")
                    : _frames[descriptor.Table.Peek(page).Entry.Frame].Device
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-45",
            "fix ZONE_DEVICE anon page mapping reuse; 7ab0ad0e74f8",
            "A frame of device memory that is given out again still counts as mapped where its last user had it.",
            "MIG-17",
            new Rewrite(
                "FrameTable.Unmap",
                "Mappers.Remove(ref frame, mapper);",
                """
                if (frame.Device < 0 || frame.Mappings > 0)
                {
                    Mappers.Remove(ref frame, mapper);
                }
                """
            ),
            new Rewrite(
                "FrameTable.Take",
                "First = Mapper.None",
                """
                First = pool.Device >= 0 && _frames[pool.First + index].Slot < 0
                    ? _frames[pool.First + index].First
                    : Mapper.None
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-47",
            "reinitialize large zone device private folios (January 2026)",
            "A frame of device memory that is given out again keeps a flag of its former life: here that it may be dropped, "
                + "as the model has frames of one size.",
            "ADV-5",
            new Rewrite(
                "FrameTable.Take",
                """
                new PageFrame
                {
                    Value = value,
                    First = Mapper.None,
                    More = -1,
                    References = 1,
                    Slot = -1,
                    File = -1,
                    Device = pool.Device,
                }
                """,
                """
                new PageFrame
                {
                    Value = value,
                    First = Mapper.None,
                    More = -1,
                    References = 1,
                    Slot = -1,
                    File = -1,
                    Device = pool.Device,
                    LazyFree = pool.Device >= 0 && _frames[pool.First + index].LazyFree,
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-48",
            "fix spurious warning when unmapping device-private entries; be3f38d05cc5 CVE-2026-64131",
            "Clearing an entry of a private mapping of a file fails if the page is in device memory, which is taken for "
                + "impossible there.",
            "MAP-5",
            new Rewrite(
                "ClearEntry",
                "_journal.Touch(descriptor.Number, page);",
                """
                {
                    _journal.Touch(descriptor.Number, page);
                    if (old.Kind == PteKind.DevicePrivate && descriptor.Areas.BackingAt(page).IsFile)
                    {
                        throw new InvalidOperationException("A page of a file is in device memory.");
                    }
                }
                """
            )
        ),
    ];
}
