#define _POSIX_C_SOURCE 200809L
#include "adapter.h"

#include "capabilities.h"
#include "json.h"
#include "operation.h"
#include "race.h"
#include "reply.h"
#include "result.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PROTOCOL = 1
};

/* What of a session's state the requests depend on. */
struct session {
    const struct adapter *adapter;
    bool greeted, ready, over;
};

/* A request's members, each where its value begins; NULL for one that it does not have. */
enum member {
    TYPE,
    ID,
    PROTOCOLS,
    PROFILE,
    WORLD,
    OBSERVE,
    OPERATIONS,
    DELAY,
    MEMBER_COUNT
};

static const char *const s_members[MEMBER_COUNT] = {
    "type", "id", "protocol", "profile", "world", "observe", "operations", "delay",
};

struct message {
    struct json members[MEMBER_COUNT];
    int64_t id;
};

static bool find_members(struct json line, struct message *message)
{
    struct text name;
    memset(message, 0, sizeof *message);
    if (!json_object(&line)) {
        return false;
    }
    /* "operations" may come before "observe", so all are found before any is read. */
    while (json_member(&line, &name)) {
        int member = text_among(name, s_members, MEMBER_COUNT);
        if (member >= 0) {
            message->members[member] = line;
        }
        json_skip(&line);
    }
    return true;
}

static bool has(const struct message *message, enum member member)
{
    return message->members[member].at != NULL;
}

static bool read_text(const struct message *message, enum member member, struct text *text)
{
    struct json json = message->members[member];
    return has(message, member) && json_string(&json, text);
}

static const char *answer_hello(struct session *session, const struct message *message)
{
    struct json json = message->members[PROTOCOLS];
    bool common = false;
    if (session->greeted) {
        return "There was a hello already.";
    }
    if (has(message, PROTOCOLS) && json_list(&json)) {
        while (json_item(&json)) {
            int64_t version;
            if (json_number(&json, &version)) {
                common |= version == PROTOCOL;
            } else {
                json_skip(&json);
            }
        }
    }
    if (!common) {
        return "This adapter speaks version 1 of the protocol only.";
    }
    session->greeted = true;
    reply_begin("hello", message->id);
    reply_number("protocol", PROTOCOL);
    reply_open("adapter", '{');
    reply_string("name", session->adapter->name);
    reply_string("version", session->adapter->version);
    reply_close('}');
    reply_open("capabilities", '{');
    capabilities_write(session->adapter);
    reply_close('}');
    return NULL;
}

/* Reads the sizes of a world; one that is not named is as large as it can be. */
static const char *read_world(struct json json, const struct world *limits, struct world *world)
{
    static const char *const names[] = {"processes",  "pages",         "devices", "frames",
                                        "swap",       "device-frames", "iova",    "files",
                                        "file-pages", "memory-files"};
    const int most[] = {limits->processes,  limits->pages,         limits->devices, limits->frames,
                        limits->swap,       limits->device_frames, limits->iova,    limits->files,
                        limits->file_pages, limits->memory_files};
    int *const sizes[] = {&world->processes,   &world->pages, &world->devices,
                          &world->frames,      &world->swap,  &world->device_frames,
                          &world->iova,        &world->files, &world->file_pages,
                          &world->memory_files};
    struct text name;
    *world = *limits;
    /* Without files none of them is named. */
    world->files = world->file_pages = world->memory_files = 0;
    if (!json_object(&json)) {
        return "\"world\" is no object.";
    }
    while (json_member(&json, &name)) {
        int size = text_among(name, names, 10);
        int64_t number;
        if (size < 0) {
            json_skip(&json);
        } else if (!json_number(&json, &number) || number < 0 || number > INT_MAX) {
            return "A size of the world is no number that can be.";
        } else if (most[size] != UNLIMITED && number > most[size]) {
            return "The world is larger than the limits in the hello.";
        } else {
            *sizes[size] = (int)number;
        }
    }
    return NULL;
}

static const char *answer_reset(struct session *session, const struct message *message)
{
    struct text name;
    char profile[JSON_LONGEST] = "strict";
    struct world world;
    if (has(message, PROFILE)) {
        if (!read_text(message, PROFILE, &name) || name.length >= sizeof profile) {
            return "\"profile\" is no name of a profile.";
        }
        memcpy(profile, name.at, name.length);
        profile[name.length] = '\0';
    }
    if (!has(message, WORLD)) {
        return "A reset has no \"world\".";
    }
    const char *error = read_world(message->members[WORLD], &session->adapter->limits, &world);
    if (!error) {
        error = session->adapter->reset(&world, profile);
    }
    if (error) {
        return error;
    }
    result_world(&world);
    session->ready = true;
    reply_begin("ready", message->id);
    return NULL;
}

static struct result carry_out(const struct adapter *adapter, const struct operation *operation)
{
    return adapter->operations[operation->op] ? adapter->operations[operation->op](operation)
                                              : result_unsupported("not declared");
}

static const char *answer_run(struct session *session, const struct message *message)
{
    const struct adapter *adapter = session->adapter;
    struct text name = {"outcome", 7};
    struct json json = message->members[OPERATIONS];
    if (has(message, OBSERVE) && !read_text(message, OBSERVE, &name)) {
        return "\"observe\" is no level.";
    }
    int level = text_among(name, level_words, 3);
    if (level < 0 || level > (int)capabilities_level(adapter)) {
        return "\"observe\" is no level of those in the hello.";
    }
    if (!has(message, OPERATIONS) || !json_list(&json)) {
        return "A run has no list of operations.";
    }
    reply_begin("ran", message->id);
    reply_open("results", '[');
    bool is_known = true;
    while (is_known && json_item(&json)) {
        struct operation operation;
        const char *error = operation_read(&json, &operation);
        if (error) {
            return error;
        }
        result_begin((enum level)level);
        struct result result = carry_out(adapter, &operation);
        result_write(adapter, &result, (enum level)level);
        is_known = strcmp(result.status, "unknown") != 0 && strcmp(result.status, "fault") != 0;
    }
    reply_close(']');
    return NULL;
}

static const char *answer_race(struct session *session, const struct message *message)
{
    return race_answer(session->adapter, message->members[OPERATIONS], message->members[DELAY],
                       message->id);
}

static const char *answer_observe(struct session *session, const struct message *message)
{
    if (capabilities_level(session->adapter) != LEVEL_STATE) {
        return "This adapter cannot show its state.";
    }
    if (session->adapter->settle) {
        session->adapter->settle();
    }
    reply_begin("state", message->id);
    state_write(session->adapter);
    return NULL;
}

static const char *answer_bye(struct session *session, const struct message *message)
{
    session->over = true;
    reply_begin("bye", message->id);
    return NULL;
}

static const struct {
    const char *type;
    const char *(*answer)(struct session *session, const struct message *message);
    bool needs_hello, needs_reset;
} s_requests[] = {
    {"hello", answer_hello, false, false}, {"reset", answer_reset, true, false},
    {"run", answer_run, true, true},       {"race", answer_race, true, true},
    {"observe", answer_observe, true, true}, {"bye", answer_bye, false, false},
};

/* Builds the reply; what it says went wrong becomes an error instead. */
static const char *answer(struct session *session, struct json line, struct message *message)
{
    struct text type;
    *message = (struct message){0};
    if (!json_valid(line.at, (size_t)(line.end - line.at))) {
        return "The line is no JSON.";
    }
    if (!find_members(line, message)) {
        return "A request is no object.";
    }
    struct json id = message->members[ID];
    if (!has(message, ID) || !json_number(&id, &message->id)) {
        return "A request has no \"id\" that is a whole number.";
    }
    if (!read_text(message, TYPE, &type)) {
        return "A request has no \"type\".";
    }
    for (size_t i = 0; i < sizeof s_requests / sizeof *s_requests; i++) {
        if (text_is(type, s_requests[i].type)) {
            return s_requests[i].needs_hello && !session->greeted ? "A session begins with a hello."
                   : s_requests[i].needs_reset && !session->ready
                       ? "There was no reset yet."
                       : s_requests[i].answer(session, message);
        }
    }
    return "There is no request of this type.";
}

static bool answer_line(struct session *session, const char *line, size_t length)
{
    static struct message message;
    const char *error = answer(session, (struct json){line, line + length}, &message);
    return error ? reply_error(message.id, error) : reply_send(message.id);
}

static bool check_limits(const struct world *limits)
{
    bool named = limits->processes > 0 && limits->pages > 0 && limits->devices >= 0;
    if (!named || limits->pages > MOST_PAGES || limits->processes > INT_MAX / MOST_PAGES) {
        fprintf(stderr,
                "adapter: processes, pages and devices need limits, and pages one of at most %d\n",
                MOST_PAGES);
        return false;
    }
    return true;
}

int adapter_run(const struct adapter *adapter)
{
    static char buffer[2 * LINE_LONGEST];
    struct session session = {.adapter = adapter};
    size_t begin = 0, end = 0, searched = 0;
    bool too_long = false;
    if (!check_limits(&adapter->limits)) {
        return EXIT_FAILURE;
    }
    while (!session.over) {
        char *feed = memchr(buffer + searched, '\n', end - searched);
        if (feed) {
            size_t length = (size_t)(feed - (buffer + begin));
            bool good = too_long || length >= LINE_LONGEST
                            ? reply_error(0, "The line is longer than 1 MiB.")
                            : answer_line(&session, buffer + begin, length);
            if (!good) {
                return EXIT_FAILURE;
            }
            too_long = false;
            begin = searched = (size_t)(feed + 1 - buffer);
            continue;
        }
        if (end - begin >= LINE_LONGEST) {
            too_long = true;
            begin = end;
        }
        memmove(buffer, buffer + begin, end - begin);
        end -= begin;
        begin = 0;
        searched = end;
        ssize_t got = read(STDIN_FILENO, buffer + end, sizeof buffer - end);
        if (got == 0) {
            return EXIT_SUCCESS;
        }
        if (got < 0 && errno != EINTR) {
            perror("adapter: standard input");
            return EXIT_FAILURE;
        }
        end += got > 0 ? (size_t)got : 0;
    }
    return EXIT_SUCCESS;
}
