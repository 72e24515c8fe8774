/* TCP, and standard input and output. */
#include <errno.h>
#include <limits.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include "sockets.h"

/* Connections that wait to be accepted */
#define BACKLOG 64

/* Closes it because of errno, which is thrown. */
static JSValue give_up(JSContext *ctx, int fd) {
    JSValue fault = answer(ctx, -1, JS_UNDEFINED);
    if (fd >= 0) close(fd);
    return fault;
}

JSValue sockets_listen(ARGUMENTS) {
    int fd = socket_of_both(SOCK_STREAM), on = 1;
    Address address;
    if (fd < 0 || !address_of_both(&address, NULL, number_argument(ctx, argv[0]))) return give_up(ctx, fd);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bool listens = bind(fd, &address.any, address_length(&address)) == 0 && listen(fd, BACKLOG) == 0;
    return listens ? JS_NewInt32(ctx, fd) : give_up(ctx, fd);
}

JSValue sockets_accept(ARGUMENTS) {
    int fd = accept4(number_argument(ctx, argv[0]), NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    bool nobody = fd < 0 && (errno == EAGAIN || errno == ECONNABORTED || errno == EINTR);
    return nobody ? JS_UNDEFINED : answer(ctx, fd, JS_NewInt32(ctx, fd));
}

JSValue sockets_connect(ARGUMENTS) {
    const char *text = JS_ToCString(ctx, argv[0]);
    if (!text) return JS_EXCEPTION;
    Address to;
    bool valid = address_of(&to, text, number_argument(ctx, argv[1]));
    JS_FreeCString(ctx, text);
    if (!valid) return answer(ctx, -1, JS_UNDEFINED);
    int fd = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), off = 0;
    if (fd < 0) return give_up(ctx, fd);
    /* The end of the handshake goes with the request, and not in a packet of its own. */
    setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &off, sizeof off);
    bool begun = connect(fd, &to.any, address_length(&to)) == 0 || errno == EINPROGRESS;
    return begun ? JS_NewInt32(ctx, fd) : give_up(ctx, fd);
}

/* One read into a buffer; 0 at the end of the stream, undefined if nothing is there. */
JSValue sockets_read(ARGUMENTS) {
    size_t length;
    uint8_t *bytes = bytes_argument(ctx, argv + 1, &length);
    if (!bytes) return JS_EXCEPTION;
    ssize_t count = read(number_argument(ctx, argv[0]), bytes, length);
    bool nothing = count < 0 && (errno == EAGAIN || errno == EINTR);
    return nothing ? JS_UNDEFINED : answer(ctx, count, JS_NewInt32(ctx, count));
}

/* What is written to a pipe at once: one that is ready takes so much without waiting. */
JSValue sockets_write(ARGUMENTS) {
    size_t length;
    const uint8_t *bytes = bytes_argument(ctx, argv + 1, &length);
    if (!bytes) return JS_EXCEPTION;
    int fd = number_argument(ctx, argv[0]);
    bool is_last = JS_ToBool(ctx, argv[4]);
    /* What is the last of a connection waits for its end, and goes in one packet with it. */
    ssize_t count = is_last ? send(fd, bytes, length, MSG_MORE | MSG_NOSIGNAL)
                            : write(fd, bytes, length < PIPE_BUF ? length : PIPE_BUF);
    bool nothing = count < 0 && (errno == EAGAIN || errno == EINTR);
    return nothing ? JS_NewInt32(ctx, 0) : answer(ctx, count, JS_NewInt32(ctx, count));
}

JSValue sockets_number(ARGUMENTS, int call) {
    int fd = number_argument(ctx, argv[0]), fault = 0;
    struct linger none = {.l_onoff = 1};
    socklen_t length = sizeof fault;
    if (call == CONNECTED) {
        if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &fault, &length) == 0) errno = fault;
        return answer(ctx, errno == 0 ? 0 : -1, JS_UNDEFINED);
    }
    /* Without the good-bye of TCP, which would be two packets more */
    if (call == ABORT) setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    return answer(ctx, close(fd), JS_UNDEFINED);
}
