using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section F of the bank: notifications and flushes that are missing or misplaced in memory management.</summary>
internal static class NotifierFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-81",
            "khugepaged: invoke MMU notifiers in shmem/file collapse paths; f268f6cf875f CVE-2022-48991",
            "A page of the page cache gets another frame and no mirror is told; here by compaction, as the model has no collapse.",
            "NTF-4",
            new Rewrite(
                "UnmapEverywhere",
                "new PageRange(mapper.Page, 1)",
                "new PageRange(mapper.Page, _frames[number].File >= 0 ? 0 : 1)"
            )
        ),
        BankFault.OfMachine(
            "BUG-83",
            "oom_reaper: skip mm structs with mmu notifiers; 4d4bbd8526a8, twin 687cb0884a71 CVE-2017-18202",
            "The memory of a process that ends is unmapped without a word to its mirrors; here at exit, as the model has no "
                + "reaper.",
            "MAP-14",
            new Rewrite(
                "ClearRange",
                "OpenWindow(descriptor, range, kind)",
                "OpenWindow(descriptor, kind == EventKind.Release ? new PageRange(0, 0) : range, kind)"
            )
        ),
        BankFault.OfSteps(
            "BUG-84",
            "mremap: properly flush TLB before releasing the page; eb66ae030829 CVE-2018-18281",
            "mremap moves its entries one after another and flushes the TLB when all are moved.",
            "MRM-6",
            new Rewrite(
                "RemapActivity.Move",
                "TableRules.ReplaceAndFlush(state, Process, page, Pte.None)",
                "state.WithPte(Process, page, Pte.None)"
            ),
            new Rewrite(
                "RemapActivity.Close",
                "Windows.Close(state, Process, Reply.Window, out Event closed)",
                "Windows.Close(TableRules.Flush(state, Process, Rest), Process, Reply.Window, out Event closed)"
            )
        ),
        BankFault.OfSteps(
            "BUG-85",
            "fix MADV_[FREE/DONTNEED] TLB flush miss; 99baac21e458",
            "dontneed flushes the TLB when all entries are cleared, so that another one which finds them empty ends before "
                + "the flush; in the model the page is discarded when its entry is.",
            "MAP-12",
            new Rewrite(
                "DontNeedActivity.Clear",
                "TableRules.Flush(Zap.Clear(state, Process, page, ref gathered), Process, single)",
                "Zap.Clear(state, Process, page, ref gathered)"
            ),
            new Rewrite(
                "DontNeedActivity.Close",
                "Windows.Close(state, Process, Reply.Window, out Event closed)",
                "Windows.Close(TableRules.Flush(state, Process, Part), Process, Reply.Window, out Event closed)"
            )
        ),
        BankFault.OfMachine(
            "BUG-89",
            "avoid pointless invalidate_range_start/end on mremap(old_size=0); 01e67e04c281 CVE-2022-49077",
            "mremap that only makes another mapping announces an empty range, and a mirror takes that for an error.",
            "MRM-11",
            new Rewrite(
                "GrowOrMove",
                """
                if (isDuplicate)
                {
                    BringInIfLocked(descriptor, target, area);
                    return Delivered((ulong)place);
                }
                """,
                """
                if (isDuplicate)
                {
                    MoveEntries(descriptor, old, place);
                    BringInIfLocked(descriptor, target, area);
                    return Delivered((ulong)place);
                }
                """
            ),
            new Rewrite(
                "OpenWindow",
                "mirror.Interval.Overlaps(range)",
                """
                mirror.Interval.Overlaps(
                    range.Count == 0 ? throw new ArgumentException("The last page lies before the first.") : range
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-91",
            "riscv: call secondary mmu notifier when flushing the tlb; d9be2b9b6049",
            "No mirror drops anything when it is told, but at the end of its process.",
            "NTF-2",
            new Rewrite("Tell", "!isOwn", "window.Kind == EventKind.Release")
        ),
        BankFault.OfMachine(
            "BUG-92",
            "arm64: tlb: fix TLBI RANGE operand; e3ba51ab24fd CVE-2024-35980",
            "The flush of several pages leaves out the last one.",
            "MAP-4",
            new Rewrite("FlushTlb", "page < range.End", "page < range.End - (range.Count > 1 ? 1 : 0)")
        ),
    ];
}
