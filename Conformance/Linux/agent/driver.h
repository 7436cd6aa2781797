/* The devices of test_hmm, for the process that calls: opening one lets it mirror the process. */
#ifndef DRIVER_H
#define DRIVER_H

#include "mailbox.h"

/* lib/test_hmm_uapi.h: what SNAPSHOT says of a page. */
enum rights {
    RIGHTS_ERROR = 0xff,
    RIGHTS_READ = 0x01,
    RIGHTS_WRITE = 0x02,
    RIGHTS_HUGE = 0x0c, /* a huge page of either size */
    RIGHTS_ZERO = 0x10,
    RIGHTS_OWN_MEMORY = 0x20,
    RIGHTS_OTHERS_MEMORY = 0x30,
    RIGHTS_OWN_COHERENT = 0x40,
    RIGHTS_OTHERS_COHERENT = 0x50,
    RIGHTS_KIND = 0xf0,
};

/* Each returns 0 or an errno. */
int driver_open(int device);
int driver_close(int device);

/* Opens a device and closes it, beside the handle that there may be: all of its pages leave it. */
int driver_evict(int device);

/* Lets go of what was inherited; the parent's handles stay open. */
void driver_forget(void);

int driver_read(const struct job *job, struct answer *answer);
int driver_write(const struct job *job, struct answer *answer);
int driver_snapshot(const struct job *job, struct answer *answer);
int driver_to_device(const struct job *job);
int driver_to_system(const struct job *job);
int driver_make_exclusive(const struct job *job, struct answer *answer);

#endif
