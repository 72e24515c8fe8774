/*
 * The program's start. To read its bytecode and to run its modules takes far longer than what most calls are about,
 * and comes out the same each time. So the build has the executable do it once, with the name of a file as its
 * argument, and puts what that file holds of the image into the executable: from then on it begins with `main`.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>
#include "image.h"
#include "native.h"

/* Since Linux 5.14; older ones refuse it. */
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* What is small is never searched for cycles that nobody needs any more. */
#define SEARCHED_FROM (4 << 20)

/* By qjsc */
extern const uint8_t program[];
extern const uint32_t program_size;

Image image __attribute__((aligned(4096))) = {.mark = "genie: the image of the program"};

/* QuickJS seeds Math.random with the time. Whatever has no use for it must not differ from build to build. */
int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    return *time = (struct timeval){0}, 0;
}

static void print(JSContext *ctx, JSValueConst value) {
    const char *text = JS_ToCString(ctx, value);
    fprintf(stderr, "%s\n", text ? text : "An exception that cannot be told");
    JS_FreeCString(ctx, text);
}

/* Ends the process by what was thrown. */
static void fail(JSContext *ctx, JSValueConst thrown) {
    print(ctx, thrown);
    if (JS_IsError(ctx, thrown)) print(ctx, JS_GetPropertyStr(ctx, thrown, "stack"));
    exit(EXIT_FAILURE);
}

static JSValue insist(JSContext *ctx, JSValue value) {
    if (JS_IsException(value)) fail(ctx, JS_GetException(ctx));
    return value;
}

/* What the promise comes to. Every wait is within a call, so it is settled when no job is left. */
static JSValue settled(JSContext *ctx, JSValue promise) {
    JSContext *context;
    insist(ctx, promise);
    while (JS_ExecutePendingJob(image.runtime, &context) > 0);
    JSValue result = JS_PromiseResult(ctx, promise);
    if (JS_PromiseState(ctx, promise) != JS_PROMISE_FULFILLED) fail(ctx, result);
    JS_FreeValue(ctx, promise);
    return result;
}

static void add_intrinsics(JSContext *ctx) {
    JS_AddIntrinsicBaseObjects(ctx);
    JS_AddIntrinsicStringNormalize(ctx);
    JS_AddIntrinsicRegExp(ctx);
    JS_AddIntrinsicJSON(ctx);
    JS_AddIntrinsicMapSet(ctx);
    JS_AddIntrinsicTypedArrays(ctx);
    JS_AddIntrinsicPromise(ctx);
    JS_AddIntrinsicWeakRef(ctx);
}

/* There is no module loader: nothing in the file system is ever taken for a part of the program. */
static void load(void) {
    JSRuntime *runtime = image.runtime = JS_NewRuntime();
    JSContext *ctx = JS_NewContextRaw(runtime);
    add_intrinsics(ctx);
    add_native_module(ctx);
    JSValue module = insist(ctx, JS_ReadObject(ctx, program, program_size, JS_READ_OBJ_BYTECODE));
    if (JS_ResolveModule(ctx, module) < 0) fail(ctx, JS_GetException(ctx));
    JS_FreeValue(ctx, settled(ctx, JS_EvalFunction(ctx, module)));
    JSValue exports = insist(ctx, JS_GetModuleNamespace(ctx, JS_VALUE_GET_PTR(module)));
    image.main = JS_GetPropertyStr(ctx, exports, "main");
    JS_FreeValue(ctx, exports);
    JS_RunGC(runtime);
    JS_SetGCThreshold(runtime, SEARCHED_FROM);
    image.context = ctx;
}

static void *load_and_keep(void *path) {
    memset(image.free, 0, sizeof image.free); /* what is free by now lies elsewhere */
    image.next = image.memory + 16 - sizeof(size_t);
    image.end = image.memory + sizeof image.memory;
    image.is_confined = true;
    load();
    image.is_confined = false;
    size_t length = image.next - (char *)&image;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    return write(fd, &image, length) == (ssize_t)length ? path : NULL;
}

/* On a stack of its own, whose place is always the same, as pointers into it are left in the image. */
static int keep(char *path) {
    static char stack[1 << 20] __attribute__((aligned(4096)));
    pthread_attr_t attributes;
    pthread_t thread;
    void *kept = NULL;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack, sizeof stack);
    if (pthread_create(&thread, &attributes, load_and_keep, path) == 0) pthread_join(thread, &kept);
    return kept ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv) {
    int status = EXIT_FAILURE;
    if (!image.context && argc == 2) return keep(argv[1]);
    /* One system call for pages that would else be asked for one by one */
    if (image.context) madvise(&image, image.next - (char *)&image, MADV_POPULATE_WRITE);
    else load();
    JS_UpdateStackTop(image.runtime);
    JSValue promise = JS_Call(image.context, image.main, JS_UNDEFINED, 0, NULL);
    JS_ToInt32(image.context, &status, settled(image.context, promise));
    return status;
}
