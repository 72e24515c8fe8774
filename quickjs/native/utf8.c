/*
 * Bytes from outside as a JavaScript string. QuickJS' own way with what is not UTF-8 would swallow the ASCII character
 * behind it, such as a quote of JSON, and let surrogates through.
 */
#include <stdlib.h>
#include <string.h>
#include "native.h"

#define IS_WITHIN(byte, first, last) ((byte) >= (first) && (byte) <= (last))

/*
 * The length of the character at `at`, or minus that of what only begins like one and becomes one U+FFFD: by the table
 * "Well-Formed UTF-8 Byte Sequences" of the Unicode Standard, as Node does it.
 */
static int character(const uint8_t *at, const uint8_t *end) {
    uint8_t lead = *at, low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    int length = lead < 0x80                      ? 1
                 : IS_WITHIN(lead, 0xc2, 0xdf) ? 2
                 : IS_WITHIN(lead, 0xe0, 0xef) ? 3
                 : IS_WITHIN(lead, 0xf0, 0xf4) ? 4
                                               : -1;
    for (int i = 1; i < length; i++, low = 0x80, high = 0xbf)
        if (at + i == end || !IS_WITHIN(at[i], low, high)) return -i;
    return length;
}

/* The length of the part at the beginning that is UTF-8. */
static size_t well_formed(const uint8_t *bytes, const uint8_t *end) {
    const uint8_t *at = bytes;
    for (int length; at < end && (length = character(at, end)) > 0;) at += length;
    return at - bytes;
}

JSValue new_string(JSContext *ctx, const char *bytes, size_t length) {
    const uint8_t *at = (const uint8_t *)bytes, *end = at + length;
    size_t good = well_formed(at, end);
    if (good == length) return JS_NewStringLen(ctx, bytes, length);
    char *repaired = malloc(length * 3), *to = repaired;
    if (!repaired) return JS_ThrowOutOfMemory(ctx);
    for (; at < end; good = well_formed(at, end)) {
        to = mempcpy(to, at, good);
        at += good;
        if (at == end) break;
        to = mempcpy(to, "\xef\xbf\xbd", 3);
        at -= character(at, end);
    }
    JSValue string = JS_NewStringLen(ctx, repaired, to - repaired);
    free(repaired);
    return string;
}
