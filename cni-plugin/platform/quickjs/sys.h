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

/* sys.c */

/* The value, which needs no freeing, if the call went well; else its fault is thrown. */
JSValue answer(JSContext *ctx, int64_t result, JSValue value);

/* The text as `new_string` gives it. Frees the text. */
JSValue take_string(JSContext *ctx, Text *text);

/* A string for the kernel, to be freed with JS_FreeCString; NULL with EINVAL thrown if it holds a NUL. */
const char *path_argument(JSContext *ctx, JSValueConst value);
int64_t number_argument(JSContext *ctx, JSValueConst value);

void add_module_sys(JSContext *ctx);

/* errno-name.c: the name of errno, such as `ENOENT` */
JSValue errno_name(JSContext *ctx);

/* utf8.c */

/* A JavaScript string of bytes; what is not UTF-8 becomes U+FFFD, and nothing else changes. */
JSValue new_string(JSContext *ctx, const char *bytes, size_t length);

/* paths.c: calls with a path and at most one number: two that open, two that do, and questions. */
enum { OPEN, CONNECT, MKDIR, UNLINK, EXISTS, IS_PROGRAM, IS_NAMESPACE, IS_OPEN_AT };
JSValue sys_path(ARGUMENTS, int call);
JSValue sys_rename(ARGUMENTS);
JSValue sys_list(ARGUMENTS);

/* crc32.c */
JSValue sys_crc32(ARGUMENTS);

/* run.c */
JSValue sys_run(ARGUMENTS);

/* netlink.c */
JSValue sys_route_socket(ARGUMENTS);
JSValue sys_ask(ARGUMENTS);

#endif
