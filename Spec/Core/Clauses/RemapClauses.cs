using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>MRM: mremap.</summary>
public static class RemapClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "MRM-1",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mremap.c:mremap, mremap_to",
            "remap with FIXED or DONTUNMAP but not MAYMOVE, with DONTUNMAP and another count, or to no page at all "
                + "ends in EINVAL. Then, under the mmap lock for writing: one whose first page is in no VMA ends in "
                + "EFAULT, and one with FIXED or DONTUNMAP whose new range leaves the address space or meets the old range "
                + "in EINVAL (one without pages is met where its first page lies in the new range, behind the first of "
                + "that) (with DONTUNMAP alone, too, where the new range is no more than a hint). Nothing is changed. A "
                + "negative number counts as one far beyond the address space."
        ),
        new(
            "MRM-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:mremap",
            "remap without FIXED and DONTUNMAP to fewer pages unmaps the others, whatever VMAs they are in, exactly as "
                + "unmap does (MAP-4), and delivers the old start; it ends in EINVAL, and changes nothing, if they leave "
                + "the address space. To as many pages it does nothing, and looks at no page but the first."
        ),
        new(
            "MRM-3",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mremap.c:vma_to_resize",
            "What is to grow or to move has to lie in one VMA: remap of a range that does not ends in EFAULT, and of one "
                + "without pages in EINVAL if its first page is mapped, but for MRM-11. With FIXED this is looked at only when all that "
                + "MRM-4 unmaps is gone, and that stays gone. (Linux merges VMAs less eagerly, MAP-2, and so may say EFAULT "
                + "of several pages that are one VMA here.)"
        ),
        new(
            "MRM-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:mremap_to",
            "remap with FIXED first unmaps the new range, if any page of it is mapped, and then the old pages beyond the "
                + "new count, if there are any, each as unmap does (MAP-4), but with the mmap lock held for writing all the "
                + "time. If the old pages beyond the new count leave the address space, it ends in EINVAL between the two."
        ),
        new(
            "MRM-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:mremap, vma_expandable",
            "remap without FIXED and DONTUNMAP to more pages, of a range that ends where its VMA ends and with nothing "
                + "mapped where the new pages come, makes the VMA longer in place, whether it may move or not: the new "
                + "pages are empty, nobody is notified, and the old start is delivered."
        ),
        new(
            "MRM-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:move_vma, move_page_tables, move_ptes",
            "A remap that moves makes a VMA with the same rights at the new place, opens one UNMAP window over the old "
                + "pages that move, has every mirror told, and moves their entries one page at a time, each together with "
                + "the flush of the old page from the CPU's TLB: an entry of any kind (present, protnone, swap, "
                + "device-private, migration) goes to the new page as it is, with its right to write, dirty and young bits. "
                + "Frame, slot and device frame stay where they are, with the same references and mappings; whoever "
                + "unmaps or restores the page meanwhile finds it at the new place. It closes the window, unmaps the old "
                + "range as unmap does (MAP-4: a second UNMAP window over it, which finds no entry), with the mmap lock "
                + "held for writing all the time, and delivers the new start. Of the new range nobody is notified, and no "
                + "mirror has an entry there. (Linux may move a whole table of entries at once; nobody can tell.)"
        ),
        new(
            "MRM-7",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:move_vma",
            "With DONTUNMAP a remap moves the pages (MRM-6), and the old range is not unmapped: it stays a VMA with the "
                + "same rights and without entries, and reads as zeros; there is no second window."
        ),
        new(
            "MRM-8",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mremap.c:mremap, mremap_to; mm/mmap.c:get_unmapped_area",
            "remap that cannot grow in place ends in ENOMEM without MAYMOVE, and so does one, without FIXED, for which no "
                + "free range is large enough. Nothing is changed."
        ),
        new(
            "MRM-9",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/mmap.c:get_unmapped_area; arch_get_unmapped_area_topdown",
            "A remap that moves without FIXED takes, with DONTUNMAP, the new range that is named if it is free; else "
                + "canonical is the highest free range. An implementation may take any free range."
        ),
        new(
            "MRM-10",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:move_vma, vma_to_resize (pgoff)",
            "Of a file mapping the pages behind go with the range: the first page of the new place shows what the first of "
                + "the old one showed, and what the range grows by goes on in the file. With DONTUNMAP the old range shows "
                + "the file, private copies having moved. One that would grow beyond the last index that a file's page can "
                + "have (2147483646 here, 64 bits in Linux) ends in EINVAL, before room for it is looked for (MRM-5, MRM-8)."
        ),
        new(
            "MRM-11",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:vma_to_resize, move_vma, move_page_tables",
            "remap of no page whose first page is in a shared mapping makes another mapping of the same pages of the file, "
                + "from that page on, where MRM-4, MRM-8 and MRM-9 say: no entry moves, nobody is notified, and the old "
                + "mapping stays."
        ),
    ];
}
