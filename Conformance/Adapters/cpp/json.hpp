// Reading JSON as views of the line that it stands in, and writing it.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hmm {

/// What was asked does not follow the protocol; the message says how, in one sentence.
class ProtocolError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A value in a line that was found valid: a view, good as long as the line.
class Json {
  public:
    /// The value that a line is; throws unless it is one value of JSON in UTF-8, nested no deeper
    /// than 32, and no more.
    static Json parse(std::string_view line);

    bool is_object() const
    {
        return m_text.front() == '{';
    }

    /// The member of an object, the last one of this name.
    std::optional<Json> find(std::string_view name) const;

    /// The same of a member that there must be.
    Json at(std::string_view name) const;

    /// The items of a list.
    std::vector<Json> items() const;

    std::string text() const;
    std::int64_t number() const;

    /// A whole number that an int can hold.
    int integer() const;

    /// "17" or "0x11".
    std::uint64_t value() const;

  private:
    explicit Json(std::string_view text) : m_text(text) {}

    std::string_view m_text; // without spaces around it
};

/// Writes one line. Commas come by themselves; a name is empty for an item of a list.
class Writer {
  public:
    void clear()
    {
        m_line.clear();
    }
    void open(std::string_view name, char bracket);
    void close(char bracket)
    {
        m_line += bracket;
    }
    void number(std::string_view name, std::int64_t number);
    void value(std::string_view name, std::uint64_t value);
    void text(std::string_view name, std::string_view text);
    void boolean(std::string_view name, bool value);
    void end_line()
    {
        m_line += '\n';
    }

    const std::string &line() const
    {
        return m_line;
    }

  private:
    void begin(std::string_view name);

    std::string m_line;
};

} // namespace hmm
