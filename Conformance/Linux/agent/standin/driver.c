/*
 * Devices without memory and without entries that last: each access faults, reads or writes with
 * the CPU, and forgets; no page can migrate. All of that is allowed.
 */
#define _GNU_SOURCE
#include "../driver.h"

#include "../pagemap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

static bool s_is_open[MOST_DEVICES];

int driver_open(int device)
{
    s_is_open[device] = true;
    return 0;
}

int driver_close(int device)
{
    s_is_open[device] = false;
    return 0;
}

/* There is nothing in its memory. */
int driver_evict(int device)
{
    (void)device;
    return 0;
}

void driver_forget(void)
{
    memset(s_is_open, 0, sizeof s_is_open);
}

struct mapping_rights {
    bool readable, writable;
};

/* What the mappings of the own process allow on a range. */
static int find_rights(const struct job *job, struct mapping_rights *rights)
{
    char line[256];
    FILE *maps = fopen("/proc/self/maps", "r");
    memset(rights, 0, (size_t)job->count * sizeof *rights);
    while (maps && fgets(line, sizeof line, maps)) {
        unsigned long long first, end;
        char read, write;
        if (sscanf(line, "%llx-%llx %c%c", &first, &end, &read, &write) != 4) {
            continue;
        }
        for (int page = 0; page < job->count; page++) {
            uintptr_t address = (uintptr_t)page_at(job->start + page);
            if (address >= first && address < end) {
                rights[page] = (struct mapping_rights){read == 'r', write == 'w'};
            }
        }
    }
    return maps ? fclose(maps) : EIO;
}

typedef ssize_t transfer(pid_t, const struct iovec *, unsigned long, const struct iovec *,
                         unsigned long, unsigned long);

/* Reads or writes a page without a signal where there is none: behind the end of a file. */
static int copy(transfer *call, int page, uint64_t *words)
{
    struct iovec here = {words, PAGE_BYTES}, there = {page_at(page), PAGE_BYTES};
    return call(getpid(), &here, 1, &there, 1, 0) == PAGE_BYTES ? 0 : EFAULT;
}

/* The error of the first page that cannot be faulted in; 0 if all can. */
static int fault(const struct job *job, bool for_writing)
{
    uint64_t words[PAGE_WORDS];
    struct mapping_rights rights[ARENA_PAGES];
    int error = s_is_open[job->device] ? find_rights(job, rights) : ENODEV;
    for (int page = 0; page < job->count && error == 0; page++) {
        error = !rights[page].readable                   ? EFAULT
                : for_writing && !rights[page].writable ? EPERM
                                                         : copy(process_vm_readv, job->start + page, words);
    }
    return error;
}

int driver_read(const struct job *job, struct answer *answer)
{
    uint64_t words[PAGE_WORDS];
    int error = fault(job, false);
    for (int page = 0; page < job->count && error == 0; page++) {
        error = copy(process_vm_readv, job->start + page, words);
        answer->values[page] = job->is_first_word ? words[0] : content_read(words);
    }
    answer->faults = error == 0 ? 1 : -1;
    return error;
}

int driver_write(const struct job *job, struct answer *answer)
{
    uint64_t words[PAGE_WORDS];
    int error = fault(job, true);
    for (int page = 0; page < job->count && error == 0; page++) {
        content_fill(words, job->value + (uint64_t)page);
        error = copy(process_vm_writev, job->start + page, words);
    }
    answer->faults = error == 0 ? 1 : -1;
    return error;
}

int driver_snapshot(const struct job *job, struct answer *answer)
{
    struct mapping_rights rights[ARENA_PAGES];
    struct page_seen seen[ARENA_PAGES];
    int error = find_rights(job, rights);
    int file = pagemap_open(0);
    pagemap_look(file, job->start + job->count, seen);
    close(file);
    for (int page = 0; page < job->count && error == 0; page++) {
        enum entry_kind kind = seen[job->start + page].kind;
        answer->rights[page] = !rights[page].readable ? RIGHTS_ERROR
                               : kind == SEEN_ZERO    ? RIGHTS_ZERO | RIGHTS_READ
                               : kind == SEEN_PRESENT ? RIGHTS_READ
                                                      : 0;
    }
    return error;
}

/* Fails as migrate_vma does on what may not be read, and moves nothing. */
int driver_to_device(const struct job *job)
{
    struct mapping_rights rights[ARENA_PAGES];
    if (!s_is_open[job->device]) {
        return ENODEV;
    }
    int error = find_rights(job, rights);
    for (int page = 0; page < job->count && error == 0; page++) {
        error = rights[page].readable ? 0 : EINVAL;
    }
    return error;
}

int driver_to_system(const struct job *job)
{
    return driver_to_device(job);
}

/* A page that the device gets is lost again at once, as after a store. */
int driver_make_exclusive(const struct job *job, struct answer *answer)
{
    struct mapping_rights rights[ARENA_PAGES];
    if (!s_is_open[job->device] || find_rights(job, rights) != 0) {
        return ENODEV;
    }
    answer->reached = 0;
    for (int page = 0; page < job->count && rights[page].writable; page++) {
        if (madvise(page_at(job->start + page), PAGE_BYTES, MADV_POPULATE_WRITE) != 0) {
            break;
        }
        answer->exclusive[page] = false;
        answer->reached++;
    }
    return answer->reached == 0 ? EFAULT : 0;
}
