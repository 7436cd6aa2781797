/*
 * The functions that carry out operations ask a worker and make a result of the answer. Of two operations at the same
 * time each function is called twice: the first time its job is only written down, the second time, when both jobs are
 * done, it is given the answer.
 */
#define _GNU_SOURCE
#include "races.h"

#include "delays.h"
#include "handles.h"
#include "operations.h"
#include "server.h"
#include "views.h"
#include "workers.h"

#include <errno.h>
#include <sched.h>
#include <time.h>

enum {
    BOTH = SERVER_MAILBOXES,
    NO_DELAY = 1, /* how long in milliseconds the second waits for the first to begin */
};

enum phase {
    ALONE,
    WRITING_DOWN,
    TELLING,
};

struct party {
    struct operation operation;
    bool is_refused;
    bool is_asked; /* it came to a job */
    struct result result; /* of one that did not */
    int process;
    struct job job;
    struct mailbox *box;
    bool answered;
    struct answer answer; /* the mailbox is used again before it is told */
};

static struct result (*const *s_operations)(const struct operation *operation);
static struct party s_parties[BOTH];
static enum phase s_phase;
static struct party *s_current;
static bool s_were;

void races_know(struct result (*const operations[OP_COUNT])(const struct operation *operation))
{
    s_operations = operations;
}

void races_reset(void)
{
    s_were = false;
}

bool races_were(void)
{
    return s_were;
}

bool races_are_told(void)
{
    return s_phase == TELLING;
}

bool races_take(int process, const struct job *job, struct answer **answer)
{
    *answer = NULL;
    if (s_phase == WRITING_DOWN) {
        s_current->is_asked = true;
        s_current->process = process;
        s_current->job = *job;
        s_current->job.is_racing = true;
    } else if (s_phase == TELLING && s_current->answered) {
        *answer = &s_current->answer;
    } else if (s_phase == TELLING) {
        mirrors_forget(process);
    }
    return s_phase != ALONE;
}

/* What two threads can do at the same time, and a page table need not be looked at for. */
static bool can_race(const struct operation *operation)
{
    switch (operation->op) {
    case OP_REMAP:
        /* Where the kernel chooses the place, it takes several calls. */
        return operation->flags == 0 || operation->flags & REMAP_FIXED;
    case OP_MAP:
    case OP_MAP_FILE:
    case OP_TRUNCATE:
    case OP_PUNCH_HOLE:
    case OP_EVICT:
    case OP_ADVISE:
    case OP_MLOCK:
    case OP_MUNLOCK:
    case OP_REGISTER:
    case OP_UNREGISTER:
    case OP_EXIT:
    case OP_UNMAP:
    case OP_PROTECT:
    case OP_DONTNEED:
    case OP_LOAD:
    case OP_STORE:
    case OP_FORK:
    case OP_SWAP_OUT:
    case OP_DEVICE_LOAD:
    case OP_DEVICE_STORE:
    case OP_SNAPSHOT:
    case OP_MIGRATE_TO_DEVICE:
    case OP_MIGRATE_TO_SYSTEM:
    case OP_MAKE_EXCLUSIVE:
        return true;
    default:
        return false;
    }
}

static bool opens_or_closes(const struct operation *it)
{
    return it->op == OP_REGISTER || it->op == OP_UNREGISTER;
}

static bool is_of_process(const struct operation *it)
{
    return it->op != OP_EVICT && it->op != OP_TRUNCATE && it->op != OP_PUNCH_HOLE;
}

/* A process that ends takes its other thread with it, and what handles there are is known to no more than one. */
static bool can_race_beside(const struct operation *it, const struct operation *other)
{
    bool excludes = it->op == OP_EXIT || other->op == OP_EXIT ||
                    (opens_or_closes(it) && opens_or_closes(other));
    bool meet = is_of_process(it) && is_of_process(other) && it->process == other->process;
    return can_race(it) && !(excludes && meet);
}

static void write_down(int which, const struct operation *operation)
{
    struct party *party = &s_parties[which];
    if (operation->op == OP_EXIT) {
        party->result = result_errno(ESRCH);
        party->is_asked = check_process(operation->process) == 0;
        party->process = operation->process;
        party->job.ask = ASK_EXIT;
    } else {
        s_phase = WRITING_DOWN;
        s_current = party;
        party->result = s_operations[operation->op](operation);
        s_phase = ALONE;
    }
    party->box = party->process == SERVER ? server_thread(which) : &mailboxes[party->process];
}

static struct party *second_of_process(void)
{
    struct party *one = &s_parties[0], *other = &s_parties[1];
    if (!one->is_asked || !other->is_asked || one->process != other->process || one->process == SERVER) {
        return NULL;
    }
    /* A child is the copy of the process's own thread. */
    return other->job.ask == ASK_FORK ? one : other;
}

static bool has_thread(struct party *second)
{
    int process = second->process;
    mailboxes[process].job = (struct job){.ask = ASK_SECOND, .child = MOST_PROCESSES + process};
    second->box = &mailboxes[MOST_PROCESSES + process];
    atomic_store(&second->box->turn, TURN_ABSENT);
    bool begun = worker_ask(process) == ASKED_ANSWERED && mailboxes[process].answer.error == 0;
    return begun && worker_hear(process, second->box) == ASKED_ANSWERED;
}

static void end_thread(const struct party *second)
{
    if (!worker_is_alive(second->process)) {
        return;
    }
    second->box->job = (struct job){.ask = ASK_LEAVE};
    mailbox_pass(second->box, TURN_ASKED);
    mailboxes[second->process].job = (struct job){.ask = ASK_ALONE};
    worker_ask(second->process);
}

static void begin(struct party *party)
{
    if (party->is_asked) {
        party->box->job = party->job;
        mailbox_pass(party->box, TURN_ASKED);
    }
}

static bool has_ended(const struct party *party)
{
    return !party->is_asked || (party->job.ask == ASK_EXIT
                                    ? worker_has_exited(party->process)
                                    : atomic_load(&party->box->turn) == TURN_IDLE);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Lets the others run until one has ended, or comes to the point. */
static void watch(const struct party *party, int most, bool until_reached)
{
    int64_t end = milliseconds() + most;
    while (!has_ended(party) && milliseconds() < end && !(until_reached && delays_is_reached())) {
        sched_yield();
    }
}

static void end(struct party *party)
{
    if (party->is_asked && party->job.ask == ASK_EXIT) {
        worker_end(party->process);
        mirrors_forget(party->process);
        return;
    }
    party->answered = party->is_asked && (party->process == SERVER || worker_is_alive(party->process)) &&
                      worker_hear(party->process, party->box) == ASKED_ANSWERED;
    if (party->answered) {
        party->answer = party->box->answer;
    }
}

static bool run(const struct delay *delay)
{
    bool has_point = delay->point != NOWHERE;
    int most = has_point ? delay->milliseconds : NO_DELAY;
    if (has_point) {
        delays_set(delay->point, most);
    }
    begin(&s_parties[0]);
    if (has_point) {
        watch(&s_parties[0], most, true);
    }
    bool held = has_point && delays_is_reached();
    begin(&s_parties[1]);
    if (held) {
        watch(&s_parties[1], most, false);
    }
    if (has_point) {
        delays_clear();
    }
    end(&s_parties[0]);
    end(&s_parties[1]);
    return held;
}

bool do_race(const struct operation pair[2], const struct delay *delay)
{
    s_were = true;
    for (int which = 0; which < BOTH; which++) {
        s_parties[which] = (struct party){
            .operation = pair[which],
            .is_refused = !can_race_beside(&pair[which], &pair[BOTH - 1 - which]),
        };
        if (!s_parties[which].is_refused) {
            write_down(which, &pair[which]);
        }
    }
    struct party *second = second_of_process();
    bool held = false;
    if (!second || has_thread(second)) {
        held = run(delay);
    }
    if (second) {
        end_thread(second);
    }
    views_begin();
    return held;
}

struct result do_raced(int which)
{
    struct party *party = &s_parties[which];
    if (party->is_refused) {
        return result_unsupported("It is not carried out beside another.");
    }
    if (!party->is_asked) {
        return party->result;
    }
    if (party->operation.op == OP_EXIT) {
        return result_ok();
    }
    s_phase = TELLING;
    s_current = party;
    struct result result = s_operations[party->operation.op](&party->operation);
    s_phase = ALONE;
    return result;
}
