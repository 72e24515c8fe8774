/* How the process starts, learns of signals, waits (never without a time limit) and reads. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "native.h"

int signal_fd;
bool stop_asked;
int64_t started_us;

/* Leaves us and our delegates no descriptor beyond the standard three that somebody else has opened. */
static void close_others_on_exec(void) {
    if (syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC, since Linux 5.11 */) == 0) return;
    DIR *directory = opendir("/proc/self/fd");
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        int fd = atoi(entry->d_name);
        if (fd > STDERR_FILENO) fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    if (directory) closedir(directory);
}

/*
 * The first act of the process. A runtime may start us with closed standard descriptors (the next file we open would
 * become our output), with foreign ones open, and with signals blocked or ignored (a delegate's end would go unseen).
 */
__attribute__((constructor)) static void set_up(void) {
    static const int watched[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
    sigset_t signals;
    int fd;
    started_us = clock_us();
    do fd = open("/dev/null", O_RDWR); while (fd >= 0 && fd <= STDERR_FILENO);
    close(fd);
    close_others_on_exec();
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        signal(watched[i], SIG_DFL);
        sigaddset(&signals, watched[i]);
    }
    signal_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    signal(SIGPIPE, SIG_DFL);
    sigaddset(&signals, SIGPIPE); /* blocked but not watched: a write to nobody fails with EPIPE */
    sigprocmask(SIG_BLOCK, &signals, NULL);
}

bool take_signals(void) {
    struct signalfd_siginfo came;
    bool asked_before = stop_asked;
    while (read(signal_fd, &came, sizeof came) == sizeof came)
        if (came.ssi_signo != SIGCHLD) stop_asked = true;
    return stop_asked && !asked_before;
}

int64_t clock_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000ll + now.tv_nsec / 1000;
}

int64_t clock_ms(void) {
    return clock_us() / 1000;
}

int64_t wall_clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

int ms_until(int64_t time) {
    int64_t left = time - clock_ms();
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

int wait_for(int fd, short events, int64_t until) {
    for (;;) {
        struct pollfd fds[] = {{.fd = signal_fd, .events = POLLIN}, {.fd = fd, .events = events}};
        int ready = poll(fds, 2, ms_until(until));
        if (ready < 0 && errno != EINTR) return -1;
        if (fds[0].revents && take_signals()) return errno = ECANCELED, -1;
        if (fds[1].revents) return 0;
        if (ready == 0) return errno = ETIMEDOUT, -1;
    }
}

ssize_t read_some(Text *text, int fd, size_t limit) {
    if (text->capacity - text->length < PIPE_BUF) {
        size_t capacity = text->capacity ? text->capacity * 2 : 4 * PIPE_BUF;
        char *data = realloc(text->data, capacity);
        if (!data) return -1;
        text->data = data;
        text->capacity = capacity;
    }
    ssize_t count = read(fd, text->data + text->length, text->capacity - text->length);
    if (count > 0) text->length += count;
    if (text->length <= limit) return count;
    text->length = limit;
    return errno = EFBIG, -1;
}
