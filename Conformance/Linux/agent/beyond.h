/*
 * What the kernel can do and the specification does not have: off, unless the guest is told to.
 * Programs are not to notice, and what can be seen of page tables is what may be anyway: a huge
 * page is pages that came by themselves, a merged page has fewer rights than it could, and a page
 * in coherent memory, which the CPU has mapped, is one that did not migrate.
 */
#ifndef BEYOND_H
#define BEYOND_H

#include "mailbox.h"

enum beyond {
    BEYOND_HUGE,     /* transparent huge pages, anonymous and of files */
    BEYOND_MERGE,    /* KSM: pages of the same content are one */
    BEYOND_COHERENT, /* devices whose memory the CPU can map */
    BEYOND_COUNT
};

/* Reads what is switched on, and switches it on; false if that cannot be done. To be called once,
 * before there are workers. */
bool beyond_begin(void);

bool beyond_has(enum beyond what);

/* Makes the rest of a huge page of the pages that follow the arena's, in the calling process. */
void beyond_surround(int pages);

/* A job was carried out in the calling process, alone: what the kernel does in its own time, if
 * ever, it does now. */
void beyond_settle(const struct job *job);

/* Where the memory of a coherent device begins, and the end of it. */
void beyond_frames(int device, uint64_t *first, uint64_t *end);

/* The number in the name of a device's file. */
int beyond_device(int device);

/* The parameters of the driver's module. */
const char *beyond_parameters(void);

#endif
