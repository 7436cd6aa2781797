/* Operations as JSON. */
#ifndef OPERATION_H
#define OPERATION_H

#include "adapter.h"
#include "json.h"

/* The word that each operation begins with. */
extern const char *const operation_words[OP_COUNT];

/* Reads an operation; NULL if it went well, or one sentence that says what is wrong. */
const char *operation_read(struct json *json, struct operation *operation);

#endif
