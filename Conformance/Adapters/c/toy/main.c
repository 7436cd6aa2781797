/* The toy: what it can do, and what can be seen of it. */
#include "machine.h"

static void see_page(int process, int page, struct page_view *view)
{
    static const enum entry entries[] = {
        [PTE_NONE] = ENTRY_NONE, [PTE_PRESENT] = ENTRY_PRESENT, [PTE_PROTNONE] = ENTRY_PRESENT,
        [PTE_SWAP] = ENTRY_SWAP, [PTE_DEVICE] = ENTRY_DEVICE,   [PTE_MIGRATION] = ENTRY_NONE,
    };
    const struct process *it = &machine.processes[process];
    const struct pte *pte = &it->table[page];
    bool is_mapped = it->protections[page] != NOT_MAPPED;
    view->mapped = is_mapped;
    view->protection = is_mapped ? it->protections[page] : UNSEEN;
    view->entry = (int)entries[pte->kind];
    view->zero =
        (pte->kind == PTE_PRESENT || pte->kind == PTE_PROTNONE) && pte->number == ZERO_FRAME;
    if (pte->kind == PTE_DEVICE) {
        view->device = device_of(pte->number);
    }
    if (pte->kind == PTE_PRESENT) {
        view->writable = pte->writable;
        view->dirty =
            pte->dirty || (pte->number != ZERO_FRAME && machine.frames[pte->number].dirty);
        view->young = pte->young;
    }
    int frame = pte->number;
    view->has_value = true;
    if (pte->kind == PTE_SWAP) {
        const struct slot *slot = &machine.slots[pte->number];
        frame = slot->cached;
        view->value = slot->value;
    }
    if (frame != NO_FRAME) {
        view->value = machine.frames[frame].value; /* the zero frame's where there is no entry */
    }
    view->cached = it->tlb[page].valid;
    view->cached_writable = it->tlb[page].writable;
}

static bool see_mirror(int process, int device, int page, struct mirror_view *view)
{
    const struct mirror *mirror = &machine.processes[process].mirrors[device];
    const struct mirror_pte *entry = &mirror->table[page];
    view->entry = (int)entry->kind;
    view->zero = view->writable = view->dirty = false;
    if (entry->kind != MIRROR_NONE) {
        int frame = mirror_frame(device, entry);
        view->zero = frame == ZERO_FRAME;
        view->writable = entry->writable;
        view->dirty = entry->dirty;
        view->has_value = true;
        view->value = machine.frames[frame].value;
    }
    view->cached = mirror->tlb[page].valid;
    view->cached_writable = mirror->tlb[page].writable;
    return mirror->live;
}

static bool is_alive(int process)
{
    return process_at(process) != NULL;
}

static void see_device(int number, struct device_view *view)
{
    const struct device *device = &machine.devices[number];
    view->attached = device->attached;
    view->used_frames = frame_count_used(number);
    view->used_iovas = 0;
    for (int iova = 0; iova < device->iovas; iova++) {
        view->used_iovas += device->iova[iova] != NO_FRAME;
    }
}

static void see_memory(struct memory_view *view)
{
    view->used_frames = frame_count_used(NOBODY);
    view->used_swap = 0;
    for (int slot = 0; slot < machine.world.swap; slot++) {
        view->used_swap += machine.slots[slot].references > 0;
    }
}

int main(void)
{
    static const char *const profiles[] = {"strict", "linux-6.1", "v9", NULL};
    static const struct adapter adapter = {
        .name = "toy",
        .version = "1",
        .limits = {.processes = MOST_PROCESSES,
                   .pages = PROCESS_PAGES,
                   .devices = MOST_DEVICES,
                   .frames = MOST_FRAMES,
                   .swap = MOST_SWAP,
                   .device_frames = MOST_DEVICE_FRAMES,
                   .iova = MOST_IOVAS},
        .profiles = profiles,
        .deterministic = true,
        .events = (1u << EVENT_KIND_COUNT) - 1,
        .reset = machine_reset,
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
                [OP_RANGE_FAULT] = do_range_fault,
                [OP_DEVICE_LOAD] = do_device_load,
                [OP_DEVICE_STORE] = do_device_store,
                [OP_SNAPSHOT] = do_snapshot,
                [OP_MIGRATE_TO_DEVICE] = do_migrate_to_device,
                [OP_MIGRATE_TO_SYSTEM] = do_migrate_to_system,
                [OP_EVICT] = do_evict,
            },
        .view_page = see_page,
        .view_mirror = see_mirror,
        .is_alive = is_alive,
        .view_device = see_device,
        .view_memory = see_memory,
    };
    return adapter_run(&adapter);
}
