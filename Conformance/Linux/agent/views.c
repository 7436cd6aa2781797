#include "views.h"

#include "devices.h"
#include "handles.h"
#include "pagemap.h"
#include "races.h"
#include "workers.h"

#include <string.h>

static bool s_is_fresh[MOST_PROCESSES];
static bool s_are_apart;

/* From the first page to the last that was touched; no other is asked for then. If none was, any is. */
static int s_first, s_end;

void views_reset(void)
{
    s_are_apart = false;
}

void views_tear_apart(void)
{
    s_are_apart = true;
}

void views_begin(void)
{
    memset(s_is_fresh, 0, sizeof s_is_fresh);
    s_first = world.pages;
    s_end = 0;
}

void views_answered(int process)
{
    s_is_fresh[process] = true;
}

void views_touch(int start, int count)
{
    /* Whoever shares a page with this process has it at the same place, until ranges move. */
    int first = s_are_apart ? 0 : start;
    int end = s_are_apart ? world.pages : start + count;
    s_first = first < s_first ? first : s_first;
    s_end = end > s_end ? end : s_end;
    for (int process = 0; process < world.processes; process++) {
        for (int page = first; page < end && worker_is_alive(process); page++) {
            adapter_touch(process, page);
        }
    }
}

void views_touch_all(void)
{
    views_touch(0, world.pages);
}

bool views_is_alive(int process)
{
    return worker_is_alive(process);
}

int views_device_pages(int device)
{
    static uint64_t frames[MOST_PROCESSES * ARENA_PAGES];
    int count = 0;
    for (int process = 0; process < world.processes; process++) {
        struct page_seen seen[ARENA_PAGES];
        if (!worker_is_alive(process)) {
            continue;
        }
        pagemap_look(worker_pagemap(process), world.pages, seen);
        for (int page = 0; page < world.pages; page++) {
            bool is_new =
                seen[page].kind == SEEN_DEVICE && device_of_frame(seen[page].frame) == device;
            for (int i = 0; i < count && is_new; i++) {
                is_new = frames[i] != seen[page].frame;
            }
            if (is_new) {
                frames[count++] = seen[page].frame;
            }
        }
    }
    return count;
}

static const struct page_seen *seen_of(int process, int page)
{
    struct mailbox *box = &mailboxes[process];
    if (!s_is_fresh[process]) {
        bool is_touched = s_first < s_end;
        box->job = (struct job){.ask = ASK_LOOK,
                                .start = is_touched ? s_first : 0,
                                .count = is_touched ? s_end - s_first : world.pages,
                                .pages = world.pages,
                                .is_first_word = races_were()};
        if (worker_ask(process) != ASKED_ANSWERED) {
            return NULL;
        }
        s_is_fresh[process] = true;
    }
    return &box->answer.after[page];
}

void views_of_page(int process, int page, struct page_view *view)
{
    const struct page_seen *seen = worker_is_alive(process) ? seen_of(process, page) : NULL;
    if (!seen) {
        view->entry = ENTRY_NONE;
        return;
    }
    switch (seen->kind) {
    case SEEN_NONE:
        view->entry = ENTRY_NONE;
        break;
    case SEEN_PRESENT:
    case SEEN_ZERO:
        view->entry = ENTRY_PRESENT;
        view->zero = seen->kind == SEEN_ZERO;
        break;
    case SEEN_SWAP:
        view->entry = ENTRY_SWAP;
        break;
    case SEEN_DEVICE:
        view->entry = ENTRY_DEVICE;
        view->device = device_of_frame(seen->frame);
        break;
    case SEEN_EXCLUSIVE:
        view->entry = ENTRY_EXCLUSIVE;
        break;
    case SEEN_OTHER:
        break;
    }
    view->has_value = seen->has_value;
    view->value = seen->value;
}
