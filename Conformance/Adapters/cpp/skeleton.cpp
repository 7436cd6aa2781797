// Where to begin: three operations on a vector, in place of your implementation. Replace them by
// calls of yours, and override the rest of hmm::Subject, one operation after another. What
// describe() does not list is not asked for. `attach`, `register` and `map` are needed for most to
// mean anything. `hmmspec spec list` says what each has to do.
#include "adapter.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace {

using namespace hmm;

class Skeleton : public Subject {
  public:
    Description describe() const override
    {
        Description it;
        it.name = "skeleton";
        it.version = "1";
        it.operations = {Op::map, Op::load, Op::store};
        it.limits.pages = 64; // and 1 process and 1 device; the rest is not limited
        it.is_deterministic = true;
        return it;
    }

    void reset(const World &world, std::string_view) override
    {
        m_pages.assign(static_cast<std::size_t>(world.pages), Page{});
    }

    Result map(int process, Range range, Protection protection) override
    {
        const int pages = static_cast<int>(m_pages.size());
        if (process != 0) {
            return Result::error(ESRCH);
        }
        if (range.start < 0 || range.count <= 0 || range.start > pages - range.count) {
            return Result::error(EINVAL);
        }
        const auto begin = m_pages.begin() + range.start;
        for (auto page = begin; page != begin + range.count; ++page) {
            if (page->protection) {
                return Result::error(EEXIST);
            }
        }
        std::fill_n(begin, range.count, Page{protection, 0});
        return Result::ok();
    }

    Result load(int process, int page) override
    {
        if (process != 0) {
            return Result::error(ESRCH);
        }
        return allows(page, Protection::read) ? Result::of(at(page).value)
                                              : Result::signal(SIGSEGV);
    }

    Result store(int process, int page, std::uint64_t value) override
    {
        if (process != 0) {
            return Result::error(ESRCH);
        }
        if (!allows(page, Protection::read_write)) {
            return Result::signal(SIGSEGV);
        }
        at(page).value = value;
        return Result::ok();
    }

  private:
    struct Page {
        std::optional<Protection> protection = {}; // nothing if it is not mapped
        std::uint64_t value = 0;
    };

    Page &at(int page)
    {
        return m_pages[static_cast<std::size_t>(page)];
    }

    bool allows(int page, Protection wanted)
    {
        const bool exists = page >= 0 && page < static_cast<int>(m_pages.size());
        return exists && at(page).protection && *at(page).protection >= wanted;
    }

    std::vector<Page> m_pages;
};

} // namespace

int main()
{
    Skeleton skeleton;
    return hmm::run(skeleton);
}
