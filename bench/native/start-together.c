/*
 * Makes the calls of many pods at the same time, as a busy runtime does. A process for each pod waits at a gate; when
 * all have come the gate opens, and each makes the calls of its pod one after the other. On standard input is a line
 * for each call, its parts divided by tabs: the file for the program's stdin, the program, NAME=VALUE and so on. An
 * empty line ends a pod. Prints the milliseconds from the opening of the gate to the end of the last call. If a call
 * fails, the answers to its pod are on stderr, and the status is 1.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CALLS_MAX = 8, VARIABLES_MAX = 32 };

struct call {
    char *input;
    char *program;
    char *env[VARIABLES_MAX + 1];
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static char *read_all(int file)
{
    size_t used = 0, size = 1 << 16;
    char *text = malloc(size + 1);
    for (ssize_t got; text && (got = read(file, text + used, size - used)) > 0;) {
        used += (size_t)got;
        if (used == size)
            text = realloc(text, (size *= 2) + 1);
    }
    if (!text)
        err(1, "Cannot read the calls");
    text[used] = 0;
    return text;
}

/* The text up to the next empty line; NULL after the last pod. */
static char *next_pod(char **rest)
{
    char *pod = *rest, *end = pod ? strstr(pod, "\n\n") : NULL;
    if (end)
        *end = 0;
    *rest = end ? end + 2 : NULL;
    return pod && *pod ? pod : NULL;
}

static struct call read_call(char *line)
{
    struct call call = {.input = strsep(&line, "\t"), .program = strsep(&line, "\t")};
    for (int n = 0; line; n++) {
        if (n == VARIABLES_MAX)
            errx(1, "Cannot give a program more than %d variables", VARIABLES_MAX);
        call.env[n] = strsep(&line, "\t");
    }
    return call;
}

/* Nonzero if the program failed or could not be started. */
static int make_call(struct call *call, int output)
{
    char *argv[] = {call->program, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, call->input, O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t pid;
    int status = posix_spawn(&pid, call->program, &actions, NULL, argv, call->env);
    if (status != 0)
        warnx("Cannot start %s: %s", call->program, strerror(status));
    else if (waitpid(pid, &status, 0) != pid)
        err(1, "Cannot wait for %s", call->program);
    posix_spawn_file_actions_destroy(&actions);
    return status;
}

static void show(int output)
{
    char buffer[4096];
    ssize_t got = pread(output, buffer, sizeof buffer, 0);
    if (got > 0 && write(STDERR_FILENO, buffer, (size_t)got) != got)
        warn("Cannot show the answers");
}

static int play_pod(char *pod, int ready, int gate)
{
    struct call calls[CALLS_MAX];
    int count = 0, failed = 0, output = memfd_create("answers", MFD_CLOEXEC);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (char *line; (line = strsep(&pod, "\n")) && *line;) {
        if (count == CALLS_MAX)
            errx(1, "Cannot make more than %d calls for a pod", CALLS_MAX);
        calls[count++] = read_call(line);
    }
    char byte = 0;
    if (output < 0 || write(ready, &byte, 1) != 1 || read(gate, &byte, 1) != 0)
        err(1, "Cannot wait for the others");
    for (int n = 0; n < count && !failed; n++)
        failed = make_call(&calls[n], output);
    if (failed)
        show(output);
    return failed != 0;
}

int main(void)
{
    char *rest = read_all(STDIN_FILENO), byte;
    int ready[2], gate[2], pods = 0, failed = 0, status;
    if (pipe2(ready, O_CLOEXEC) || pipe2(gate, O_CLOEXEC))
        err(1, "Cannot make a gate");
    for (char *pod; (pod = next_pod(&rest)); pods++) {
        pid_t pid = fork();
        if (pid < 0)
            err(1, "Cannot start a process for pod %d", pods + 1);
        if (pid == 0) {
            close(gate[1]);
            close(ready[0]);
            return play_pod(pod, ready[1], gate[0]);
        }
    }
    close(ready[1]);
    for (int n = 0; n < pods; n++)
        if (read(ready[0], &byte, 1) != 1)
            errx(1, "Cannot begin as not all pods came to the gate");
    double begun = now_ms();
    close(gate[1]);
    while (wait(&status) > 0)
        failed += status != 0;
    double took = now_ms() - begun;
    if (failed)
        errx(1, "%d of %d pods failed", failed, pods);
    printf("%.3f\n", took);
    return 0;
}
