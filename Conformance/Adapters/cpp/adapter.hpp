// An adapter: it lets hmmspec ask an implementation of HMM, line by line (PROTOCOL.md). Derive from
// hmm::Subject, as skeleton.cpp does, and call hmm::run. All else is done here: reading, checking,
// answering.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hmm {

/// The kinds of operation, in the order of their words in adapter.cpp.
enum class Op {
    map,
    unmap,
    protect,
    dontneed,
    load,
    store,
    fork,
    exit,
    swap_out,
    attach,
    register_mirror,
    unregister_mirror,
    range_fault,
    device_load,
    device_store,
    snapshot,
    migrate_to_device,
    migrate_to_system,
    evict,
};

enum class Protection {
    none,
    read,
    read_write
};

enum class Dma {
    direct,
    iommu
};

/// What is asked for on a page of a range fault.
struct Request {
    bool fault = false;
    bool write = false;
};

/// Pages; the numbers may be out of every range, and their sum no int.
struct Range {
    int start = 0;
    int count = 0;
};

/// The requests of a range fault.
struct Requests {
    Request all;                // what every page has
    Request mask;               // what of the requests of the single pages counts
    std::vector<Request> pages; // there may be fewer than pages in the range, or more

    /// What is asked for on a page, at an offset into the range.
    Request at(int offset) const;
};

enum class PageResult {
    not_reached,
    error,
    empty,
    zero,
    read,
    write,
    device_read,
    device_write,
    migrated,
    filled,
    skipped_empty,
    skipped_not_selected,
    skipped_swap,
    skipped_swap_cache,
    skipped_locked,
    skipped_referenced,
    skipped_no_memory,
    skipped_no_dma,
    skipped_lost,
    skipped_by_driver,
};

/// How an operation ended, and what it delivers.
struct Result {
    std::string status = "ok";
    std::string reason = {};
    std::optional<std::uint64_t> value = {};
    std::optional<int> faults = {};
    std::vector<std::uint64_t> values = {};
    std::vector<PageResult> pages = {};

    static Result ok()
    {
        return {};
    }
    static Result of(std::uint64_t value);
    static Result of(std::vector<PageResult> pages);
    static Result error(int number);               // EFAULT
    static Result signal(int number);              // SIGSEGV
    static Result unsupported(std::string reason); // it was not carried out, for certain
    static Result unknown(std::string reason);     // it may have been carried out or not
    static Result fault(std::string reason);       // the adapter failed, not the implementation
};

/// How much there is; nothing where there is no limit.
struct World {
    int processes = 1;
    int pages = 8;
    int devices = 1;
    std::optional<int> frames = {};
    std::optional<int> swap = {};
    std::optional<int> device_frames = {};
    std::optional<int> iova = {};
};

enum class EventPhase {
    start,
    callback,
    end
};

enum class EventKind {
    unmap,
    clear,
    protection_vma,
    protection_page,
    release,
    migrate
};

/// Something that the notifier of a process did.
struct Event {
    EventPhase phase;
    EventKind kind;
    int process;
    Range range;
    std::optional<int> owner = {};  // the device that causes a migration
    std::optional<int> device = {}; // the device that is told by a callback
};

enum class Level {
    outcome,
    touched,
    state
};

enum class Entry {
    none,
    present,
    swap,
    device
};

enum class MirrorEntry {
    none,
    system,
    device
};

/// What was seen of a page in a device that mirrors the process; what was not looked at is left
/// out, here and below.
struct MirrorView {
    int device = 0;
    std::optional<MirrorEntry> entry = {};
    std::optional<bool> zero = {}, writable = {}, dirty = {}, cached = {}, cached_writable = {};
    std::optional<std::uint64_t> value = {};
};

struct PageView {
    std::optional<bool> mapped = {};
    std::optional<Protection> protection = {};
    std::optional<Entry> entry = {};
    std::optional<int> device = {}; // of Entry::device: whose memory
    std::optional<bool> zero = {}, writable = {}, dirty = {}, young = {}, cached = {},
                        cached_writable = {};
    std::optional<std::uint64_t> value = {};
    std::vector<MirrorView> mirrors = {};
};

struct DeviceView {
    std::optional<bool> attached = {};
    std::optional<int> used_frames = {}, used_iovas = {};
};

struct MemoryView {
    std::optional<int> used_frames = {}, used_swap = {};
};

/// What an implementation is called, and what it can do.
struct Description {
    std::string name;
    std::string version;
    std::vector<Op> operations; // those that are overridden; no other is asked for
    World limits = {};          // the largest world
    Level observe = Level::outcome;
    bool is_deterministic = false;
    std::vector<EventKind> events = {};
    std::vector<std::string> profiles = {}; // none for all
};

/// The implementation, as hmmspec sees it. Override what it can do; an exception is answered as a
/// fault of the adapter.
class Subject {
  public:
    Subject() = default;
    Subject(const Subject &) = delete;
    Subject &operator=(const Subject &) = delete;
    virtual ~Subject() = default;

    virtual Description describe() const = 0;

    /// Makes everything as at the start; throws if that is not possible.
    virtual void reset(const World &world, std::string_view profile) = 0;

    virtual Result map(int process, Range range, Protection protection);
    virtual Result unmap(int process, Range range);
    virtual Result protect(int process, Range range, Protection protection);
    virtual Result dontneed(int process, Range range);
    virtual Result load(int process, int page);
    virtual Result store(int process, int page, std::uint64_t value);
    virtual Result fork(int process, int child);
    virtual Result exit(int process);
    virtual Result swap_out(int process, int page);
    virtual Result attach(int device, int capacity, Dma dma, int iovas);
    virtual Result register_mirror(int process, int device, Range range);
    virtual Result unregister_mirror(int process, int device);
    virtual Result range_fault(int process, int device, Range range, const Requests &requests);
    virtual Result device_load(int process, int device, Range range);
    virtual Result device_store(int process, int device, Range range, std::uint64_t value);
    virtual Result snapshot(int process, int device, Range range);
    virtual Result migrate_to_device(int process, int device, Range range);
    virtual Result migrate_to_system(int process, int device, Range range);
    virtual Result evict(int device, int count);

    // What can be seen: of a page from the level "touched" on, of the rest at the level "state".
    virtual PageView view_page(int process, int page);
    virtual bool is_alive(int process);
    virtual DeviceView view_device(int device);
    virtual MemoryView view_memory();

    /// Does what was put off, before an observe: frees, late callbacks.
    virtual void settle() {}

    /// What the operation at hand did so far.
    struct Seen {
        std::vector<Event> events = {};
        std::vector<std::pair<int, int>> touched = {};
    };

    /// Takes what was seen since the last time.
    Seen take_seen();

  protected:
    /// To be called during an operation: the notifier did something.
    void notified(const Event &event)
    {
        m_seen.events.push_back(event);
    }

    /// To be called during an operation: something of this page may have changed. Too often does no
    /// harm.
    void touched(int process, int page)
    {
        m_seen.touched.emplace_back(process, page);
    }

  private:
    Seen m_seen;
};

/// Answers until the end of the session; the exit code of the program.
int run(Subject &subject);

} // namespace hmm
