/*
 * The module `sockets`: what genie-probe needs of Linux, as thin as it goes. sockets.d.ts says what each function
 * promises; what can be said in TypeScript is said there. Faults are thrown as the errno's name.
 */
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <sys/random.h>
#include "sockets.h"

/* More descriptors than any limit of the program's own lets it have */
#define MOST_WATCHED 1024

JSValue answer(JSContext *ctx, int64_t result, JSValue value) {
    return result < 0 ? JS_Throw(ctx, errno_name(ctx)) : value;
}

int64_t number_argument(JSContext *ctx, JSValueConst value) {
    int64_t number = 0;
    JS_ToInt64(ctx, &number, value);
    return number;
}

uint8_t *bytes_argument(JSContext *ctx, JSValueConst *first, size_t *length) {
    size_t size;
    uint8_t *bytes = JS_GetArrayBuffer(ctx, &size, first[0]);
    if (!bytes) return NULL;
    int64_t start = number_argument(ctx, first[1]), end = number_argument(ctx, first[2]);
    if (start >= 0 && start <= end && end <= (int64_t)size) return *length = end - start, bytes + start;
    JS_ThrowRangeError(ctx, "Cannot use these bytes as they are not within the buffer");
    return NULL;
}

static JSValue sockets_now_us(ARGUMENTS) {
    return JS_NewInt64(ctx, clock_us());
}

static JSValue sockets_fill_randomly(ARGUMENTS) {
    size_t length;
    uint8_t *bytes = JS_GetArrayBuffer(ctx, &length, argv[0]);
    if (!bytes) return JS_EXCEPTION;
    return answer(ctx, getrandom(bytes, length, 0), JS_UNDEFINED);
}

static JSValue sockets_free_cycles(ARGUMENTS) {
    JS_RunGC(JS_GetRuntime(ctx));
    return JS_UNDEFINED;
}

static JSValue sockets_text_of(ARGUMENTS) {
    size_t length;
    uint8_t *bytes = bytes_argument(ctx, argv, &length);
    return bytes ? new_string(ctx, (char *)bytes, length) : JS_EXCEPTION;
}

static JSValue sockets_bytes_of(ARGUMENTS) {
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, argv[0]);
    JSValue bytes = text ? JS_NewArrayBufferCopy(ctx, (const uint8_t *)text, length) : JS_EXCEPTION;
    JS_FreeCString(ctx, text);
    return bytes;
}

/* Waits, without a time limit if it is infinite. */
static int wait_until(struct pollfd *fds, nfds_t count, double until_us) {
    double left_us = fmax(0, until_us - clock_us());
    struct timespec left = {.tv_sec = 1};
    if (left_us < 1e12) left = (struct timespec){left_us / 1e6, fmod(left_us, 1e6) * 1e3};
    return ppoll(fds, count, left_us < 1e12 ? &left : NULL, NULL);
}

/* Watches an array of `struct pollfd`, and signals. Whether we may go on. */
static JSValue sockets_poll(ARGUMENTS) {
    struct pollfd fds[MOST_WATCHED + 1];
    size_t length;
    double until_us = 0;
    uint8_t *bytes = JS_GetArrayBuffer(ctx, &length, argv[0]);
    int64_t count = number_argument(ctx, argv[1]);
    if (!bytes) return JS_EXCEPTION;
    if (count < 0 || count > MOST_WATCHED || count * sizeof *fds > length)
        return JS_ThrowRangeError(ctx, "Cannot watch so many descriptors");
    JS_ToFloat64(ctx, &until_us, argv[2]);
    memcpy(fds, bytes, count * sizeof *fds);
    fds[count] = (struct pollfd){.fd = signal_fd, .events = POLLIN};
    int ready = wait_until(fds, count + 1, until_us);
    if (ready < 0 && errno != EINTR) return answer(ctx, -1, JS_UNDEFINED);
    for (int64_t i = 0; ready < 0 && i <= count; i++) fds[i].revents = 0;
    memcpy(bytes, fds, count * sizeof *fds);
    if (fds[count].revents) take_signals();
    return JS_NewBool(ctx, !stop_asked);
}

#define ON_NUMBER(name, call) JS_CFUNC_MAGIC_DEF(name, 1, sockets_number, call)

static const JSCFunctionListEntry functions[] = {
    JS_CFUNC_DEF("nowUs", 0, sockets_now_us), JS_CFUNC_DEF("poll", 3, sockets_poll),
    JS_CFUNC_DEF("fillRandomly", 1, sockets_fill_randomly), JS_CFUNC_DEF("freeCycles", 0, sockets_free_cycles),
    JS_CFUNC_DEF("textOf", 3, sockets_text_of),
    JS_CFUNC_DEF("bytesOf", 1, sockets_bytes_of), JS_CFUNC_DEF("isAddress", 1, sockets_is_address),
    JS_CFUNC_DEF("bind", 1, sockets_bind), JS_CFUNC_DEF("sendTo", 7, sockets_send_to),
    JS_CFUNC_DEF("receiveFrom", 4, sockets_receive_from), JS_CFUNC_DEF("listen", 1, sockets_listen),
    JS_CFUNC_DEF("accept", 1, sockets_accept), JS_CFUNC_DEF("connect", 2, sockets_connect),
    JS_CFUNC_DEF("read", 4, sockets_read), JS_CFUNC_DEF("write", 5, sockets_write),
    ON_NUMBER("close", CLOSE), ON_NUMBER("abort", ABORT), ON_NUMBER("connected", CONNECTED),
    JS_PROP_INT32_DEF("POLLIN", POLLIN, 0), JS_PROP_INT32_DEF("POLLOUT", POLLOUT, 0),
};
static const int count_of_functions = sizeof functions / sizeof *functions;

static int initialise(JSContext *ctx, JSModuleDef *module) {
    return JS_SetModuleExportList(ctx, module, functions, count_of_functions);
}

void add_native_module(JSContext *ctx) {
    JSModuleDef *module = JS_NewCModule(ctx, "sockets", initialise);
    if (module) JS_AddModuleExportList(ctx, module, functions, count_of_functions);
}
