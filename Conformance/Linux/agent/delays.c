#define _GNU_SOURCE
#include "delays.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What Drivers/DriverDelays puts into the driver. */
#define PARAMETER "/sys/module/test_hmm/parameters/delay_"

enum {
    MOST_POINTS = 64,
};

static char s_list[2048];
static const char *s_names[MOST_POINTS + 1];
static int s_at = -1, s_milliseconds = -1, s_reached = -1;

const char *const *delays_find(void)
{
    int list = open(PARAMETER "points", O_RDONLY | O_CLOEXEC);
    ssize_t length = list >= 0 ? read(list, s_list, sizeof s_list - 1) : 0;
    close(list);
    s_at = open(PARAMETER "at", O_WRONLY | O_CLOEXEC);
    s_milliseconds = open(PARAMETER "milliseconds", O_WRONLY | O_CLOEXEC);
    s_reached = open(PARAMETER "reached", O_RDWR | O_CLOEXEC);
    if (length <= 0 || s_at < 0 || s_milliseconds < 0 || s_reached < 0) {
        return s_names;
    }
    int count = 0;
    for (char *name = strtok(s_list, ",\n"); name && count < MOST_POINTS; name = strtok(NULL, ",\n")) {
        s_names[count++] = name;
    }
    return s_names;
}

static void put(int file, int number)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%d\n", number);
    if (pwrite(file, text, (size_t)length, 0) != length) {
        perror("agent: a delay cannot be set");
        exit(EXIT_FAILURE);
    }
}

void delays_set(int point, int milliseconds)
{
    put(s_milliseconds, milliseconds);
    put(s_reached, 0);
    put(s_at, point + 1);
}

bool delays_is_reached(void)
{
    char digit;
    return pread(s_reached, &digit, 1, 0) == 1 && digit != '0';
}

void delays_clear(void)
{
    put(s_at, 0);
}
