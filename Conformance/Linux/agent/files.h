/* The files of a run: of tmpfs, which has no storage, so that there is nothing to write back to. */
#ifndef FILES_H
#define FILES_H

#include "adapter.h"

enum {
    MOST_FILES = 4,
    MOST_MEMORY_FILES = 2,
    MOST_FILE_PAGES = 64,
};

/* Makes the files of a world anew, as long as they can be and with what they begin with (FIL-1).
 * NULL, or what went wrong. */
const char *files_reset(const struct world *world);

/* The descriptor of a file, which every process of the run has. */
int file_descriptor(int file);

#endif
