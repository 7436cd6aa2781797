#define _POSIX_C_SOURCE 200809L
#include "reply.h"

#include "adapter.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static char s_buffer[LINE_LONGEST];
static size_t s_length;
static bool s_overflow;

static void put(const char *text, size_t length)
{
    /* The line feed has to fit as well. */
    if (length >= sizeof s_buffer - s_length) {
        s_overflow = true;
        return;
    }
    memcpy(s_buffer + s_length, text, length);
    s_length += length;
}

static void put_char(char c)
{
    put(&c, 1);
}

static void put_name(const char *name)
{
    char last = s_buffer[s_length - 1];
    if (last != '{' && last != '[') {
        put_char(',');
    }
    if (name) {
        put_char('"');
        put(name, strlen(name));
        put("\":", 2);
    }
}

static void put_digits(uint64_t number)
{
    char digits[20];
    int at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(digits + at, sizeof digits - (size_t)at);
}

void reply_open(const char *name, char bracket)
{
    put_name(name);
    put_char(bracket);
}

void reply_close(char bracket)
{
    put_char(bracket);
}

void reply_number(const char *name, int64_t number)
{
    put_name(name);
    if (number < 0) {
        put_char('-');
    }
    put_digits(number < 0 ? -(uint64_t)number : (uint64_t)number);
}

void reply_value(const char *name, uint64_t value)
{
    put_name(name);
    put_char('"');
    put_digits(value);
    put_char('"');
}

void reply_word(const char *name, const char *word)
{
    put_name(name);
    put_char('"');
    put(word, strlen(word));
    put_char('"');
}

void reply_string(const char *name, const char *text)
{
    put_name(name);
    put_char('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            put_char('\\');
        }
        /* A message need not keep its line breaks. */
        put_char((unsigned char)*text < 0x20 ? ' ' : *text);
    }
    put_char('"');
}

void reply_bool(const char *name, bool value)
{
    put_name(name);
    put(value ? "true" : "false", value ? 4 : 5);
}

void reply_begin(const char *type, int64_t id)
{
    s_length = 0;
    s_overflow = false;
    put_char('{');
    reply_word("type", type);
    reply_number("id", id);
}

bool reply_send(int64_t id)
{
    put_char('}');
    if (s_overflow) {
        return reply_error(
            id, "The reply would be longer than 1 MiB; ask for fewer operations at a time.");
    }
    s_buffer[s_length++] = '\n';
    for (size_t sent = 0; sent < s_length;) {
        ssize_t written = write(STDOUT_FILENO, s_buffer + sent, s_length - sent);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        sent += written > 0 ? (size_t)written : 0;
    }
    return true;
}

bool reply_error(int64_t id, const char *message)
{
    reply_begin("error", id);
    reply_string("message", message);
    return reply_send(id);
}
