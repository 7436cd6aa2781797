#include "adapter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace hmm {
namespace {

using Named = std::pair<int, const char *>;

#define NAMED(constant)                                                                            \
    Named                                                                                          \
    {                                                                                              \
        constant, #constant                                                                        \
    }

constexpr std::array errnos = {
    NAMED(EPERM),     NAMED(ENOENT),    NAMED(ESRCH),   NAMED(EINTR),  NAMED(EIO),    NAMED(ENXIO),
    NAMED(E2BIG),     NAMED(EBADF),     NAMED(ECHILD),  NAMED(EAGAIN), NAMED(ENOMEM), NAMED(EACCES),
    NAMED(EFAULT),    NAMED(EBUSY),     NAMED(EEXIST),  NAMED(ENODEV), NAMED(EINVAL), NAMED(ENFILE),
    NAMED(EMFILE),    NAMED(EFBIG),     NAMED(ENOSPC),  NAMED(ERANGE), NAMED(ENOSYS), NAMED(ENOTTY),
    NAMED(EOVERFLOW), NAMED(ETIMEDOUT), NAMED(EDEADLK),
};

constexpr std::array signals = {NAMED(SIGSEGV), NAMED(SIGBUS), NAMED(SIGKILL), NAMED(SIGILL),
                                NAMED(SIGABRT)};

#undef NAMED

template <std::size_t count>
Result named(const std::array<Named, count> &names, int number)
{
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const Named &it) { return it.first == number; });
    return found == names.end() ? Result::fault("subject.cpp has no name for the errno or signal " +
                                                std::to_string(number))
                                : Result{found->second};
}

Result not_written()
{
    return Result::unsupported("not written yet");
}

} // namespace

Request Requests::at(int offset) const
{
    const auto index = static_cast<std::size_t>(offset);
    const Request own = index < pages.size() ? pages[index] : Request{};
    return {all.fault || (own.fault && mask.fault), all.write || (own.write && mask.write)};
}

Result Result::of(std::uint64_t value)
{
    Result result;
    result.value = value;
    return result;
}

Result Result::of(std::vector<PageResult> pages)
{
    Result result;
    result.pages = std::move(pages);
    return result;
}

Result Result::error(int number)
{
    return named(errnos, number);
}

Result Result::signal(int number)
{
    return named(signals, number);
}

Result Result::unsupported(std::string reason)
{
    return {"unsupported", std::move(reason)};
}

Result Result::unknown(std::string reason)
{
    return {"unknown", std::move(reason)};
}

Result Result::fault(std::string reason)
{
    return {"fault", std::move(reason)};
}

Subject::Seen Subject::take_seen()
{
    auto &touched = m_seen.touched;
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    return std::exchange(m_seen, {});
}

// What each should do is said by `hmmspec spec list`; beside it stands what Linux calls it.

Result Subject::map(int, Range, Protection) // mmap, MAP_FIXED_NOREPLACE
{
    return not_written();
}

Result Subject::unmap(int, Range) // munmap
{
    return not_written();
}

Result Subject::protect(int, Range, Protection) // mprotect
{
    return not_written();
}

Result Subject::dontneed(int, Range) // madvise, MADV_DONTNEED
{
    return not_written();
}

Result Subject::load(int, int) // a load of the process, after which it may be dead
{
    return not_written();
}

Result Subject::store(int, int, std::uint64_t) // a store of the process
{
    return not_written();
}

Result Subject::fork(int, int) // fork; the child gets the number
{
    return not_written();
}

Result Subject::exit(int) // the end of the process
{
    return not_written();
}

Result Subject::swap_out(int, int) // reclaim of one page; delivers how many left
{
    return not_written();
}

Result Subject::attach(int, int, Dma, int) // the device appears
{
    return not_written();
}

Result Subject::register_mirror(int, int, Range) // mmu_interval_notifier_insert
{
    return not_written();
}

Result Subject::unregister_mirror(int, int) // mmu_interval_notifier_remove
{
    return not_written();
}

Result Subject::range_fault(int, int, Range, const Requests &) // hmm_range_fault; delivers pages
{
    return not_written();
}

Result Subject::device_load(
    int, int, Range) // loads by the device; delivers a value, or values if there are several pages
{
    return not_written();
}

Result Subject::device_store(int, int, Range,
                             std::uint64_t) // stores by the device: value, value + 1, ...
{
    return not_written();
}

Result Subject::snapshot(int, int, Range) // hmm_range_fault without a request; delivers pages
{
    return not_written();
}

Result Subject::migrate_to_device(int, int,
                                  Range) // migrate_vma, from system memory; delivers pages
{
    return not_written();
}

Result Subject::migrate_to_system(int, int,
                                  Range) // migrate_vma, from device memory; delivers pages
{
    return not_written();
}

Result Subject::evict(int, int) // migrate_device_range; delivers how many left
{
    return not_written();
}

PageView Subject::view_page(int, int)
{
    return {};
}

bool Subject::is_alive(int process)
{
    return process == 0;
}

DeviceView Subject::view_device(int)
{
    return {};
}

MemoryView Subject::view_memory()
{
    return {};
}

} // namespace hmm
