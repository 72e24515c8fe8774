/* Takes, changes and gives back blocks of all sizes at random, and ends with 1 if one has lost what was in it. */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "image.h"

#define SLOTS 300
#define STEPS 300000

Image image;

static struct {
    unsigned char *block;
    size_t size;
} slots[SLOTS];

static uint32_t pick(uint32_t below) {
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
}

/* Mostly small, and now and then beyond what the heap calls large. */
static size_t pick_size(void) {
    return pick(1u << (4 + pick(pick(50) ? 10 : 17)));
}

static void insist(int holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

static void check(int slot, size_t size) {
    for (size_t i = 0; i < size; i += size < 4096 ? 1 : 997)
        insist(slots[slot].block[i] == slot % 251, "A block has lost what was in it");
}

static void fill(int slot, unsigned char *block, size_t size) {
    insist(block && (uintptr_t)block % 16 == 0, "A block is missing, or at no multiple of 16");
    insist(malloc_usable_size(block) >= size, "A block is smaller than asked for");
    slots[slot].block = memset(block, slot % 251, size);
    slots[slot].size = size;
}

static void step(int slot) {
    size_t size = pick_size(), kept = slots[slot].size < size ? slots[slot].size : size;
    check(slot, slots[slot].size);
    if (slots[slot].block && pick(2)) {
        slots[slot].block = realloc(slots[slot].block, size);
        check(slot, kept);
        fill(slot, slots[slot].block, size);
        return;
    }
    free(slots[slot].block);
    unsigned char *block = pick(2) ? malloc(size) : calloc(1, size);
    fill(slot, block, size);
}

int main(void) {
    for (int i = 0; i < STEPS; i++) step(pick(SLOTS));
    for (int i = 0; i < SLOTS; i++) check(i, slots[i].size);
    unsigned char *zeros = calloc(300, 1000);
    for (int i = 0; i < 300000; i++) insist(zeros[i] == 0, "What calloc() gives is not all zero");
    volatile size_t too_much = SIZE_MAX;
    insist(!malloc(too_much) && !calloc(too_much, 2) && !realloc(zeros, too_much), "The impossible was promised");
    return EXIT_SUCCESS;
}
