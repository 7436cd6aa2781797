#define _GNU_SOURCE
#include "workers.h"

#include "beyond.h"
#include "complaints.h"
#include "handles.h"
#include "pagemap.h"
#include "remap.h"
#include "server.h"
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SECONDS = 2, /* between looks whether a worker that says nothing still lives */
    LOOKS = 4,
};

static struct {
    pid_t id; /* 0 if there is none */
    int pagemap;
} s_workers[MOST_PROCESSES];

bool worker_is_alive(int process)
{
    return s_workers[process].id != 0;
}

int worker_pagemap(int process)
{
    return s_workers[process].pagemap;
}

static void forget(int process)
{
    close(s_workers[process].pagemap);
    s_workers[process].id = 0;
    atomic_store(&mailboxes[process].turn, TURN_ABSENT);
}

bool worker_has_exited(int process)
{
    siginfo_t end = {0};
    int result = waitid(P_PID, (id_t)s_workers[process].id, &end, WEXITED | WNOHANG | WNOWAIT);
    return result < 0 || end.si_pid != 0;
}

void worker_end(int process)
{
    while (waitpid(s_workers[process].id, NULL, 0) < 0 && errno == EINTR) {
    }
    forget(process);
    complaints_heed();
}

static _Noreturn void hang(const char *what)
{
    fprintf(stderr, "agent: nothing was heard for %d s %s\n", SECONDS * LOOKS, what);
    int trigger = open("/proc/sysrq-trigger", O_WRONLY);
    if (trigger >= 0 && write(trigger, "w", 1) == 1) {
        close(trigger);
    }
    exit(EXIT_FAILURE);
}

/* Whether it answered; it did not if it died. */
static bool answers(int process, struct mailbox *box, const char *what)
{
    for (int look = 0; look < LOOKS; look++) {
        if (mailbox_await(box, TURN_IDLE, SECONDS)) {
            return true;
        }
        if (process != SERVER && waitpid(s_workers[process].id, NULL, WNOHANG) == s_workers[process].id) {
            forget(process);
            return false;
        }
    }
    hang(what);
}

static bool hear(int process, struct mailbox *box, const char *what)
{
    bool heard = answers(process, box, what);
    complaints_heed();
    return heard;
}

const char *worker_begin(int child, int process_id)
{
    s_workers[child].id = process_id;
    s_workers[child].pagemap = pagemap_open(process_id);
    if (s_workers[child].pagemap < 0) {
        return "There is no pagemap.";
    }
    return hear(child, &mailboxes[child], "of a process that begins") ? NULL : "A process died as it began.";
}

enum asked worker_hear(int process, struct mailbox *box)
{
    static char what[40];
    if (process == SERVER) {
        snprintf(what, sizeof what, "of job %d of the server", (int)box->job.ask);
    } else {
        snprintf(what, sizeof what, "of job %d to process %d", (int)box->job.ask, process);
    }
    return hear(process, box, what) ? ASKED_ANSWERED : ASKED_DIED;
}

enum asked worker_ask(int process)
{
    struct mailbox *box = &mailboxes[process];
    mailbox_pass(box, TURN_ASKED);
    return worker_hear(process, box);
}

void workers_end(void)
{
    for (int process = 0; process < MOST_PROCESSES; process++) {
        if (worker_is_alive(process)) {
            kill(s_workers[process].id, SIGKILL);
        }
    }
    for (int process = 0; process < MOST_PROCESSES; process++) {
        if (worker_is_alive(process)) {
            worker_end(process);
        }
    }
}

const char *workers_reset(void)
{
    workers_end();
    atomic_store(&mailboxes[0].turn, TURN_ABSENT);
    pid_t id = fork();
    if (id == 0) {
        if (beyond_has(BEYOND_HUGE)) {
            beyond_surround(world.pages);
        } else {
            remap_guard(world.pages);
        }
        worker_run(0);
    }
    return id < 0 ? "There can be no process." : worker_begin(0, id);
}
