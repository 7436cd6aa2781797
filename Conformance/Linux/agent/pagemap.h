/* What /proc/PID/pagemap shows of a process, without an access. */
#ifndef PAGEMAP_H
#define PAGEMAP_H

#include "mailbox.h"

/* What tells the kinds of entry apart in this kernel; found out once, before there are workers. */
struct pagemap_kinds {
    uint64_t zero_frame;
    unsigned device_types;    /* a bit for each swap type that stands for device memory */
    unsigned exclusive_types; /* and for a page that a device has for itself */
};

extern struct pagemap_kinds pagemap_kinds;

/* Opens that of a process, or of the own one (0). */
int pagemap_open(int process);

/* The entry of an address, as it is there; 0 if it cannot be read. */
uint64_t pagemap_raw(int file, const void *address);

/* The swap type of an entry, and its offset, which for a device's page is the frame. */
unsigned pagemap_type(uint64_t entry);
uint64_t pagemap_offset(uint64_t entry);
uint64_t pagemap_frame(uint64_t entry);
bool pagemap_is_swap(uint64_t entry);

/* The entries of the arena's first pages, without their values. */
void pagemap_look(int file, int pages, struct page_seen *seen);

#endif
