/* mremap and madvise. */
#define _GNU_SOURCE
#include "asking.h"
#include "handles.h"
#include "operations.h"
#include "views.h"

#include <sys/mman.h>

#ifndef MADV_COLD
#define MADV_COLD 20
#endif
#ifndef MADV_PAGEOUT
#define MADV_PAGEOUT 21
#endif

struct result do_advise(const struct operation *it)
{
    static const int advices[] = {
        [ADVICE_FREE] = MADV_FREE,
        [ADVICE_COLD] = MADV_COLD,
        [ADVICE_PAGEOUT] = MADV_PAGEOUT,
        [ADVICE_DONTFORK] = MADV_DONTFORK,
        [ADVICE_DOFORK] = MADV_DOFORK,
        [ADVICE_WIPEONFORK] = MADV_WIPEONFORK,
        [ADVICE_KEEPONFORK] = MADV_KEEPONFORK,
        [ADVICE_REMOVE] = MADV_REMOVE,
    };
    int error = check_range(it->process, it->start, it->count);
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_ADVISE);
    job.advice = advices[it->advice];
    return result_of(ask(it->process, &job));
}

struct result do_remap(const struct operation *it)
{
    int error = check_process(it->process);
    if (error != 0) {
        return result_errno(error);
    }
    /* What moves comes to be where others that share it are not. */
    views_tear_apart();
    struct operation all = *it;
    all.start = 0;
    all.count = world.pages;
    struct job job = job_of(&all, ASK_REMAP);
    job.moving = (struct moving){
        .start = it->start,
        .count = it->count,
        .new_start = it->new_start,
        .new_count = it->new_count,
        .flags = (it->flags & REMAP_MAYMOVE ? MREMAP_MAYMOVE : 0) |
                 (it->flags & REMAP_FIXED ? MREMAP_FIXED : 0) |
                 (it->flags & REMAP_DONTUNMAP ? MREMAP_DONTUNMAP : 0),
    };
    const struct answer *answer = ask(it->process, &job);
    if (!answer || answer->error != 0) {
        return result_of(answer);
    }
    return answer->place >= 0 && answer->place < world.pages
               ? result_value((uint64_t)answer->place)
               : result_fault("The kernel moved a range out of the address space.");
}
