#include "asking.h"

#include "handles.h"
#include "races.h"
#include "server.h"
#include "views.h"
#include "workers.h"

#include <signal.h>

struct job job_of(const struct operation *it, enum ask ask)
{
    return (struct job){
        .ask = ask,
        .start = it->start,
        .count = it->count,
        .device = it->device,
        .value = it->value,
        .pages = world.pages,
        .is_first_word = races_were(),
    };
}

struct answer *ask(int process, const struct job *job)
{
    struct answer *answer;
    if (races_take(process, job, &answer)) {
        return answer;
    }
    views_begin();
    views_touch(job->start, job->count);
    mailboxes[process].job = *job;
    if (worker_ask(process) != ASKED_ANSWERED) {
        mirrors_forget(process);
        return NULL;
    }
    views_answered(process);
    return &mailboxes[process].answer;
}

struct answer *ask_server(const struct job *job)
{
    static struct answer s_answer;
    struct answer *answer;
    if (races_take(SERVER, job, &answer)) {
        return answer;
    }
    views_begin();
    views_touch_all();
    server_carry_out(job, &s_answer);
    return &s_answer;
}

struct result result_died(void)
{
    return result_signal(SIGKILL);
}

struct result result_of(const struct answer *answer)
{
    return !answer               ? result_died()
           : answer->signal != 0 ? result_signal(answer->signal)
           : answer->error != 0  ? result_errno(answer->error)
                                 : result_ok();
}
