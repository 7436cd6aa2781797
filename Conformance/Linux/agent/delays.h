/* The points of the driver at which an operation can be held up: parameters of its module. */
#ifndef DELAYS_H
#define DELAYS_H

#include <stdbool.h>

/* Their names, ended by NULL; none of a driver without such points. */
const char *const *delays_find(void);

/* From now on who comes to the point first is held there, for so many milliseconds at most. */
void delays_set(int point, int milliseconds);

/* Whether somebody is, or was, held there. */
bool delays_is_reached(void);

/* Whoever is held goes on, and nobody is held any more. */
void delays_clear(void);

#endif
