/* Two operations at the same time. */
#ifndef RACE_H
#define RACE_H

#include "adapter.h"
#include "json.h"

/* Has them carried out, and builds the reply; what went wrong instead, or NULL. Members that a request does not have begin
 * nowhere. */
const char *race_answer(const struct adapter *adapter, struct json operations, struct json delay,
                        int64_t id);

#endif
