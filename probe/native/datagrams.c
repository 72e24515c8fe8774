/* UDP. */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include "sockets.h"

/* What an audit may bring before we get to read it; by a right of root, beyond what the system allows to all. */
#define RECEIVED_BYTES (4 << 20)

JSValue sockets_bind(ARGUMENTS) {
    int fd = socket_of_both(SOCK_DGRAM), size = RECEIVED_BYTES, result = -1;
    Address address;
    if (fd >= 0 && address_of_both(&address, NULL, number_argument(ctx, argv[0])))
        result = bind(fd, &address.any, address_length(&address));
    if (result == 0) {
        if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
            setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        return JS_NewInt32(ctx, fd);
    }
    JSValue fault = answer(ctx, -1, JS_UNDEFINED);
    if (fd >= 0) close(fd);
    return fault;
}

/* The same bytes so many times: fd, buffer, start, end, count, address, port. How often the kernel took them. */
JSValue sockets_send_to(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    size_t length;
    const uint8_t *bytes = bytes_argument(ctx, argv + 1, &length);
    const char *text = bytes ? JS_ToCString(ctx, argv[5]) : NULL;
    if (!text) return JS_EXCEPTION;
    Address to;
    int count = number_argument(ctx, argv[4]), sent = 0;
    ssize_t result = address_of_both(&to, text, number_argument(ctx, argv[6])) ? 0 : -1;
    for (; sent < count && result >= 0; sent += result >= 0)
        result = sendto(fd, bytes, length, MSG_DONTWAIT, &to.any, address_length(&to));
    JS_FreeCString(ctx, text);
    return sent > 0 ? JS_NewInt32(ctx, sent) : answer(ctx, result, JS_NewInt32(ctx, 0));
}

/* One datagram into a buffer: its whole length, the address and the port it came from, and when we had it. */
JSValue sockets_receive_from(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    size_t length;
    uint8_t *bytes = bytes_argument(ctx, argv + 1, &length);
    if (!bytes) return JS_EXCEPTION;
    Address from = {0};
    socklen_t from_length = sizeof from;
    ssize_t count = recvfrom(fd, bytes, length, MSG_DONTWAIT | MSG_TRUNC, &from.any, &from_length);
    if (count < 0) return errno == EAGAIN ? JS_UNDEFINED : answer(ctx, -1, JS_UNDEFINED);
    int64_t now = clock_us();
    JSValue came = JS_NewArray(ctx);
    JS_SetPropertyUint32(ctx, came, 0, JS_NewInt32(ctx, count));
    JS_SetPropertyUint32(ctx, came, 1, address_text(ctx, &from));
    JS_SetPropertyUint32(ctx, came, 2, JS_NewInt32(ctx, port_of(&from)));
    JS_SetPropertyUint32(ctx, came, 3, JS_NewInt64(ctx, now));
    return came;
}
