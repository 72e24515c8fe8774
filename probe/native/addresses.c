/* IP addresses as texts and as the kernel has them. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "sockets.h"

/* An address of IPv6, "%" and the interface's index, NUL */
#define TEXT_BYTES (INET6_ADDRSTRLEN + 12)

/* AF_INET6, which serves IPv4 as well, until a kernel without it has refused a socket. */
static int family = AF_INET6;

static int new_socket(int type) {
    return socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

int socket_of_both(int type) {
    int off = 0, fd = new_socket(type);
    if (fd < 0 && errno == EAFNOSUPPORT && family == AF_INET6) {
        family = AF_INET;
        fd = new_socket(type);
    }
    if (fd >= 0 && family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    return fd;
}

static bool read_v6(struct sockaddr_in6 *address, const char *text) {
    char plain[TEXT_BYTES];
    const char *zone = strchr(text, '%');
    size_t length = zone ? (size_t)(zone - text) : strlen(text);
    if (length >= sizeof plain) return false;
    memcpy(plain, text, length);
    plain[length] = '\0';
    if (zone) address->sin6_scope_id = strtoul(zone + 1, NULL, 10);
    address->sin6_family = AF_INET6;
    return inet_pton(AF_INET6, plain, &address->sin6_addr) == 1;
}

bool address_of(Address *address, const char *text, uint16_t port) {
    memset(address, 0, sizeof *address);
    address->v4.sin_family = AF_INET;
    bool valid = inet_pton(AF_INET, text, &address->v4.sin_addr) == 1 || read_v6(&address->v6, text);
    /* The port is at the same place in both. */
    address->v4.sin_port = htons(port);
    if (!valid) errno = EINVAL;
    return valid;
}

/* IPv4 as sockets of IPv6 have it, ::ffff:192.0.2.1 */
static void map(Address *address) {
    struct in_addr v4 = address->v4.sin_addr;
    uint8_t *bytes = address->v6.sin6_addr.s6_addr;
    memset(bytes, 0, sizeof address->v6.sin6_addr);
    memset(bytes + 10, 0xff, 2);
    memcpy(bytes + 12, &v4, sizeof v4);
    address->v6.sin6_family = AF_INET6;
    address->v6.sin6_flowinfo = 0;
}

bool address_of_both(Address *address, const char *text, uint16_t port) {
    if (!address_of(address, text ? text : family == AF_INET ? "0.0.0.0" : "::", port)) return false;
    if (address->any.sa_family == AF_INET && family == AF_INET6) map(address);
    if (address->any.sa_family == family) return true;
    return errno = EAFNOSUPPORT, false;
}

socklen_t address_length(const Address *address) {
    return address->any.sa_family == AF_INET ? sizeof address->v4 : sizeof address->v6;
}

int port_of(const Address *address) {
    return ntohs(address->v4.sin_port);
}

JSValue address_text(JSContext *ctx, const Address *address) {
    char text[TEXT_BYTES] = "";
    const struct in6_addr *v6 = &address->v6.sin6_addr;
    if (address->any.sa_family == AF_INET) inet_ntop(AF_INET, &address->v4.sin_addr, text, sizeof text);
    else if (IN6_IS_ADDR_V4MAPPED(v6)) inet_ntop(AF_INET, v6->s6_addr + 12, text, sizeof text);
    else inet_ntop(AF_INET6, v6, text, sizeof text);
    uint32_t zone = address->any.sa_family == AF_INET6 ? address->v6.sin6_scope_id : 0;
    if (zone) snprintf(strchr(text, '\0'), 12, "%%%u", zone);
    return JS_NewString(ctx, text);
}

/* Neither nobody, nor many: 0.0.0.0/8, 224.0.0.0/4 and what is beyond, and the same of IPv6 */
static bool is_of_one(const Address *address) {
    uint32_t v4 = ntohl(address->v4.sin_addr.s_addr);
    const struct in6_addr *v6 = &address->v6.sin6_addr;
    if (address->any.sa_family == AF_INET) return v4 >> 24 != 0 && v4 >> 28 < 14;
    return !IN6_IS_ADDR_MULTICAST(v6) && !IN6_IS_ADDR_UNSPECIFIED(v6) && !IN6_IS_ADDR_V4MAPPED(v6);
}

JSValue sockets_is_address(ARGUMENTS) {
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, argv[0]);
    if (!text) return JS_EXCEPTION;
    Address address;
    bool is_address = strlen(text) == length && !strchr(text, '%') && address_of(&address, text, 0);
    JS_FreeCString(ctx, text);
    return JS_NewBool(ctx, is_address && is_of_one(&address));
}
