/* What a process does with its own address space. */
#include "asking.h"
#include "handles.h"
#include "operations.h"
#include "races.h"
#include "views.h"
#include "workers.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>

static struct result over_range(const struct operation *it, enum ask kind)
{
    static const int protections[] = {
        [PROTECTION_NONE] = PROT_NONE,
        [PROTECTION_READ] = PROT_READ,
        [PROTECTION_READ_WRITE] = PROT_READ | PROT_WRITE,
    };
    int error = check_range(it->process, it->start, it->count);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, kind);
    job.protection = protections[it->protection];
    return result_of(ask(it->process, &job));
}

struct result do_map(const struct operation *it)
{
    return over_range(it, ASK_MAP);
}

struct result do_unmap(const struct operation *it)
{
    return over_range(it, ASK_UNMAP);
}

struct result do_protect(const struct operation *it)
{
    return over_range(it, ASK_PROTECT);
}

struct result do_dontneed(const struct operation *it)
{
    return over_range(it, ASK_DONTNEED);
}

struct result do_mlock(const struct operation *it)
{
    return over_range(it, ASK_MLOCK);
}

struct result do_munlock(const struct operation *it)
{
    return over_range(it, ASK_MUNLOCK);
}

static struct operation at_page(const struct operation *it)
{
    struct operation at = *it;
    at.start = it->page;
    at.count = 1;
    return at;
}

static struct result access(const struct operation *it, enum ask kind)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    /* Outside of the address space of the specification there is nothing here either. */
    if (it->page < 0 || it->page >= world.pages) {
        return result_signal(SIGSEGV);
    }
    struct operation at = at_page(it);
    struct job job = job_of(&at, kind);
    const struct answer *answer = ask(it->process, &job);
    bool delivers = kind == ASK_LOAD && answer && answer->signal == 0 && answer->error == 0;
    return delivers ? result_value(answer->values[0]) : result_of(answer);
}

struct result do_load(const struct operation *it)
{
    return access(it, ASK_LOAD);
}

struct result do_store(const struct operation *it)
{
    return access(it, ASK_STORE);
}

struct result do_swap_out(const struct operation *it)
{
    struct operation at = at_page(it);
    int error = check_range(it->process, at.start, 1);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(&at, ASK_PAGE_OUT);
    const struct answer *answer = ask(it->process, &job);
    /* To reclaim nothing is no error (RCL-2, LCK-6), but madvise of what is not mapped or is locked
     * is. */
    if (!answer || (answer->error != 0 && answer->error != ENOMEM && answer->error != EINVAL)) {
        return result_of(answer);
    }
    if (races_are_told()) {
        return result_unknown("Another was at the same time, and page tables do not tell.");
    }
    return result_value(answer->before[it->page].kind == SEEN_PRESENT &&
                        answer->after[it->page].kind != SEEN_PRESENT);
}

struct result do_fork(const struct operation *it)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    if (it->child < 0 || it->child >= world.processes) {
        return result_errno(EINVAL);
    }
    if (worker_is_alive(it->child)) {
        return result_errno(EEXIST);
    }
    struct operation all = *it;
    all.start = 0;
    all.count = world.pages;
    struct job job = job_of(&all, ASK_FORK);
    job.child = it->child;
    const struct answer *answer = ask(it->process, &job);
    if (!answer || answer->error != 0) {
        return result_of(answer);
    }
    const char *problem = worker_begin(it->child, answer->child);
    mirrors_forget(it->child);
    views_touch_all();
    return problem ? result_fault(problem) : result_ok();
}

struct result do_exit(const struct operation *it)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    views_begin();
    mailboxes[it->process].job.ask = ASK_EXIT;
    mailbox_pass(&mailboxes[it->process], TURN_ASKED);
    worker_end(it->process);
    mirrors_forget(it->process);
    /* The driver empties a device when a handle of it is closed. */
    views_touch_all();
    return result_ok();
}
