/*
 * Reading JSON out of a line, without a copy and without an allocation. json_valid checks a whole
 * line strictly, once; the cursor that goes through it afterwards only has to look which kind of
 * value stands where.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    JSON_DEPTH = 32,   /* how deep values may be nested */
    JSON_LONGEST = 64, /* a longer string with escapes is read as empty: no word is as long */
};

/* Where one is in a line that is valid. */
struct json {
    const char *at;
    const char *end;
};

/* A string, not terminated; good until the next one is read. */
struct text {
    const char *at;
    size_t length;
};

/* Whether a line is one JSON value in UTF-8 and nothing else. */
bool json_valid(const char *line, size_t length);

/* Goes into an object or a list; false if the value is none. */
bool json_object(struct json *json);
bool json_list(struct json *json);

/* Goes to the next member or item, whose value has to be read or skipped; false at the end. */
bool json_member(struct json *json, struct text *name);
bool json_item(struct json *json);

/* Reads a value; false if it is of another kind, and then the cursor stays where it is. */
bool json_string(struct json *json, struct text *text);
bool json_number(struct json *json, int64_t *number);

void json_skip(struct json *json);

bool text_is(struct text text, const char *word);

/* The index of a text in a list of words, or -1. */
int text_among(struct text text, const char *const *words, int count);

/* Reads "17" or "0x11". */
bool text_value(struct text text, uint64_t *value);

#endif
