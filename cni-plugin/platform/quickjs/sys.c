/*
 * The module `sys`: what the plugin needs of Linux and QuickJS lacks, as thin as it goes. sys.d.ts says what each
 * function promises; what can be said in TypeScript is said there. Faults are thrown as the errno's name.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "sys.h"

JSValue answer(JSContext *ctx, int64_t result, JSValue value) {
    return result < 0 ? JS_Throw(ctx, errno_name(ctx)) : value;
}

const char *path_argument(JSContext *ctx, JSValueConst value) {
    size_t length;
    const char *path = JS_ToCStringLen(ctx, &length, value);
    if (!path || strlen(path) == length) return path;
    JS_FreeCString(ctx, path);
    errno = EINVAL;
    answer(ctx, -1, JS_UNDEFINED);
    return NULL;
}

int64_t number_argument(JSContext *ctx, JSValueConst value) {
    int64_t number = 0;
    JS_ToInt64(ctx, &number, value);
    return number;
}

JSValue take_string(JSContext *ctx, Text *text) {
    JSValue string = new_string(ctx, text->data ? text->data : "", text->length);
    free(text->data);
    return string;
}

enum { CLOSE, SYNC, LOCK, PAUSE, STOPPING, NOW, WALL, STARTED };

/* The calls with at most one number. */
static JSValue sys_number(ARGUMENTS, int call) {
    int number = argc > 0 ? number_argument(ctx, argv[0]) : 0, result;
    switch (call) {
    case CLOSE: return answer(ctx, close(number), JS_UNDEFINED);
    case SYNC: return answer(ctx, fsync(number), JS_UNDEFINED);
    case LOCK:
        result = flock(number, LOCK_EX | LOCK_NB);
        return result < 0 && errno == EWOULDBLOCK ? JS_FALSE : answer(ctx, result, JS_TRUE);
    case PAUSE:
        result = wait_for(-1, 0, clock_ms() + number);
        return result < 0 && errno == ETIMEDOUT ? JS_UNDEFINED : answer(ctx, result, JS_UNDEFINED);
    case STOPPING: return take_signals(), JS_NewBool(ctx, stop_asked);
    case NOW: return JS_NewFloat64(ctx, clock_us() / 1000.0);
    case WALL: return JS_NewFloat64(ctx, wall_clock_ms());
    default: return JS_NewFloat64(ctx, started_us / 1000.0);
    }
}

static JSValue sys_env(ARGUMENTS) {
    const char *name = path_argument(ctx, argv[0]);
    const char *value = name ? getenv(name) : NULL;
    JSValue result = value ? new_string(ctx, value, strlen(value)) : name ? JS_UNDEFINED : JS_EXCEPTION;
    JS_FreeCString(ctx, name);
    return result;
}

static JSValue sys_read(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    size_t limit = number_argument(ctx, argv[1]), before;
    int64_t until = clock_ms() + number_argument(ctx, argv[2]);
    bool line_only = JS_ToBool(ctx, argv[3]);
    Text text = {0};
    ssize_t count;
    do {
        before = text.length;
        count = wait_for(fd, POLLIN, until) < 0 ? -1 : read_some(&text, fd, limit);
        if (line_only && count > 0 && memchr(text.data + before, '\n', count)) break;
    } while (count > 0 || (count < 0 && errno == EAGAIN));
    if (count >= 0) return take_string(ctx, &text);
    JSValue fault = answer(ctx, count, JS_UNDEFINED);
    free(text.data);
    return fault;
}

static JSValue sys_write(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    int64_t until = clock_ms() + number_argument(ctx, argv[2]);
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, argv[1]), *rest = text;
    ssize_t count = text ? 0 : -1;
    /* A pipe that is ready takes PIPE_BUF bytes without waiting. Half a text is of no use, even if we are to stop. */
    while (count >= 0 && length > 0) {
        if (wait_for(fd, POLLOUT, until) < 0 && errno != ECANCELED) count = -1;
        else count = write(fd, rest, length < PIPE_BUF ? length : PIPE_BUF);
        if (count > 0) rest += count, length -= count;
        if (count < 0 && (errno == EAGAIN || errno == ECANCELED)) count = 0;
    }
    JSValue result = text ? answer(ctx, count, JS_UNDEFINED) : JS_EXCEPTION;
    JS_FreeCString(ctx, text);
    return result;
}

#define ON_PATH(name, length, call) JS_CFUNC_MAGIC_DEF(name, length, sys_path, call)
#define ON_NUMBER(name, length, call) JS_CFUNC_MAGIC_DEF(name, length, sys_number, call)

static const JSCFunctionListEntry functions[] = {
    ON_PATH("open", 2, OPEN), ON_PATH("connect", 1, CONNECT), ON_PATH("mkdir", 1, MKDIR),
    ON_PATH("unlink", 1, UNLINK), ON_PATH("exists", 1, EXISTS), ON_PATH("isProgram", 1, IS_PROGRAM),
    ON_PATH("isNamespace", 1, IS_NAMESPACE), ON_PATH("isOpenAt", 2, IS_OPEN_AT), ON_NUMBER("close", 1, CLOSE),
    ON_NUMBER("sync", 1, SYNC), ON_NUMBER("tryLock", 1, LOCK), ON_NUMBER("pause", 1, PAUSE),
    ON_NUMBER("stopping", 0, STOPPING), ON_NUMBER("now", 0, NOW), ON_NUMBER("startedAt", 0, STARTED),
    ON_NUMBER("wallClock", 0, WALL),
    JS_CFUNC_DEF("rename", 2, sys_rename), JS_CFUNC_DEF("list", 1, sys_list),
    JS_CFUNC_DEF("env", 1, sys_env), JS_CFUNC_DEF("read", 4, sys_read), JS_CFUNC_DEF("write", 3, sys_write),
    JS_CFUNC_DEF("crc32", 1, sys_crc32), JS_CFUNC_DEF("run", 5, sys_run),
    JS_CFUNC_DEF("routeSocket", 2, sys_route_socket), JS_CFUNC_DEF("ask", 3, sys_ask),
    JS_PROP_INT32_DEF("O_RDONLY", O_RDONLY, 0), JS_PROP_INT32_DEF("O_WRONLY", O_WRONLY, 0),
    JS_PROP_INT32_DEF("O_CREAT", O_CREAT, 0), JS_PROP_INT32_DEF("O_EXCL", O_EXCL, 0),
    JS_PROP_INT32_DEF("O_APPEND", O_APPEND, 0), JS_PROP_INT32_DEF("O_NOFOLLOW", O_NOFOLLOW, 0),
};
static const int count_of_functions = sizeof functions / sizeof *functions;

static int initialise(JSContext *ctx, JSModuleDef *module) {
    return JS_SetModuleExportList(ctx, module, functions, count_of_functions);
}

void add_native_module(JSContext *ctx) {
    JSModuleDef *module = JS_NewCModule(ctx, "sys", initialise);
    if (module) JS_AddModuleExportList(ctx, module, functions, count_of_functions);
}
