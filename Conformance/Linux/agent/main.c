/* The agent: the init of a guest whose kernel is judged. */
#include "adapter.h"
#include "beyond.h"
#include "complaints.h"
#include "delays.h"
#include "files.h"
#include "guest.h"
#include "mailbox.h"
#include "operations.h"
#include "races.h"
#include "views.h"
#include "workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const s_profiles[] = {"linux-6.1", NULL};

static struct adapter s_agent = {
    .name = "linux",
    .version = "1",
    .limits = {.processes = MOST_PROCESSES,
               .pages = ARENA_PAGES,
               .devices = MOST_DEVICES,
               .frames = UNLIMITED,
               .swap = UNLIMITED,
               .device_frames = UNLIMITED,
               .iova = UNLIMITED,
               .files = MOST_FILES,
               .memory_files = MOST_MEMORY_FILES,
               .file_pages = MOST_FILE_PAGES},
    .profiles = s_profiles,
    .deterministic = true,
    .events = 0, /* Nothing shows them. */
    .reset = operations_reset,
    .operations =
        {
            [OP_MAP] = do_map,
            [OP_UNMAP] = do_unmap,
            [OP_PROTECT] = do_protect,
            [OP_DONTNEED] = do_dontneed,
            [OP_LOAD] = do_load,
            [OP_STORE] = do_store,
            [OP_FORK] = do_fork,
            [OP_EXIT] = do_exit,
            [OP_SWAP_OUT] = do_swap_out,
            [OP_ATTACH] = do_attach,
            [OP_REGISTER] = do_register,
            [OP_UNREGISTER] = do_unregister,
            [OP_RANGE_FAULT] = NULL, /* test_hmm faults only to read or write. */
            [OP_DEVICE_LOAD] = do_device_load,
            [OP_DEVICE_STORE] = do_device_store,
            [OP_SNAPSHOT] = do_snapshot,
            [OP_MIGRATE_TO_DEVICE] = do_migrate_to_device,
            [OP_MIGRATE_TO_SYSTEM] = do_migrate_to_system,
            [OP_EVICT] = do_evict,
            [OP_REMAP] = do_remap,
            [OP_ADVISE] = do_advise,
            [OP_MAKE_EXCLUSIVE] = do_make_exclusive,
            [OP_DEVICE_ATOMIC] = NULL, /* test_hmm has none. */
            [OP_MAP_FILE] = do_map_file,
            [OP_WRITE_BACK] = NULL, /* A file of tmpfs is nowhere but in the page cache. */
            [OP_DROP_CACHE] = NULL,
            [OP_TRUNCATE] = do_truncate,
            [OP_PUNCH_HOLE] = do_punch_hole,
            [OP_MLOCK] = do_mlock,
            [OP_MUNLOCK] = do_munlock,
        },
    .view_page = views_of_page,
    .view_mirror = NULL, /* What a mirror holds shows only by an access. */
    .is_alive = views_is_alive,
    .view_device = NULL,
    .view_memory = NULL,
    .race = do_race,
    .raced = do_raced,
    .settle = views_begin,
};

int main(void)
{
    const char *problem = guest_begin();
    if (problem) {
        fprintf(stderr, "agent: %s\n", problem);
        perror("agent: the last error was");
        return EXIT_FAILURE;
    }
    if (guest_has_selftest()) {
        guest_run_selftest();
        guest_end();
    }
    if (!guest_is_of_profile()) {
        s_agent.operations[OP_REMAP] = NULL;
        s_agent.operations[OP_ADVISE] = NULL;
    }
    s_agent.delay_points = delays_find();
    races_know(s_agent.operations);
    mailboxes_make();
    complaints_heed();
    /* The host may save the guest from here on. */
    fprintf(stderr, "agent: ready\n");
    int code = adapter_run(&s_agent);
    workers_end();
    if (code != EXIT_SUCCESS) {
        return code;
    }
    guest_end();
}
