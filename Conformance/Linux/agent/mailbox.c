#define _GNU_SOURCE
#include "mailbox.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct mailbox *mailboxes;

void mailboxes_make(void)
{
    mailboxes = mmap(NULL, (2 * MOST_PROCESSES + SERVER_MAILBOXES) * sizeof *mailboxes, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (mailboxes == MAP_FAILED) {
        perror("agent: mailboxes");
        exit(EXIT_FAILURE);
    }
}

void mailbox_pass(struct mailbox *box, enum turn turn)
{
    atomic_store(&box->turn, (uint32_t)turn);
    syscall(SYS_futex, &box->turn, FUTEX_WAKE, 1, NULL, NULL, 0);
}

bool mailbox_await(struct mailbox *box, enum turn turn, int seconds)
{
    struct timespec patience = {.tv_sec = seconds};
    uint32_t now;
    while ((now = atomic_load(&box->turn)) != (uint32_t)turn) {
        long result = syscall(SYS_futex, &box->turn, FUTEX_WAIT, now,
                              seconds > 0 ? &patience : NULL, NULL, 0);
        if (result < 0 && (errno == ETIMEDOUT || errno == EINTR)) {
            return atomic_load(&box->turn) == (uint32_t)turn;
        }
    }
    return true;
}
