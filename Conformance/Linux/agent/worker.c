#define _GNU_SOURCE
#include "worker.h"

#include "beyond.h"
#include "driver.h"
#include "files.h"
#include "mailbox.h"
#include "pagemap.h"
#include "remap.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

_Thread_local int worker_thread;

static _Thread_local sigjmp_buf s_escape;
static _Thread_local volatile sig_atomic_t s_signal;
static int s_pagemap = -1;

/* A stack that is there already: nothing is mapped or unmapped for a thread. */
static char s_stack[1 << 17] __attribute__((aligned(PAGE_BYTES)));
static pthread_t s_second;

static void escape(int signal)
{
    s_signal = signal;
    siglongjmp(s_escape, 1);
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = escape, .sa_flags = SA_NODEFER};
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

static volatile uint64_t *words_of(int page)
{
    return (volatile uint64_t *)page_at(page);
}

/* The signal that an access ended in, or 0. */
static int load(int page, bool is_first_word, uint64_t *value)
{
    if (sigsetjmp(s_escape, 0) != 0) {
        return s_signal;
    }
    *value = is_first_word ? *words_of(page) : content_read(words_of(page));
    return 0;
}

static int store(int page, bool is_first_word, uint64_t value)
{
    if (sigsetjmp(s_escape, 0) != 0) {
        return s_signal;
    }
    if (is_first_word) {
        *words_of(page) = value;
    } else {
        content_fill(words_of(page), value);
    }
    return 0;
}

static int map(const struct job *it)
{
    void *place = mmap(page_at(it->start), bytes_of(it->count), it->protection,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    return place == MAP_FAILED ? errno : 0;
}

static int map_file(const struct job *it)
{
    int flags = (it->is_shared ? MAP_SHARED : MAP_PRIVATE) | MAP_FIXED_NOREPLACE;
    void *place = mmap(page_at(it->start), bytes_of(it->count), it->protection, flags,
                       file_descriptor(it->file), (off_t)it->offset * PAGE_BYTES);
    return place == MAP_FAILED ? errno : 0;
}

static int errno_of(int result)
{
    return result < 0 ? errno : 0;
}

static int fork_as(int child, int *process)
{
    /* The server is to be the parent of all, so that it can wait for their ends. */
    long result = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
    if (result == 0) {
        driver_forget();
        close(s_pagemap);
        worker_run(child);
    }
    *process = (int)result;
    return result < 0 ? errno : 0;
}

/* A migration that ends in EINVAL got as far as to the first page in no readable mapping. */
static int migrate(const struct job *job, struct answer *answer)
{
    int error = job->ask == ASK_TO_DEVICE ? driver_to_device(job) : driver_to_system(job);
    if (error == EINVAL && !job->is_racing) {
        int unseen = driver_snapshot(job, answer);
        return unseen != 0 ? unseen : error;
    }
    return error;
}

static void serve(struct mailbox *box);

static void *serve_second(void *box)
{
    worker_thread = 1;
    serve(box);
    return NULL;
}

static int begin_second(struct mailbox *box)
{
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    error = error == 0 ? pthread_attr_setstack(&attributes, s_stack, sizeof s_stack) : error;
    return error == 0 ? pthread_create(&s_second, &attributes, serve_second, box) : error;
}

static int carry_out(const struct job *it, struct answer *answer)
{
    char *start = page_at(it->start);
    size_t length = bytes_of(it->count);
    switch (it->ask) {
    case ASK_MAP:
        return map(it);
    case ASK_MAP_FILE:
        return map_file(it);
    case ASK_UNMAP:
        return errno_of(munmap(start, length));
    case ASK_PROTECT:
        return errno_of(mprotect(start, length, it->protection));
    case ASK_DONTNEED:
        return errno_of(madvise(start, length, MADV_DONTNEED));
    case ASK_PAGE_OUT:
        return errno_of(madvise(start, length, MADV_PAGEOUT));
    case ASK_ADVISE:
        return errno_of(madvise(start, length, it->advice));
    case ASK_MLOCK:
        return errno_of(mlock(start, length));
    case ASK_MUNLOCK:
        return errno_of(munlock(start, length));
    case ASK_REMAP:
        return remap(&it->moving, it->pages, &answer->place);
    case ASK_LOAD:
        answer->signal = load(it->start, it->is_first_word, &answer->values[0]);
        return 0;
    case ASK_STORE:
        answer->signal = store(it->start, it->is_first_word, it->value);
        return 0;
    case ASK_FORK:
        return fork_as(it->child, &answer->child);
    case ASK_EXIT:
        _exit(0);
    case ASK_OPEN:
        return driver_open(it->device);
    case ASK_CLOSE:
        return driver_close(it->device);
    case ASK_READ:
        return driver_read(it, answer);
    case ASK_WRITE:
        return driver_write(it, answer);
    case ASK_SNAPSHOT:
        return driver_snapshot(it, answer);
    case ASK_TO_DEVICE:
    case ASK_TO_SYSTEM:
        return migrate(it, answer);
    case ASK_EXCLUSIVE:
        return driver_make_exclusive(it, answer);
    case ASK_SECOND:
        return begin_second(&mailboxes[it->child]);
    case ASK_ALONE:
        return pthread_join(s_second, NULL);
    case ASK_LOOK:
    case ASK_LEAVE:
        return 0;
    case ASK_EVICT:
    case ASK_TRUNCATE:
    case ASK_PUNCH_HOLE:
        break;
    }
    return ENOSYS;
}

/* Where all pages are, and of those of the range that are present, without a fault, what they hold.
 */
static void look(const struct job *it, struct page_seen *seen)
{
    pagemap_look(s_pagemap, it->pages, seen);
    for (int page = it->start; page < it->start + it->count; page++) {
        bool is_present = seen[page].kind == SEEN_PRESENT || seen[page].kind == SEEN_ZERO;
        seen[page].has_value = is_present && load(page, it->is_first_word, &seen[page].value) == 0;
    }
}

static bool counts_pages(enum ask ask)
{
    return ask == ASK_TO_DEVICE || ask == ASK_TO_SYSTEM || ask == ASK_PAGE_OUT;
}

/* Until it is asked to leave. */
static void serve(struct mailbox *box)
{
    for (bool goes_on = true; goes_on;) {
        mailbox_pass(box, TURN_IDLE);
        mailbox_await(box, TURN_ASKED, 0);
        struct job *job = &box->job;
        struct answer *answer = &box->answer;
        answer->signal = 0;
        answer->faults = -1;
        if (counts_pages(job->ask) && !job->is_racing) {
            pagemap_look(s_pagemap, job->pages, answer->before);
        }
        answer->error = carry_out(job, answer);
        if (!job->is_racing) {
            beyond_settle(job);
            look(job, answer->after);
        }
        goes_on = job->ask != ASK_LEAVE;
    }
    mailbox_pass(box, TURN_ABSENT);
}

void worker_run(int number)
{
    worker_thread = 0;
    catch_signals();
    s_pagemap = pagemap_open(0);
    serve(&mailboxes[number]);
    _exit(0);
}
