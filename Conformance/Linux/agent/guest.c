#define _GNU_SOURCE
#include "guest.h"

#include "beyond.h"
#include "complaints.h"
#include "devices.h"
#include "driver.h"
#include "pagemap.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MADV_PAGEOUT
#define MADV_PAGEOUT 21
#endif

#define DRIVER "/test_hmm.ko"
#define SELFTEST "/hmm-tests"
#define PORT "/dev/vport0p1"
#define PORT_STATE "/sys/kernel/debug/virtio-ports/vport0p1"
#define SWAP "/dev/zram0"
#define SWAP_SIZE "33554432"

static bool put(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool good = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);
    if (file >= 0) {
        close(file);
    }
    return good;
}

static bool mount_all(void)
{
    mkdir("/proc", 0755);
    mkdir("/sys", 0755);
    mkdir("/dev", 0755);
    /* The kernel may have mounted /dev itself. */
    bool has_devices = mount("dev", "/dev", "devtmpfs", 0, NULL) == 0 || errno == EBUSY;
    return has_devices && mount("proc", "/proc", "proc", 0, NULL) == 0 &&
           mount("sys", "/sys", "sysfs", 0, NULL) == 0 &&
           mount("debug", "/sys/kernel/debug", "debugfs", 0, NULL) == 0;
}

/* The console is for evidence, the port for the protocol. */
static bool open_port(void)
{
    int console = open("/dev/console", O_WRONLY | O_NOCTTY);
    int port = open(PORT, O_RDWR);
    return console >= 0 && port >= 0 && dup2(console, STDERR_FILENO) >= 0 &&
           dup2(port, STDIN_FILENO) >= 0 && dup2(port, STDOUT_FILENO) >= 0;
}

static bool load_driver(void)
{
    int file = open(DRIVER, O_RDONLY | O_CLOEXEC);
    bool loaded = file >= 0 && syscall(SYS_finit_module, file, beyond_parameters(), 0) == 0;
    if (file >= 0) {
        close(file);
    }
    return loaded;
}

/* devtmpfs makes their files, but not under every kernel. */
static bool make_devices(void)
{
    char line[80];
    unsigned major = 0;
    FILE *list = fopen("/proc/devices", "r");
    while (list && fgets(line, sizeof line, list)) {
        if (strstr(line, "HMM_DMIRROR")) {
            major = (unsigned)strtoul(line, NULL, 10);
        }
    }
    if (!list || fclose(list) != 0 || major == 0) {
        return false;
    }
    for (int device = 0; device < MOST_DEVICES; device++) {
        char path[32];
        int number = beyond_device(device);
        snprintf(path, sizeof path, "/dev/hmm_dmirror%d", number);
        if (mknod(path, S_IFCHR | 0600, makedev(major, (unsigned)number)) != 0 && errno != EEXIST) {
            return false;
        }
    }
    return true;
}

/* include/linux/swap.h: union swap_header, in the last bytes of the first page and from 1024 on. */
static bool write_swap_header(void)
{
    static uint32_t page[PAGE_BYTES / sizeof(uint32_t)];
    memcpy((char *)page + PAGE_BYTES - 10, "SWAPSPACE2", 10);
    page[256] = 1;
    page[257] = (uint32_t)(strtoul(SWAP_SIZE, NULL, 10) / PAGE_BYTES - 1);
    int file = open(SWAP, O_WRONLY | O_CLOEXEC);
    bool written = file >= 0 && write(file, page, sizeof page) == (ssize_t)sizeof page;
    if (file >= 0) {
        fsync(file);
        close(file);
    }
    return written;
}

static bool start_swap(void)
{
    /* One page at a time: what happens is then what was asked for. */
    return put("/sys/block/zram0/disksize", SWAP_SIZE) && write_swap_header() &&
           swapon(SWAP, 0) == 0 && put("/proc/sys/vm/page-cluster", "0");
}

static void find_coherent_frames(void)
{
    for (int device = 0; device < MOST_DEVICES; device++) {
        uint64_t first, end;
        beyond_frames(device, &first, &end);
        device_has_frames(device, first, end);
    }
}

/* iomem has a line "5000000-5fffffff : hmm_dmirror" for each device, in the order of devices from
 * the highest address down, as the driver asked for them. */
static bool find_frames(void)
{
    if (beyond_has(BEYOND_COHERENT)) {
        find_coherent_frames();
        return true;
    }
    char line[120];
    int device = 0;
    unsigned long long found[MOST_DEVICES][2];
    FILE *list = fopen("/proc/iomem", "r");
    while (list && fgets(line, sizeof line, list)) {
        unsigned long long first, last;
        if (strstr(line, "hmm_dmirror") && device < MOST_DEVICES &&
            sscanf(line, "%llx-%llx", &first, &last) == 2) {
            found[device][0] = first / PAGE_BYTES;
            found[device][1] = (last + 1) / PAGE_BYTES;
            device++;
        }
    }
    for (int i = 0; i < device; i++) {
        device_has_frames(i, found[device - 1 - i][0], found[device - 1 - i][1]);
    }
    return list && fclose(list) == 0 && device == MOST_DEVICES;
}

static const char *learn_exclusive(int file, const struct job *page)
{
    static struct answer answer;
    *(volatile char *)page_at(0) = 1;
    if (driver_open(page->device) != 0 || driver_make_exclusive(page, &answer) != 0) {
        return "A device cannot have a page for itself.";
    }
    uint64_t writable = pagemap_raw(file, page_at(0));
    mprotect(page_at(0), PAGE_BYTES, PROT_READ);
    uint64_t readable = pagemap_raw(file, page_at(0));
    mprotect(page_at(0), PAGE_BYTES, PROT_READ | PROT_WRITE);
    bool is_closed = driver_close(page->device) == 0;
    pagemap_kinds.exclusive_types = 1u << pagemap_type(writable) | 1u << pagemap_type(readable);
    return !pagemap_is_swap(writable) || !pagemap_is_swap(readable) ||
                   pagemap_kinds.exclusive_types & pagemap_kinds.device_types
               ? "pagemap does not show the pages that a device has for itself."
           : is_closed ? NULL
                       : "The driver's devices cannot be closed.";
}

/* A page of each kind shows how it looks. The first page of the arena serves, for no process has
 * begun. */
static const char *learn_kinds(void)
{
    struct job page = {.start = 0, .count = 1, .device = 0};
    int file = pagemap_open(0);
    volatile char *place = mmap(page_at(0), PAGE_BYTES, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (file < 0 || place == MAP_FAILED) {
        return "There is no pagemap.";
    }
    (void)*place;
    pagemap_kinds.zero_frame = pagemap_frame(pagemap_raw(file, page_at(0)));
    for (int device = 0; device < MOST_DEVICES; device++) {
        page.device = device;
        *place = 1;
        if (driver_open(device) != 0 || driver_to_device(&page) != 0) {
            return "The driver's devices cannot be used.";
        }
        uint64_t writable = pagemap_raw(file, page_at(0));
        mprotect(page_at(0), PAGE_BYTES, PROT_READ);
        uint64_t readable = pagemap_raw(file, page_at(0));
        bool is_mapped = beyond_has(BEYOND_COHERENT);
        if (pagemap_is_swap(writable) == is_mapped || pagemap_is_swap(readable) == is_mapped) {
            return "A page does not migrate to a device.";
        }
        if (!is_mapped) {
            pagemap_kinds.device_types |= 1u << pagemap_type(writable) | 1u << pagemap_type(readable);
        }
        uint64_t frame = is_mapped ? pagemap_frame(writable) : pagemap_offset(writable);
        if (device_of_frame(frame) != device) {
            return "pagemap does not show the frames of devices.";
        }
        mprotect(page_at(0), PAGE_BYTES, PROT_READ | PROT_WRITE);
        if (driver_close(device) != 0) {
            return "The driver's devices cannot be closed.";
        }
    }
    const char *problem = learn_exclusive(file, &page);
    close(file);
    munmap(page_at(0), PAGE_BYTES);
    return problem;
}

static bool host_is_gone(void)
{
    char state[512] = "";
    int file = open(PORT_STATE, O_RDONLY | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, state, sizeof state - 1) : 0;
    close(file);
    return got > 0 && strstr(state, "host_connected: 0");
}

/*
 * Who reads sees the end of the port; who writes an answer that nobody takes any more waits for ever, and may have a
 * lock of standard output: nothing is flushed. The port is not polled here: a poll takes what has come for the one
 * who reads, whom the interrupt that follows does not wake then (drivers/char/virtio_console.c: port_has_data).
 */
static void *await_end(void *unused)
{
    (void)unused;
    while (!host_is_gone()) {
        sleep(1);
    }
    reboot(RB_AUTOBOOT);
    return NULL;
}

static bool watch_port(void)
{
    pthread_t watching;
    return pthread_create(&watching, NULL, await_end, NULL) == 0 && pthread_detach(watching) == 0;
}

static const char *learn_all(void)
{
    const char *problem = learn_kinds();
    return problem || watch_port() ? problem : "There is no thread that watches the port.";
}

const char *guest_begin(void)
{
    return !mount_all()      ? "The file systems cannot be mounted."
           : !open_port()    ? "There is no port for the protocol."
           : !beyond_begin() ? "What is beyond the specification cannot be switched on."
           : !load_driver()  ? "The driver cannot be loaded."
           : !make_devices() ? "The driver has no devices."
           : !start_swap()   ? "There is no swap."
           : !find_frames()  ? "The devices' memory is not in /proc/iomem."
                             : learn_all();
}

bool guest_is_of_profile(void)
{
    return true;
}

bool guest_has_selftest(void)
{
    return access(SELFTEST, X_OK) == 0;
}

void guest_run_selftest(void)
{
    /* It wants huge pages where it asks for them, and files. */
    mkdir("/tmp", 0777);
    bool is_set = put("/sys/kernel/mm/transparent_hugepage/enabled", "madvise") &&
                  put("/proc/sys/vm/nr_hugepages", "8") &&
                  mount("tmp", "/tmp", "tmpfs", 0, NULL) == 0;
    pid_t process = is_set ? fork() : -1;
    if (process == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execl(SELFTEST, SELFTEST, NULL);
        _exit(EXIT_FAILURE);
    }
    int status = 0;
    bool ended = process > 0 && waitpid(process, &status, 0) == process;
    complaints_heed();
    fprintf(stderr, "agent: the selftest %s\n", ended ? "has ended" : "cannot be run");
}

void guest_end(void)
{
    fflush(NULL);
    sync();
    reboot(RB_AUTOBOOT);
    for (;;) {
        pause();
    }
}
