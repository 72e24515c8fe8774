/* UDP. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "sockets.h"

/* What an audit may bring before we get to read it; by a right of root, beyond what the system allows to all. */
#define RECEIVED_BYTES (4 << 20)
/* Longer than any datagram waits for us, and shorter than clocks are set by. */
#define MOST_WAITED_US 1000000

JSValue sockets_bind(ARGUMENTS) {
    int fd = socket_of_both(SOCK_DGRAM), size = RECEIVED_BYTES, on = 1, result = -1;
    Address address;
    if (fd >= 0 && address_of_both(&address, NULL, number_argument(ctx, argv[0])))
        result = bind(fd, &address.any, address_length(&address));
    if (result == 0) {
        if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
            setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
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

/* How long the kernel has had it, by the clock that both can read; 0 if that clock was set meanwhile. */
static int64_t waited_us(struct msghdr *message) {
    struct timespec came, now;
    struct cmsghdr *control = CMSG_FIRSTHDR(message);
    if (!control || control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_TIMESTAMPNS) return 0;
    memcpy(&came, CMSG_DATA(control), sizeof came);
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t waited = (now.tv_sec - came.tv_sec) * 1000000ll + (now.tv_nsec - came.tv_nsec) / 1000;
    return waited < 0 || waited > MOST_WAITED_US ? 0 : waited;
}

/* One datagram into a buffer: its whole length, the address and the port it came from, and when the kernel got it. */
JSValue sockets_receive_from(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    size_t length;
    uint8_t *bytes = bytes_argument(ctx, argv + 1, &length);
    if (!bytes) return JS_EXCEPTION;
    Address from = {0};
    union {
        struct cmsghdr first;
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
    } control;
    struct iovec piece = {bytes, length};
    struct msghdr message = {
        .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &piece, .msg_iovlen = 1,
        .msg_control = &control, .msg_controllen = sizeof control,
    };
    ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT | MSG_TRUNC);
    if (count < 0) return errno == EAGAIN ? JS_UNDEFINED : answer(ctx, -1, JS_UNDEFINED);
    int64_t came = clock_us() - waited_us(&message);
    JSValue datagram = JS_NewArray(ctx);
    JS_SetPropertyUint32(ctx, datagram, 0, JS_NewInt32(ctx, count));
    JS_SetPropertyUint32(ctx, datagram, 1, address_text(ctx, &from));
    JS_SetPropertyUint32(ctx, datagram, 2, JS_NewInt32(ctx, port_of(&from)));
    JS_SetPropertyUint32(ctx, datagram, 3, JS_NewInt64(ctx, came));
    return datagram;
}
