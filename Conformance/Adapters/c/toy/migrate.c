/* Migrations, in the phases of migrate_vma: each is done for all pages before the next begins. */
#include "machine.h"

#include <errno.h>

/* A page on its way. */
struct item {
    int page;                 /* of an eviction none */
    int source;               /* the frame that it comes from; ZERO_FRAME for a hole: no page yet */
    int destination;          /* the frame that it goes to; ZERO_FRAME as long as there is none */
    enum page_result skipped; /* why it stays; PAGE_NOT_REACHED as long as it is to move */
};

struct migration {
    struct item items[PROCESS_PAGES];
    int count;
};

static bool moves(const struct item *item)
{
    return item->skipped == PAGE_NOT_REACHED;
}

static bool is_hole(const struct item *item)
{
    return item->source == ZERO_FRAME;
}

/* The mapping ends, and its reference; what comes in its place knows whether it was writable. */
static void replace_by_migration(int process, int page)
{
    struct pte pte = machine.processes[process].table[page];
    pass_dirty(&pte);
    machine.frames[pte.number].mappings--;
    machine.frames[pte.number].references--;
    pte_set(process, page, (struct pte){PTE_MIGRATION, pte.number, .writable = pte.writable});
    tlb_flush(process, page);
}

static void add_item(struct migration *migration, int page, int source)
{
    migration->items[migration->count++] = (struct item){.page = page, .source = source};
    machine.frames[source].references += source != ZERO_FRAME;
}

/* MIG-3, MIG-4, MIG-5, RET-3: what becomes of a page at once; PAGE_NOT_REACHED if it is to move. */
static enum page_result collect(struct migration *migration, int process, int device, int page,
                                bool to_device)
{
    const struct pte *pte = &machine.processes[process].table[page];
    bool is_present = pte->kind == PTE_PRESENT || pte->kind == PTE_PROTNONE;
    if (pte->kind == PTE_SWAP) {
        return PAGE_SKIPPED_SWAP;
    }
    if (to_device && (pte->kind == PTE_NONE || (is_present && pte->number == ZERO_FRAME))) {
        add_item(migration, page, ZERO_FRAME);
        return PAGE_NOT_REACHED;
    }
    if (pte->kind == PTE_NONE) {
        return PAGE_SKIPPED_EMPTY;
    }
    if (to_device ? !is_present : is_present || device_of(pte->number) != device) {
        return PAGE_SKIPPED_NOT_SELECTED;
    }
    add_item(migration, page, pte->number);
    replace_by_migration(process, page);
    return PAGE_NOT_REACHED;
}

/* MIG-6, MIG-7: ends the mappings that are left, of this process and of others. */
static void unmap_items(struct migration *migration)
{
    for (int i = 0; i < migration->count; i++) {
        int process = 0, page = -1;
        while (!is_hole(&migration->items[i]) &&
               next_mapper(migration->items[i].source, &process, &page)) {
            if (machine.processes[process].table[page].kind != PTE_MIGRATION) {
                struct window window = window_open(EVENT_CLEAR, process, page, page + 1);
                replace_by_migration(process, page);
                window_close(&window);
            }
        }
    }
}

/* MIG-8: the driver was told of its own migration, and kept its entries until now. */
static void silence_own(struct migration *migration, int process, int device)
{
    for (int i = 0; i < migration->count; i++) {
        mirror_drop(process, device, migration->items[i].page);
    }
}

/* MIG-9, MIG-10, RET-4 */
static void copy_items(struct migration *migration, int device, bool to_device)
{
    for (int i = 0; i < migration->count; i++) {
        struct item *item = &migration->items[i];
        int destination =
            frame_take(to_device ? device : NOBODY, machine.frames[item->source].value);
        if (destination == ZERO_FRAME) {
            item->skipped = PAGE_SKIPPED_NO_MEMORY;
        } else if (to_device && !is_hole(item) && !iova_is_free(&machine.devices[device])) {
            frame_put(destination);
            item->skipped = PAGE_SKIPPED_NO_DMA;
        } else {
            item->destination = destination;
        }
    }
}

/* MIG-11: pages that there were not yet begin to be, in device memory. */
static void commit_holes(struct migration *migration, int process, int device, int end)
{
    int first = 0;
    while (first < migration->count &&
           !(moves(&migration->items[first]) && is_hole(&migration->items[first]))) {
        first++;
    }
    if (first == migration->count) {
        return;
    }
    struct window window =
        migration_open(process, migration->items[first].page, end, device, false);
    for (int i = first; i < migration->count; i++) {
        const struct item *item = &migration->items[i];
        if (moves(item) && is_hole(item)) {
            bool writable =
                machine.processes[process].protections[item->page] == PROTECTION_READ_WRITE;
            machine.frames[item->destination].references++;
            pte_map(process, item->page,
                    (struct pte){PTE_DEVICE, item->destination, .writable = writable});
            tlb_flush(process, item->page);
        }
    }
    window_close(&window);
}

/* MIG-12 */
static void commit_items(struct migration *migration, bool to_device)
{
    for (int i = 0; i < migration->count; i++) {
        struct item *item = &migration->items[i];
        const struct frame *source = &machine.frames[item->source];
        if (!moves(item) || is_hole(item)) {
            continue;
        }
        if (to_device && source->slot != NO_SLOT) {
            item->skipped = PAGE_SKIPPED_SWAP_CACHE;
        } else {
            machine.frames[item->destination].dirty =
                !to_device || source->dirty; /* DRT-3, DRT-4 */
        }
    }
}

/* What stands in place of a migration entry: no more than its VMA grants (CON-1). */
static struct pte replacement(int protection, int frame, bool was_writable)
{
    bool writable = was_writable && protection == PROTECTION_READ_WRITE;
    enum pte_kind kind = device_of(frame) != NOBODY      ? PTE_DEVICE
                         : protection == PROTECTION_NONE ? PTE_PROTNONE
                                                         : PTE_PRESENT;
    return (struct pte){kind, frame, .writable = writable};
}

/* MIG-14, RET-5: lets the entries lead to where the page is now; what is not needed is free. */
static void finalize_items(struct migration *migration)
{
    for (int i = 0; i < migration->count; i++) {
        const struct item *item = &migration->items[i];
        int frame = moves(item) ? item->destination : item->source;
        int process = 0, page = -1;
        while (!is_hole(item) && next_mapper(item->source, &process, &page)) {
            const struct process *owner = &machine.processes[process];
            machine.frames[frame].references++;
            pte_map(process, page,
                    replacement(owner->protections[page], frame, owner->table[page].writable));
        }
        frame_put(item->destination);
        frame_put(item->source);
    }
}

/* Moves the pages of a range within one VMA, and says of each what became of it. */
static void move(int process, int device, int start, int end, bool to_device,
                 enum page_result *results)
{
    struct migration migration = {.count = 0};
    struct window window = migration_open(process, start, end, device, true);
    for (int page = start; page < end; page++) {
        results[page - start] = collect(&migration, process, device, page, to_device);
    }
    window_close(&window);
    unmap_items(&migration);
    silence_own(&migration, process, device);
    copy_items(&migration, device, to_device);
    if (to_device) {
        commit_holes(&migration, process, device, end);
    }
    commit_items(&migration, to_device);
    finalize_items(&migration);
    for (int i = 0; i < migration.count; i++) {
        const struct item *item = &migration.items[i];
        enum page_result moved = is_hole(item) ? PAGE_FILLED : PAGE_MIGRATED;
        results[item->page - start] = moves(item) ? moved : item->skipped;
    }
}

/* MIG-1, MIG-2, MIG-16: VMA by VMA; one that may not be read ends it. */
static struct result migrate(const struct operation *it, bool to_device)
{
    enum page_result results[PROCESS_PAGES] = {PAGE_NOT_REACHED};
    int error = check_mirror(it->process, it->device, it->start, it->count);
    if (error != 0) {
        return ended(error);
    }
    int end;
    for (int page = it->start; page < it->start + it->count; page = end) {
        const struct process *process = process_at(it->process);
        end = vma_end(process, page, it->start + it->count);
        if (protection_at(process, page) < PROTECTION_READ) {
            error = -EINVAL;
            break;
        }
        move(it->process, it->device, page, end, to_device, results + (page - it->start));
    }
    struct result result = ended(error);
    for (int offset = 0; offset < it->count; offset++) {
        result_add_page(&result, results[offset]);
    }
    return result;
}

struct result do_migrate_to_device(const struct operation *it)
{
    return migrate(it, true);
}

struct result do_migrate_to_system(const struct operation *it)
{
    return migrate(it, false);
}

/* RET-1, RET-2 */
int return_page(int process, int page)
{
    enum page_result result;
    int device = device_of(machine.processes[process].table[page].number);
    move(process, device, page, page + 1, false, &result);
    return result == PAGE_MIGRATED ? 0 : -ENOMEM;
}

/* EVC-1, EVC-2: in the order of the lowest process and page that maps each frame. */
static void collect_for_eviction(struct migration *migration, int device, int count)
{
    for (int process = 0; process < machine.world.processes; process++) {
        for (int page = 0; page < machine.world.pages && migration->count < count; page++) {
            const struct pte *pte = &machine.processes[process].table[page];
            bool is_known = pte->kind != PTE_DEVICE || device_of(pte->number) != device;
            for (int i = 0; i < migration->count; i++) {
                is_known |= migration->items[i].source == pte->number;
            }
            if (!is_known) {
                add_item(migration, -1, pte->number);
            }
        }
    }
}

/* EVC-3 */
struct result do_evict(const struct operation *it)
{
    struct migration migration = {.count = 0};
    uint64_t left = 0;
    if (!device_at(it->device)) {
        return ended(-ENODEV);
    }
    if (it->count < 0) {
        return ended(-EINVAL);
    }
    collect_for_eviction(&migration, it->device, it->count);
    unmap_items(&migration);
    copy_items(&migration, it->device, false);
    commit_items(&migration, false);
    finalize_items(&migration);
    for (int i = 0; i < migration.count; i++) {
        left += moves(&migration.items[i]);
    }
    return result_value(left);
}
