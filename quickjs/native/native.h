/*
 * What a program's own C module may use. Functions that return int or ssize_t fail with -1 and errno, as Linux does.
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "quickjs.h"

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv

/* The program's own: gives the context its C module, before anything is loaded. */
void add_native_module(JSContext *ctx);

/* wait.c */

/* The descriptor that SIGTERM, SIGINT, SIGHUP and SIGCHLD arrive at; they interrupt nothing. */
extern int signal_fd;

/* Reads the signals that have come. True if one of them is the first that asks us to stop. */
bool take_signals(void);

/* Whether we were ever asked to stop, as far as signals have been taken. */
extern bool stop_asked;

/* A clock that never jumps, in microseconds and in milliseconds; and what it showed when the process began. */
int64_t clock_us(void);
int64_t clock_ms(void);
/* Unix time; it jumps. */
int64_t wall_clock_ms(void);
extern int64_t started_us;

/* What poll() takes as its time limit in order to return at that time. */
int ms_until(int64_t time);

/* Waits for poll events of a descriptor, or for time only (-1). ETIMEDOUT; ECANCELED when asked to stop meanwhile. */
int wait_for(int fd, short events, int64_t until);

typedef struct {
    char *data;
    size_t length, capacity;
} Text;

/* Appends what one read() gives, and returns its value. EFBIG if there is more than the limit. */
ssize_t read_some(Text *text, int fd, size_t limit);

/* errno-name.c: the name of errno, such as `ENOENT` */
JSValue errno_name(JSContext *ctx);

/* utf8.c */

/* A JavaScript string of bytes; what is not UTF-8 becomes U+FFFD, and nothing else changes. */
JSValue new_string(JSContext *ctx, const char *bytes, size_t length);

#endif
