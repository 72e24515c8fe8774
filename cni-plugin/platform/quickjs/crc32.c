/* `sys.crc32`: the checksum of IEEE 802.3, as zlib and Ethernet have it. */
#include "sys.h"

/* What each half byte makes of the polynomial 0xedb88320. A table of whole bytes would be larger than all the rest. */
static const uint32_t table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

JSValue sys_crc32(ARGUMENTS) {
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, argv[0]);
    if (!text) return JS_EXCEPTION;
    uint32_t rest = ~0u;
    for (size_t i = 0; i < length; i++) {
        rest ^= (uint8_t)text[i];
        for (int half = 0; half < 2; half++) rest = rest >> 4 ^ table[rest & 15];
    }
    JS_FreeCString(ctx, text);
    return JS_NewUint32(ctx, ~rest);
}
