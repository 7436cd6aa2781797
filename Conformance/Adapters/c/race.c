#include "race.h"

#include "operation.h"
#include "reply.h"
#include "result.h"

#include <limits.h>

enum {
    AT_A_TIME = 2
};

/* Reads where the first of two operations is held up. */
static const char *read_delay(struct json json, const struct adapter *adapter, struct delay *delay)
{
    static const char *const names[] = {"point", "milliseconds"};
    struct text name, point = {NULL, 0};
    int64_t number = -1;
    if (!json_object(&json)) {
        return "\"delay\" is no object.";
    }
    while (json_member(&json, &name)) {
        int member = text_among(name, names, 2);
        bool good = member < 0 || (member == 0 ? json_string(&json, &point) : json_number(&json, &number));
        if (!good) {
            return "\"delay\" has no point and milliseconds.";
        }
        if (member < 0) {
            json_skip(&json);
        }
    }
    if (!point.at || number < 0 || number > INT_MAX) {
        return "\"delay\" has no point and milliseconds.";
    }
    delay->milliseconds = (int)number;
    for (delay->point = 0; adapter->delay_points[delay->point]; delay->point++) {
        if (text_is(point, adapter->delay_points[delay->point])) {
            return NULL;
        }
    }
    return "The delay point is none of those in the hello.";
}

/* Reads the two operations, both of which have to be declared. */
static const char *read_pair(struct json json, const struct adapter *adapter,
                             struct operation pair[AT_A_TIME])
{
    int count = 0;
    if (!json.at || !json_list(&json)) {
        return "A race has no list of operations.";
    }
    while (json_item(&json)) {
        const char *error = count < AT_A_TIME ? operation_read(&json, &pair[count])
                                              : "A race has more than two operations.";
        if (error) {
            return error;
        }
        if (!adapter->operations[pair[count++].op]) {
            return "An operation of the race is not declared.";
        }
    }
    return count < AT_A_TIME ? "A race has less than two operations." : NULL;
}

const char *race_answer(const struct adapter *adapter, struct json operations, struct json delay,
                        int64_t id)
{
    struct operation pair[AT_A_TIME];
    struct delay where = {NOWHERE, 0};
    if (!adapter->delay_points) {
        return "This adapter does not carry out two operations at the same time.";
    }
    const char *error = read_pair(operations, adapter, pair);
    if (!error && delay.at) {
        error = read_delay(delay, adapter, &where);
    }
    if (error) {
        return error;
    }
    result_begin(LEVEL_OUTCOME);
    bool held = adapter->race(pair, &where);
    reply_begin("raced", id);
    reply_open("results", '[');
    for (int which = 0; which < AT_A_TIME; which++) {
        struct result result = adapter->raced(which);
        result_write(adapter, &result, LEVEL_OUTCOME);
    }
    reply_close(']');
    reply_bool("held", held);
    return NULL;
}
