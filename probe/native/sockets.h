/* What the C files of the module `sockets` share. */
#ifndef SOCKETS_H
#define SOCKETS_H

#include <netinet/in.h>
#include "native.h"

/* sockets.c */

/* The value, which needs no freeing, if the call went well; else the name of its errno is thrown. */
JSValue answer(JSContext *ctx, int64_t result, JSValue value);
int64_t number_argument(JSContext *ctx, JSValueConst value);

/* Those bytes of an ArrayBuffer that the arguments from `first` on name: buffer, start, end. NULL with a fault thrown. */
uint8_t *bytes_argument(JSContext *ctx, JSValueConst *first, size_t *length);

/* addresses.c */

typedef union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} Address;

/* A socket for both families where the kernel has IPv6, else for IPv4. It never blocks. -1 with errno. */
int socket_of_both(int type);

/* The address that a socket of both families knows; every address if the text is NULL. False with errno. */
bool address_of_both(Address *address, const char *text, uint16_t port);

/* The address in its own family. False with errno. */
bool address_of(Address *address, const char *text, uint16_t port);

socklen_t address_length(const Address *address);
JSValue address_text(JSContext *ctx, const Address *address);
int port_of(const Address *address);

JSValue sockets_is_address(ARGUMENTS);

/* datagrams.c */
JSValue sockets_bind(ARGUMENTS);
JSValue sockets_send_to(ARGUMENTS);
JSValue sockets_receive_from(ARGUMENTS);

/* streams.c */
JSValue sockets_listen(ARGUMENTS);
JSValue sockets_accept(ARGUMENTS);
JSValue sockets_connect(ARGUMENTS);
JSValue sockets_read(ARGUMENTS);
JSValue sockets_write(ARGUMENTS);

/* Calls with one descriptor */
enum { CLOSE, ABORT, CONNECTED };
JSValue sockets_number(ARGUMENTS, int call);

#endif
