/* The guest's first minute: the agent is its init. */
#ifndef GUEST_H
#define GUEST_H

#include <stdbool.h>

/* Mounts, loads the driver, makes its devices, switches swap on, opens the port as standard input
 * and output, and finds out how pagemap shows device memory. NULL, or what went wrong. */
const char *guest_begin(void);

/* Whether the guest is to run the kernel's own selftest, and not to be judged. */
bool guest_has_selftest(void);

/* Whether mremap and reclaim do what they do in 6.1. */
bool guest_is_of_profile(void);

/* Runs the selftest to its end. */
void guest_run_selftest(void);

/* Powers the guest off; does not return. */
_Noreturn void guest_end(void);

#endif
