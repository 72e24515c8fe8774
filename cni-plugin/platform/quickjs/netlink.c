/* `sys.routeSocket` and `sys.ask`: requests of rtnetlink to another network namespace. What they say is TypeScript. */
#include <errno.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "sys.h"

/* The routes of ten thousand pods. */
#define REPLY_LIMIT (16 << 20)

/* A socket stays in the namespace that it was made in, wherever its process is. */
static int socket_in(int theirs, int ours) {
    if (setns(theirs, CLONE_NEWNET) < 0) return -1;
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE), fault = errno;
    if (setns(ours, CLONE_NEWNET) == 0) return errno = fault, fd;
    /* The delegates of the host would do their work in the pod, and nobody would find it again. */
    perror("Cannot return to the network namespace of the host");
    _exit(EXIT_FAILURE);
}

JSValue sys_route_socket(ARGUMENTS) {
    int fd = socket_in(number_argument(ctx, argv[0]), number_argument(ctx, argv[1]));
    return answer(ctx, fd, JS_NewInt32(ctx, fd));
}

/* Receives one datagram behind what is there; 0 if it is not of the kernel's answer to that request. */
static ssize_t receive(Text *replies, int fd, uint32_t sequence, int64_t until) {
    struct sockaddr_nl from = {0};
    socklen_t from_length = sizeof from;
    /* The kernel answers at once, and what it has done must be known even if we are to stop. */
    if (wait_for(fd, POLLIN, until) < 0 && errno != ECANCELED) return -1;
    ssize_t length = recv(fd, NULL, 0, MSG_PEEK | MSG_TRUNC);
    if (length < 0) return errno == EAGAIN ? 0 : -1;
    if (replies->length + length > REPLY_LIMIT) return errno = EFBIG, -1;
    char *data = realloc(replies->data, replies->length + NLMSG_SPACE(length));
    if (!data) return -1;
    replies->data = data;
    struct nlmsghdr *first = (struct nlmsghdr *)(data + replies->length);
    length = recvfrom(fd, first, length, 0, (struct sockaddr *)&from, &from_length);
    bool expected = length >= NLMSG_HDRLEN && from.nl_pid == 0 && first->nlmsg_seq == sequence;
    return length < 0 || expected ? length : 0;
}

/* The fault that a message ends its answer with, 0 if it ends it well, -1 if it does not end it. */
static int end_of(struct nlmsghdr *message) {
    if (message->nlmsg_type != NLMSG_ERROR && message->nlmsg_type != NLMSG_DONE) return -1;
    return message->nlmsg_len < NLMSG_LENGTH(sizeof(int)) ? 0 : -*(int *)NLMSG_DATA(message);
}

/* Gathers the datagrams of an answer. */
static int gather(Text *replies, int fd, uint32_t sequence, int64_t until) {
    for (ssize_t length; (length = receive(replies, fd, sequence, until)) >= 0;) {
        struct nlmsghdr *message = length > 0 ? (struct nlmsghdr *)(replies->data + replies->length) : NULL;
        replies->length += NLMSG_ALIGN(length);
        for (int rest = length; NLMSG_OK(message, rest); message = NLMSG_NEXT(message, rest)) {
            int fault = end_of(message);
            if (fault >= 0) return errno = fault, fault == 0 ? 0 : -1;
        }
    }
    return -1;
}

JSValue sys_ask(ARGUMENTS) {
    int fd = number_argument(ctx, argv[0]);
    int64_t until = clock_ms() + number_argument(ctx, argv[2]);
    Text replies = {0};
    size_t length;
    const uint8_t *request = JS_GetArrayBuffer(ctx, &length, argv[1]);
    if (!request) return JS_EXCEPTION;
    int result = send(fd, request, length, 0);
    if (result >= 0) result = gather(&replies, fd, ((const struct nlmsghdr *)request)->nlmsg_seq, until);
    JSValue answered = result < 0 ? answer(ctx, result, JS_UNDEFINED)
                                  : JS_NewArrayBufferCopy(ctx, (uint8_t *)replies.data, replies.length);
    free(replies.data);
    return answered;
}
