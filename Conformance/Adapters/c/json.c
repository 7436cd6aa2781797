#include "json.h"

#include <string.h>

static void skip_space(struct json *json)
{
    while (json->at < json->end &&
           (*json->at == ' ' || *json->at == '\t' || *json->at == '\r' || *json->at == '\n')) {
        json->at++;
    }
}

static bool take(struct json *json, char wanted)
{
    bool found = json->at < json->end && *json->at == wanted;
    json->at += found;
    return found;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int hex_digit(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* How many bytes the character takes that begins here; 0 if it is no UTF-8. */
static int utf8_length(const unsigned char *at, const unsigned char *end)
{
    int length = at[0] >= 0xc2 && at[0] <= 0xdf   ? 2
                 : at[0] >= 0xe0 && at[0] <= 0xef ? 3
                 : at[0] >= 0xf0 && at[0] <= 0xf4 ? 4
                                                  : 0;
    if (length == 0 || end - at < length) {
        return 0;
    }
    for (int i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    /* Too long for what they say, half a surrogate pair, or beyond the last character. */
    bool wrong = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
                 (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f);
    return wrong ? 0 : length;
}

static bool check_escape(struct json *json)
{
    if (json->at == json->end || !memchr("\"\\/bfnrtu", *json->at, 9)) {
        return false;
    }
    if (*json->at++ == 'u') {
        for (int i = 0; i < 4; i++) {
            if (json->at == json->end || hex_digit(*json->at++) < 0) {
                return false;
            }
        }
    }
    return true;
}

static bool check_string(struct json *json)
{
    if (!take(json, '"')) {
        return false;
    }
    while (json->at < json->end) {
        unsigned char c = (unsigned char)*json->at;
        if (c == '"') {
            json->at++;
            return true;
        }
        if (c < 0x20) {
            return false;
        }
        if (c >= 0x80) {
            int length =
                utf8_length((const unsigned char *)json->at, (const unsigned char *)json->end);
            if (length == 0) {
                return false;
            }
            json->at += length;
            continue;
        }
        json->at++;
        if (c == '\\' && !check_escape(json)) {
            return false;
        }
    }
    return false;
}

static bool check_digits(struct json *json)
{
    const char *start = json->at;
    while (json->at < json->end && is_digit(*json->at)) {
        json->at++;
    }
    return json->at > start;
}

static bool check_number(struct json *json)
{
    take(json, '-');
    if (!take(json, '0') && !check_digits(json)) {
        return false;
    }
    if (take(json, '.') && !check_digits(json)) {
        return false;
    }
    if (take(json, 'e') || take(json, 'E')) {
        if (!take(json, '+')) {
            take(json, '-');
        }
        return check_digits(json);
    }
    return true;
}

static bool check_word(struct json *json, const char *word)
{
    size_t length = strlen(word);
    bool found = (size_t)(json->end - json->at) >= length && memcmp(json->at, word, length) == 0;
    json->at += found ? length : 0;
    return found;
}

static bool check_value(struct json *json, int depth);

static bool check_items(struct json *json, int depth, char close, bool named)
{
    json->at++;
    skip_space(json);
    if (depth == 0 || take(json, close)) {
        return depth > 0;
    }
    do {
        skip_space(json);
        if (named) {
            bool good = check_string(json);
            skip_space(json);
            if (!good || !take(json, ':')) {
                return false;
            }
        }
        if (!check_value(json, depth - 1)) {
            return false;
        }
    } while (take(json, ','));
    return take(json, close);
}

static bool check_value(struct json *json, int depth)
{
    skip_space(json);
    if (json->at == json->end) {
        return false;
    }
    bool good;
    switch (*json->at) {
    case '{':
        good = check_items(json, depth, '}', true);
        break;
    case '[':
        good = check_items(json, depth, ']', false);
        break;
    case '"':
        good = check_string(json);
        break;
    case 't':
        good = check_word(json, "true");
        break;
    case 'f':
        good = check_word(json, "false");
        break;
    case 'n':
        good = check_word(json, "null");
        break;
    default:
        good = check_number(json);
        break;
    }
    skip_space(json);
    return good;
}

bool json_valid(const char *line, size_t length)
{
    struct json json = {line, line + length};
    return check_value(&json, JSON_DEPTH) && json.at == json.end;
}

bool json_object(struct json *json)
{
    skip_space(json);
    return take(json, '{');
}

bool json_list(struct json *json)
{
    skip_space(json);
    return take(json, '[');
}

/* A line that is valid has commas and colons where they belong, so that they can be passed over. */
static bool go_on(struct json *json, char close)
{
    skip_space(json);
    if (take(json, close)) {
        return false;
    }
    take(json, ',');
    skip_space(json);
    return true;
}

bool json_member(struct json *json, struct text *name)
{
    if (!go_on(json, '}') || !json_string(json, name)) {
        return false;
    }
    skip_space(json);
    take(json, ':');
    skip_space(json);
    return true;
}

bool json_item(struct json *json)
{
    return go_on(json, ']');
}

void json_skip(struct json *json)
{
    check_value(json, JSON_DEPTH);
}

/* Words are ASCII: of another character it is enough that it is none of theirs. */
static char decode_escape(const char **at)
{
    char c = *(*at)++;
    if (c != 'u') {
        const char *found = strchr("b\bf\fn\nr\rt\t", c);
        return found ? found[1] : c;
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
        code = code * 16 + hex_digit(*(*at)++);
    }
    return code > 0 && code < 0x80 ? (char)code : '?';
}

static struct text decode(struct text text)
{
    static char decoded[JSON_LONGEST];
    size_t length = 0;
    const char *at = text.at;
    while (at < text.at + text.length && length < sizeof decoded) {
        char c = *at++;
        decoded[length++] = c == '\\' ? decode_escape(&at) : c;
    }
    bool whole = at == text.at + text.length;
    return (struct text){decoded, whole ? length : 0};
}

bool json_string(struct json *json, struct text *text)
{
    const char *start = json->at + 1;
    if (json->at == json->end || *json->at != '"') {
        return false;
    }
    const char *at = start;
    bool escaped = false;
    while (*at != '"') {
        escaped |= *at == '\\';
        at += *at == '\\' ? 2 : 1;
    }
    json->at = at + 1;
    *text = (struct text){start, (size_t)(at - start)};
    if (escaped) {
        *text = decode(*text);
    }
    return true;
}

bool json_number(struct json *json, int64_t *number)
{
    struct json ahead = *json;
    bool negative = take(&ahead, '-');
    int64_t read = 0;
    const char *start = ahead.at;
    while (ahead.at < ahead.end && is_digit(*ahead.at)) {
        if (read > (INT64_MAX - 9) / 10) {
            return false;
        }
        read = read * 10 + (*ahead.at++ - '0');
    }
    if (ahead.at == start || (ahead.at < ahead.end && strchr(".eE", *ahead.at))) {
        return false;
    }
    *json = ahead;
    *number = negative ? -read : read;
    return true;
}

bool text_is(struct text text, const char *word)
{
    return strlen(word) == text.length && memcmp(text.at, word, text.length) == 0;
}

int text_among(struct text text, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        /* Most words differ in the first letter. */
        if (text.length > 0 && words[i][0] == text.at[0] && text_is(text, words[i])) {
            return i;
        }
    }
    return -1;
}

bool text_value(struct text text, uint64_t *value)
{
    bool hexadecimal = text.length > 2 && text.at[0] == '0' && text.at[1] == 'x';
    unsigned base = hexadecimal ? 16 : 10;
    uint64_t read = 0;
    for (size_t i = hexadecimal ? 2 : 0; i < text.length; i++) {
        int digit = hex_digit(text.at[i]);
        if (digit < 0 || digit >= (int)base || read > (UINT64_MAX - (unsigned)digit) / base) {
            return false;
        }
        read = read * base + (unsigned)digit;
    }
    *value = read;
    return text.length > 0;
}
