/* The simulated devices have no points at which an operation is held up. */
#include "../delays.h"

#include <stddef.h>

const char *const *delays_find(void)
{
    static const char *const none[] = {NULL};
    return none;
}

void delays_set(int point, int milliseconds)
{
    (void)point;
    (void)milliseconds;
}

bool delays_is_reached(void)
{
    return false;
}

void delays_clear(void) {}
