/* What happens to files themselves, whoever maps them. */
#define _GNU_SOURCE
#include "files.h"

#include "arena.h"
#include "asking.h"
#include "handles.h"
#include "operations.h"
#include "views.h"

#include <errno.h>
#include <limits.h>
#include <sys/mman.h>
#include <unistd.h>

static int s_files[MOST_FILES + MOST_MEMORY_FILES] = {-1, -1, -1, -1, -1, -1};

/* Of all of them, those of tmpfs that stand for files with storage come first (FIL-24). */
static int count_of(const struct world *world)
{
    return world->files + world->memory_files;
}

static bool fill(int file)
{
    uint64_t page[PAGE_WORDS];
    bool is_good = s_files[file] >= 0;
    if (file >= world.files) {
        return is_good && ftruncate(s_files[file], (off_t)bytes_of(world.file_pages)) == 0;
    }
    for (int index = 0; index < world.file_pages && is_good; index++) {
        content_fill(page, (uint64_t)(file + 1) * 65536 + (uint64_t)index);
        is_good = pwrite(s_files[file], page, sizeof page, (off_t)bytes_of(index)) == sizeof page;
    }
    return is_good;
}

const char *files_reset(const struct world *world)
{
    bool is_good = true;
    for (int file = 0; file < MOST_FILES + MOST_MEMORY_FILES; file++) {
        if (s_files[file] >= 0) {
            close(s_files[file]);
            s_files[file] = -1;
        }
    }
    for (int file = 0; file < count_of(world) && is_good; file++) {
        s_files[file] = memfd_create("file", 0);
        is_good = fill(file);
    }
    return is_good ? NULL : "The files cannot be made.";
}

int file_descriptor(int file)
{
    return s_files[file];
}

/* FIL-4, FIL-19 of the specification. */
static bool is_file(int file)
{
    return file >= 0 && file < count_of(&world);
}

struct result do_map_file(const struct operation *it)
{
    static const int protections[] = {
        [PROTECTION_NONE] = PROT_NONE,
        [PROTECTION_READ] = PROT_READ,
        [PROTECTION_READ_WRITE] = PROT_READ | PROT_WRITE,
    };
    int error = check_process(it->process);
    error = error != 0                                               ? error
            : !is_file(it->file)                                     ? EBADF
            : !range_is_good(it->start, it->count) || it->offset < 0 ? EINVAL
            : it->offset > INT_MAX - it->count                       ? EOVERFLOW
                                                                     : 0;
    if (error != 0) {
        return result_errno(error);
    }
    /* Pages of other places and processes may now be the same. */
    views_tear_apart();
    struct job job = job_of(it, ASK_MAP_FILE);
    job.protection = protections[it->protection];
    job.file = it->file;
    job.offset = it->offset;
    job.is_shared = it->sharing == SHARING_SHARED;
    return result_of(ask(it->process, &job));
}

struct result do_truncate(const struct operation *it)
{
    int error = !is_file(it->file)              ? EBADF
                : it->length < 0                ? EINVAL
                : it->length > world.file_pages ? EFBIG
                                                : 0;
    if (error != 0) {
        return result_errno(error);
    }
    struct job job = job_of(it, ASK_TRUNCATE);
    job.file = it->file;
    job.count = it->length;
    return result_of(ask_server(&job));
}

struct result do_punch_hole(const struct operation *it)
{
    bool is_good = it->start >= 0 && it->count > 0 && it->start < world.file_pages &&
                   it->count <= world.file_pages - it->start;
    if (!is_file(it->file) || !is_good) {
        return result_errno(is_file(it->file) ? EINVAL : EBADF);
    }
    struct job job = job_of(it, ASK_PUNCH_HOLE);
    job.file = it->file;
    return result_of(ask_server(&job));
}
