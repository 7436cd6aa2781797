#define _GNU_SOURCE
#include "pagemap.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Documentation/admin-guide/mm/pagemap.rst */
#define PRESENT (1ull << 63)
#define SWAPPED (1ull << 62)
#define FRAME ((1ull << 55) - 1)

enum {
    TYPE_BITS = 5
};

struct pagemap_kinds pagemap_kinds;

int pagemap_open(int process)
{
    char path[40] = "/proc/self/pagemap";
    if (process != 0) {
        snprintf(path, sizeof path, "/proc/%d/pagemap", process);
    }
    return open(path, O_RDONLY | O_CLOEXEC);
}

static off_t place_of(const void *address)
{
    return (off_t)((uintptr_t)address / PAGE_BYTES * sizeof(uint64_t));
}

uint64_t pagemap_raw(int file, const void *address)
{
    uint64_t entry = 0;
    return pread(file, &entry, sizeof entry, place_of(address)) == sizeof entry ? entry : 0;
}

bool pagemap_is_swap(uint64_t entry)
{
    return entry & SWAPPED;
}

uint64_t pagemap_frame(uint64_t entry)
{
    return entry & FRAME;
}

unsigned pagemap_type(uint64_t entry)
{
    return (unsigned)(entry & ((1u << TYPE_BITS) - 1));
}

uint64_t pagemap_offset(uint64_t entry)
{
    return (entry & FRAME) >> TYPE_BITS;
}

static enum entry_kind kind_of(uint64_t entry)
{
    if (entry & PRESENT) {
        return pagemap_frame(entry) == pagemap_kinds.zero_frame ? SEEN_ZERO : SEEN_PRESENT;
    }
    if (!pagemap_is_swap(entry)) {
        return SEEN_NONE;
    }
    /* There is one swap area, the first; the numbers of what only looks like swap are the highest.
     */
    unsigned type = pagemap_type(entry);
    return pagemap_kinds.device_types & 1u << type      ? SEEN_DEVICE
           : pagemap_kinds.exclusive_types & 1u << type ? SEEN_EXCLUSIVE
           : type == 0                                  ? SEEN_SWAP
                                                        : SEEN_OTHER;
}

void pagemap_look(int file, int pages, struct page_seen *seen)
{
    uint64_t entries[ARENA_PAGES] = {0};
    if (pread(file, entries, (size_t)pages * sizeof *entries, place_of(ARENA)) < 0) {
        perror("agent: pagemap");
    }
    for (int page = 0; page < pages; page++) {
        enum entry_kind kind = kind_of(entries[page]);
        seen[page] = (struct page_seen){
            .kind = kind,
            .frame = kind == SEEN_DEVICE ? pagemap_offset(entries[page]) : 0,
        };
    }
}
