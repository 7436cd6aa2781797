#define _GNU_SOURCE
#include "server.h"

#include "driver.h"
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool s_has_thread[SERVER_MAILBOXES];

static int errno_of(int result)
{
    return result < 0 ? errno : 0;
}

static int carry_out(const struct job *it)
{
    switch (it->ask) {
    case ASK_EVICT:
        return driver_evict(it->device);
    case ASK_TRUNCATE:
        return errno_of(ftruncate(file_descriptor(it->file), (off_t)bytes_of(it->count)));
    case ASK_PUNCH_HOLE:
        return errno_of(fallocate(file_descriptor(it->file), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                                  (off_t)bytes_of(it->start), (off_t)bytes_of(it->count)));
    default:
        return ENOSYS;
    }
}

void server_carry_out(const struct job *job, struct answer *answer)
{
    answer->signal = 0;
    answer->error = carry_out(job);
}

static void *serve(void *argument)
{
    struct mailbox *box = argument;
    for (;;) {
        mailbox_pass(box, TURN_IDLE);
        mailbox_await(box, TURN_ASKED, 0);
        server_carry_out(&box->job, &box->answer);
    }
    return NULL;
}

/* A thread stays: workers are forked without it, and it has nothing of a run. */
struct mailbox *server_thread(int which)
{
    struct mailbox *box = &mailboxes[2 * MOST_PROCESSES + which];
    pthread_t thread;
    if (!s_has_thread[which]) {
        if (pthread_create(&thread, NULL, serve, box) != 0 || pthread_detach(thread) != 0) {
            fputs("agent: the server has no thread beside its own\n", stderr);
            exit(EXIT_FAILURE);
        }
        s_has_thread[which] = true;
    }
    mailbox_await(box, TURN_IDLE, 0);
    return box;
}
