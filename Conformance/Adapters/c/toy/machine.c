#include "machine.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct machine machine;

const char *machine_reset(const struct world *world, const char *profile)
{
    memset(&machine, 0, sizeof machine);
    machine.world = *world;
    bool is_v9 = strcmp(profile, "v9") == 0;
    bool is_linux = strcmp(profile, "linux-6.1") == 0;
    if (!is_v9 && !is_linux && strcmp(profile, "strict") != 0) {
        return "There is no such profile.";
    }
    machine.write_fault_error = is_v9 ? -EACCES : -EPERM;
    machine.asks_for_writing_alone = is_v9;
    machine.no_memory_fault_error = is_v9 ? -ENOMEM : -EFAULT;
    machine.own_read_only_faults = !is_linux;
    for (int process = 0; process < MOST_PROCESSES; process++) {
        for (int page = 0; page < PROCESS_PAGES; page++) {
            machine.processes[process].protections[page] = NOT_MAPPED;
        }
    }
    machine.processes[0].alive = true; /* MAP-1 */
    return NULL;
}

struct process *process_at(int process)
{
    bool exists = process >= 0 && process < machine.world.processes;
    return exists && machine.processes[process].alive ? &machine.processes[process] : NULL;
}

struct device *device_at(int device)
{
    bool exists = device >= 0 && device < machine.world.devices;
    return exists && machine.devices[device].attached ? &machine.devices[device] : NULL;
}

bool range_is_good(int start, int count)
{
    /* The end of a range may not be a number, so it is not asked for. */
    return start >= 0 && count > 0 && count <= machine.world.pages &&
           start <= machine.world.pages - count;
}

/* ERR-1, ERR-2 */
int check_range(int process, int start, int count)
{
    return !process_at(process) ? -ESRCH : !range_is_good(start, count) ? -EINVAL : 0;
}

/* ERR-1, FLT-11 */
int check_mirror(int process, int device, int start, int count)
{
    if (!process_at(process)) {
        return -ESRCH;
    }
    if (!device_at(device)) {
        return -ENODEV;
    }
    if (!range_is_good(start, count)) {
        return -EINVAL;
    }
    const struct mirror *mirror = &machine.processes[process].mirrors[device];
    if (!mirror->live) {
        return -ENODEV;
    }
    return start >= mirror->start && start + count <= mirror->end ? 0 : -EINVAL;
}

int protection_at(const struct process *process, int page)
{
    return page >= 0 && page < machine.world.pages ? process->protections[page] : NOT_MAPPED;
}

int vma_end(const struct process *process, int page, int end)
{
    int next = page + 1;
    while (next < end && process->protections[next] == process->protections[page]) {
        next++;
    }
    return next;
}

struct result ended(int error)
{
    return error == 0        ? result_ok()
           : error == KILLED ? result_signal(SIGSEGV)
                             : result_errno(-error);
}
