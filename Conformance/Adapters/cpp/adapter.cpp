#include "session.hpp"

#include "words.hpp"

#include <algorithm>
#include <iostream>

namespace hmm {
namespace {

constexpr std::size_t longest_line = 1 << 20;

/// A session: what was declared, and how far it is.
class Session {
  public:
    explicit Session(Subject &subject) : m_subject(subject), m_description(subject.describe()) {}

    bool is_over() const
    {
        return m_is_over;
    }

    /// The reply to a line.
    const std::string &answer(std::string_view line)
    {
        std::int64_t id = 0;
        try {
            const Json request = Json::parse(line);
            id = request.at("id").number();
            dispatch(request, id);
            close();
            if (m_out.line().size() > longest_line) {
                throw ProtocolError(
                    "The reply would be longer than 1 MiB; ask for fewer operations at a time.");
            }
        } catch (const std::exception &error) {
            refuse(id, error.what());
        }
        return m_out.line();
    }

    /// The reply to a line that is longer than can be.
    const std::string &refuse_long_line()
    {
        refuse(0, "The line is longer than 1 MiB.");
        return m_out.line();
    }

  private:
    void begin(std::string_view type, std::int64_t id)
    {
        m_out.clear();
        m_out.open("", '{');
        m_out.text("type", type);
        m_out.number("id", id);
    }

    void close()
    {
        m_out.close('}');
        m_out.end_line();
    }

    void refuse(std::int64_t id, std::string_view message)
    {
        begin("error", id);
        m_out.text("message", message);
        close();
    }

    static void require(bool good, const char *message)
    {
        if (!good) {
            throw ProtocolError(message);
        }
    }

    void dispatch(const Json &request, std::int64_t id)
    {
        const std::string type = request.at("type").text();
        require(m_was_greeted || (type != "run" && type != "reset" && type != "observe"),
                "A session begins with a hello.");
        require(m_is_ready || (type != "run" && type != "observe"), "There was no reset yet.");
        if (type == "hello") {
            hello(request, id);
        } else if (type == "reset") {
            reset(request, id);
        } else if (type == "run") {
            run_operations(request, id);
        } else if (type == "observe") {
            require(m_description.observe == Level::state, "This adapter cannot show its state.");
            m_subject.settle();
            begin("state", id);
            write_state(m_out, m_subject, m_world);
        } else {
            require(type == "bye", "There is no request of this type.");
            m_is_over = true;
            begin("bye", id);
        }
    }

    void hello(const Json &request, std::int64_t id)
    {
        const auto versions = request.at("protocol").items();
        require(!m_was_greeted, "There was a hello already.");
        require(std::any_of(versions.begin(), versions.end(),
                            [](const Json &it) { return it.number() == 1; }),
                "This adapter speaks version 1 of the protocol only.");
        m_was_greeted = true;
        begin("hello", id);
        m_out.number("protocol", 1);
        m_out.open("adapter", '{');
        m_out.text("name", m_description.name);
        m_out.text("version", m_description.version);
        m_out.close('}');
        m_out.open("capabilities", '{');
        write_capabilities();
        m_out.close('}');
    }

    void write_capabilities()
    {
        const World &limits = m_description.limits;
        write_list(m_out, "operations", m_description.operations,
                   [&](Op op) { m_out.text("", word_of(op_words, op)); });
        m_out.open("limits", '{');
        m_out.number("processes", limits.processes);
        m_out.number("pages", limits.pages);
        m_out.number("devices", limits.devices);
        write(m_out, "frames", limits.frames);
        write(m_out, "swap", limits.swap);
        write(m_out, "device-frames", limits.device_frames);
        write(m_out, "iova", limits.iova);
        m_out.close('}');
        m_out.open("observe", '[');
        for (std::size_t level = 0; level <= static_cast<std::size_t>(m_description.observe);
             level++) {
            m_out.text("", level_words[level]);
        }
        m_out.close(']');
        m_out.text("reset", "in-place");
        m_out.boolean("deterministic", m_description.is_deterministic);
        write_list(m_out, "events", m_description.events,
                   [&](EventKind it) { m_out.text("", word_of(kind_words, it)); });
        if (!m_description.profiles.empty()) {
            write_list(m_out, "profiles", m_description.profiles,
                       [&](const std::string &it) { m_out.text("", it); });
        }
        m_out.text("ordering", "none");
    }

    void reset(const Json &request, std::int64_t id)
    {
        const auto profile = request.find("profile");
        m_world = read_world(request.at("world"));
        m_subject.reset(m_world, profile ? profile->text() : "strict");
        m_is_ready = true;
        begin("ready", id);
    }

    /// The sizes of a world; one that is not named is as large as it can be.
    World read_world(const Json &json) const
    {
        World world = m_description.limits;
        const auto read = [&](std::string_view name, auto &size) {
            if (const auto found = json.find(name)) {
                const int number = found->integer();
                require(number >= 0, "A size of the world is below zero.");
                const std::optional<int> limit = size;
                require(!limit || number <= *limit,
                        "The world is larger than the limits in the hello.");
                size = number;
            }
        };
        read("processes", world.processes);
        read("pages", world.pages);
        read("devices", world.devices);
        read("frames", world.frames);
        read("swap", world.swap);
        read("device-frames", world.device_frames);
        read("iova", world.iova);
        return world;
    }

    void run_operations(const Json &request, std::int64_t id)
    {
        const auto observe = request.find("observe");
        const Level level =
            observe ? parse_word<Level>(level_words, observe->text()) : Level::outcome;
        require(level <= m_description.observe, "\"observe\" is no level of those in the hello.");
        begin("ran", id);
        m_out.open("results", '[');
        for (const Json &operation : request.at("operations").items()) {
            const Op op = parse_word<Op>(op_words, operation.at("op").text());
            const Result result = carry_out_declared(op, operation);
            write_result(m_out, m_subject, m_world, result, level);
            if (result.status == "unknown" || result.status == "fault") {
                break;
            }
        }
        m_out.close(']');
    }

    Result carry_out_declared(Op op, const Json &operation)
    {
        const auto &declared = m_description.operations;
        if (std::find(declared.begin(), declared.end(), op) == declared.end()) {
            return Result::unsupported("not declared");
        }
        try {
            return carry_out(m_subject, op, operation);
        } catch (const ProtocolError &) {
            throw;
        } catch (const std::exception &error) {
            return Result::fault(error.what());
        }
    }

    Subject &m_subject;
    Description m_description;
    World m_world;
    Writer m_out;
    bool m_was_greeted = false;
    bool m_is_ready = false;
    bool m_is_over = false;
};

/// Reads a line, of a long one no more than can be; false at the end, or if the last line is half a
/// line.
bool read_line(std::istream &in, std::string &line)
{
    line.clear();
    auto &buffer = *in.rdbuf();
    for (int c = buffer.sbumpc(); c != std::char_traits<char>::eof(); c = buffer.sbumpc()) {
        if (c == '\n') {
            return true;
        }
        if (line.size() < longest_line) {
            line += static_cast<char>(c);
        }
    }
    return false;
}

} // namespace

int run(Subject &subject)
{
    std::ios::sync_with_stdio(false);
    Session session(subject);
    std::string line;
    while (!session.is_over() && read_line(std::cin, line)) {
        const bool is_too_long = line.size() >= longest_line;
        const std::string &reply = is_too_long ? session.refuse_long_line() : session.answer(line);
        std::cout.write(reply.data(), static_cast<std::streamsize>(reply.size())).flush();
        if (!std::cout) {
            return 1;
        }
    }
    return 0;
}

} // namespace hmm
