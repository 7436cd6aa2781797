#include "machine.h"

static void report(const struct window *window, enum event_phase phase, int device)
{
    adapter_event(&(struct event){
        .phase = phase,
        .kind = window->kind,
        .process = window->process,
        .start = window->start,
        .count = window->end - window->start,
        .owner = window->owner,
        .device = device,
    });
}

/* NTF-2: the dirty bit goes to the frame, the DMA mapping and the translation away. */
void mirror_drop(int process, int device, int page)
{
    struct mirror *mirror = &machine.processes[process].mirrors[device];
    struct mirror_pte *entry = &mirror->table[page];
    if (entry->kind == MIRROR_NONE) {
        return;
    }
    int frame = mirror_frame(device, entry);
    if (entry->dirty && frame != ZERO_FRAME) {
        machine.frames[frame].dirty = true; /* DRT-1 */
    }
    if (entry->kind == MIRROR_SYSTEM && machine.devices[device].behind_iommu) {
        machine.devices[device].iova[entry->address] = NO_FRAME; /* DMA-3 */
    }
    *entry = (struct mirror_pte){.kind = MIRROR_NONE};
    mirror->tlb[page] = (struct translation){.valid = false};
    adapter_touch(process, page);
}

static void tell(const struct window *window, int device, bool keeps)
{
    struct mirror *mirror = &machine.processes[window->process].mirrors[device];
    mirror->told++;
    for (int page = window->start; page < window->end && !keeps; page++) {
        mirror_drop(window->process, device, page);
    }
    report(window, EVENT_CALLBACK, device);
}

void tlb_flush(int process, int page)
{
    machine.processes[process].tlb[page] = (struct translation){.valid = false};
    adapter_touch(process, page);
}

static void open_window(const struct window *window, bool owner_keeps)
{
    report(window, EVENT_START, NOBODY);
    for (int device = 0; device < machine.world.devices; device++) {
        const struct mirror *mirror = &machine.processes[window->process].mirrors[device];
        if (mirror->live && mirror->start < window->end && window->start < mirror->end) {
            tell(window, device, owner_keeps && device == window->owner); /* NTF-6 */
        }
    }
}

struct window window_open(enum event_kind kind, int process, int start, int end)
{
    struct window window = {kind, process, start, end, NOBODY};
    open_window(&window, false);
    return window;
}

struct window migration_open(int process, int start, int end, int owner, bool owner_keeps)
{
    struct window window = {EVENT_MIGRATE, process, start, end, owner};
    open_window(&window, owner_keeps);
    return window;
}

void window_close(const struct window *window)
{
    report(window, EVENT_END, NOBODY);
}
