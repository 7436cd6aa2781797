#include "machine.h"

#include <errno.h>

/* Lets an entry of its own lead to a frame, as a fault of this kind finds it best. */
static void map_present(int process, int page, int frame, bool writable)
{
    pte_map(process, page, (struct pte){PTE_PRESENT, frame, writable, writable, .young = true});
}

/* MAP-11 */
static int fill_with_zeros(int process, int page)
{
    int frame = frame_take(NOBODY, 0);
    if (frame == ZERO_FRAME) {
        return -ENOMEM; /* CPU-7 */
    }
    map_present(process, page, frame, true);
    return 0;
}

/* CPU-6 */
static int copy_on_write(int process, int page)
{
    struct pte old = machine.processes[process].table[page];
    int copy = frame_take(NOBODY, machine.frames[old.number].value);
    if (copy == ZERO_FRAME) {
        return -ENOMEM; /* CPU-7 */
    }
    struct window window = window_open(EVENT_CLEAR, process, page, page + 1);
    pte_clear(process, page);
    map_present(process, page, copy, true);
    tlb_flush(process, page);
    window_close(&window);
    return 0;
}

static int make_writable(int process, int page)
{
    struct pte pte = machine.processes[process].table[page];
    if (pte.number == ZERO_FRAME || machine.frames[pte.number].references > 1) {
        return copy_on_write(process, page);
    }
    pte.writable = pte.young = pte.dirty = true; /* CPU-5 */
    pte_set(process, page, pte);
    return 0;
}

/* RCL-3 */
static int swap_in(int process, int page, bool write)
{
    int slot = machine.processes[process].table[page].number;
    int number = machine.slots[slot].cached;
    if (number == NO_FRAME) {
        number = frame_take(NOBODY, machine.slots[slot].value);
        if (number == ZERO_FRAME) {
            return -ENOMEM; /* CPU-7 */
        }
        machine.frames[number].slot = slot; /* whose reference it came with */
        machine.slots[slot].cached = number;
    }
    struct frame *frame = &machine.frames[number];
    frame->references++;
    slot_put(slot);
    map_present(process, page, number, write && frame->slot == NO_SLOT && frame->references == 1);
    return 0;
}

int cpu_fault(int process, int page, bool write)
{
    switch (machine.processes[process].table[page].kind) {
    case PTE_NONE:
        if (write) {
            return fill_with_zeros(process, page);
        }
        map_present(process, page, ZERO_FRAME, false); /* MAP-9, MAP-10 */
        return 0;
    case PTE_PRESENT:
        return write ? make_writable(process, page) : 0;
    case PTE_SWAP:
        return swap_in(process, page, write);
    case PTE_DEVICE:
        return return_page(process, page); /* CPU-8 */
    case PTE_PROTNONE:
    case PTE_MIGRATION:
        break; /* A VMA that allows an access has none, and no migration is under way. */
    }
    return -EFAULT;
}

/* CPU-2, CPU-3, CPU-4: the frame that an access goes to. */
static int translate(int process, int page, bool write, int *frame)
{
    struct process *it = process_at(process);
    if (!it) {
        return -ESRCH;
    }
    int protection = protection_at(it, page);
    if (protection < (write ? PROTECTION_READ_WRITE : PROTECTION_READ)) {
        return KILLED;
    }
    struct translation *cached = &it->tlb[page];
    struct pte *pte = &it->table[page];
    while (!(write ? cached->writable : cached->valid)) {
        if (pte->kind == PTE_PRESENT && (pte->writable || !write)) {
            pte->young = true;
            pte->dirty |= write;
            *cached = (struct translation){true, pte->writable && pte->dirty, pte->number};
            adapter_touch(process, page);
        } else {
            int error = cpu_fault(process, page, write);
            if (error != 0) {
                return error;
            }
        }
    }
    *frame = cached->frame;
    return 0;
}

struct result do_load(const struct operation *it)
{
    int frame;
    int error = translate(it->process, it->page, false, &frame);
    return error == 0 ? result_value(machine.frames[frame].value) : ended(error);
}

struct result do_store(const struct operation *it)
{
    int frame;
    int error = translate(it->process, it->page, true, &frame);
    if (error == 0) {
        machine.frames[frame].value = it->value;
        adapter_touch(it->process, it->page);
    }
    return ended(error);
}

/* Turns every mapping of a frame into an entry of its slot, each under a window of its own. */
static void replace_by_swap(int number)
{
    struct frame *frame = &machine.frames[number];
    int process = 0, page = -1;
    while (next_mapper(number, &process, &page)) {
        struct window window = window_open(EVENT_CLEAR, process, page, page + 1);
        pass_dirty(&machine.processes[process].table[page]);
        pte_set(process, page, (struct pte){PTE_SWAP, .number = frame->slot});
        tlb_flush(process, page);
        machine.slots[frame->slot].references++;
        frame->mappings--;
        frame->references--;
        window_close(&window);
    }
}

/* RCL-1, RCL-2 */
struct result do_swap_out(const struct operation *it)
{
    int error = check_range(it->process, it->page, 1);
    if (error != 0) {
        return ended(error);
    }
    const struct pte *pte = &machine.processes[it->process].table[it->page];
    int number = pte->number;
    if ((pte->kind != PTE_PRESENT && pte->kind != PTE_PROTNONE) || number == ZERO_FRAME) {
        return result_value(0);
    }
    struct frame *frame = &machine.frames[number];
    if (frame->slot == NO_SLOT) {
        int slot = slot_take();
        if (slot == NO_SLOT) {
            return result_value(0);
        }
        frame->slot = slot;
        frame->references++;
        machine.slots[slot].cached = number;
    }
    frame->references++; /* so that it stays until it is written */
    replace_by_swap(number);
    machine.slots[frame->slot].value = frame->value;
    frame_put(number);
    return result_value(1);
}
