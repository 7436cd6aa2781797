/*
 * The machine itself in the place of a guest: its own kernel carries out what processes do, and
 * devices are simulated (driver.c). It is how CI tries the agent without a guest.
 */
#define _GNU_SOURCE
#include "../guest.h"

#include "../devices.h"
#include "../pagemap.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

const char *guest_begin(void)
{
    int file = pagemap_open(0);
    volatile char *place = mmap(page_at(0), PAGE_BYTES, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (file < 0 || place == MAP_FAILED) {
        return "There is no pagemap.";
    }
    (void)*place;
    uint64_t zero = pagemap_frame(pagemap_raw(file, page_at(0)));
    close(file);
    munmap(page_at(0), PAGE_BYTES);
    /* Nothing migrates, so that no frames are a device's and no swap type stands for one. */
    pagemap_kinds = (struct pagemap_kinds){.zero_frame = zero};
    return zero == 0 ? "pagemap shows frames to root only." : NULL;
}

/* From 5.7 on there is MREMAP_DONTUNMAP; from 6.17 on ranges of several mappings move as well, and
 * before that MADV_PAGEOUT began to take pages that processes share. */
bool guest_is_of_profile(void)
{
    struct utsname name;
    int version, patch;
    bool is_known = uname(&name) == 0 && sscanf(name.release, "%d.%d", &version, &patch) == 2;
    return is_known && version * 100 + patch >= 507 && version * 100 + patch < 608;
}

bool guest_has_selftest(void)
{
    return false;
}

void guest_run_selftest(void) {}

void guest_end(void)
{
    exit(EXIT_SUCCESS);
}
