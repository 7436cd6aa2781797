/*
 * Where to begin: three operations on an array, in place of your implementation. Replace them by
 * calls of yours, and fill in the rest of the table at the end, one operation after another; what
 * is NULL is not declared, and hmmspec does not ask for it. `attach`, `register` and `map` are
 * needed for most to mean anything. `hmmspec spec list` says what each has to do.
 */
#include "adapter.h"

#include <errno.h>
#include <signal.h>

enum {
    PAGES = 64,
    NOT_MAPPED = -1
};

static int s_pages;
static int s_protections[PAGES]; /* of the only process; NOT_MAPPED or an enum protection */
static uint64_t s_values[PAGES];

static const char *reset(const struct world *world, const char *profile)
{
    (void)profile; /* Nothing here depends on a version of the kernel. */
    s_pages = world->pages;
    for (int page = 0; page < PAGES; page++) {
        s_protections[page] = NOT_MAPPED;
    }
    return NULL;
}

static struct result map(const struct operation *it)
{
    if (it->process != 0) {
        return result_errno(ESRCH);
    }
    if (it->start < 0 || it->count <= 0 || it->start > s_pages - it->count) {
        return result_errno(EINVAL);
    }
    for (int page = it->start; page < it->start + it->count; page++) {
        if (s_protections[page] != NOT_MAPPED) {
            return result_errno(EEXIST);
        }
    }
    for (int page = it->start; page < it->start + it->count; page++) {
        s_protections[page] = (int)it->protection;
        s_values[page] = 0;
    }
    return result_ok();
}

static bool allows(int page, int protection)
{
    return page >= 0 && page < s_pages && s_protections[page] >= protection;
}

static struct result load(const struct operation *it)
{
    if (it->process != 0) {
        return result_errno(ESRCH);
    }
    return allows(it->page, PROTECTION_READ) ? result_value(s_values[it->page])
                                             : result_signal(SIGSEGV);
}

static struct result store(const struct operation *it)
{
    if (it->process != 0) {
        return result_errno(ESRCH);
    }
    if (!allows(it->page, PROTECTION_READ_WRITE)) {
        return result_signal(SIGSEGV);
    }
    s_values[it->page] = it->value;
    return result_ok();
}

int main(void)
{
    static const struct adapter adapter = {
        .name = "skeleton",
        .version = "1",
        .limits = {.processes = 1,
                   .pages = PAGES,
                   .devices = 1,
                   .frames = UNLIMITED,
                   .swap = UNLIMITED,
                   .device_frames = UNLIMITED,
                   .iova = UNLIMITED},
        .deterministic = true,
        .reset = reset,
        .operations =
            {
                [OP_MAP] = map,          /* mmap, MAP_FIXED_NOREPLACE */
                [OP_UNMAP] = NULL,       /* munmap */
                [OP_PROTECT] = NULL,     /* mprotect */
                [OP_DONTNEED] = NULL,    /* madvise, MADV_DONTNEED */
                [OP_LOAD] = load,        /* a load of the process, after which it may be dead */
                [OP_STORE] = store,      /* a store of the process */
                [OP_FORK] = NULL,        /* fork; child has the number */
                [OP_EXIT] = NULL,        /* the end of the process */
                [OP_SWAP_OUT] = NULL,    /* reclaim of one page; result_value(how many left) */
                [OP_ATTACH] = NULL,      /* the device appears: capacity, dma, iovas */
                [OP_REGISTER] = NULL,    /* mmu_interval_notifier_insert */
                [OP_UNREGISTER] = NULL,  /* mmu_interval_notifier_remove */
                [OP_RANGE_FAULT] = NULL, /* hmm_range_fault; operation_request, result_add_page */
                [OP_DEVICE_LOAD] =
                    NULL, /* loads by the device; result_value, or result_add_value */
                [OP_DEVICE_STORE] = NULL, /* stores by the device: value, value + 1, ... */
                [OP_SNAPSHOT] = NULL,     /* hmm_range_fault without a request; result_add_page */
                [OP_MIGRATE_TO_DEVICE] =
                    NULL, /* migrate_vma, from system memory; result_add_page */
                [OP_MIGRATE_TO_SYSTEM] =
                    NULL,           /* migrate_vma, from device memory; result_add_page */
                [OP_EVICT] = NULL,  /* migrate_device_range; result_value(how many left) */
                [OP_REMAP] = NULL,  /* mremap; result_value(the first page of its new place) */
                [OP_ADVISE] = NULL, /* madvise, the other advice */
                [OP_MAKE_EXCLUSIVE] = NULL, /* make_device_exclusive_range; result_add_page */
                [OP_DEVICE_ATOMIC] = NULL,  /* adds a value; result_value(what was there) */
                [OP_MAP_FILE] = NULL,       /* mmap of a file; needs .files and .file_pages */
                [OP_WRITE_BACK] = NULL,     /* fsync */
                [OP_DROP_CACHE] = NULL,     /* posix_fadvise, POSIX_FADV_DONTNEED */
                [OP_TRUNCATE] = NULL,       /* ftruncate */
                [OP_PUNCH_HOLE] = NULL,     /* fallocate, FALLOC_FL_PUNCH_HOLE */
                [OP_MLOCK] = NULL,          /* mlock, however much */
                [OP_MUNLOCK] = NULL,        /* munlock */
            },
    };
    return adapter_run(&adapter);
}
