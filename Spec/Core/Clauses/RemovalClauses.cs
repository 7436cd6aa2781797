using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>EVC and MIR: the removal of devices and the killing of mirrors, and what becomes of their pages.</summary>
public static class RemovalClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "EVC-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "lib/test_hmm.c:dmirror_device_remove, dmirror_device_evict_chunk; nouveau_dmem.c:nouveau_dmem_fini; "
                + "mm/memremap.c:memunmap_pages",
            "detach takes a device away in good order (the driver is unbound): from its first step on the device counts "
                + "as not attached for whatever begins, and gives out no memory; its mirrors are released, process by "
                + "process, as unregister does it (MIR-6); then all of its memory is evicted (EVC-1), once more for what "
                + "was locked or arrived meanwhile, until none of it is used. Then the device is gone, and a device "
                + "attached under its number begins afresh. Contents stay as they are."
        ),
        new(
            "EVC-5",
            ClauseKind.Error,
            KernelVersions.All,
            "[spec]; lib/test_hmm.c:dmirror_device_evict_chunk (__GFP_NOFAIL)",
            "If a page, in the order of EVC-1, finds no free frame, detach ends in ENOMEM: that page stays in the device's memory and the others "
                + "have left it, no process is mirrored any more, and the device is attached as before. (Linux asks with "
                + "__GFP_NOFAIL and waits for a frame; that is a detach tried again.)"
        ),
        new(
            "EVC-6",
            ClauseKind.Error,
            KernelVersions.All,
            "v9 patch 5 (V9-6: hmm_device_unregister)",
            "detach ends in ENODEV for a device that is not attached; in v9, whose drivers unregister their mirrors "
                + "themselves, in EBUSY as long as the device mirrors a process; and it changes nothing then."
        ),
        new(
            "EVC-7",
            ClauseKind.Rule,
            KernelVersions.All,
            "2015 migration half (M15-2, M15-4); drivers/gpu/drm/nouveau/nouveau_dmem.c:nouveau_dmem_migrate_to_ram [spec]",
            "lose takes a device away with what its memory holds (it was pulled out, or died): like detach at first, but "
                + "for EBUSY; then, once no page of its memory is locked for a migration, the memory is gone at one moment, "
                + "and every entry for a page in it is poisoned, whoever has it. No mirror is told, for only the device's "
                + "own could have led there. Pages of system memory stay, those that it had for itself too. (Linux leaves "
                + "the entry as it is, and the driver's migrate_to_ram answers SIGBUS from then on.)"
        ),
        new(
            "EVC-8",
            ClauseKind.Error,
            KernelVersions.None,
            "[spec]",
            "lose of a device that is not attached ends in ENODEV."
        ),
        new(
            "EVC-9",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/memory.c:do_swap_page; mm/hmm.c:hmm_vma_handle_pte; 2015 migration half (M15-5)",
            "A CPU access, which the VMA allows, to a poisoned entry ends in SIGBUS; a device's request for such a page "
                + "ends in EFAULT, as does getting it for a device, and a snapshot shows it as empty. The entry stays."
        ),
        new(
            "EVC-10",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:zap_pte_range, copy_nonpresent_pte; mm/madvise.c:madvise_free_pte_range; "
                + "mm/mprotect.c:change_pte_range; mm/migrate_device.c:migrate_vma_collect_pmd",
            "A poisoned entry goes with unmap, dontneed and exit, and what is mapped there reads as zeros, or as its "
                + "file, from then on; fork copies it, remap moves it, protect and advise free leave it as it is, a "
                + "migration skips it (skipped-poisoned), and swap-out passes it over."
        ),
        new(
            "EVC-11",
            ClauseKind.Invariant,
            KernelVersions.All,
            "[spec]; INV-14, INV-30",
            "A page is poisoned exactly if it was in the memory of a device that was lost, or that could not bring "
                + "it back (RET-10, FRK-10), or its entry was copied or moved from that of such a page, and has not been "
                + "discarded since: no other content is ever lost, and none comes back."
        ),
        new(
            "MIR-19",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patches 5 and 7 (V9-5, V9-7)",
            "When a driver reports that it could not update a mirror for an invalidation (as fail-update has it do the next "
                + "time that the mirror is told), the mirror is killed: all of its entries go as in unregister (MIR-6), the "
                + "device ceases to mirror the process at once, and nobody tells it of anything any more; the invalidation and "
                + "what caused it go on, and an access or fault of the device that it interrupts ends in ENODEV. A new mirror can be registered when the device's faults that were under way have "
                + "ended. A make-exclusive that it interrupts ends well, with what it got as skipped-lost (EXC-6). An exit or an "
                + "unregister ignores the error. What leaves the device's own entries alone (NTF-6, EXC-5) asks for no update, and "
                + "the failure is still to come."
        ),
        new(
            "MIR-20",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mmu_notifier.c:mn_itree_invalidate; v9 patch 5",
            "fail-update ends in ENODEV if the device is not attached or does not mirror the process, and in EINVAL where "
                + "updates cannot fail: since Linux 5.5 a driver has no error to report, and a callback that may sleep has to "
                + "succeed."
        ),
    ];
}
