/* The calls that take a path. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>
#include "sys.h"

static int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return errno = ENAMETOOLONG, -1;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
    int fault = errno;
    close(fd);
    return errno = fault, -1;
}

static bool is_program(const char *path) {
    struct stat file;
    return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

/* That of another process cannot be looked at without the right to trace it, and may well be there. */
static bool is_namespace(const char *path) {
    struct statfs system;
    if (statfs(path, &system) != 0) return errno == EACCES || errno == EPERM;
    return system.f_type == NSFS_MAGIC;
}

static bool is_open_at(const char *path, int fd) {
    struct stat there, open_file;
    return stat(path, &there) == 0 && fstat(fd, &open_file) == 0 && there.st_dev == open_file.st_dev &&
           there.st_ino == open_file.st_ino;
}

JSValue sys_path(ARGUMENTS, int call) {
    const char *path = path_argument(ctx, argv[0]);
    if (!path) return JS_EXCEPTION;
    int number = argc > 1 ? number_argument(ctx, argv[1]) : 0;
    int result = -1;
    switch (call) {
    case OPEN: result = open(path, number | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600); break;
    case CONNECT: result = connect_to(path); break;
    case MKDIR: result = mkdir(path, 0700); break;
    case UNLINK: result = unlink(path); break;
    case EXISTS: result = access(path, F_OK) == 0; break;
    case IS_PROGRAM: result = is_program(path); break;
    case IS_NAMESPACE: result = is_namespace(path); break;
    case IS_OPEN_AT: result = is_open_at(path, number); break;
    }
    JS_FreeCString(ctx, path);
    if (call >= EXISTS) return JS_NewBool(ctx, result);
    return answer(ctx, result, call <= CONNECT ? JS_NewInt32(ctx, result) : JS_UNDEFINED);
}

JSValue sys_rename(ARGUMENTS) {
    const char *from = path_argument(ctx, argv[0]);
    const char *to = from ? path_argument(ctx, argv[1]) : NULL;
    JSValue result = to ? answer(ctx, rename(from, to), JS_UNDEFINED) : JS_EXCEPTION;
    JS_FreeCString(ctx, from);
    JS_FreeCString(ctx, to);
    return result;
}

/* The names in the directory, with errno 0 if these are all of them. */
static JSValue names_in(JSContext *ctx, DIR *directory) {
    JSValue names = JS_NewArray(ctx);
    uint32_t count = 0;
    for (struct dirent *entry; errno = 0, (entry = readdir(directory));) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
        JS_SetPropertyUint32(ctx, names, count++, new_string(ctx, name, strlen(name)));
    }
    return names;
}

JSValue sys_list(ARGUMENTS) {
    const char *path = path_argument(ctx, argv[0]);
    if (!path) return JS_EXCEPTION;
    DIR *directory = opendir(path);
    JSValue names = directory ? names_in(ctx, directory) : JS_UNDEFINED;
    int fault = errno;
    if (directory) closedir(directory);
    JS_FreeCString(ctx, path);
    if (directory && fault == 0) return names;
    JS_FreeValue(ctx, names);
    errno = fault;
    return answer(ctx, -1, JS_UNDEFINED);
}
