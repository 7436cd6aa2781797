using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>CPU: loads and stores by the processor, and the CPU fault.</summary>
public static class ProcessorClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "CPU-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "hardware; mm/memory.c:handle_pte_fault",
            "A load or store goes through the CPU's TLB: the translation is taken in one step and the data "
                + "moved in another; a translation that does not allow the access is taken anew."
        ),
        new(
            "CPU-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "hardware; mm/memory.c:handle_pte_fault",
            "Taking a translation needs a present entry (for a store a writable one); it sets the young bit, "
                + "for a store the dirty bit too, and the cached translation allows stores only if the entry is "
                + "writable and dirty."
        ),
        new(
            "CPU-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:handle_mm_fault",
            "When the entry does not allow the access, the CPU fault runs under the mmap lock for reading, "
                + "and the access is tried again after it."
        ),
        new(
            "CPU-4",
            ClauseKind.Error,
            KernelVersions.All,
            "arch fault handlers",
            "A load from a page that is in no readable VMA, or a store to one that is in no writable VMA, "
                + "ends in SIGSEGV and changes nothing; so does any page beyond the address space."
        ),
        new(
            "CPU-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_wp_page, wp_page_reuse",
            "A write fault on a read-only present entry whose frame has no other reference makes the entry "
                + "writable, young and dirty in place, without notification. (A reference count of one stands for "
                + "Linux's AnonExclusive mark; the two differ while reclaim or a copy in flight holds a reference, when Linux "
                + "reuses the frame and here it is copied.)"
        ),
        new(
            "CPU-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:wp_page_copy",
            "A write fault on a read-only present entry of the zero frame or of a frame with another "
                + "reference takes a free frame, clean, with a copy of the content, opens a CLEAR window over the "
                + "page, has every mirror told, replaces the entry by a writable, young and dirty one of the new "
                + "frame and flushes the page from the CPU's TLB in one step, closes the window, and gives back the "
                + "old frame (the old entry's dirty bit passes to it, unless it is lazily free; the kernel drops it for all anonymous pages, "
                + "which are written to swap in any case)."
        ),
        new(
            "CPU-7",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/memory.c; VM_FAULT_OOM",
            "A CPU fault that needs a frame and finds none free ends the access in ENOMEM and changes "
                + "nothing; what an earlier fault of the same access did stays. (The kernel tries reclaim first, "
                + "which is an activity of its own here, and in the end kills somebody; the errno stands for that.)"
        ),
        new(
            "CPU-8",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_swap_page (device-private)",
            "A CPU fault on a device-private entry has the driver of that device bring the page back (RET-1), "
                + "and the access is tried again."
        ),
        new(
            "CPU-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_swap_page, migration_entry_wait",
            "A CPU fault on a migration entry waits until the entry is gone. (Linux 6.1 waits with the mmap lock held "
                + "for reading; here nothing is held, so that unmap and fork can come first.)"
        ),
    ];
}
