/*
 * An adapter: it lets hmmspec ask an implementation of HMM, line by line (PROTOCOL.md). Fill in a
 * struct adapter, as skeleton.c does, and call adapter_run. All else is done here: reading,
 * checking, answering.
 */
#ifndef ADAPTER_H
#define ADAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    UNLIMITED = -1,         /* a resource of which runs are not to use up all */
    UNSEEN = -1,            /* what was not looked at */
    NOBODY = -1,            /* no owner, no device */
    NOWHERE = -1,           /* at no delay point */
    MOST_PAGES = 1 << 16,   /* what one result can tell of */
    LINE_LONGEST = 1 << 20, /* the protocol's bound */
};

enum op {
    OP_MAP,
    OP_UNMAP,
    OP_PROTECT,
    OP_DONTNEED,
    OP_LOAD,
    OP_STORE,
    OP_FORK,
    OP_EXIT,
    OP_SWAP_OUT,
    OP_ATTACH,
    OP_REGISTER,
    OP_UNREGISTER,
    OP_RANGE_FAULT,
    OP_DEVICE_LOAD,
    OP_DEVICE_STORE,
    OP_SNAPSHOT,
    OP_MIGRATE_TO_DEVICE,
    OP_MIGRATE_TO_SYSTEM,
    OP_EVICT,
    OP_REMAP,
    OP_ADVISE,
    OP_MAKE_EXCLUSIVE,
    OP_DEVICE_ATOMIC,
    OP_MAP_FILE,
    OP_WRITE_BACK,
    OP_DROP_CACHE,
    OP_TRUNCATE,
    OP_PUNCH_HOLE,
    OP_MLOCK,
    OP_MUNLOCK,
    OP_COUNT
};

enum protection {
    PROTECTION_NONE,
    PROTECTION_READ,
    PROTECTION_READ_WRITE
};

enum dma {
    DMA_DIRECT,
    DMA_IOMMU
};

/* The flags of mremap; MAYMOVE goes with each of the others where the call is to succeed. */
enum remap_flags {
    REMAP_MAYMOVE = 1,
    REMAP_FIXED = 2,
    REMAP_DONTUNMAP = 4
};

enum advice {
    ADVICE_FREE,
    ADVICE_COLD,
    ADVICE_PAGEOUT,
    ADVICE_DONTFORK,
    ADVICE_DOFORK,
    ADVICE_WIPEONFORK,
    ADVICE_KEEPONFORK,
    ADVICE_REMOVE
};

enum sharing {
    SHARING_PRIVATE,
    SHARING_SHARED
};

/* What is asked for on a page of a range fault; both bits may be set. */
enum request {
    REQUEST_NONE = 0,
    REQUEST_FAULT = 1,
    REQUEST_WRITE = 2
};

/* An operation. What its kind does not have is zero. Numbers may be out of every range. */
struct operation {
    enum op op;
    int process, child, device;
    int page;
    int start, count;
    int new_start, new_count;
    unsigned flags; /* of enum remap_flags */
    enum advice advice;
    int file, offset, length;
    enum sharing sharing;
    uint64_t value;
    enum protection protection;
    int capacity;
    enum dma dma;
    int iovas;
    unsigned char default_request, mask; /* of enum request */
    const unsigned char *requests; /* of the single pages; there may be fewer than pages, or more */
    int request_count;
};

/* What is asked for on a page, at an offset into the range of a range fault. */
unsigned operation_request(const struct operation *operation, int offset);

enum page_result {
    PAGE_NOT_REACHED,
    PAGE_ERROR,
    PAGE_EMPTY,
    PAGE_ZERO,
    PAGE_READ,
    PAGE_WRITE,
    PAGE_DEVICE_READ,
    PAGE_DEVICE_WRITE,
    PAGE_MIGRATED,
    PAGE_FILLED,
    PAGE_SKIPPED_EMPTY,
    PAGE_SKIPPED_NOT_SELECTED,
    PAGE_SKIPPED_SWAP,
    PAGE_SKIPPED_SWAP_CACHE,
    PAGE_SKIPPED_LOCKED,
    PAGE_SKIPPED_REFERENCED,
    PAGE_SKIPPED_NO_MEMORY,
    PAGE_SKIPPED_NO_DMA,
    PAGE_SKIPPED_LOST,
    PAGE_SKIPPED_BY_DRIVER,
    PAGE_SKIPPED_EXCLUSIVE,
    PAGE_SKIPPED_PAGE_CACHE,
    PAGE_EXCLUSIVE,
    PAGE_RESULT_COUNT
};

/* How an operation ended. Make one with the functions below, then add what it delivers. */
struct result {
    const char *status;
    const char *reason;
    bool has_value;
    uint64_t value;
    int faults;
    int value_count, page_count;
};

struct result result_ok(void);
struct result result_value(uint64_t value);
struct result result_errno(int error);                /* EFAULT */
struct result result_signal(int signal);              /* SIGSEGV */
struct result result_unsupported(const char *reason); /* it was not carried out, for certain */
struct result result_unknown(const char *reason);     /* it may have been carried out or not */
struct result result_fault(const char *reason); /* the adapter failed, not the implementation */

/* Adds the value, or what became of, the next page of the range. */
void result_add_value(struct result *result, uint64_t value);
void result_add_page(struct result *result, enum page_result page);

/* To be called during an operation, at any depth; costs nothing unless hmmspec looks. */

enum event_phase {
    EVENT_START,
    EVENT_CALLBACK,
    EVENT_END
};

enum event_kind {
    EVENT_UNMAP,
    EVENT_CLEAR,
    EVENT_PROTECTION_VMA,
    EVENT_PROTECTION_PAGE,
    EVENT_RELEASE,
    EVENT_MIGRATE,
    EVENT_EXCLUSIVE,
    EVENT_KIND_COUNT
};

struct event {
    enum event_phase phase;
    enum event_kind kind;
    int process, start, count;
    int owner;  /* the device that causes a migration or has a page for itself, or NOBODY */
    int device; /* the device that is told by a callback, or NOBODY */
};

/* The notifier did something. */
void adapter_event(const struct event *event);

/* Something of this page may have changed. Saying so too often does no harm. */
void adapter_touch(int process, int page);

/* What can be seen. Every number begins as UNSEEN, and what stays so is left out. */

enum entry {
    ENTRY_NONE,
    ENTRY_PRESENT,
    ENTRY_SWAP,
    ENTRY_DEVICE,
    ENTRY_EXCLUSIVE
};

enum mirror_entry {
    MIRROR_NONE,
    MIRROR_SYSTEM,
    MIRROR_DEVICE
};

struct page_view {
    int mapped, protection;
    int entry, device; /* enum entry, and of ENTRY_DEVICE whose memory */
    int zero, writable, dirty, young;
    int cached, cached_writable;
    bool has_value;
    uint64_t value;
};

struct mirror_view {
    int entry; /* enum mirror_entry */
    int zero, writable, dirty, exclusive;
    int cached, cached_writable;
    bool has_value;
    uint64_t value;
};

struct device_view {
    int attached, used_frames, used_iovas;
};

struct memory_view {
    int used_frames, used_swap;
};

/* How much there is. */
struct world {
    int processes, pages, devices, frames, swap, device_frames, iova;
    int files, file_pages; /* 0 for an adapter without files */
    int memory_files; /* 0 for one without memory files, which have the numbers after the others */
};

/* Where the first of two operations at the same time is held up until the second has ended. */
struct delay {
    int point;        /* an index into the adapter's delay_points, or NOWHERE */
    int milliseconds; /* for how long at most */
};

struct adapter {
    const char *name, *version;
    struct world limits; /* the largest world, UNLIMITED where there is no limit */
    const char *const
        *profiles;      /* the names of those that are known, ended by NULL; NULL for all */
    bool deterministic; /* the same operations after a reset always give the same results */
    unsigned events;    /* the kinds that are reported: 1 << EVENT_UNMAP | ... */

    /* Makes everything as at the start. NULL if it went well, or what is wrong. */
    const char *(*reset)(const struct world *world, const char *profile);

    /* What carries out each kind of operation; NULL for one that is not declared. */
    struct result (*operations[OP_COUNT])(const struct operation *operation);

    /* Looks at a page; NULL if none can be. The process and the page are of this world. */
    void (*view_page)(int process, int page, struct page_view *view);

    /* Looks at a page of a mirror; false if the device does not mirror the process. May be NULL. */
    bool (*view_mirror)(int process, int device, int page, struct mirror_view *view);

    /* Look at the rest; is_alive makes the level "state" possible, the others may be NULL. */
    bool (*is_alive)(int process);
    void (*view_device)(int device, struct device_view *view);
    void (*view_memory)(struct memory_view *view);

    /* The names of the points at which an operation can be held up, ended by NULL. NULL for an
     * adapter that does not carry out two operations at a time; the two below are NULL then too. */
    const char *const *delay_points;

    /* Has two operations carried out at the same time; whether the first was held up. A range fault
     * that names requests of single pages is not among them. */
    bool (*race)(const struct operation pair[2], const struct delay *delay);

    /* How the first (0) and then how the second (1) of them ended. */
    struct result (*raced)(int which);

    /* Does what was put off, before an observe: frees, late callbacks. May be NULL. */
    void (*settle)(void);
};

/* Answers until the end of the session; the exit code of the program. */
int adapter_run(const struct adapter *adapter);

#endif
