#include "machine.h"

#include <errno.h>

static void set_protection(int process, int start, int end, int protection)
{
    for (int page = start; page < end; page++) {
        machine.processes[process].protections[page] = protection;
        adapter_touch(process, page);
    }
}

/* Clears the entries of a range under one window. */
static void clear_range(enum event_kind kind, int process, int start, int end)
{
    struct window window = window_open(kind, process, start, end);
    for (int page = start; page < end; page++) {
        pte_clear(process, page);
        tlb_flush(process, page);
    }
    window_close(&window);
}

static bool is_any_mapped(const struct process *process, int start, int end)
{
    for (int page = start; page < end; page++) {
        if (process->protections[page] != NOT_MAPPED) {
            return true;
        }
    }
    return false;
}

/* MAP-2, MAP-3 */
struct result do_map(const struct operation *it)
{
    int error = check_range(it->process, it->start, it->count);
    if (error == 0 && is_any_mapped(process_at(it->process), it->start, it->start + it->count)) {
        error = -EEXIST;
    }
    if (error == 0) {
        set_protection(it->process, it->start, it->start + it->count, (int)it->protection);
    }
    return ended(error);
}

/* MAP-4 */
struct result do_unmap(const struct operation *it)
{
    int error = check_range(it->process, it->start, it->count);
    int end = it->start + it->count;
    if (error == 0 && is_any_mapped(process_at(it->process), it->start, end)) {
        set_protection(it->process, it->start, end, NOT_MAPPED);
        clear_range(EVENT_UNMAP, it->process, it->start, end);
    }
    return ended(error);
}

/* MAP-8 */
static struct pte with_rights(struct pte pte, int protection)
{
    pte.writable &= protection == PROTECTION_READ_WRITE;
    if (pte.kind == PTE_PRESENT || pte.kind == PTE_PROTNONE) {
        pte.kind = protection == PROTECTION_NONE ? PTE_PROTNONE : PTE_PRESENT;
    }
    return pte;
}

static void change_rights(int process, int start, int end, int protection)
{
    set_protection(process, start, end, protection);
    struct window window = window_open(EVENT_PROTECTION_VMA, process, start, end);
    for (int page = start; page < end; page++) {
        pte_set(process, page, with_rights(machine.processes[process].table[page], protection));
        tlb_flush(process, page);
    }
    window_close(&window);
}

/* MAP-6, MAP-7: what comes before a hole is changed. */
struct result do_protect(const struct operation *it)
{
    int error = check_range(it->process, it->start, it->count);
    for (int page = it->start; error == 0 && page < it->start + it->count;) {
        const struct process *process = process_at(it->process);
        if (process->protections[page] == NOT_MAPPED) {
            return ended(-ENOMEM);
        }
        int end = vma_end(process, page, it->start + it->count);
        if (process->protections[page] != (int)it->protection) {
            change_rights(it->process, page, end, (int)it->protection);
        }
        page = end;
    }
    return ended(error);
}

/* MAP-12, MAP-13: what is mapped is discarded, whatever holes there are. */
struct result do_dontneed(const struct operation *it)
{
    int error = check_range(it->process, it->start, it->count);
    if (error != 0) {
        return ended(error);
    }
    const struct process *process = process_at(it->process);
    int end;
    for (int page = it->start; page < it->start + it->count; page = end) {
        end = vma_end(process, page, it->start + it->count);
        if (process->protections[page] == NOT_MAPPED) {
            error = -ENOMEM;
        } else {
            clear_range(EVENT_CLEAR, it->process, page, end);
        }
    }
    return ended(error);
}

/* MAP-14 */
struct result do_exit(const struct operation *it)
{
    struct process *process = process_at(it->process);
    if (!process) {
        return ended(-ESRCH);
    }
    clear_range(EVENT_RELEASE, it->process, 0, machine.world.pages);
    for (int device = 0; device < machine.world.devices; device++) {
        process->mirrors[device].live = false;
    }
    set_protection(it->process, 0, machine.world.pages, NOT_MAPPED);
    process->alive = false;
    return ended(0);
}

/* FRK-2, FRK-3, FRK-4: parent and child share the page, and neither may write. */
static void copy_entry(int parent, int child, int page)
{
    struct pte pte = machine.processes[parent].table[page];
    pte.writable = false;
    pte_set(parent, page, pte);
    pte.young = false;
    if (pte.kind == PTE_SWAP) {
        machine.slots[pte.number].references++;
        pte_set(child, page, pte);
    } else if (pte.kind != PTE_NONE) {
        machine.frames[pte.number].references += pte.number != ZERO_FRAME;
        pte_map(child, page, pte);
    }
}

static void copy_vma(int parent, int child, int start, int end)
{
    set_protection(child, start, end, machine.processes[parent].protections[start]);
    struct window window = window_open(EVENT_PROTECTION_PAGE, parent, start, end);
    for (int page = start; page < end; page++) {
        copy_entry(parent, child, page);
        tlb_flush(parent, page);
    }
    window_close(&window);
}

/* FRK-1, FRK-5 */
struct result do_fork(const struct operation *it)
{
    const struct process *parent = process_at(it->process);
    if (!parent) {
        return ended(-ESRCH);
    }
    if (it->child < 0 || it->child >= machine.world.processes) {
        return ended(-EINVAL);
    }
    if (process_at(it->child)) {
        return ended(-EEXIST);
    }
    machine.processes[it->child].alive = true;
    int end;
    for (int page = 0; page < machine.world.pages; page = end) {
        end = vma_end(parent, page, machine.world.pages);
        if (parent->protections[page] != NOT_MAPPED) {
            copy_vma(it->process, it->child, page, end);
        }
    }
    return ended(0);
}
