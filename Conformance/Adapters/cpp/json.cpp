#include "json.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace hmm {
namespace {

constexpr int deepest = 32;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int hex_digit(char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto at = digits.find(is_digit(c) ? c : static_cast<char>(c | 0x20));
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// Goes over a text from its beginning, and throws where it is no JSON.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    std::string_view rest() const
    {
        return m_rest;
    }

    void spaces()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size()));
    }

    bool take(char c)
    {
        const bool found = !m_rest.empty() && m_rest.front() == c;
        m_rest.remove_prefix(found ? 1 : 0);
        return found;
    }

    void need(bool good) const
    {
        if (!good) {
            throw ProtocolError("The line is no JSON.");
        }
    }

    /// The value that begins here; the scanner goes to its end.
    std::string_view value(int depth = deepest)
    {
        const std::string_view start = m_rest;
        need(!m_rest.empty());
        switch (m_rest.front()) {
        case '{':
            members(depth, [](std::string_view, std::string_view) {});
            break;
        case '[':
            items(depth, [](std::string_view) {});
            break;
        case '"':
            string();
            break;
        case 't':
            word("true");
            break;
        case 'f':
            word("false");
            break;
        case 'n':
            word("null");
            break;
        default:
            number();
        }
        return start.substr(0, start.size() - m_rest.size());
    }

    template <typename Visit>
    void members(int depth, Visit visit)
    {
        list('{', '}', depth, [&] {
            const std::string_view name = string();
            spaces();
            need(take(':'));
            spaces();
            visit(name, value(depth - 1));
        });
    }

    template <typename Visit>
    void items(int depth, Visit visit)
    {
        list('[', ']', depth, [&] { visit(value(depth - 1)); });
    }

  private:
    template <typename Element>
    void list(char open, char close, int depth, Element element)
    {
        need(depth > 0 && take(open));
        spaces();
        if (take(close)) {
            return;
        }
        do {
            spaces();
            element();
            spaces();
        } while (take(','));
        need(take(close));
    }

    /// A string with its quotes.
    std::string_view string()
    {
        const std::string_view start = m_rest;
        need(take('"'));
        while (!take('"')) {
            need(!m_rest.empty() && static_cast<unsigned char>(m_rest.front()) >= 0x20);
            if (take('\\')) {
                escape();
            } else if (static_cast<unsigned char>(m_rest.front()) < 0x80) {
                m_rest.remove_prefix(1);
            } else {
                wide_character();
            }
        }
        return start.substr(0, start.size() - m_rest.size());
    }

    void escape()
    {
        if (take('u')) {
            const auto digits = m_rest.substr(0, 4);
            need(digits.size() == 4 && std::all_of(digits.begin(), digits.end(),
                                                   [](char c) { return hex_digit(c) >= 0; }));
            m_rest.remove_prefix(4);
        } else {
            need(!m_rest.empty() &&
                 std::string_view("\"\\/bfnrt").find(m_rest.front()) != std::string_view::npos);
            m_rest.remove_prefix(1);
        }
    }

    void wide_character()
    {
        const auto byte = [&](std::size_t at) {
            return at < m_rest.size() ? static_cast<unsigned char>(m_rest[at]) : 0u;
        };
        const unsigned first = byte(0);
        const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        need(first >= 0xc2 && first <= 0xf4);
        for (std::size_t at = 1; at < length; at++) {
            need((byte(at) & 0xc0) == 0x80);
        }
        // Longer than need be, half a surrogate pair, or beyond the last character.
        need(!(first == 0xe0 && byte(1) < 0xa0) && !(first == 0xed && byte(1) > 0x9f));
        need(!(first == 0xf0 && byte(1) < 0x90) && !(first == 0xf4 && byte(1) > 0x8f));
        m_rest.remove_prefix(length);
    }

    void digits()
    {
        const auto length = std::min(m_rest.find_first_not_of("0123456789"), m_rest.size());
        need(length > 0);
        m_rest.remove_prefix(length);
    }

    void number()
    {
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
    }

    void word(std::string_view word)
    {
        need(m_rest.substr(0, word.size()) == word);
        m_rest.remove_prefix(word.size());
    }

    std::string_view m_rest;
};

char escaped(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/// The text of a valid string with its quotes. No word has other characters than ASCII, so one mark
/// stands for them all.
std::string decode(std::string_view quoted)
{
    std::string text;
    for (std::size_t at = 1; at + 1 < quoted.size(); at++) {
        if (quoted[at] != '\\') {
            text += quoted[at];
        } else if (quoted[++at] != 'u') {
            text += escaped(quoted[at]);
        } else {
            int code = 0;
            for (const char digit : quoted.substr(at + 1, 4)) {
                code = code * 16 + hex_digit(digit);
            }
            text += code < 0x80 ? static_cast<char>(code) : '?';
            at += 4;
        }
    }
    return text;
}

bool is_named(std::string_view quoted, std::string_view name)
{
    return quoted.find('\\') == std::string_view::npos ? quoted.substr(1, quoted.size() - 2) == name
                                                       : decode(quoted) == name;
}

template <typename Number>
Number parse_number(std::string_view text, int base, const char *error)
{
    Number number = 0;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (failure != std::errc() || end != text.data() + text.size()) {
        throw ProtocolError(error);
    }
    return number;
}

} // namespace

Json Json::parse(std::string_view line)
{
    Scanner scanner(line);
    scanner.spaces();
    const Json json(scanner.value());
    scanner.spaces();
    scanner.need(scanner.rest().empty());
    return json;
}

std::optional<Json> Json::find(std::string_view name) const
{
    std::optional<Json> found;
    if (!is_object()) {
        throw ProtocolError("There is something else where an object was expected.");
    }
    Scanner(m_text).members(deepest, [&](std::string_view member, std::string_view value) {
        if (is_named(member, name)) {
            found = Json(value);
        }
    });
    return found;
}

Json Json::at(std::string_view name) const
{
    if (const auto found = find(name)) {
        return *found;
    }
    throw ProtocolError("There is no \"" + std::string(name) + "\".");
}

std::vector<Json> Json::items() const
{
    std::vector<Json> items;
    if (m_text.front() != '[') {
        throw ProtocolError("There is something else where a list was expected.");
    }
    Scanner(m_text).items(deepest, [&](std::string_view value) { items.push_back(Json(value)); });
    return items;
}

std::string Json::text() const
{
    if (m_text.front() != '"') {
        throw ProtocolError("There is something else where a string was expected.");
    }
    return decode(m_text);
}

std::int64_t Json::number() const
{
    return parse_number<std::int64_t>(m_text, 10,
                                      "There is something else where a whole number was expected.");
}

int Json::integer() const
{
    return parse_number<int>(
        m_text, 10, "There is something else where a whole number of 32 bits was expected.");
}

std::uint64_t Json::value() const
{
    const std::string text = this->text();
    const bool is_hexadecimal = text.size() > 2 && text.compare(0, 2, "0x") == 0;
    return parse_number<std::uint64_t>(
        std::string_view(text).substr(is_hexadecimal ? 2 : 0), is_hexadecimal ? 16 : 10,
        "There is something else where an unsigned number of 64 bits was expected.");
}

void Writer::begin(std::string_view name)
{
    if (!m_line.empty() && m_line.back() != '{' && m_line.back() != '[') {
        m_line += ',';
    }
    if (!name.empty()) {
        m_line += '"';
        m_line += name;
        m_line += "\":";
    }
}

void Writer::open(std::string_view name, char bracket)
{
    begin(name);
    m_line += bracket;
}

void Writer::number(std::string_view name, std::int64_t number)
{
    begin(name);
    m_line += std::to_string(number);
}

void Writer::value(std::string_view name, std::uint64_t value)
{
    begin(name);
    m_line += '"';
    m_line += std::to_string(value);
    m_line += '"';
}

void Writer::text(std::string_view name, std::string_view text)
{
    begin(name);
    m_line += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            m_line += '\\';
        }
        // A message need not keep its line breaks.
        m_line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    m_line += '"';
}

void Writer::boolean(std::string_view name, bool value)
{
    begin(name);
    m_line += value ? "true" : "false";
}

} // namespace hmm
