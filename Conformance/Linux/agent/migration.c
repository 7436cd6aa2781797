/* Migrations. Their ioctls do not say what became of each page; page tables do. */
#include "asking.h"
#include "devices.h"
#include "driver.h"
#include "handles.h"
#include "operations.h"
#include "races.h"

#include <errno.h>

static enum page_result to_device(const struct page_seen *before, const struct page_seen *after,
                                  int device)
{
    bool moved = after->kind == SEEN_DEVICE && device_of_frame(after->frame) == device;
    switch (before->kind) {
    case SEEN_NONE:
    case SEEN_ZERO:
        return moved ? PAGE_FILLED : PAGE_SKIPPED_BY_DRIVER;
    case SEEN_PRESENT:
        return moved ? PAGE_MIGRATED : PAGE_SKIPPED_BY_DRIVER;
    case SEEN_SWAP:
        return moved ? PAGE_MIGRATED : PAGE_SKIPPED_SWAP;
    case SEEN_DEVICE:
        return PAGE_SKIPPED_NOT_SELECTED;
    case SEEN_EXCLUSIVE:
        return PAGE_SKIPPED_EXCLUSIVE;
    case SEEN_OTHER:
        break;
    }
    return PAGE_SKIPPED_BY_DRIVER;
}

static enum page_result to_system(const struct page_seen *before, const struct page_seen *after,
                                  int device)
{
    switch (before->kind) {
    case SEEN_NONE:
        return PAGE_SKIPPED_EMPTY;
    case SEEN_ZERO:
    case SEEN_PRESENT:
        return PAGE_SKIPPED_NOT_SELECTED;
    case SEEN_SWAP:
        return PAGE_SKIPPED_SWAP;
    case SEEN_DEVICE:
        return after->kind != SEEN_DEVICE                 ? PAGE_MIGRATED
               : device_of_frame(before->frame) == device ? PAGE_SKIPPED_BY_DRIVER
                                                          : PAGE_SKIPPED_NOT_SELECTED;
    case SEEN_EXCLUSIVE:
        return PAGE_SKIPPED_EXCLUSIVE;
    case SEEN_OTHER:
        break;
    }
    return PAGE_SKIPPED_BY_DRIVER;
}

static struct result migrate(const struct operation *it, enum ask kind)
{
    int error = check_mirror(it);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, kind);
    const struct answer *answer = ask(it->process, &job);
    struct result result = result_of(answer);
    /* Where another was at the same time, page tables do not tell what this one did. */
    if (!answer || (answer->error != 0 && answer->error != EINVAL) || races_are_told()) {
        return result;
    }
    bool is_reached = true;
    for (int offset = 0; offset < it->count; offset++) {
        const struct page_seen *before = &answer->before[it->start + offset];
        const struct page_seen *after = &answer->after[it->start + offset];
        is_reached &= answer->error == 0 || answer->rights[offset] != RIGHTS_ERROR;
        result_add_page(&result, !is_reached             ? PAGE_NOT_REACHED
                                 : kind == ASK_TO_DEVICE ? to_device(before, after, it->device)
                                                         : to_system(before, after, it->device));
    }
    return result;
}

struct result do_migrate_to_device(const struct operation *it)
{
    return migrate(it, ASK_TO_DEVICE);
}

struct result do_migrate_to_system(const struct operation *it)
{
    return migrate(it, ASK_TO_SYSTEM);
}
