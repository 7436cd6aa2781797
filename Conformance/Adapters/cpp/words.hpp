// The words of each vocabulary, in the order of its enum, and how members are written.
#pragma once

#include "json.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace hmm {

template <std::size_t count>
using Words = std::array<std::string_view, count>;

inline constexpr Words<19> op_words = {
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
};
inline constexpr Words<3> protection_words = {"none", "read", "read-write"};
inline constexpr Words<2> dma_words = {"direct", "iommu"};
inline constexpr Words<4> request_words = {"none", "fault", "write", "fault+write"};
inline constexpr Words<20> page_words = {
    "not-reached",
    "error",
    "empty",
    "zero",
    "read",
    "write",
    "device-read",
    "device-write",
    "migrated",
    "filled",
    "skipped-empty",
    "skipped-not-selected",
    "skipped-swap",
    "skipped-swap-cache",
    "skipped-locked",
    "skipped-referenced",
    "skipped-no-memory",
    "skipped-no-dma",
    "skipped-lost",
    "skipped-by-driver",
};
inline constexpr Words<3> level_words = {"outcome", "touched", "state"};
inline constexpr Words<3> phase_words = {"start", "callback", "end"};
inline constexpr Words<6> kind_words = {"unmap",           "clear",   "protection-vma",
                                        "protection-page", "release", "migrate"};
inline constexpr Words<4> entry_words = {"none", "present", "swap", "device"};
inline constexpr Words<3> mirror_words = {"none", "system", "device"};

template <typename Enum, std::size_t count>
std::string_view word_of(const Words<count> &words, Enum member)
{
    return words[static_cast<std::size_t>(member)];
}

template <typename Enum, std::size_t count>
Enum parse_word(const Words<count> &words, const std::string &word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        throw ProtocolError("\"" + word + "\" is no word that can stand there.");
    }
    return static_cast<Enum>(found - words.begin());
}

// What was not looked at is not written.

inline void write(Writer &out, std::string_view name, const std::optional<bool> &seen)
{
    if (seen) {
        out.boolean(name, *seen);
    }
}

inline void write(Writer &out, std::string_view name, const std::optional<int> &seen)
{
    if (seen) {
        out.number(name, *seen);
    }
}

inline void write(Writer &out, std::string_view name, const std::optional<std::uint64_t> &seen)
{
    if (seen) {
        out.value(name, *seen);
    }
}

template <typename Enum, std::size_t count>
void write(Writer &out, std::string_view name, const Words<count> &words,
           const std::optional<Enum> &seen)
{
    if (seen) {
        out.text(name, word_of(words, *seen));
    }
}

/// Writes a list, each item by a function.
template <typename Items, typename Write>
void write_list(Writer &out, std::string_view name, const Items &items, Write write_item)
{
    out.open(name, '[');
    for (const auto &item : items) {
        write_item(item);
    }
    out.close(']');
}

} // namespace hmm
