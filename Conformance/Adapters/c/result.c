#include "result.h"

#include "reply.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const event_words[EVENT_KIND_COUNT] = {
    "unmap", "clear", "protection-vma", "protection-page", "release", "migrate", "exclusive",
};

static const char *const s_pages[PAGE_RESULT_COUNT] = {
    "not-reached",
    "error",
    "empty",
    "zero",
    "read",
    "write",
    "device-read",
    "device-write",
    "migrated",
    "filled",
    "skipped-empty",
    "skipped-not-selected",
    "skipped-swap",
    "skipped-swap-cache",
    "skipped-locked",
    "skipped-referenced",
    "skipped-no-memory",
    "skipped-no-dma",
    "skipped-lost",
    "skipped-by-driver",
    "skipped-exclusive",
    "skipped-page-cache",
    "exclusive",
};

#define NAMED(constant)                                                                            \
    {                                                                                              \
        constant, #constant                                                                        \
    }

static const struct {
    int number;
    const char *name;
} s_errnos[] =
    {
        NAMED(EPERM),      NAMED(ENOENT),    NAMED(ESRCH),     NAMED(EINTR),  NAMED(EIO),
        NAMED(ENXIO),      NAMED(E2BIG),     NAMED(EBADF),     NAMED(ECHILD), NAMED(EAGAIN),
        NAMED(ENOMEM),     NAMED(EACCES),    NAMED(EFAULT),    NAMED(EBUSY),  NAMED(EEXIST),
        NAMED(ENODEV),     NAMED(EINVAL),    NAMED(ENFILE),    NAMED(EMFILE), NAMED(EFBIG),
        NAMED(ENOSPC),     NAMED(ERANGE),    NAMED(EOVERFLOW), NAMED(ENOSYS), NAMED(ENOTTY),
        NAMED(EOPNOTSUPP), NAMED(ETIMEDOUT), NAMED(EDEADLK),
},
  s_signals[] = {NAMED(SIGSEGV), NAMED(SIGBUS), NAMED(SIGKILL), NAMED(SIGILL), NAMED(SIGABRT)};

/* What the result of the operation at hand consists of. */
static enum page_result s_page_results[MOST_PAGES];
static uint64_t s_values[MOST_PAGES];

/* What the operation at hand did, as far as anybody looks. */
static enum level s_level;
static struct world s_world;
static struct event *s_events;
static size_t s_event_count, s_event_room;
static int *s_touched; /* process * pages + page */
static int s_touched_count;
static bool *s_is_touched;

static struct result make(const char *status, const char *reason)
{
    return (struct result){.status = status, .reason = reason, .faults = UNSEEN};
}

struct result result_ok(void)
{
    return make("ok", NULL);
}

struct result result_value(uint64_t value)
{
    struct result result = make("ok", NULL);
    result.has_value = true;
    result.value = value;
    return result;
}

struct result result_errno(int error)
{
    for (size_t i = 0; i < sizeof s_errnos / sizeof *s_errnos; i++) {
        if (s_errnos[i].number == error) {
            return make(s_errnos[i].name, NULL);
        }
    }
    return result_fault("an errno that result.c has no name for");
}

struct result result_signal(int signal)
{
    for (size_t i = 0; i < sizeof s_signals / sizeof *s_signals; i++) {
        if (s_signals[i].number == signal) {
            return make(s_signals[i].name, NULL);
        }
    }
    return result_fault("a signal that result.c has no name for");
}

struct result result_unsupported(const char *reason)
{
    return make("unsupported", reason);
}

struct result result_unknown(const char *reason)
{
    return make("unknown", reason);
}

struct result result_fault(const char *reason)
{
    return make("fault", reason);
}

static void give_up(const char *what)
{
    fprintf(stderr, "adapter: %s\n", what);
    exit(EXIT_FAILURE);
}

void result_add_value(struct result *result, uint64_t value)
{
    if (result->value_count == MOST_PAGES) {
        give_up("a result has more values than pages can be");
    }
    s_values[result->value_count++] = value;
}

void result_add_page(struct result *result, enum page_result page)
{
    if (result->page_count == MOST_PAGES) {
        give_up("a result has more pages than there can be");
    }
    s_page_results[result->page_count++] = page;
}

void adapter_event(const struct event *event)
{
    if (s_level == LEVEL_OUTCOME) {
        return;
    }
    if (s_event_count == s_event_room) {
        s_event_room = s_event_room ? s_event_room * 2 : 64;
        s_events = realloc(s_events, s_event_room * sizeof *s_events);
        if (!s_events) {
            give_up("out of memory");
        }
    }
    s_events[s_event_count++] = *event;
}

void adapter_touch(int process, int page)
{
    bool is_here = process >= 0 && process < s_world.processes && page >= 0 && page < s_world.pages;
    if (s_level == LEVEL_OUTCOME || !is_here) {
        return;
    }
    int index = process * s_world.pages + page;
    if (!s_is_touched[index]) {
        s_is_touched[index] = true;
        s_touched[s_touched_count++] = index;
    }
}

void result_world(const struct world *world)
{
    s_world = *world;
    size_t pages = (size_t)world->processes * (size_t)world->pages;
    free(s_touched);
    free(s_is_touched);
    s_touched = calloc(pages + 1, sizeof *s_touched);
    s_is_touched = calloc(pages + 1, sizeof *s_is_touched);
    s_touched_count = 0;
    if (!s_touched || !s_is_touched) {
        give_up("out of memory");
    }
}

void result_begin(enum level level)
{
    s_level = level;
    s_event_count = 0;
    while (s_touched_count > 0) {
        s_is_touched[s_touched[--s_touched_count]] = false;
    }
}

static void write_seen(const char *name, int number)
{
    if (number != UNSEEN) {
        reply_bool(name, number != 0);
    }
}

static void write_number(const char *name, int number)
{
    if (number != UNSEEN) {
        reply_number(name, number);
    }
}

static void write_word(const char *name, const char *const *words, int number)
{
    if (number != UNSEEN) {
        reply_word(name, words[number]);
    }
}

static void write_mirror(const struct adapter *adapter, int process, int device, int page)
{
    static const char *const entries[] = {"none", "system", "device"};
    struct mirror_view view;
    memset(&view, 0xff, sizeof view); /* UNSEEN */
    view.has_value = false;
    if (!adapter->view_mirror(process, device, page, &view)) {
        return;
    }
    reply_open(NULL, '{');
    reply_number("device", device);
    write_word("entry", entries, view.entry);
    write_seen("zero", view.zero);
    write_seen("writable", view.writable);
    write_seen("dirty", view.dirty);
    if (view.has_value) {
        reply_value("value", view.value);
    }
    write_seen("cached", view.cached);
    write_seen("cached-writable", view.cached_writable);
    write_seen("exclusive", view.exclusive);
    reply_close('}');
}

static void write_page(const struct adapter *adapter, int process, int page)
{
    static const char *const protections[] = {"none", "read", "read-write"};
    static const char *const entries[] = {"none", "present", "swap", "device", "exclusive"};
    struct page_view view;
    memset(&view, 0xff, sizeof view); /* UNSEEN */
    view.has_value = false;
    adapter->view_page(process, page, &view);
    reply_open(NULL, '{');
    reply_number("process", process);
    reply_number("page", page);
    write_seen("mapped", view.mapped);
    write_word("protection", protections, view.protection);
    write_word("entry", entries, view.entry);
    write_number("device", view.device);
    write_seen("zero", view.zero);
    write_seen("writable", view.writable);
    write_seen("dirty", view.dirty);
    write_seen("young", view.young);
    if (view.has_value) {
        reply_value("value", view.value);
    }
    write_seen("cached", view.cached);
    write_seen("cached-writable", view.cached_writable);
    if (adapter->view_mirror) {
        reply_open("mirrors", '[');
        for (int device = 0; device < s_world.devices; device++) {
            write_mirror(adapter, process, device, page);
        }
        reply_close(']');
    }
    reply_close('}');
}

static void write_event(const struct event *event)
{
    static const char *const phases[] = {"start", "callback", "end"};
    reply_open(NULL, '{');
    reply_word("phase", phases[event->phase]);
    reply_word("kind", event_words[event->kind]);
    reply_number("process", event->process);
    reply_number("start", event->start);
    reply_number("count", event->count);
    write_number("owner", event->owner);
    write_number("device", event->device);
    reply_close('}');
}

static void write_devices(const struct adapter *adapter)
{
    reply_open("devices", '[');
    for (int device = 0; device < s_world.devices; device++) {
        struct device_view view = {UNSEEN, UNSEEN, UNSEEN};
        adapter->view_device(device, &view);
        reply_open(NULL, '{');
        reply_number("device", device);
        write_seen("attached", view.attached);
        write_number("used-frames", view.used_frames);
        write_number("used-iovas", view.used_iovas);
        reply_close('}');
    }
    reply_close(']');
}

void state_write(const struct adapter *adapter)
{
    reply_open("pages", '[');
    for (int process = 0; process < s_world.processes; process++) {
        for (int page = 0; page < s_world.pages && adapter->is_alive(process); page++) {
            write_page(adapter, process, page);
        }
    }
    reply_close(']');
    reply_open("processes", '[');
    for (int process = 0; process < s_world.processes; process++) {
        reply_open(NULL, '{');
        reply_number("process", process);
        reply_bool("alive", adapter->is_alive(process));
        reply_close('}');
    }
    reply_close(']');
    if (adapter->view_device) {
        write_devices(adapter);
    }
    if (adapter->view_memory) {
        struct memory_view view = {UNSEEN, UNSEEN};
        adapter->view_memory(&view);
        write_number("used-frames", view.used_frames);
        write_number("used-swap", view.used_swap);
    }
}

static void write_seen_pages(const struct adapter *adapter, enum level level)
{
    reply_open("events", '[');
    for (size_t i = 0; i < s_event_count; i++) {
        write_event(&s_events[i]);
    }
    reply_close(']');
    reply_open("touched", '[');
    for (int i = 0; i < s_touched_count; i++) {
        write_page(adapter, s_touched[i] / s_world.pages, s_touched[i] % s_world.pages);
    }
    reply_close(']');
    if (level == LEVEL_STATE) {
        reply_open("state", '{');
        state_write(adapter);
        reply_close('}');
    }
}

void result_write(const struct adapter *adapter, const struct result *result, enum level level)
{
    reply_open(NULL, '{');
    reply_word("status", result->status);
    if (result->reason) {
        reply_string("reason", result->reason);
    }
    if (result->has_value) {
        reply_value("value", result->value);
    }
    if (result->faults != UNSEEN) {
        reply_number("faults", result->faults);
    }
    if (result->value_count > 0) {
        reply_open("values", '[');
        for (int i = 0; i < result->value_count; i++) {
            reply_value(NULL, s_values[i]);
        }
        reply_close(']');
    }
    if (result->page_count > 0) {
        reply_open("pages", '[');
        for (int i = 0; i < result->page_count; i++) {
            reply_word(NULL, s_pages[s_page_results[i]]);
        }
        reply_close(']');
    }
    if (level != LEVEL_OUTCOME) {
        write_seen_pages(adapter, level);
    }
    reply_close('}');
}
