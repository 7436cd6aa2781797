/* What the numbers of the protocol stand for in this run, and which make sense. */
#ifndef HANDLES_H
#define HANDLES_H

#include "adapter.h"
#include "mailbox.h"

struct mirror {
    bool open;
    int start, count; /* the driver mirrors everything; this is what was registered */
};

extern struct world world;

/* Everything as at the start of a run. */
void handles_reset(const struct world *new_world);

bool device_is_attached(int device);
void device_attach(int device);

/* The mirror of a process in a device; both have to be in their ranges. */
struct mirror *mirror_of(int process, int device);
void mirrors_forget(int process);

/* Each returns 0 or an errno: ERR-1, ERR-2, FLT-11 of the specification. */
int check_process(int process);
bool range_is_good(int start, int count);
int check_range(int process, int start, int count);
int check_mirror(const struct operation *it);

#endif
