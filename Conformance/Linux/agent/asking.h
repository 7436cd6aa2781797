/* An operation becomes a job to the worker of its process. */
#ifndef ASKING_H
#define ASKING_H

#include "adapter.h"
#include "mailbox.h"

/* The job of an operation over a range. */
struct job job_of(const struct operation *it, enum ask ask);

/* Has it carried out, and looks; NULL if the process died of it. */
struct answer *ask(int process, const struct job *job);

/* Has the server carry it out, for whatever pages it may change. */
struct answer *ask_server(const struct job *job);

/* The result of a process that died although nobody asked for that. */
struct result result_died(void);

/* How an answer ended, without what it delivers. */
struct result result_of(const struct answer *answer);

#endif
