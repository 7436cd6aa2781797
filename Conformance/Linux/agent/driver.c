#define _GNU_SOURCE
#include "driver.h"

#include "beyond.h"
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* lib/test_hmm_uapi.h */
struct command {
    uint64_t address, buffer, pages, done, faults;
};

#define COMMAND(number) _IOWR('H', number, struct command)

enum {
    READ = 0,
    WRITE = 1,
    MIGRATE_TO_DEVICE = 2,
    MIGRATE_TO_SYSTEM = 3,
    SNAPSHOT = 4,
    EXCLUSIVE = 5,
};

static int s_handles[MOST_DEVICES] = {-1, -1};

/* What the driver copies from and to, of either thread. */
static char s_buffers[2][ARENA_PAGES * PAGE_BYTES] __attribute__((aligned(PAGE_BYTES)));

static int open_device(int device)
{
    char path[32];
    snprintf(path, sizeof path, "/dev/hmm_dmirror%d", beyond_device(device));
    return open(path, O_RDWR | O_CLOEXEC);
}

int driver_open(int device)
{
    s_handles[device] = open_device(device);
    return s_handles[device] < 0 ? errno : 0;
}

int driver_close(int device)
{
    int result = close(s_handles[device]);
    s_handles[device] = -1;
    return result < 0 ? errno : 0;
}

int driver_evict(int device)
{
    int handle = open_device(device);
    return handle < 0 || close(handle) < 0 ? errno : 0;
}

void driver_forget(void)
{
    for (int device = 0; device < MOST_DEVICES; device++) {
        if (s_handles[device] >= 0) {
            driver_close(device);
        }
    }
}

static int command(const struct job *job, int number, struct command *it)
{
    *it = (struct command){
        .address = (uint64_t)(uintptr_t)page_at(job->start),
        .buffer = (uint64_t)(uintptr_t)s_buffers[worker_thread],
        .pages = (uint64_t)job->count,
    };
    int result = ioctl(s_handles[job->device], COMMAND((unsigned)number), it);
    /* The process's other thread may have closed it. */
    return result >= 0 ? 0 : errno == EBADF ? ENODEV : errno;
}

int driver_read(const struct job *job, struct answer *answer)
{
    struct command it;
    int error = command(job, READ, &it);
    /* After an error the driver does not say how many faults there were. */
    answer->faults = error == 0 ? (int)it.faults : -1;
    for (int page = 0; error == 0 && page < job->count; page++) {
        const uint64_t *words = (uint64_t *)(s_buffers[worker_thread] + bytes_of(page));
        answer->values[page] = job->is_first_word ? *words : content_read(words);
    }
    return error;
}

int driver_write(const struct job *job, struct answer *answer)
{
    struct command it;
    for (int page = 0; page < job->count; page++) {
        content_fill((uint64_t *)(s_buffers[worker_thread] + bytes_of(page)),
                     job->value + (uint64_t)page);
    }
    int error = command(job, WRITE, &it);
    answer->faults = error == 0 ? (int)it.faults : -1;
    return error;
}

int driver_snapshot(const struct job *job, struct answer *answer)
{
    struct command it;
    int error = command(job, SNAPSHOT, &it);
    if (error == 0) {
        memcpy(answer->rights, s_buffers[worker_thread], (size_t)job->count);
    }
    return error;
}

int driver_to_device(const struct job *job)
{
    struct command it;
    int error = command(job, MIGRATE_TO_DEVICE, &it);
    /* The driver then reads what its mirror has, and fails if a page did not move. */
    return error == ENOENT ? 0 : error;
}

int driver_to_system(const struct job *job)
{
    struct command it;
    return command(job, MIGRATE_TO_SYSTEM, &it);
}

int driver_make_exclusive(const struct job *job, struct answer *answer)
{
    struct command it;
    int error = command(job, EXCLUSIVE, &it);
    /* The driver then reads what its mirror has, which another may have taken from it already. */
    error = error == ENOENT && job->is_racing ? 0 : error;
    answer->reached = job->count;
    for (int page = 0; page < job->count; page++) {
        answer->exclusive[page] = error == 0;
    }
    return error;
}
