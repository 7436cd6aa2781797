/*
 * A small implementation of HMM, one operation at a time: processes with their page tables, frames,
 * swap, devices and what they mirror. Everything is an array, and where the kernel has a reverse
 * map this looks through all page tables. The clauses that it follows are named beside the code
 * (`hmmspec spec show ID`). As nothing else happens during an operation, pages are never locked,
 * and have no reference beyond those that are counted here.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "adapter.h"

enum {
    MOST_PROCESSES = 4,
    PROCESS_PAGES = 64,
    MOST_DEVICES = 4,
    MOST_FRAMES = 256,
    MOST_SWAP = 64,
    MOST_DEVICE_FRAMES = 32,
    MOST_IOVAS = 64,
    ALL_FRAMES = 1 + MOST_FRAMES + MOST_DEVICES * MOST_DEVICE_FRAMES,
};

enum {
    ZERO_FRAME = 0, /* the shared page of zeros; of an allocation: there is none free */
    NO_SLOT = -1,
    NO_FRAME = -1,
    NOT_MAPPED = -1,
    KILLED = 1, /* an access that ends in SIGSEGV; errnos are negative, as in the kernel */
};

/* A frame of system memory (1 and up), or of a device's. It is free if it has no reference. */
struct frame {
    uint64_t value;
    int references; /* of mappings, of the swap cache, of whoever works with it */
    int mappings;
    int slot; /* of which it is the cached copy, or NO_SLOT */
    bool dirty;
};

/* A slot of swap. It is free if it has no reference. */
struct slot {
    uint64_t value;
    int references; /* page-table entries */
    int cached;     /* the frame that holds the same page, or NO_FRAME */
};

enum pte_kind {
    PTE_NONE,
    PTE_PRESENT,
    PTE_PROTNONE,
    PTE_SWAP,
    PTE_DEVICE,
    PTE_MIGRATION
};

struct pte {
    enum pte_kind kind;
    int number; /* of a frame, or of the slot of PTE_SWAP */
    bool writable, dirty, young;
};

/* What a TLB knows of a page. */
struct translation {
    bool valid, writable;
    int frame;
};

struct mirror_pte {
    enum mirror_entry kind;
    int address; /* a frame, or an IOVA that leads to one */
    bool writable, dirty;
};

/* A process's pages as a device sees them. */
struct mirror {
    bool live;
    int start, end;
    int told; /* how often; a range fault starts again if it was told meanwhile */
    struct mirror_pte table[PROCESS_PAGES];
    struct translation tlb[PROCESS_PAGES];
};

struct process {
    bool alive;
    int protections[PROCESS_PAGES]; /* of the VMAs: neighbours with the same rights are one */
    struct pte table[PROCESS_PAGES];
    struct translation tlb[PROCESS_PAGES];
    struct mirror mirrors[MOST_DEVICES];
};

struct device {
    bool attached, behind_iommu;
    int capacity, iovas;
    int iova[MOST_IOVAS]; /* the frame that each leads to, or NO_FRAME */
};

struct machine {
    struct world world;
    int write_fault_error;       /* FLT-6 */
    bool asks_for_writing_alone; /* FLT-17 */
    int no_memory_fault_error;   /* FLT-7 */
    bool own_read_only_faults;   /* FLT-9 */
    struct process processes[MOST_PROCESSES];
    struct frame frames[ALL_FRAMES];
    struct slot slots[MOST_SWAP];
    struct device devices[MOST_DEVICES];
};

extern struct machine machine;

const char *machine_reset(const struct world *world, const char *profile);

/* machine.c: what is asked of numbers; NULL if they name nothing that there is. */
struct process *process_at(int process);
struct device *device_at(int device);
bool range_is_good(int start, int count);
int check_range(int process, int start, int count);
int check_mirror(int process, int device, int start, int count);

/* The rights at a page, NOT_MAPPED for none; the end of its VMA, at most that of a range. */
int protection_at(const struct process *process, int page);
int vma_end(const struct process *process, int page, int end);

/* memory.c: frames and slots, and the entries that lead to them. */
int device_of(int frame); /* whose memory it is in, or NOBODY */
int frame_take(int device, uint64_t value);
void frame_put(int frame);
int frame_count_used(int device);
void slot_put(int slot);
int slot_take(void);
void pte_map(int process, int page, struct pte pte);
void pte_set(int process, int page, struct pte pte);
void pte_clear(int process, int page);
void pass_dirty(const struct pte *pte);

/* The next page of which the entry leads to a frame; begin with process 0, page -1. */
bool next_mapper(int frame, int *process, int *page);

/* notify.c: windows; while one is open, no mirror uses its range. */
struct window {
    enum event_kind kind;
    int process, start, end, owner;
};

struct window window_open(enum event_kind kind, int process, int start, int end);
struct window migration_open(int process, int start, int end, int owner, bool owner_keeps);
void window_close(const struct window *window);
void mirror_drop(int process, int device, int page);
void tlb_flush(int process, int page);

/* processor.c: makes accessible what the VMA allows; 0 or -ENOMEM. Try again afterwards. */
int cpu_fault(int process, int page, bool write);

/* migrate.c: brings a page back from device memory; 0 or -ENOMEM. */
int return_page(int process, int page);

/* device.c: lets a mirror lead to where the page table leads, 0 or -ENOMEM; where it leads; whether
 * an IOVA is free. */
int mirror_enter(int process, int device, int page);
int mirror_frame(int device, const struct mirror_pte *entry);
bool iova_is_free(const struct device *device);

/* The operations, in space.c, processor.c, device.c, fault.c and migrate.c. */
struct result ended(int error);
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
struct result do_range_fault(const struct operation *it);
struct result do_device_load(const struct operation *it);
struct result do_device_store(const struct operation *it);
struct result do_snapshot(const struct operation *it);
struct result do_migrate_to_device(const struct operation *it);
struct result do_migrate_to_system(const struct operation *it);
struct result do_evict(const struct operation *it);

#endif
