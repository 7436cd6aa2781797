#define _GNU_SOURCE
#include "complaints.h"

#include "guest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LOG "/dev/kmsg"

enum {
    RECORD_LONGEST = 1024 * 8 /* include/linux/printk.h: CONSOLE_EXT_LOG_MAX */
};

/* What a report begins with. Those of KASAN and WARN_ON end the guest by themselves. */
static const char *const s_beginnings[] = {
    "BUG", /* mm/page_alloc.c: bad_page; kernel/fork.c: check_mm; mm/slub.c; kernel/sched/core.c */
    "WARNING: ",                       /* kernel/locking/lockdep.c, RCU */
    "INFO: trying to register non-static key", /* lockdep gives up */
};

static bool is_report(const char *record)
{
    /* "6,339,5140900,-;text" */
    const char *text = strchr(record, ';');
    bool is = false;
    for (size_t i = 0; text && i < sizeof s_beginnings / sizeof *s_beginnings; i++) {
        is |= strncmp(text + 1, s_beginnings[i], strlen(s_beginnings[i])) == 0;
    }
    return is;
}

static int opened(void)
{
    static int file = -1;
    if (file < 0) {
        file = open(LOG, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    if (file < 0) {
        perror("agent: " LOG);
        guest_end();
    }
    return file;
}

void complaints_heed(void)
{
    static char record[RECORD_LONGEST + 1];
    int file = opened();
    for (;;) {
        ssize_t got = read(file, record, RECORD_LONGEST);
        if (got < 0 && errno == EPIPE) {
            continue; /* What came between was overwritten. */
        }
        if (got <= 0) {
            return;
        }
        record[got] = '\0';
        if (is_report(record)) {
            fprintf(stderr, "agent: the kernel has reported an error of its own\n");
            guest_end();
        }
    }
}
