/* What the C files of the module `sys` share. */
#ifndef SYS_H
#define SYS_H

#include "native.h"

/* sys.c */

/* The value, which needs no freeing, if the call went well; else its fault is thrown. */
JSValue answer(JSContext *ctx, int64_t result, JSValue value);

/* The text as `new_string` gives it. Frees the text. */
JSValue take_string(JSContext *ctx, Text *text);

/* A string for the kernel, to be freed with JS_FreeCString; NULL with EINVAL thrown if it holds a NUL. */
const char *path_argument(JSContext *ctx, JSValueConst value);
int64_t number_argument(JSContext *ctx, JSValueConst value);

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
