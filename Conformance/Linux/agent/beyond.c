#define _GNU_SOURCE
#include "beyond.h"

#include "arena.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

#define HUGE "/sys/kernel/mm/transparent_hugepage/"
#define MERGE "/sys/kernel/mm/ksm/"
#define SWITCH "beyond="
#define PARAMETER "test_hmm."

enum {
    HUGE_PAGES = 512, /* of a huge page */
    SCANS =
        3, /* a scan that had begun; one that sees that a page stays as it is; one that merges it */
    AGAIN = 20,       /* how often it is given way until its pause is changed again */
    PATIENCE = 20000, /* how often ksmd is given way in a scan: where nothing can be merged any more
                         it does not scan */
    FIRST_COHERENT = 2,
    MEMORY_END = 1 << 28, /* the most memory that the driver gets for a device at once, in bytes */
};

static const char *const s_words[] = {"huge", "merge", "coherent"};

static bool s_has[BEYOND_COUNT];
static char s_line[2048], s_parameters[512];
static int s_pause = -1, s_scans = -1;
static int s_milliseconds = 1000000;
static bool s_is_scanned; /* ksmd knows of this process, as far as this process knows */

static bool put(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool good = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);
    close(file);
    return good;
}

static bool read_line(void)
{
    int file = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, s_line, sizeof s_line - 1) : -1;
    close(file);
    s_line[got > 0 ? got : 0] = 0;
    return got > 0;
}

static bool switch_on(const char *word)
{
    for (int what = 0; what < BEYOND_COUNT; what++) {
        if (strcmp(word, s_words[what]) == 0) {
            s_has[what] = true;
            return true;
        }
    }
    fprintf(stderr, "agent: nobody knows what %s is\n", word);
    return false;
}

/* What the guest's kernel was told beside what it takes for itself. */
static bool read_words(void)
{
    bool good = read_line();
    char *rest, *inner;
    for (char *word = strtok_r(s_line, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
        if (strncmp(word, PARAMETER, strlen(PARAMETER)) == 0) {
            strncat(s_parameters, word + strlen(PARAMETER),
                    sizeof s_parameters - strlen(s_parameters) - 1);
            strncat(s_parameters, " ", sizeof s_parameters - strlen(s_parameters) - 1);
        } else if (strncmp(word, SWITCH, strlen(SWITCH)) == 0) {
            for (char *one = strtok_r(word + strlen(SWITCH), ",", &inner); one;
                 one = strtok_r(NULL, ",", &inner)) {
                good = switch_on(one) && good;
            }
        }
    }
    return good;
}

static bool begin_merging(void)
{
    s_pause = open(MERGE "sleep_millisecs", O_WRONLY | O_CLOEXEC);
    s_scans = open(MERGE "full_scans", O_RDONLY | O_CLOEXEC);
    return s_pause >= 0 && s_scans >= 0 && put(MERGE "sleep_millisecs", "1000000") &&
           put(MERGE "pages_to_scan", "1000000") && put(MERGE "run", "1");
}

bool beyond_begin(void)
{
    return read_words() && put(HUGE "enabled", s_has[BEYOND_HUGE] ? "always" : "never") &&
           (!s_has[BEYOND_HUGE] || put(HUGE "shmem_enabled", "always")) &&
           (!s_has[BEYOND_MERGE] || begin_merging());
}

bool beyond_has(enum beyond what)
{
    return s_has[what];
}

void beyond_surround(int pages)
{
    void *place = mmap(page_at(pages), bytes_of(HUGE_PAGES - pages), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (place == MAP_FAILED) {
        perror("agent: the rest of a huge page");
        _exit(EXIT_FAILURE);
    }
}

static unsigned long scans(void)
{
    char text[24] = "";
    return pread(s_scans, text, sizeof text - 1, 0) > 0 ? strtoul(text, NULL, 10) : 0;
}

/* ksmd scans when its pause changes while it waits. */
static void change_pause(void)
{
    char text[24];
    s_milliseconds ^= 1;
    int length = snprintf(text, sizeof text, "%d", s_milliseconds);
    if (pwrite(s_pause, text, (size_t)length, 0) != length) {
        perror("agent: the pause of ksmd");
    }
}

static void scan(void)
{
    unsigned long before = scans();
    for (int turn = 0; s_is_scanned && scans() == before; turn++) {
        /* It may not have waited yet when the pause was changed. */
        if (turn % AGAIN == 0) {
            change_pause();
        }
        sched_yield();
        s_is_scanned = turn < PATIENCE;
    }
}

static bool may_fill(enum ask ask)
{
    return ask == ASK_MAP || ask == ASK_STORE || ask == ASK_PROTECT;
}

static bool can_merge(enum ask ask)
{
    return ask == ASK_MAP || ask == ASK_MAP_FILE || ask == ASK_REMAP;
}

void beyond_settle(const struct job *job)
{
    if (s_has[BEYOND_MERGE] && can_merge(job->ask)) {
        /* All that is mapped of the arena; ENOMEM where something is not. */
        madvise(ARENA, bytes_of(job->pages), MADV_MERGEABLE);
        s_is_scanned = true;
    }
    if (s_has[BEYOND_HUGE] && may_fill(job->ask)) {
        /* Where it cannot be one huge page, it is not. It takes pages back from devices, and so is
         * not done always. */
        madvise(ARENA, bytes_of(HUGE_PAGES), MADV_COLLAPSE);
    }
    for (int count = 0; s_is_scanned && job->ask != ASK_LOOK && count < SCANS; count++) {
        scan();
    }
}

/* The driver takes for each of the two what was meant for the other. */
void beyond_frames(int device, uint64_t *first, uint64_t *end)
{
    const char *name = device == 0 ? "spm_addr_dev1=" : "spm_addr_dev0=";
    const char *found = strstr(s_parameters, name);
    uint64_t address = found ? strtoull(found + strlen(name), NULL, 0) : 0;
    *first = address / PAGE_BYTES;
    *end = (address + MEMORY_END) / PAGE_BYTES;
}

int beyond_device(int device)
{
    return s_has[BEYOND_COHERENT] ? device + FIRST_COHERENT : device;
}

const char *beyond_parameters(void)
{
    return s_parameters;
}
