/* The processes of a run, each a worker, as the server sees them. */
#ifndef WORKERS_H
#define WORKERS_H

#include "mailbox.h"

/* Ends all that there are, and starts the first process of a run. NULL, or what went wrong. */
const char *workers_reset(void);

/* Ends all that there are. */
void workers_end(void);

bool worker_is_alive(int process);

enum asked {
    ASKED_ANSWERED,
    ASKED_DIED,
};

/* Has a worker that is alive carry out the job in its mailbox. If it says nothing for long the
 * kernel hangs, and so the agent ends, after having the kernel say where. */
enum asked worker_ask(int process);

/* Waits until a worker that was asked, its second thread, or a thread of the server has put down the answer in the
 * mailbox. */
enum asked worker_hear(int process, struct mailbox *box);

/* The child with that number begins. NULL, or what went wrong. */
const char *worker_begin(int child, int process_id);

/* Whether a worker that was asked to exit is gone, and only worker_end is left. */
bool worker_has_exited(int process);

/* Waits for the end of a worker that was asked to exit. */
void worker_end(int process);

/* Its pagemap. */
int worker_pagemap(int process);

#endif
