#define _GNU_SOURCE
#include "remap.h"

#include "files.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Beyond every address that a process has, and so much that a range of it leaves them. */
#define BEYOND (1ull << 60)

void remap_guard(int pages)
{
    /* Not of the kind of mapping that others are, so that they stay apart. */
    void *place = mmap(page_at(pages), PAGE_BYTES, PROT_NONE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    if (place == MAP_FAILED) {
        perror("agent: the page behind the arena");
        _exit(EXIT_FAILURE);
    }
}

/* What leaves the arena leaves what the kernel has as well. */
static char *address_of(int page, int pages)
{
    return page >= 0 && page < pages ? page_at(page) : (char *)BEYOND;
}

/* Two negative counts are both beyond everything, and are still not the same. */
static size_t length_of(int count)
{
    return count < 0 ? BEYOND + (size_t)(unsigned)count * PAGE_BYTES : bytes_of(count);
}

static bool leaves(int start, int count, int pages)
{
    return start < 0 || count < 0 || start >= pages || count > pages - start;
}

static bool is_free(int start, int count, int pages)
{
    unsigned char seen;
    bool free = count > 0 && !leaves(start, count, pages);
    for (int page = start; free && page < start + count; page++) {
        free = mincore(page_at(page), PAGE_BYTES, &seen) < 0 && errno == ENOMEM;
    }
    return free;
}

/* The highest free range, as the kernel would choose it; -1 if there is none. */
static int find_free(int count, int pages)
{
    int start = pages - count;
    while (start >= 0 && !is_free(start, count, pages)) {
        start--;
    }
    return count > 0 && count <= pages ? start : -1;
}

static int call(const struct moving *it, int pages, int flags, int new_start, int *place)
{
    char *start = address_of(it->start, pages);
    /* What is cut off may leave the arena; what grows or moves shows at its first end that it does.
     */
    bool is_cut =
        it->new_count >= 0 && it->count > it->new_count && leaves(it->start, it->count, pages);
    size_t length = is_cut ? BEYOND : length_of(it->count);
    char *new_place =
        leaves(new_start, it->new_count, pages) ? (char *)BEYOND : address_of(new_start, pages);
    char *moved = mremap(start, length, length_of(it->new_count), flags, new_place);
    if (moved == MAP_FAILED) {
        return errno;
    }
    *place = (int)((moved - ARENA) / PAGE_BYTES);
    return 0;
}

/* Has to move and may go anywhere: to where the kernel would find room if the arena were all. */
static int move_anywhere(const struct moving *it, int pages, int flags, int *place)
{
    int found = find_free(it->new_count, pages);
    return found < 0 ? ENOMEM : call(it, pages, flags, found, place);
}

/* Whether a range of a file would grow beyond the last index that the protocol has, where the
 * kernel has more (MRM-10). A negative count is a large one. */
static bool outgrows(const struct moving *it)
{
    char line[256];
    bool found = false;
    FILE *maps =
        (unsigned)it->new_count > (unsigned)it->count && file_descriptor(0) >= 0
            ? fopen("/proc/self/maps", "r")
            : NULL;
    while (maps && fgets(line, sizeof line, maps)) {
        unsigned long long first, end, offset, file;
        uintptr_t start = (uintptr_t)page_at(it->start);
        if (sscanf(line, "%llx-%llx %*s %llx %*s %llu", &first, &end, &offset, &file) == 4 &&
            file != 0 && start >= first && start + bytes_of(it->count) <= end) {
            found = (offset + start - first) / PAGE_BYTES + (unsigned)it->new_count > INT_MAX;
        }
    }
    if (maps) {
        fclose(maps);
    }
    return found;
}

static bool overlaps(const struct moving *it)
{
    return it->start < (long)it->new_start + it->new_count &&
           it->new_start < (long)it->start + it->count;
}

int remap(const struct moving *it, int pages, int *place)
{
    int flags = (int)it->flags;
    bool is_inside = !leaves(it->start, it->count, pages) && it->count >= 0 && it->new_count != 0;
    bool has_place =
        !(flags & MREMAP_FIXED) || (!leaves(it->new_start, it->new_count, pages) && !overlaps(it));
    if (is_inside && has_place && outgrows(it)) {
        /* The new range is empty before anybody looks. */
        if (flags & MREMAP_FIXED) {
            munmap(page_at(it->new_start), bytes_of(it->new_count));
        }
        return EINVAL;
    }
    if (flags == MREMAP_MAYMOVE) {
        int error = call(it, pages, 0, 0, place);
        return error == ENOMEM ? move_anywhere(it, pages, MREMAP_MAYMOVE | MREMAP_FIXED, place)
                               : error;
    }
    bool is_hint = flags == (MREMAP_MAYMOVE | MREMAP_DONTUNMAP);
    bool is_sound = it->count > 0 && it->count == it->new_count && !overlaps(it) &&
                    !leaves(it->new_start, it->new_count, pages);
    if (is_hint && is_sound && !is_free(it->new_start, it->new_count, pages)) {
        /* Whether it can move at all shows where it cannot: at the end of the arena. */
        struct moving grown = *it;
        grown.new_count = pages + 1;
        int error = call(&grown, pages, 0, 0, place);
        return error == ENOMEM ? move_anywhere(it, pages, flags, place) : error;
    }
    return call(it, pages, flags, it->new_start, place);
}
