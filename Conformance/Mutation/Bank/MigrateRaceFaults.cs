using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section B of the bank: migrate_vma and the CPU fault on a device's page, where several want the same page.</summary>
internal static class MigrateRaceFaults
{
    // The CPU fault holds a reference of the page while the driver brings it home.
    private static readonly Sequence<Rewrite> FaultHoldsPage =
    [
        new(
            "CpuFault.Handle",
            "HoldsLock ? state : TableRules.LockRead(state, Process)",
            "FrameRules.Reference(HoldsLock ? state : TableRules.LockRead(state, Process), pte.Target)"
        ),
        new(
            "CpuFault.Handle",
            "this with { Label = Step.Returned }",
            "this with { Label = Step.Returned, Original = pte }"
        ),
        new(
            "CpuFault.Returned",
            "HoldsLock ? state : TableRules.UnlockRead(state, Process)",
            "FrameRules.DropReference(HoldsLock ? state : TableRules.UnlockRead(state, Process), Original.Target)"
        ),
    ];

    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-19",
            "flush TLB while holding PTL; 60bae7370896",
            "Collecting a page makes its entry a migration entry and flushes the TLB later; whoever clears the entry "
                + "meanwhile sees nothing that needs a flush.",
            "MIG-3",
            new Rewrite(
                "Migration.Collect",
                "TableRules.ReplaceAndFlush(state, Process, page, Pte.Migration(source, pte.Writable))",
                "state.WithPte(Process, page, Pte.Migration(source, pte.Writable))"
            ),
            new Rewrite(
                "Migration.Collected",
                "Windows.Close(state, Process, Reply.Window, out Event closed)",
                "Windows.Close(TableRules.Flush(state, Process, Part), Process, Reply.Window, out Event closed)"
            ),
            new Rewrite(
                "DontNeedActivity.Clear",
                "TableRules.Flush(Zap.Clear(state, Process, page, ref gathered), Process, single)",
                """
                state.Processes[Process].PageTable[page].IsMapped
                    ? TableRules.Flush(Zap.Clear(state, Process, page, ref gathered), Process, single)
                    : Zap.Clear(state, Process, page, ref gathered)
                """
            )
        ),
        BankFault.OfStepsAlone(
            "BUG-23",
            "nouveau: fix migrate_to_ram() for faulting page (October 2022)",
            "The driver does not know of the reference that the CPU fault holds: it finds one too many, leaves the page "
                + "where it is, and the access faults for ever.",
            "RET-1",
            [.. FaultHoldsPage]
        ),
        BankFault.OfSteps(
            "BUG-24",
            "Trylock device page in do_swap_page; 1afaeb8293c9",
            "Each CPU fault on a page in device memory holds a reference of its own and knows of no other: of two at a time "
                + "neither moves the page, and both begin again.",
            "RET-1",
            [
                .. FaultHoldsPage,
                new Rewrite(
                    "Migration.HasOtherReference",
                    "1 + (frame.IsCached ? 1 : 0)",
                    "1 + (frame.IsCached ? 1 : 0) + (Caller is CpuFault ? 1 : 0)"
                ),
                // A device that is lost waits for who holds its pages, as memunmap_pages does.
                new Rewrite(
                    "RemovalActivity.IsAnyLocked",
                    "memory.IsUsed(frame) && memory[frame].Locked",
                    "memory.IsUsed(frame) && (memory[frame].Locked || memory[frame].References > memory[frame].Mappings)"
                ),
            ]
        ) with
        {
            // Whoever is scheduled by chance gets out of it.
            Shown = SmallWorld.OneEach(
                SmallSetups.One,
                ["attach d0 1 direct", "register p0 d0 0+1", "map p0 0+1 read-write", "migrate-to-device p0 d0 0+1"],
                "load p0 0",
                "load p0 0"
            ),
        },
        BankFault.OfSteps(
            "BUG-25",
            "Always allow device private pages to migrate (February 2021, proposal)",
            "A page in device memory that somebody else is about to move cannot be brought home, and the access ends in "
                + "SIGBUS.",
            "RET-2",
            new Rewrite(
                "CpuFault.Returned",
                "End(unlocked, Outcome.Ok, Handled)",
                """
                Reply.Pages[0] is PageResult.SkippedLocked or PageResult.SkippedReferenced
                    ? Fail(unlocked, Status.SIGBUS, NotReturned)
                    : End(unlocked, Outcome.Ok, Handled)
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-28",
            "nouveau/svm: only map migrating pages (December 2020; not merged)",
            "A migration enters the frame that it has made for a hole into the device's mirror although somebody else has "
                + "filled the hole; the frame is given back.",
            "MIG-11",
            new Rewrite(
                "Migration.Insert",
                "return After(state, index, item.GiveUp(PageResult.SkippedLost), Inserting);",
                """
                {
                    Mirror mirror = process.Mirrors[Device];
                    MirrorEntry shown = new(MirrorEntryKind.Device, item.Destination.Frame, true, Dirty: false);
                    State entered =
                        mirror.Stage == MirrorStage.Live && mirror.Interval.Contains(item.Page)
                            ? state.WithMirror(
                                Process,
                                Device,
                                mirror with { Entries = mirror.Entries.Set(item.Page, shown) }
                            )
                            : state;
                    return After(entered, index, item.GiveUp(PageResult.SkippedLost), Inserting);
                }
                """
            )
        ),
    ];
}
