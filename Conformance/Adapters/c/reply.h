/* One reply, built in one buffer and written at once. */
#ifndef REPLY_H
#define REPLY_H

#include <stdbool.h>
#include <stdint.h>

/* Begins a reply, an object that is open. */
void reply_begin(const char *type, int64_t id);

/* Closes and writes it; false if that failed. Too long a reply becomes an error. */
bool reply_send(int64_t id);

/* A whole reply: {"type":"error",...}. */
bool reply_error(int64_t id, const char *message);

/* A value after its name, or without a name (NULL) in a list. Commas come by themselves. */
void reply_open(const char *name, char bracket);
void reply_close(char bracket);
void reply_number(const char *name, int64_t number);
void reply_value(const char *name, uint64_t value);
void reply_word(const char *name, const char *word); /* without escapes, for known words */
void reply_string(const char *name, const char *text);
void reply_bool(const char *name, bool value);

#endif
