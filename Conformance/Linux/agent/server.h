/* Jobs that are no process's: the server carries them out itself, beside another operation in a thread of its own. */
#ifndef SERVER_H
#define SERVER_H

#include "mailbox.h"

enum {
    SERVER = -1, /* in the place of a process */
};

/* Carries out a job. */
void server_carry_out(const struct job *job, struct answer *answer);

/* The mailbox of one of two threads, which waits for a job. */
struct mailbox *server_thread(int which);

#endif
