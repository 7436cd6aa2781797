/* mremap within the arena, which to a process is all of its address space. */
#ifndef REMAP_H
#define REMAP_H

#include "mailbox.h"

/* Maps what ends the arena behind its last page, so that nothing grows beyond. */
void remap_guard(int pages);

/* An errno or 0; where the range then is, in pages of the arena. */
int remap(const struct moving *it, int pages, int *place);

#endif
