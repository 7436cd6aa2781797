/* The guest's first minute: the agent is its init. */
#ifndef GUEST_H
#define GUEST_H

/* Mounts, loads the driver, makes its devices, switches swap on, opens the port as standard input
 * and output, and finds out how pagemap shows device memory. NULL, or what went wrong. */
const char *guest_begin(void);

/* Powers the guest off; does not return. */
_Noreturn void guest_end(void);

#endif
