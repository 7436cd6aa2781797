#include "machine.h"

static int first_frame(int device)
{
    return device == NOBODY ? 1 : 1 + MOST_FRAMES + device * MOST_DEVICE_FRAMES;
}

static int frame_end(int device)
{
    return first_frame(device) +
           (device == NOBODY ? machine.world.frames : machine.devices[device].capacity);
}

int device_of(int frame)
{
    return frame <= MOST_FRAMES ? NOBODY : (frame - 1 - MOST_FRAMES) / MOST_DEVICE_FRAMES;
}

/* A free frame with one reference, of a device's memory or of the system's. */
int frame_take(int device, uint64_t value)
{
    for (int frame = first_frame(device); frame < frame_end(device); frame++) {
        if (machine.frames[frame].references == 0) {
            machine.frames[frame] =
                (struct frame){.value = value, .references = 1, .slot = NO_SLOT};
            return frame;
        }
    }
    return ZERO_FRAME;
}

/* Gives a reference back. */
void frame_put(int number)
{
    if (number == ZERO_FRAME) {
        return;
    }
    struct frame *frame = &machine.frames[number];
    frame->references--;
    if (frame->references == 1 && frame->mappings == 0 && frame->slot != NO_SLOT) {
        /* RCL-4: only the swap cache is left, and the slot has the value. */
        machine.slots[frame->slot].cached = NO_FRAME;
        frame->references = 0;
    }
}

int frame_count_used(int device)
{
    int used = 0;
    for (int frame = first_frame(device); frame < frame_end(device); frame++) {
        used += machine.frames[frame].references > 0;
    }
    return used;
}

/* A free slot, as yet without a reference. */
int slot_take(void)
{
    for (int slot = 0; slot < machine.world.swap; slot++) {
        if (machine.slots[slot].references == 0) {
            machine.slots[slot].cached = NO_FRAME;
            return slot;
        }
    }
    return NO_SLOT;
}

/* Gives a reference back. */
void slot_put(int number)
{
    struct slot *slot = &machine.slots[number];
    slot->references--;
    if (slot->references == 0 && slot->cached != NO_FRAME) {
        /* RCL-4: the frame is the only place of the page from now on. */
        struct frame *frame = &machine.frames[slot->cached];
        frame->slot = NO_SLOT;
        frame->dirty = true;
        frame->references--;
    }
}

void pte_set(int process, int page, struct pte pte)
{
    machine.processes[process].table[page] = pte;
    adapter_touch(process, page);
}

/* Lets an entry lead to a frame; it takes over a reference of the caller's. */
void pte_map(int process, int page, struct pte pte)
{
    pte_set(process, page, pte);
    if (pte.number != ZERO_FRAME) {
        machine.frames[pte.number].mappings++;
    }
}

/* DRT-2 */
void pass_dirty(const struct pte *pte)
{
    if (pte->dirty && pte->number != ZERO_FRAME) {
        machine.frames[pte->number].dirty = true;
    }
}

/* MAP-5 */
void pte_clear(int process, int page)
{
    struct pte old = machine.processes[process].table[page];
    pte_set(process, page, (struct pte){.kind = PTE_NONE});
    if (old.kind == PTE_SWAP) {
        slot_put(old.number);
    } else if (old.kind != PTE_NONE && old.number != ZERO_FRAME) {
        pass_dirty(&old);
        machine.frames[old.number].mappings--;
        frame_put(old.number);
    }
}

bool next_mapper(int frame, int *process, int *page)
{
    for (; *process < machine.world.processes; (*process)++, *page = -1) {
        while (++*page < machine.world.pages) {
            const struct pte *pte = &machine.processes[*process].table[*page];
            if (pte->kind != PTE_NONE && pte->kind != PTE_SWAP && pte->number == frame) {
                return true;
            }
        }
    }
    return false;
}
