/* What an adapter says of itself in its hello. */
#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include "adapter.h"
#include "result.h"

/* In the order of enum level. */
extern const char *const level_words[3];

/* The highest level of observation that an adapter is capable of. */
enum level capabilities_level(const struct adapter *adapter);

/* Writes the members into the object that is open. */
void capabilities_write(const struct adapter *adapter);

#endif
