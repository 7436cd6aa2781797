using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>RCL: swap and reclaim.</summary>
public static class SwapClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "RCL-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list; mm/rmap.c:try_to_unmap_one",
            "swap-out of a page whose entry maps a frame (present or protnone, not the zero frame) locks the frame, "
                + "gives it a free swap slot as its cached copy unless it has one, turns each mapping, in the order of "
                + "process and page, into a swap entry of that slot under a CLEAR window over that page in that process "
                + "(mirrors told; entry replaced, its dirty bit passed on, the CPU's TLB flushed, in one step), writes the "
                + "value to the slot and frees the frame, unless somebody took a reference meanwhile, or the frame left "
                + "the swap cache, when it gives up: the swap entries stay, and 0 is delivered. (Linux may put the flush "
                + "off until before the write, and the page stays in the swap cache, unlocked, while it is written. "
                + "MADV_PAGEOUT does this to pages with one mapping only.)"
        ),
        new(
            "RCL-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list",
            "swap-out delivers 1 if the page left, and 0, without any change, if its entry maps no frame, the "
                + "frame is locked, or it has no slot and none is free."
        ),
        new(
            "RCL-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_swap_page",
            "A CPU fault on a swap entry maps the slot's cached frame if there is one, or else takes a free "
                + "frame with the slot's value; the entry is young, the slot loses a reference. While the slot has "
                + "references left, the frame is its cached copy, clean, with one reference for the swap cache, and "
                + "the entry is read-only and clean. When none is left, the slot is free, and the frame leaves the "
                + "swap cache and is dirty; then a write fault maps it writable and dirty if nobody else has a "
                + "reference, and a read fault read-only and clean. (Canonical is to give the swap cache up as soon "
                + "as it serves nobody; the kernel may keep frame and slot together for longer, and then refuses "
                + "the frame to a device, MIG-12.)"
        ),
        new(
            "RCL-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/swap_state.c:free_swap_cache",
            "A frame in the swap cache that loses its last mapping is freed (the kernel may leave that to "
                + "reclaim); its slot keeps the value. When a slot loses its last reference by other means, its "
                + "cached frame leaves the swap cache and is dirty."
        ),
        new(
            "RCL-5",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-14",
            "Every used swap slot is named by exactly as many entries and pages of memory files as it counts references, and a cached "
                + "frame holds the slot's value and names the slot."
        ),
        new(
            "RCL-6",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-17",
            "A frame's or device frame's mapping count is the number of present, protnone and device-private "
                + "entries that lead to it."
        ),
        new(
            "RCL-7",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-18, INV-19",
            "Where nothing is in flight, a frame's reference count is its mapping count, one more in the "
                + "swap cache or page cache, and one for each pin and device-exclusive entry; it is free exactly if that is zero."
        ),
        new(
            "RCL-8",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-21",
            "A free frame or device frame is mapped by no entry, mirror or DMA mapping, holds no lock, and "
                + "belongs to no slot."
        ),
        new(
            "RCL-9",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/rmap.c:rmap_walk_anon",
            "Canonical is the order of process and page; swap-out may turn the mappings of its page into swap entries "
                + "(RCL-1) in any order, one at a time."
        ),
    ];
}
