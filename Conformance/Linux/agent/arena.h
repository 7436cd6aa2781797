/* Where the pages of a process are, and what a page holds. */
#ifndef ARENA_H
#define ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PAGE_BYTES = 4096,
    PAGE_WORDS = PAGE_BYTES / 8,
    ARENA_PAGES = 64,
};

/* The same in every process, so that a child's pages are its parent's. Nothing else is near it:
 * a mirror's invalidation in test_hmm is one page wider than what was invalidated. */
#define ARENA ((char *)0x200000000000)

static inline char *page_at(int page)
{
    return ARENA + (ptrdiff_t)page * PAGE_BYTES;
}

static inline size_t bytes_of(int pages)
{
    return (size_t)pages * PAGE_BYTES;
}

/* Fills a page so that all of it depends on the value, and is zeros for zero. */
void content_fill(volatile uint64_t *page, uint64_t value);

/* The value that a page holds. Of a page that holds no value whole, a number that nothing has
 * stored, and a line about it on the console. */
uint64_t content_read(const volatile uint64_t *page);

#endif
