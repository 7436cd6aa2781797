#include "handles.h"

#include "races.h"
#include "workers.h"

#include <errno.h>
#include <string.h>

struct world world;

static bool s_attached[MOST_DEVICES];
static struct mirror s_mirrors[MOST_PROCESSES][MOST_DEVICES];

void handles_reset(const struct world *new_world)
{
    world = *new_world;
    memset(s_attached, 0, sizeof s_attached);
    memset(s_mirrors, 0, sizeof s_mirrors);
}

bool device_is_attached(int device)
{
    return device >= 0 && device < world.devices && s_attached[device];
}

void device_attach(int device)
{
    s_attached[device] = true;
}

struct mirror *mirror_of(int process, int device)
{
    return &s_mirrors[process][device];
}

void mirrors_forget(int process)
{
    memset(s_mirrors[process], 0, sizeof s_mirrors[process]);
}

int check_process(int process)
{
    if (races_are_told()) {
        return 0; /* It was looked at before the other of the two changed anything. */
    }
    bool exists = process >= 0 && process < world.processes;
    return exists && worker_is_alive(process) ? 0 : ESRCH;
}

bool range_is_good(int start, int count)
{
    /* The end of a range may not be a number, so it is not asked for. */
    return start >= 0 && count > 0 && count <= world.pages && start <= world.pages - count;
}

int check_range(int process, int start, int count)
{
    int error = check_process(process);
    return error != 0 ? error : range_is_good(start, count) ? 0 : EINVAL;
}

int check_mirror(const struct operation *it)
{
    if (races_are_told()) {
        return 0;
    }
    int error = check_process(it->process);
    if (error != 0) {
        return error;
    }
    if (!device_is_attached(it->device)) {
        return ENODEV;
    }
    if (!range_is_good(it->start, it->count)) {
        return EINVAL;
    }
    const struct mirror *mirror = mirror_of(it->process, it->device);
    if (!mirror->open) {
        return ENODEV;
    }
    bool contains =
        it->start >= mirror->start && it->start + it->count <= mirror->start + mirror->count;
    return contains ? 0 : EINVAL;
}
