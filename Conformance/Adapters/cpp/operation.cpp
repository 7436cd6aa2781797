#include "session.hpp"

#include "words.hpp"

namespace hmm {
namespace {

Request parse_request(const std::string &word)
{
    const auto bits = parse_word<int>(request_words, word);
    return {(bits & 1) != 0, (bits & 2) != 0};
}

Requests parse_requests(const Json &operation)
{
    Requests requests;
    if (const auto all = operation.find("default")) {
        requests.all = parse_request(all->text());
    }
    if (const auto mask = operation.find("mask")) {
        requests.mask = parse_request(mask->text());
    }
    if (const auto pages = operation.find("pages")) {
        for (const Json &page : pages->items()) {
            requests.pages.push_back(parse_request(page.text()));
        }
    }
    return requests;
}

int attach_iovas(const Json &operation, Dma dma)
{
    const auto iovas = operation.find("iovas");
    return iovas || dma == Dma::iommu ? operation.at("iovas").integer() : 0;
}

} // namespace

Result carry_out(Subject &subject, Op op, const Json &json)
{
    const auto number = [&](std::string_view name) { return json.at(name).integer(); };
    const auto range = [&] { return Range{number("start"), number("count")}; };
    const auto protection = [&] {
        return parse_word<Protection>(protection_words, json.at("protection").text());
    };
    switch (op) {
    case Op::map:
        return subject.map(number("process"), range(), protection());
    case Op::unmap:
        return subject.unmap(number("process"), range());
    case Op::protect:
        return subject.protect(number("process"), range(), protection());
    case Op::dontneed:
        return subject.dontneed(number("process"), range());
    case Op::load:
        return subject.load(number("process"), number("page"));
    case Op::store:
        return subject.store(number("process"), number("page"), json.at("value").value());
    case Op::fork:
        return subject.fork(number("process"), number("child"));
    case Op::exit:
        return subject.exit(number("process"));
    case Op::swap_out:
        return subject.swap_out(number("process"), number("page"));
    case Op::attach: {
        const auto dma = parse_word<Dma>(dma_words, json.at("dma").text());
        return subject.attach(number("device"), number("capacity"), dma, attach_iovas(json, dma));
    }
    case Op::register_mirror:
        return subject.register_mirror(number("process"), number("device"), range());
    case Op::unregister_mirror:
        return subject.unregister_mirror(number("process"), number("device"));
    case Op::range_fault:
        return subject.range_fault(number("process"), number("device"), range(),
                                   parse_requests(json));
    case Op::device_load:
        return subject.device_load(number("process"), number("device"), range());
    case Op::device_store:
        return subject.device_store(number("process"), number("device"), range(),
                                    json.at("value").value());
    case Op::snapshot:
        return subject.snapshot(number("process"), number("device"), range());
    case Op::migrate_to_device:
        return subject.migrate_to_device(number("process"), number("device"), range());
    case Op::migrate_to_system:
        return subject.migrate_to_system(number("process"), number("device"), range());
    case Op::evict:
        return subject.evict(number("device"), number("count"));
    }
    throw ProtocolError("There is no such operation.");
}

} // namespace hmm
