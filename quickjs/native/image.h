/*
 * The program as it is in memory once it has been loaded. The build runs it up to there and keeps these bytes in the
 * executable (start.c), so what they point at must be in them, or in the executable, which is never moved.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdbool.h>
#include "quickjs.h"

/* Twice what the plugin needs, the larger of the programs. What is left over is the first that malloc() gives away. */
#define IMAGE_BYTES (768 << 10)

#define SIZE_CLASSES 68

typedef struct Free {
    struct Free *next;
} Free;

typedef struct {
    char mark[32]; /* by which the build finds the place */
    JSRuntime *runtime;
    JSContext *context; /* NULL if nothing has been kept */
    JSValue main;       /* the function of that name which the program exports */
    /* heap.c: where the next new block may begin, where it must end, whether it may be elsewhere; and free blocks. */
    char *next, *end;
    bool is_confined;
    Free *free[SIZE_CLASSES];
    char memory[IMAGE_BYTES];
} Image;

extern Image image;

#endif
