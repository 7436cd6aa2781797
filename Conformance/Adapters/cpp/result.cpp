#include "session.hpp"

#include "words.hpp"

namespace hmm {
namespace {

void write_mirror(Writer &out, const MirrorView &view)
{
    out.open("", '{');
    out.number("device", view.device);
    write(out, "entry", mirror_words, view.entry);
    write(out, "zero", view.zero);
    write(out, "writable", view.writable);
    write(out, "dirty", view.dirty);
    write(out, "value", view.value);
    write(out, "cached", view.cached);
    write(out, "cached-writable", view.cached_writable);
    out.close('}');
}

void write_page(Writer &out, int process, int page, const PageView &view)
{
    out.open("", '{');
    out.number("process", process);
    out.number("page", page);
    write(out, "mapped", view.mapped);
    write(out, "protection", protection_words, view.protection);
    write(out, "entry", entry_words, view.entry);
    write(out, "device", view.device);
    write(out, "zero", view.zero);
    write(out, "writable", view.writable);
    write(out, "dirty", view.dirty);
    write(out, "young", view.young);
    write(out, "value", view.value);
    write(out, "cached", view.cached);
    write(out, "cached-writable", view.cached_writable);
    if (!view.mirrors.empty()) {
        write_list(out, "mirrors", view.mirrors,
                   [&](const MirrorView &mirror) { write_mirror(out, mirror); });
    }
    out.close('}');
}

void write_event(Writer &out, const Event &event)
{
    out.open("", '{');
    out.text("phase", word_of(phase_words, event.phase));
    out.text("kind", word_of(kind_words, event.kind));
    out.number("process", event.process);
    out.number("start", event.range.start);
    out.number("count", event.range.count);
    write(out, "owner", event.owner);
    write(out, "device", event.device);
    out.close('}');
}

void write_touched(Writer &out, Subject &subject, const World &world, int process, int page)
{
    if (process >= 0 && process < world.processes && page >= 0 && page < world.pages) {
        write_page(out, process, page, subject.view_page(process, page));
    }
}

} // namespace

void write_state(Writer &out, Subject &subject, const World &world)
{
    out.open("pages", '[');
    for (int process = 0; process < world.processes; process++) {
        for (int page = 0; page < world.pages && subject.is_alive(process); page++) {
            write_page(out, process, page, subject.view_page(process, page));
        }
    }
    out.close(']');
    out.open("processes", '[');
    for (int process = 0; process < world.processes; process++) {
        out.open("", '{');
        out.number("process", process);
        out.boolean("alive", subject.is_alive(process));
        out.close('}');
    }
    out.close(']');
    out.open("devices", '[');
    for (int device = 0; device < world.devices; device++) {
        const DeviceView view = subject.view_device(device);
        out.open("", '{');
        out.number("device", device);
        write(out, "attached", view.attached);
        write(out, "used-frames", view.used_frames);
        write(out, "used-iovas", view.used_iovas);
        out.close('}');
    }
    out.close(']');
    const MemoryView memory = subject.view_memory();
    write(out, "used-frames", memory.used_frames);
    write(out, "used-swap", memory.used_swap);
}

void write_result(Writer &out, Subject &subject, const World &world, const Result &result,
                  Level level)
{
    out.open("", '{');
    out.text("status", result.status);
    if (!result.reason.empty()) {
        out.text("reason", result.reason);
    }
    write(out, "value", result.value);
    write(out, "faults", result.faults);
    if (!result.values.empty()) {
        write_list(out, "values", result.values,
                   [&](std::uint64_t value) { out.value("", value); });
    }
    if (!result.pages.empty()) {
        write_list(out, "pages", result.pages,
                   [&](PageResult it) { out.text("", word_of(page_words, it)); });
    }
    const Subject::Seen seen = subject.take_seen();
    if (level != Level::outcome) {
        write_list(out, "events", seen.events,
                   [&](const Event &event) { write_event(out, event); });
        write_list(out, "touched", seen.touched, [&](const auto &at) {
            write_touched(out, subject, world, at.first, at.second);
        });
    }
    if (level == Level::state) {
        out.open("state", '{');
        write_state(out, subject, world);
        out.close('}');
    }
    out.close('}');
}

} // namespace hmm
