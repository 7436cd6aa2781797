using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>FIL: private and shared mappings of files, and the page cache.</summary>
public static class FileClauses
{
    /// <summary>The clauses of this family, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "FIL-1",
            ClauseKind.Rule,
            KernelVersions.None,
            "[spec]",
            "A run begins with the files of the world, numbered from 0, open for reading and writing and as long as "
                + "they can be; nothing of them is cached, and page i of file f holds (f+1)*65536+i on storage. What the "
                + "other families say of mappings holds for those of files too, but for what this one says. Storage never "
                + "runs out, nor does the space of memory files (in Linux a store that finds none ends in SIGBUS)."
        ),
        new(
            "FIL-2",
            ClauseKind.Invariant,
            KernelVersions.All,
            "mm/filemap.c:filemap_add_folio; INV-14",
            "The page cache has at most one frame for a page of a file, and of each such frame only that page: the two "
                + "name each other. The frame is in use, not in the swap cache, and counts one reference for the page cache."
        ),
        new(
            "FIL-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c:mmap_region",
            "map-file makes a VMA over a range that was free, with the pages of a file behind its own, one by one from the "
                + "offset on, whether the file has them or not. It reads nothing, makes no entries and needs no notification. "
                + "Neighbouring VMAs of the same rights and sharing that go on in the same file are one VMA."
        ),
        new(
            "FIL-4",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mmap.c:ksys_mmap_pgoff, do_mmap",
            "map-file ends in EBADF for a file that there is not, in EINVAL for a bad range or an offset below 0, in "
                + "EOVERFLOW if the offset and the number of pages add up to more than 2147483647, and in EEXIST over a "
                + "range in which any page is mapped already, looked at in this order; nothing changes. (Linux looks at a "
                + "range that leaves the address space and at a negative offset later, with other errnos.)"
        ),
        new(
            "FIL-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_read_fault, do_set_pte; mm/filemap.c:filemap_fault",
            "A CPU fault on an empty entry with a page of a file behind it finds that page's frame in the page cache, or "
                + "takes a free frame, fills it with what storage holds and puts it there, clean, with one reference for the "
                + "cache; if the frame is locked it waits. A read fault maps the frame read-only, young and clean, without "
                + "notification. (Linux maps cached neighbours as well, which CON-7 allows.)"
        ),
        new(
            "FIL-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_cow_fault, do_wp_page, wp_page_copy",
            "A store to a private mapping goes to a copy of the process's own. A write fault on an empty entry takes a free "
                + "frame with what the file's page holds, which is read into the page cache as by FIL-5, and maps it writable, "
                + "young and dirty, without notification. One on an entry of a frame of the page cache copies that as CPU-6 says, "
                + "however few map it. Either way the copy has what the page held when it was copied: what others store to the "
                + "file from then on is not in it."
        ),
        new(
            "FIL-7",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_shared_fault, wp_page_shared, fault_dirty_shared_page; mm/filemap.c:filemap_page_mkwrite",
            "A write fault in a shared mapping maps the frame of the page cache itself, found as by FIL-5, writable, young and "
                + "dirty, and makes the frame dirty; an entry of it that is there becomes so in place. It waits if the frame is "
                + "locked, and notifies nobody, however many map the frame."
        ),
        new(
            "FIL-8",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/filemap.c:filemap_fault; mm/hmm.c:hmm_vma_fault",
            "A CPU fault on an empty entry behind which the file has no page ends in SIGBUS, and a device fault that "
                + "needs it in EFAULT, as FLT-7 says of memory; nothing changes. It is looked at before memory for the "
                + "page is. (Linux takes the frame of a private copy first, so that a store may end in ENOMEM.)"
        ),
        new(
            "FIL-9",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/memory.c:do_cow_fault",
            "A fault on an empty entry for which there are fewer free frames than it needs, two for a private copy of a page "
                + "that is not cached, takes none and ends as CPU-7 says."
        ),
        new(
            "FIL-10",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:zap_pte_range (force_flush)",
            "Clearing an entry of a frame of the page cache leaves the page there with its content. Where the entry is dirty, "
                + "the CPU's TLB loses the page in the same step: who finds no entry any more takes it that no store can come."
        ),
        new(
            "FIL-11",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/madvise.c:madvise_dontneed_single_vma",
            "dontneed takes a private copy away: the page reads as the file again. A page of the page cache loses its entry "
                + "and keeps its content."
        ),
        new(
            "FIL-12",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:vma_needs_copy, copy_page_range",
            "fork gives the child the VMAs of files, and leaves entries of frames of the page cache out of the copy, for a "
                + "fault can fill them in. A shared mapping it passes over without a window: the parent's entries keep their "
                + "rights. (Linux copies such entries of a private mapping in which a page was stored to, and needs no window for "
                + "one in which none was.)"
        ),
        new(
            "FIL-13",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_collect_pmd, migrate_vma_check_page, __migrate_device_pages",
            "A migration to a device skips an empty entry of a file mapping (skipped-empty). A frame of the page cache is "
                + "collected, unmapped and copied like others, the cache's reference being one that is explained, and is "
                + "given up at the commit (skipped-page-cache). Private copies move."
        ),
        new(
            "FIL-14",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-32",
            "A store through a shared mapping, by CPU or device, is seen at once by all who map that page of the file, but for "
                + "private mappings with a copy of their own, and by nobody else."
        ),
        new(
            "FIL-15",
            ClauseKind.Invariant,
            KernelVersions.All,
            "mm/memory.c; INV-10",
            "An entry of a shared mapping that is not empty leads to the page cache's frame of the page behind it. One of a "
                + "private mapping leads there read-only, or to what is no file's: only such is in swap or in a device's memory, "
                + "or in anonymous memory at all."
        ),
        new(
            "FIL-16",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list, pageout, __remove_mapping; mm/rmap.c:try_to_unmap_one",
            "swap-out of a page whose entry maps a frame of the page cache needs no slot. It locks the frame, "
                + "empties each entry as RCL-1 and RCL-9 say, writes the content to storage if the frame is dirty by then, "
                + "takes the frame out of the page cache and frees it, unless somebody took a reference meanwhile: then "
                + "the page stays cached, and 0 is delivered. (Linux reclaims a dirty one later, when it has been written, "
                + "and leaves it dirty if somebody holds a reference before that.)"
        ),
        new(
            "FIL-17",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-20",
            "A frame of the page cache without any dirty record holds what storage holds."
        ),
        new(
            "FIL-18",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/page-writeback.c:write_cache_pages, clear_page_dirty_for_io; mm/rmap.c:folio_mkclean, page_vma_mkclean_one",
            "write-back goes through the pages of its range in order. Of each whose frame is dirty it locks the frame, waiting "
                + "while somebody else has it locked; makes each entry of it that is writable or dirty read-only and clean, in the "
                + "order of process and page, under a PROTECTION_PAGE window over that page in that process (mirrors told; entry "
                + "changed, its dirty bit passed on, the CPU's TLB flushed, in one step); then makes the frame clean, writes its "
                + "content to storage and unlocks it. The next store by CPU or device faults and makes the frame dirty anew. "
                + "(RCL-9 holds here too. Linux opens the window in each process that shares the page, and unlocks the frame while "
                + "it is being written.)"
        ),
        new(
            "FIL-19",
            ClauseKind.Error,
            KernelVersions.None,
            "fs/sync.c, mm/fadvise.c, fs/open.c (vfs_fallocate, do_sys_ftruncate)",
            "write-back, drop-cache, truncate and punch-hole end in EBADF for a file that there is not. A range that is empty or "
                + "leaves the pages that a file can have ends in EINVAL, and so does a length below 0; a length that no file can "
                + "have in EFBIG. Nothing changes."
        ),
        new(
            "FIL-20",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/fadvise.c:generic_fadvise; mm/truncate.c:invalidate_mapping_pages, mapping_evict_folio",
            "drop-cache takes the frames of its range that are cached and that nothing else has a reference to out of the page "
                + "cache and frees them, each written to storage first if it is dirty; locked ones stay."
        ),
        new(
            "FIL-21",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/truncate.c:truncate_pagecache, truncate_inode_pages_range; mm/memory.c:unmap_mapping_range (even_cows)",
            "truncate has the file for itself, waiting for another truncate or punch-hole of it, and sets the length first: from "
                + "then on faults beyond it are refused (FIL-8). If pages are cut off, it empties each entry of them, private "
                + "copies too, in the order of process and page, under a CLEAR window over that page in that process, each "
                + "together with its translation in the CPU's TLB, as MAP-5 says; then it goes through the pages that are cut off "
                + "as FIL-22 says. Accesses through entries that are still there succeed until these are gone. (Linux has one "
                + "window for each VMA.)"
        ),
        new(
            "FIL-22",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/truncate.c:truncate_pagecache_range, truncate_cleanup_folio; mm/shmem.c:shmem_fallocate",
            "punch-hole has the file for itself, as truncate has, and goes through the pages of its range in order. "
                + "If one is cached it locks the frame, waiting while somebody else has it locked, empties each entry of "
                + "it under a window as FIL-21 says, and takes it out of the page cache, whatever was stored to it; in the "
                + "same step storage holds zeros. Private copies stay, and so does the length. (Linux empties the entries "
                + "of the whole hole before it locks the first page.)"
        ),
        new(
            "FIL-23",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/rmap.c:folio_make_device_exclusive (folio_test_anon)",
            "make-exclusive skips a frame of the page cache (skipped-page-cache) that it got for a store, without a "
                + "window; private copies a device can have for itself. An atomic access to such a page ends in EBUSY "
                + "(EXC-14), with the page where a store would have left it."
        ),
    ];
}
