/* What a device does to reach pages: hmm_range_fault, the snapshot, loads and stores. */
#include "machine.h"

#include <errno.h>

/* What is asked for on the pages of a range. */
struct wish {
    const struct operation *operation; /* NULL if it is the same on every page */
    unsigned all;
};

/* FLT-2: nothing, FAULT or both; WRITE alone has no effect. */
static unsigned wish_at(struct wish wish, int offset)
{
    unsigned request = wish.operation ? operation_request(wish.operation, offset) : wish.all;
    return request & REQUEST_FAULT ? request : REQUEST_NONE;
}

/* What a page is to a device, whatever was asked for. */
static enum page_result inspect(int process, int device, int page)
{
    const struct process *it = &machine.processes[process];
    const struct pte *pte = &it->table[page];
    if (protection_at(it, page) < PROTECTION_READ) {
        return PAGE_ERROR;
    }
    if (pte->kind == PTE_PRESENT) {
        return pte->number == ZERO_FRAME ? PAGE_ZERO : pte->writable ? PAGE_WRITE : PAGE_READ;
    }
    if (pte->kind == PTE_DEVICE && device_of(pte->number) == device) {
        return pte->writable ? PAGE_DEVICE_WRITE : PAGE_DEVICE_READ;
    }
    return PAGE_EMPTY;
}

static bool is_valid(enum page_result found)
{
    return found != PAGE_ERROR && found != PAGE_EMPTY;
}

/* FLT-3, FLT-9, FLT-10 */
static bool meets(enum page_result found, unsigned request)
{
    if (!(request & REQUEST_WRITE)) {
        return request == REQUEST_NONE || is_valid(found);
    }
    return found == PAGE_WRITE || found == PAGE_DEVICE_WRITE ||
           (found == PAGE_DEVICE_READ && !machine.own_read_only_faults);
}

/* FLT-4: the CPU fault for a page whose request is not met. */
static int satisfy(int process, int page, bool write)
{
    int protection = protection_at(&machine.processes[process], page);
    bool looks_further = write && machine.asks_for_writing_alone && protection != NOT_MAPPED;
    if (protection < PROTECTION_READ && !looks_further) {
        return -EFAULT; /* FLT-5 */
    }
    if (write && protection != PROTECTION_READ_WRITE) {
        return machine.write_fault_error; /* FLT-6, FLT-17 */
    }
    return cpu_fault(process, page, write) == 0 ? 0 : machine.no_memory_fault_error; /* FLT-7 */
}

static int walk(int process, int device, int start, int end, struct wish wish,
                enum page_result *found)
{
    for (int page = start; page < end; page++) {
        unsigned request = wish_at(wish, page - start);
        while (found[page - start] = inspect(process, device, page),
               !meets(found[page - start], request)) {
            int error = satisfy(process, page, request & REQUEST_WRITE);
            if (error != 0) {
                return error;
            }
        }
    }
    return 0;
}

/* FLT-1: if a CPU fault of the walk has told the mirror, what was found is no longer sure. */
static int fault_range(int process, int device, int start, int end, struct wish wish,
                       enum page_result *found)
{
    const struct mirror *mirror = &machine.processes[process].mirrors[device];
    int told;
    do {
        told = mirror->told;
        int error = walk(process, device, start, end, wish, found);
        if (error != 0) {
            return error;
        }
    } while (mirror->told != told);
    for (int page = start; page < end; page++) {
        if (is_valid(found[page - start])) {
            int error = mirror_enter(process, device, page);
            if (error != 0) {
                return error;
            }
        }
    }
    return 0;
}

/* FLT-12: of what fails nothing is delivered. */
static struct result report(int error, const enum page_result *found, int count)
{
    struct result result = ended(error);
    for (int offset = 0; error == 0 && offset < count; offset++) {
        result_add_page(&result, found[offset]);
    }
    return result;
}

struct result do_range_fault(const struct operation *it)
{
    enum page_result found[PROCESS_PAGES];
    int error = check_mirror(it->process, it->device, it->start, it->count);
    if (error == 0) {
        struct wish wish = {.operation = it};
        error = fault_range(it->process, it->device, it->start, it->start + it->count, wish, found);
    }
    return report(error, found, it->count);
}

/* SNP-1 */
struct result do_snapshot(const struct operation *it)
{
    enum page_result found[PROCESS_PAGES];
    int error = check_mirror(it->process, it->device, it->start, it->count);
    if (error == 0) {
        struct wish nothing = {.all = REQUEST_NONE};
        error = walk(it->process, it->device, it->start, it->start + it->count, nothing, found);
    }
    return report(error, found, it->count);
}

/* MIR-8: the frame that an access goes to; false if the device has to fault. */
static bool translate(int process, int device, int page, bool write, int *frame)
{
    struct mirror *mirror = &machine.processes[process].mirrors[device];
    struct translation *cached = &mirror->tlb[page];
    struct mirror_pte *entry = &mirror->table[page];
    if (!(write ? cached->writable : cached->valid)) {
        if (entry->kind == MIRROR_NONE || (write && !entry->writable)) {
            return false;
        }
        entry->dirty |= write;
        *cached = (struct translation){true, entry->writable && entry->dirty,
                                       mirror_frame(device, entry)};
    }
    *frame = cached->frame;
    adapter_touch(process, page);
    return true;
}

/* MIR-9: translates, after a fault for this page and all that follow if it needs one. */
static int reach(const struct operation *it, int page, bool write, int *frame, int *faults)
{
    enum page_result found[PROCESS_PAGES];
    if (translate(it->process, it->device, page, write, frame)) {
        return 0;
    }
    ++*faults;
    struct wish wish = {.all = write ? REQUEST_FAULT | REQUEST_WRITE : REQUEST_FAULT};
    int error = fault_range(it->process, it->device, page, it->start + it->count, wish, found);
    if (error != 0) {
        return error;
    }
    return translate(it->process, it->device, page, write, frame) ? 0 : -EFAULT; /* FLT-10 */
}

/* MIR-10, MIR-11 */
static struct result access_range(const struct operation *it, bool write)
{
    uint64_t values[PROCESS_PAGES];
    int faults = 0;
    int error = check_mirror(it->process, it->device, it->start, it->count);
    for (int offset = 0; error == 0 && offset < it->count; offset++) {
        int frame = ZERO_FRAME;
        error = reach(it, it->start + offset, write, &frame, &faults);
        if (error == 0 && write) {
            machine.frames[frame].value = it->value + (uint64_t)offset;
        }
        values[offset] = machine.frames[frame].value;
    }
    bool is_one = error == 0 && !write && it->count == 1;
    struct result result = is_one ? result_value(values[0]) : ended(error);
    result.faults = faults;
    for (int offset = 0; error == 0 && !write && !is_one && offset < it->count; offset++) {
        result_add_value(&result, values[offset]);
    }
    return result;
}

struct result do_device_load(const struct operation *it)
{
    return access_range(it, false);
}

struct result do_device_store(const struct operation *it)
{
    return access_range(it, true);
}
