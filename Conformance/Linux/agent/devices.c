/* What devices do. */
#include "devices.h"

#include "asking.h"
#include "beyond.h"
#include "driver.h"
#include "handles.h"
#include "operations.h"
#include "races.h"
#include "views.h"
#include "workers.h"

#include <errno.h>

static struct {
    uint64_t first, end;
} s_frames[MOST_DEVICES];

void device_has_frames(int device, uint64_t first, uint64_t end)
{
    s_frames[device].first = first;
    s_frames[device].end = end;
}

int device_of_frame(uint64_t frame)
{
    for (int device = 0; device < MOST_DEVICES; device++) {
        if (frame >= s_frames[device].first && frame < s_frames[device].end) {
            return device;
        }
    }
    return UNSEEN;
}

static bool is_up_to(int limit, int number)
{
    return number >= 0 && (limit == UNLIMITED || number <= limit);
}

struct result do_attach(const struct operation *it)
{
    if (it->device < 0 || it->device >= world.devices) {
        return result_errno(ENODEV);
    }
    if (device_is_attached(it->device)) {
        return result_errno(EEXIST);
    }
    bool has_iovas = it->dma == DMA_IOMMU;
    if (!is_up_to(world.device_frames, it->capacity) ||
        (has_iovas && !is_up_to(world.iova, it->iovas))) {
        return result_errno(EINVAL);
    }
    /* test_hmm has 1,024 pages of its own for each device, or more, and no IOMMU. */
    int all = world.processes * world.pages;
    if (it->capacity < all || (has_iovas && it->iovas < all)) {
        return result_unsupported("The memory and the IOVAs of these devices do not run out.");
    }
    device_attach(it->device);
    return result_ok();
}

struct result do_register(const struct operation *it)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    if (!device_is_attached(it->device)) {
        return result_errno(ENODEV);
    }
    if (!range_is_good(it->start, it->count)) {
        return result_errno(EOVERFLOW);
    }
    struct mirror *mirror = mirror_of(it->process, it->device);
    if (mirror->open) {
        return result_errno(EINVAL);
    }
    struct job job = job_of(it, ASK_OPEN);
    const struct answer *answer = ask(it->process, &job);
    if (answer && answer->error == 0) {
        *mirror = (struct mirror){true, it->start, it->count};
    }
    return result_of(answer);
}

struct result do_unregister(const struct operation *it)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    if (!device_is_attached(it->device) || !mirror_of(it->process, it->device)->open) {
        return result_errno(ENODEV);
    }
    struct operation all = *it;
    all.start = 0;
    all.count = world.pages;
    struct job job = job_of(&all, ASK_CLOSE);
    /* Closing a handle empties the device, whoever mapped its pages; all are looked at then. */
    const struct answer *answer = ask(it->process, &job);
    if (answer) {
        mirror_of(it->process, it->device)->open = false;
    }
    return result_of(answer);
}

struct result do_device_load(const struct operation *it)
{
    int error = check_mirror(it);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_READ);
    const struct answer *answer = ask(it->process, &job);
    struct result result = result_of(answer);
    if (answer && answer->error == 0) {
        result.faults = answer->faults;
        if (it->count == 1) {
            result.has_value = true;
            result.value = answer->values[0];
        }
        for (int page = 0; page < it->count && it->count > 1; page++) {
            result_add_value(&result, answer->values[page]);
        }
    }
    return result;
}

struct result do_device_store(const struct operation *it)
{
    int error = check_mirror(it);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_WRITE);
    const struct answer *answer = ask(it->process, &job);
    struct result result = result_of(answer);
    if (answer && answer->error == 0) {
        result.faults = answer->faults;
    }
    return result;
}

struct result do_make_exclusive(const struct operation *it)
{
    int error = check_mirror(it);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_EXCLUSIVE);
    const struct answer *answer = ask(it->process, &job);
    /* Whatever went wrong at some page, the driver says EBUSY; page tables show how far it came. */
    struct result result = result_of(answer);
    for (int page = 0; answer && answer->error == 0 && page < it->count; page++) {
        result_add_page(&result, page >= answer->reached   ? PAGE_NOT_REACHED
                                 : answer->exclusive[page] ? PAGE_EXCLUSIVE
                                                           : PAGE_SKIPPED_LOST);
    }
    return result;
}

static enum page_result right_of(unsigned char rights)
{
    bool can_write = rights & RIGHTS_WRITE;
    if (rights == RIGHTS_ERROR) {
        return PAGE_ERROR;
    }
    switch (rights & RIGHTS_KIND) {
    case RIGHTS_ZERO:
        return PAGE_ZERO;
    case RIGHTS_OWN_MEMORY:
        return can_write ? PAGE_DEVICE_WRITE : PAGE_DEVICE_READ;
    case 0:
        return can_write ? PAGE_WRITE : rights & RIGHTS_READ ? PAGE_READ : PAGE_EMPTY;
    case RIGHTS_OWN_COHERENT:
    case RIGHTS_OTHERS_COHERENT:
        if (beyond_has(BEYOND_COHERENT)) {
            return can_write ? PAGE_WRITE : PAGE_READ;
        }
        break;
    default:
        break;
    }
    /* Another device's memory, or memory that there is not: it is never to be shown. */
    return can_write ? PAGE_DEVICE_WRITE : PAGE_DEVICE_READ;
}

struct result do_snapshot(const struct operation *it)
{
    int error = check_mirror(it);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_SNAPSHOT);
    const struct answer *answer = ask(it->process, &job);
    struct result result = result_of(answer);
    for (int page = 0; answer && answer->error == 0 && page < it->count; page++) {
        result_add_page(&result, right_of(answer->rights[page]));
    }
    return result;
}

struct result do_evict(const struct operation *it)
{
    if (!device_is_attached(it->device)) {
        return result_errno(ENODEV);
    }
    if (it->count < 0) {
        return result_errno(EINVAL);
    }
    if (it->count == 0) {
        views_begin();
        return result_value(0);
    }
    /* The driver evicts all when a handle is closed, whoever mapped the pages: as many as asked for
     * by the operation, and the others by themselves. */
    int before = views_device_pages(it->device);
    struct job job = job_of(it, ASK_EVICT);
    const struct answer *answer = ask_server(&job);
    if (!answer || answer->error != 0) {
        return result_of(answer);
    }
    if (races_are_told()) {
        return result_unknown("Another was at the same time, and page tables do not tell how many pages this one took.");
    }
    int gone = before - views_device_pages(it->device);
    return result_value((uint64_t)(gone < it->count ? gone : it->count));
}
