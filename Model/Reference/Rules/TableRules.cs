using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Changes of page tables, TLBs and the mmap lock.</summary>
internal static class TableRules
{
    /// <summary>With an entry replaced, and the page flushed from the CPU's TLB, in one step.</summary>
    public static State ReplaceAndFlush(State state, int process, int page, Pte pte)
    {
        Process old = state.Processes[process];
        return state.WithProcess(
            process,
            old with
            {
                PageTable = old.PageTable.Set(page, pte),
                Tlb = old.Tlb.Set(page, Translation.None),
            }
        );
    }

    /// <summary>With a range flushed from the CPU's TLB.</summary>
    public static State Flush(State state, int process, PageRange range)
    {
        Process old = state.Processes[process];
        Data.Table<Translation> tlb = old.Tlb;
        for (int page = range.Start; page < range.End; page++)
        {
            tlb = tlb.Set(page, Translation.None);
        }

        return ReferenceEquals(tlb, old.Tlb) ? state : state.WithProcess(process, old with { Tlb = tlb });
    }

    /// <summary>The first page of a range from <paramref name="from"/> on whose entry is not empty, or the range's end.</summary>
    public static int NextEntry(State state, int process, PageRange range, int from)
    {
        Data.Table<Pte> table = state.Processes[process].PageTable;
        int page = from;
        while (page < range.End && table[page].Kind == PteKind.None)
        {
            page++;
        }

        return page;
    }

    /// <summary>A present entry of a frame as a VMA allows it: protnone if it allows nothing.</summary>
    public static Pte Mapping(State state, int process, int page, Target target, bool writable)
    {
        AddressSpace space = state.Processes[process].Space;
        return new Pte(
            space.IsReadable(page) ? PteKind.Present : PteKind.ProtNone,
            target,
            writable && space.IsWritable(page),
            Dirty: false,
            Young: false
        );
    }

    /// <summary>With the mmap lock held by one reader more.</summary>
    public static State LockRead(State state, int process)
    {
        Process old = state.Processes[process];
        return state.WithProcess(process, old with { Lock = old.Lock with { Readers = old.Lock.Readers + 1 } });
    }

    /// <summary>With the mmap lock held by one reader less.</summary>
    public static State UnlockRead(State state, int process)
    {
        Process old = state.Processes[process];
        return state.WithProcess(process, old with { Lock = old.Lock with { Readers = old.Lock.Readers - 1 } });
    }

    /// <summary>With the mmap lock held for writing, or not any more.</summary>
    public static State LockWrite(State state, int process, bool held)
    {
        Process old = state.Processes[process];
        return state.WithProcess(process, old with { Lock = new MmapLock(0, held) });
    }
}
