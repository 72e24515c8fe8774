/* What the C files share. Functions that return int or ssize_t fail with -1 and errno, as Linux does. */
#ifndef SYS_H
#define SYS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "quickjs.h"

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv

/* wait.c */

/* The descriptor that SIGTERM, SIGINT, SIGHUP and SIGCHLD arrive at; they interrupt nothing. */
extern int signal_fd;

/* Reads the signals that have come. True if one of them is the first that asks us to stop. */
bool take_signals(void);

/* Whether we were ever asked to stop, as far as signals have been taken. */
extern bool stop_asked;

/* Milliseconds by a clock that never jumps. */
int64_t clock_ms(void);

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

/* sys.c */

/* The text as `new_string` gives it. Frees the text. */
JSValue take_string(JSContext *ctx, Text *text);

/* A string for the kernel, to be freed with JS_FreeCString; NULL with EINVAL thrown if it holds a NUL. */
const char *path_argument(JSContext *ctx, JSValueConst value);
int64_t number_argument(JSContext *ctx, JSValueConst value);

/* The name of errno, such as `ENOENT`. */
JSValue errno_name(JSContext *ctx);

/* utf8.c */

/* A JavaScript string of bytes; what is not UTF-8 becomes U+FFFD, and nothing else changes. */
JSValue new_string(JSContext *ctx, const char *bytes, size_t length);

/* run.c */
JSValue sys_run(ARGUMENTS);

#endif
