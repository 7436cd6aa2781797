#include "operation.h"

#include <limits.h>
#include <stdio.h>

const char *const operation_words[OP_COUNT] = {
    "map",
    "unmap",
    "protect",
    "dontneed",
    "load",
    "store",
    "fork",
    "exit",
    "swap-out",
    "attach",
    "register",
    "unregister",
    "range-fault",
    "device-load",
    "device-store",
    "snapshot",
    "migrate-to-device",
    "migrate-to-system",
    "evict",
    "remap",
    "advise",
    "make-exclusive",
    "device-atomic",
    "map-file",
    "write-back",
    "drop-cache",
    "truncate",
    "punch-hole",
    "mlock",
    "munlock",
};

static const char *const s_protections[] = {"none", "read", "read-write"};
static const char *const s_dmas[] = {"direct", "iommu"};
static const char *const s_sharings[] = {"private", "shared"};
static const char *const s_advices[] = {
    "free", "cold", "pageout", "dontfork", "dofork", "wipeonfork", "keeponfork", "remove",
};
/* In the order of the bits. */
static const char *const s_flags[] = {
    "none",      "maymove",           "fixed",           "maymove+fixed",
    "dontunmap", "maymove+dontunmap", "fixed+dontunmap", "maymove+fixed+dontunmap",
};
static const char *const s_requests[] = {"none", "fault", "write", "fault+write"};

enum member {
    PROCESS,
    CHILD,
    DEVICE,
    PAGE,
    START,
    COUNT,
    CAPACITY,
    IOVAS,
    VALUE,
    PROTECTION,
    DMA,
    OP,
    DEFAULT,
    MASK,
    PAGES,
    NEW_START,
    NEW_COUNT,
    FLAGS,
    ADVICE,
    FILE_NUMBER,
    OFFSET,
    SHARING,
    LENGTH,
    MEMBER_COUNT
};

static const char *const s_members[MEMBER_COUNT] = {
    "process",   "child",      "device", "page", "start",   "count",   "capacity", "iovas",
    "value",     "protection", "dma",    "op",   "default", "mask",    "pages",    "new-start",
    "new-count", "flags",      "advice", "file", "offset",  "sharing", "length",
};

#define BIT(member) (1u << (member))
#define RANGE (BIT(PROCESS) | BIT(START) | BIT(COUNT))
#define DEVICE_RANGE (RANGE | BIT(DEVICE))
#define FILE_RANGE (BIT(FILE_NUMBER) | BIT(START) | BIT(COUNT))

/* What each operation must have; of a range fault the requests may be left out, and of a direct
 * attach the IOVAs. */
static const unsigned s_required[OP_COUNT] = {
    [OP_MAP] = RANGE | BIT(PROTECTION),
    [OP_UNMAP] = RANGE,
    [OP_PROTECT] = RANGE | BIT(PROTECTION),
    [OP_DONTNEED] = RANGE,
    [OP_LOAD] = BIT(PROCESS) | BIT(PAGE),
    [OP_STORE] = BIT(PROCESS) | BIT(PAGE) | BIT(VALUE),
    [OP_FORK] = BIT(PROCESS) | BIT(CHILD),
    [OP_EXIT] = BIT(PROCESS),
    [OP_SWAP_OUT] = BIT(PROCESS) | BIT(PAGE),
    [OP_ATTACH] = BIT(DEVICE) | BIT(CAPACITY) | BIT(DMA),
    [OP_REGISTER] = DEVICE_RANGE,
    [OP_UNREGISTER] = BIT(PROCESS) | BIT(DEVICE),
    [OP_RANGE_FAULT] = DEVICE_RANGE,
    [OP_DEVICE_LOAD] = DEVICE_RANGE,
    [OP_DEVICE_STORE] = DEVICE_RANGE | BIT(VALUE),
    [OP_SNAPSHOT] = DEVICE_RANGE,
    [OP_MIGRATE_TO_DEVICE] = DEVICE_RANGE,
    [OP_MIGRATE_TO_SYSTEM] = DEVICE_RANGE,
    [OP_EVICT] = BIT(DEVICE) | BIT(COUNT),
    [OP_REMAP] = RANGE | BIT(NEW_START) | BIT(NEW_COUNT) | BIT(FLAGS),
    [OP_ADVISE] = RANGE | BIT(ADVICE),
    [OP_MAKE_EXCLUSIVE] = DEVICE_RANGE,
    [OP_DEVICE_ATOMIC] = BIT(PROCESS) | BIT(DEVICE) | BIT(PAGE) | BIT(VALUE),
    [OP_MAP_FILE] = RANGE | BIT(PROTECTION) | BIT(FILE_NUMBER) | BIT(OFFSET) | BIT(SHARING),
    [OP_WRITE_BACK] = FILE_RANGE,
    [OP_DROP_CACHE] = FILE_RANGE,
    [OP_TRUNCATE] = BIT(FILE_NUMBER) | BIT(LENGTH),
    [OP_PUNCH_HOLE] = FILE_RANGE,
    [OP_MLOCK] = RANGE,
    [OP_MUNLOCK] = RANGE,
};

/* No line has room for more requests than this: each takes at least seven characters. */
static unsigned char s_page_requests[LINE_LONGEST / 7 + 1];

static bool read_number(struct json *json, int *number)
{
    int64_t read;
    if (!json_number(json, &read) || read < INT_MIN || read > INT_MAX) {
        return false;
    }
    *number = (int)read;
    return true;
}

static int read_word(struct json *json, const char *const *words, int count)
{
    struct text text;
    return json_string(json, &text) ? text_among(text, words, count) : -1;
}

static bool read_request(struct json *json, unsigned char *request)
{
    /* The words stand in the order of the bits. */
    int read = read_word(json, s_requests, 4);
    *request = (unsigned char)read;
    return read >= 0;
}

static bool read_requests(struct json *json, struct operation *operation)
{
    if (!json_list(json)) {
        return false;
    }
    operation->requests = s_page_requests;
    operation->request_count = 0;
    while (json_item(json)) {
        if (!read_request(json, &s_page_requests[operation->request_count++])) {
            return false;
        }
    }
    return true;
}

static bool read_member(struct json *json, enum member member, struct operation *operation)
{
    struct text text;
    int word;
    switch (member) {
    case PROCESS:
        return read_number(json, &operation->process);
    case CHILD:
        return read_number(json, &operation->child);
    case DEVICE:
        return read_number(json, &operation->device);
    case PAGE:
        return read_number(json, &operation->page);
    case START:
        return read_number(json, &operation->start);
    case COUNT:
        return read_number(json, &operation->count);
    case CAPACITY:
        return read_number(json, &operation->capacity);
    case IOVAS:
        return read_number(json, &operation->iovas);
    case VALUE:
        return json_string(json, &text) && text_value(text, &operation->value);
    case PROTECTION:
        word = read_word(json, s_protections, 3);
        operation->protection = (enum protection)word;
        return word >= 0;
    case DMA:
        word = read_word(json, s_dmas, 2);
        operation->dma = (enum dma)word;
        return word >= 0;
    case OP:
        word = read_word(json, operation_words, OP_COUNT);
        operation->op = (enum op)word;
        return word >= 0;
    case DEFAULT:
        return read_request(json, &operation->default_request);
    case MASK:
        return read_request(json, &operation->mask);
    case PAGES:
        return read_requests(json, operation);
    case NEW_START:
        return read_number(json, &operation->new_start);
    case NEW_COUNT:
        return read_number(json, &operation->new_count);
    case FLAGS:
        word = read_word(json, s_flags, 8);
        operation->flags = (unsigned)word;
        return word >= 0;
    case ADVICE:
        word = read_word(json, s_advices, 8);
        operation->advice = (enum advice)word;
        return word >= 0;
    case FILE_NUMBER:
        return read_number(json, &operation->file);
    case OFFSET:
        return read_number(json, &operation->offset);
    case SHARING:
        word = read_word(json, s_sharings, 2);
        operation->sharing = (enum sharing)word;
        return word >= 0;
    case LENGTH:
        return read_number(json, &operation->length);
    case MEMBER_COUNT:
        break;
    }
    return false;
}

static const char *complain(const char *what, enum member member)
{
    static char message[80];
    snprintf(message, sizeof message, "An operation %s \"%s\".", what, s_members[member]);
    return message;
}

const char *operation_read(struct json *json, struct operation *operation)
{
    *operation = (struct operation){0};
    unsigned found = 0;
    struct text name;
    if (!json_object(json)) {
        return "An operation is no object.";
    }
    while (json_member(json, &name)) {
        int member = text_among(name, s_members, MEMBER_COUNT);
        if (member < 0) {
            json_skip(json);
        } else if (!read_member(json, (enum member)member, operation)) {
            return complain("has no good", (enum member)member);
        } else {
            found |= BIT(member);
        }
    }
    if (!(found & BIT(OP))) {
        return complain("has no", OP);
    }
    unsigned missing = s_required[operation->op] & ~found;
    if (operation->op == OP_ATTACH && operation->dma == DMA_IOMMU) {
        missing |= BIT(IOVAS) & ~found;
    }
    for (int member = 0; member < MEMBER_COUNT; member++) {
        if (missing & BIT(member)) {
            return complain("has no", (enum member)member);
        }
    }
    return NULL;
}

unsigned operation_request(const struct operation *operation, int offset)
{
    unsigned own =
        offset < operation->request_count ? operation->requests[offset] & operation->mask : 0;
    return operation->default_request | own;
}
