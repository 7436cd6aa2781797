/* Results as JSON, with what was seen of them. */
#ifndef RESULT_H
#define RESULT_H

#include "adapter.h"

enum level {
    LEVEL_OUTCOME,
    LEVEL_TOUCHED,
    LEVEL_STATE
};

extern const char *const event_words[EVENT_KIND_COUNT];

/* To be called at a reset. */
void result_world(const struct world *world);

/* To be called before each operation. */
void result_begin(enum level level);

/* Writes a result into the list that is open. */
void result_write(const struct adapter *adapter, const struct result *result, enum level level);

/* Writes the members of a state into the object that is open. */
void state_write(const struct adapter *adapter);

#endif
