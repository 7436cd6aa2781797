/* What the server asks a worker, and what it answers: one such box for each process. */
#ifndef MAILBOX_H
#define MAILBOX_H

#include "arena.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    MOST_PROCESSES = 8,
    MOST_DEVICES = 2,
    SERVER_MAILBOXES = 2,
};

enum ask {
    ASK_MAP,
    ASK_UNMAP,
    ASK_PROTECT,
    ASK_DONTNEED,
    ASK_LOAD,
    ASK_STORE,
    ASK_FORK,
    ASK_EXIT,
    ASK_PAGE_OUT,
    ASK_MAP_FILE,
    ASK_ADVISE,
    ASK_MLOCK,
    ASK_MUNLOCK,
    ASK_REMAP,
    ASK_OPEN,
    ASK_CLOSE,
    ASK_READ,
    ASK_WRITE,
    ASK_SNAPSHOT,
    ASK_TO_DEVICE,
    ASK_TO_SYSTEM,
    ASK_EXCLUSIVE,
    ASK_LOOK,
    ASK_EVICT, /* of the server itself, as the next two */
    ASK_TRUNCATE,
    ASK_PUNCH_HOLE,
    ASK_SECOND, /* to have a second thread from now on, which answers to a mailbox of its own */
    ASK_ALONE,  /* to wait for its end */
    ASK_LEAVE,  /* to the second thread: to end */
};

/* What a page-table entry is, as far as pagemap shows it. */
enum entry_kind {
    SEEN_NONE,
    SEEN_PRESENT,
    SEEN_ZERO, /* present, and the shared zero page */
    SEEN_SWAP,
    SEEN_DEVICE,
    SEEN_EXCLUSIVE, /* a device has it for itself */
    SEEN_OTHER,     /* under migration */
};

struct page_seen {
    enum entry_kind kind;
    uint64_t frame; /* of a device's page */
    bool has_value;
    uint64_t value;
};

enum turn {
    TURN_ABSENT, /* there is no worker */
    TURN_IDLE,   /* it waits for a job */
    TURN_ASKED,
};

/* What mremap is asked for, in pages, which may be out of every range. */
struct moving {
    int start, count, new_start, new_count;
    unsigned flags; /* MREMAP_ */
};

struct job {
    enum ask ask;
    int start, count;
    int protection; /* PROT_ of mmap */
    int advice;     /* MADV_ of madvise */
    struct moving moving;
    int file, offset;
    bool is_shared;
    int device;
    int child;
    uint64_t value;
    int pages; /* how many there are in this world: as many are looked at */
    bool is_racing; /* another is in flight: nothing is looked at but what the job itself tells */
    bool is_first_word; /* two have been at the same time: the first word of a page is its value */
};

struct answer {
    int error;  /* an errno, or 0 */
    int signal; /* or 0 */
    int child;  /* its process id */
    int faults; /* of a device; -1 if they were not counted */
    int place;  /* where a range is after mremap, in pages of the arena */
    uint64_t values[ARENA_PAGES];
    int reached;                 /* how many pages of the range a device tried to get for itself */
    bool exclusive[ARENA_PAGES]; /* and which of them it has */
    unsigned char rights[ARENA_PAGES]; /* of a snapshot, as the driver writes them */
    struct page_seen before[ARENA_PAGES], after[ARENA_PAGES]; /* from the arena's first page on */
};

struct mailbox {
    _Atomic uint32_t turn; /* of enum turn; a futex */
    struct job job;
    struct answer answer;
};

/* Of each process, behind those of each process's second thread, and then the server's own; in memory
 * that all processes share. */
extern struct mailbox *mailboxes;

void mailboxes_make(void);

/* Wakes who waits for the turn, having set it. */
void mailbox_pass(struct mailbox *box, enum turn turn);

/* Waits until it is this turn; false if that takes longer than so many seconds (0: for ever). */
bool mailbox_await(struct mailbox *box, enum turn turn, int seconds);

#endif
