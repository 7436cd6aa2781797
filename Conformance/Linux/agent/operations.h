/* The operations of the protocol, each as calls of the kernel in one of the workers. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "adapter.h"

const char *operations_reset(const struct world *world, const char *profile);

/* Two at the same time. */
bool do_race(const struct operation pair[2], const struct delay *delay);
struct result do_raced(int which);

struct result do_map(const struct operation *it);
struct result do_unmap(const struct operation *it);
struct result do_protect(const struct operation *it);
struct result do_dontneed(const struct operation *it);
struct result do_load(const struct operation *it);
struct result do_store(const struct operation *it);
struct result do_fork(const struct operation *it);
struct result do_exit(const struct operation *it);
struct result do_swap_out(const struct operation *it);
struct result do_attach(const struct operation *it);
struct result do_register(const struct operation *it);
struct result do_unregister(const struct operation *it);
struct result do_device_load(const struct operation *it);
struct result do_device_store(const struct operation *it);
struct result do_snapshot(const struct operation *it);
struct result do_migrate_to_device(const struct operation *it);
struct result do_migrate_to_system(const struct operation *it);
struct result do_evict(const struct operation *it);
struct result do_remap(const struct operation *it);
struct result do_advise(const struct operation *it);
struct result do_mlock(const struct operation *it);
struct result do_munlock(const struct operation *it);
struct result do_make_exclusive(const struct operation *it);
struct result do_map_file(const struct operation *it);
struct result do_truncate(const struct operation *it);
struct result do_punch_hole(const struct operation *it);

#endif
