/*
 * malloc() for one thread and for some milliseconds: memory that grows from one place, so that the image can hold it.
 * Sizes are rounded up to classes, and what is freed serves the next block of its class, so memory goes back to the
 * kernel only where a block is large. Left out for sanitizers, which have their own.
 */
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include "image.h"

/* Blocks lie at multiples of 16 behind a word with their size, which counts the word. */
#define HEADER sizeof(size_t)
/* Beyond this, classes are a quarter of a power of two apart, and not 16 bytes. */
#define SMALL 512
/* Beyond this, a block is a mapping of its own. */
#define LARGE (256 << 10)
#define LARGE_HEADER 16
#define GROWTH (1 << 20)
#define PAGE 4096

static size_t *size_of(void *block) {
    return (size_t *)block - 1;
}

static size_t round_up(size_t size, size_t step) {
    return (size + step - 1) & ~(step - 1);
}

/* Rounds the size up, and returns its class. */
static unsigned class_of(size_t *size) {
    if (*size <= SMALL) return (*size = round_up(*size, 16)) / 16 - 1;
    unsigned log = 63 - __builtin_clzl(*size - 1), quarter = log - 2;
    *size = round_up(*size, (size_t)1 << quarter);
    return SMALL / 16 + (log - 9) * 4 + ((*size - ((size_t)1 << log)) >> quarter) - 1;
}

static void *map(size_t size) {
    if (image.is_confined) return NULL;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static void *large_block(char *mapping, size_t size) {
    void *block = mapping + LARGE_HEADER;
    *size_of(block) = size;
    return block;
}

static void *take_new(size_t size) {
    if ((size_t)(image.end - image.next) < size) {
        char *memory = map(GROWTH);
        if (!memory) return NULL;
        image.next = memory + 16 - HEADER;
        image.end = memory + GROWTH;
    }
    void *block = image.next + HEADER;
    image.next += size;
    *size_of(block) = size;
    return block;
}

static void *take(size_t wanted) {
    if (wanted > PTRDIFF_MAX) return errno = ENOMEM, NULL;
    size_t size = wanted + HEADER;
    if (size > LARGE) {
        size = round_up(wanted + LARGE_HEADER, PAGE);
        char *mapping = map(size);
        return mapping ? large_block(mapping, size) : NULL;
    }
    Free **free_blocks = &image.free[class_of(&size)], *block = *free_blocks;
    if (!block) return take_new(size);
    *free_blocks = block->next;
    return block;
}

void *malloc(size_t wanted) {
    return take(wanted);
}

void free(void *block) {
    if (!block) return;
    size_t size = *size_of(block);
    if (size > LARGE) {
        munmap((char *)block - LARGE_HEADER, size);
        return;
    }
    Free **free_blocks = &image.free[class_of(&size)];
    ((Free *)block)->next = *free_blocks;
    *free_blocks = block;
}

size_t malloc_usable_size(void *block) {
    if (!block) return 0;
    size_t size = *size_of(block);
    return size - (size > LARGE ? LARGE_HEADER : HEADER);
}

void *realloc(void *block, size_t wanted) {
    size_t usable = malloc_usable_size(block), size = round_up(wanted + LARGE_HEADER, PAGE);
    if (usable > LARGE && wanted > LARGE && wanted <= PTRDIFF_MAX) {
        char *mapping = mremap((char *)block - LARGE_HEADER, *size_of(block), size, MREMAP_MAYMOVE);
        return mapping == MAP_FAILED ? NULL : large_block(mapping, size);
    }
    if (wanted <= usable && wanted > usable / 2) return block;
    void *other = take(wanted);
    if (!other || !block) return other;
    memcpy(other, block, wanted < usable ? wanted : usable);
    free(block);
    return other;
}

void *calloc(size_t count, size_t each) {
    size_t size;
    if (__builtin_mul_overflow(count, each, &size)) return errno = ENOMEM, NULL;
    void *block = take(size);
    return block ? memset(block, 0, size) : NULL;
}
