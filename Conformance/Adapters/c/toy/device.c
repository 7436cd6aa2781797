#include "machine.h"

#include <errno.h>

static bool is_up_to(int limit, int number)
{
    return number >= 0 && number <= limit;
}

/* MIR-1, MIR-2 */
struct result do_attach(const struct operation *it)
{
    if (it->device < 0 || it->device >= machine.world.devices) {
        return ended(-ENODEV);
    }
    struct device *device = &machine.devices[it->device];
    if (device->attached) {
        return ended(-EEXIST);
    }
    bool behind_iommu = it->dma == DMA_IOMMU;
    if (!is_up_to(machine.world.device_frames, it->capacity) ||
        (behind_iommu && !is_up_to(machine.world.iova, it->iovas))) {
        return ended(-EINVAL);
    }
    device->attached = true;
    device->behind_iommu = behind_iommu;
    device->capacity = it->capacity;
    device->iovas = behind_iommu ? it->iovas : 0;
    for (int iova = 0; iova < device->iovas; iova++) {
        device->iova[iova] = NO_FRAME;
    }
    return ended(0);
}

/* MIR-3, MIR-5 */
struct result do_register(const struct operation *it)
{
    struct process *process = process_at(it->process);
    if (!process) {
        return ended(-ESRCH);
    }
    if (!device_at(it->device)) {
        return ended(-ENODEV);
    }
    if (!range_is_good(it->start, it->count)) {
        return ended(-EOVERFLOW);
    }
    struct mirror *mirror = &process->mirrors[it->device];
    if (mirror->live) {
        return ended(-EINVAL);
    }
    *mirror = (struct mirror){.live = true, .start = it->start, .end = it->start + it->count};
    return ended(0);
}

/* MIR-6, MIR-7 */
struct result do_unregister(const struct operation *it)
{
    struct process *process = process_at(it->process);
    if (!process) {
        return ended(-ESRCH);
    }
    if (!device_at(it->device) || !process->mirrors[it->device].live) {
        return ended(-ENODEV);
    }
    struct mirror *mirror = &process->mirrors[it->device];
    for (int page = mirror->start; page < mirror->end; page++) {
        mirror_drop(it->process, it->device, page);
    }
    mirror->live = false;
    return ended(0);
}

static int take_iova(struct device *device, int frame)
{
    for (int iova = 0; iova < device->iovas; iova++) {
        if (device->iova[iova] == NO_FRAME) {
            device->iova[iova] = frame;
            return iova;
        }
    }
    return -1;
}

bool iova_is_free(const struct device *device)
{
    for (int iova = 0; iova < device->iovas; iova++) {
        if (device->iova[iova] == NO_FRAME) {
            return true;
        }
    }
    return !device->behind_iommu;
}

int mirror_frame(int device, const struct mirror_pte *entry)
{
    bool is_iova = entry->kind == MIRROR_SYSTEM && machine.devices[device].behind_iommu;
    return is_iova ? machine.devices[device].iova[entry->address] : entry->address;
}

/* FLT-8: lets the mirror lead to where the page table leads. */
int mirror_enter(int process, int device, int page)
{
    const struct pte *pte = &machine.processes[process].table[page];
    struct mirror_pte *entry = &machine.processes[process].mirrors[device].table[page];
    if (entry->kind != MIRROR_NONE && mirror_frame(device, entry) == pte->number) {
        entry->writable = pte->writable;
        adapter_touch(process, page);
        return 0;
    }
    mirror_drop(process, device, page);
    int address = pte->number;
    if (pte->kind == PTE_PRESENT && machine.devices[device].behind_iommu) {
        address = take_iova(&machine.devices[device], pte->number); /* DMA-1 */
        if (address < 0) {
            return -ENOMEM; /* DMA-2 */
        }
    }
    enum mirror_entry kind = pte->kind == PTE_DEVICE ? MIRROR_DEVICE : MIRROR_SYSTEM;
    *entry = (struct mirror_pte){kind, address, pte->writable, false};
    adapter_touch(process, page);
    return 0;
}
