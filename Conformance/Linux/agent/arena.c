#include "arena.h"

#include <stdio.h>

static uint64_t word_of(uint64_t value, int word)
{
    return value * (uint64_t)(2 * word + 1);
}

void content_fill(volatile uint64_t *page, uint64_t value)
{
    for (int word = 0; word < PAGE_WORDS; word++) {
        page[word] = word_of(value, word);
    }
}

uint64_t content_read(const volatile uint64_t *page)
{
    uint64_t value = page[0];
    int torn = 0;
    uint64_t mix = value;
    for (int word = 1; word < PAGE_WORDS; word++) {
        uint64_t found = page[word];
        mix = (mix ^ found) * 0x9e3779b97f4a7c15u;
        if (torn == 0 && found != word_of(value, word)) {
            torn = word;
        }
    }
    if (torn == 0) {
        return value;
    }
    fprintf(stderr,
            "agent: a page holds %#llx in its first word, and word %d is not of that value\n",
            (unsigned long long)value, torn);
    return mix;
}
