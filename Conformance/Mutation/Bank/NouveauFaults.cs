using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section G of the bank: nouveau's shared virtual memory.</summary>
internal static class NouveauFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-95",
            "nouveau: fix page fault on device private memory (2020)",
            "A device fault does not say whose it is: a page in the device's own memory looks foreign and is brought home.",
            "FLT-3",
            new Rewrite(
                "Inspect",
                "_frames[entry.Frame].Device == mirror.Device.Number",
                "_frames[entry.Frame].Device < 0"
            )
        ),
        BankFault.OfSteps(
            "BUG-96",
            "nouveau/hmm: pfns not reinitialised after EBUSY (2020)",
            "A device fault that has lost a race takes what it found for its requests when it starts again.",
            "FLT-2",
            new Rewrite(
                "DeviceFault.Check",
                "To(WithoutMapped(Left(state)), Again, Restarting(state))",
                """
                To(
                    WithoutMapped(Left(state)),
                    Again with
                    {
                        Operation = Operation with
                        {
                            Default = Request.None,
                            Mask = Request.FaultWrite,
                            Pages = Sequence.Generate(
                                Found.Count,
                                index =>
                                    Found[index].IsWritable ? Request.FaultWrite
                                    : Found[index].IsValid ? Request.Fault
                                    : Request.None
                            ),
                        },
                    },
                    Restarting(state)
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-100",
            "nouveau/dmem: fix dmem chunk allocation",
            "Frames of the second half of a device's memory are not given back.",
            "EVC-2",
            new Rewrite(
                "FrameTable.Free",
                "pool.Numbers.Return(number - pool.First);",
                """
                if (pool.Device < 0 || number - pool.First < (pool.Numbers.Capacity + 1) / 2)
                {
                    pool.Numbers.Return(number - pool.First);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-102",
            "nouveau/dmem: fix vulnerability in migrate_to_ram upon copy error; 835745a377a4 CVE-2024-50096",
            "The copy of a page that is brought home fails if its device has no IOVA left, nobody notices, and the frame holds "
                + "what its last user left.",
            "RET-4",
            new Rewrite(
                "CopyItem",
                "item.Destination = _frames.Take(pool, _frames[item.Source].Value);",
                """
                {
                    bool fails =
                        pool.Device < 0 && _devices[_frames[item.Source].Device]?.Iovas is { Numbers.HasFree: false };
                    int next = pool.Numbers.Take();
                    ulong left = next < 0 ? 0 : _frames[pool.First + next].Value;
                    if (next >= 0)
                    {
                        pool.Numbers.Return(next);
                    }

                    item.Destination = _frames.Take(pool, fails ? left : _frames[item.Source].Value);
                }
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-103",
            "nouveau: fence emitted on the wrong channel (August 2023)",
            "A migration replaces its entries before the copies are done: the wait was for another queue.",
            "MIG-14",
            new Rewrite("Migration.Copies", "Label == Step.Finalize", "true"),
            new Rewrite(
                "Migration.CopyItem",
                "Frame.New(source.Value)",
                "Frame.New(item.HasSource ? 0 : source.Value)"
            ),
            new Rewrite("Migration.Finalize", "entries.Length > 1", "entries.Length > 0"),
            new Rewrite(
                "Migration.Finalize",
                "entries.Length == 0 ? state : Restored(state, entries[0], item)",
                """
                item.IsActive && item.HasSource
                    ? state.WithFrame(
                        item.Destination,
                        state.FrameAt(item.Destination) with { Value = state.ValueAt(item.Source) }
                    )
                    : state
                """
            )
        ),
    ];
}
