#include "capabilities.h"

#include "operation.h"
#include "reply.h"

const char *const level_words[] = {"outcome", "touched", "state"};

enum level capabilities_level(const struct adapter *adapter)
{
    return !adapter->view_page ? LEVEL_OUTCOME : adapter->is_alive ? LEVEL_STATE : LEVEL_TOUCHED;
}

static void write_limit(const char *name, int limit)
{
    if (limit != UNLIMITED) {
        reply_number(name, limit);
    }
}

static void write_files(const struct world *limits)
{
    if (limits->files > 0) {
        reply_number("files", limits->files);
    }
    if (limits->memory_files > 0) {
        reply_number("memory-files", limits->memory_files);
    }
    if (limits->files + limits->memory_files > 0) {
        reply_number("file-pages", limits->file_pages);
    }
}

void capabilities_write(const struct adapter *adapter)
{
    reply_open("operations", '[');
    for (int op = 0; op < OP_COUNT; op++) {
        if (adapter->operations[op]) {
            reply_word(NULL, operation_words[op]);
        }
    }
    reply_close(']');
    reply_open("limits", '{');
    write_limit("processes", adapter->limits.processes);
    write_limit("pages", adapter->limits.pages);
    write_limit("devices", adapter->limits.devices);
    write_limit("frames", adapter->limits.frames);
    write_limit("swap", adapter->limits.swap);
    write_limit("device-frames", adapter->limits.device_frames);
    write_limit("iova", adapter->limits.iova);
    write_files(&adapter->limits);
    reply_close('}');
    reply_open("observe", '[');
    for (int level = LEVEL_OUTCOME; level <= (int)capabilities_level(adapter); level++) {
        reply_word(NULL, level_words[level]);
    }
    reply_close(']');
    reply_word("reset", "in-place");
    reply_bool("deterministic", adapter->deterministic);
    reply_open("events", '[');
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        if (adapter->events & 1u << kind) {
            reply_word(NULL, event_words[kind]);
        }
    }
    reply_close(']');
    if (adapter->profiles) {
        reply_open("profiles", '[');
        for (int i = 0; adapter->profiles[i]; i++) {
            reply_string(NULL, adapter->profiles[i]);
        }
        reply_close(']');
    }
    reply_word("ordering", "none");
    if (adapter->delay_points) {
        reply_open("delay-points", '[');
        for (int i = 0; adapter->delay_points[i]; i++) {
            reply_string(NULL, adapter->delay_points[i]);
        }
        reply_close(']');
    }
}
