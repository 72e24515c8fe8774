/* `sys.run`: one program from its start to its end. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "sys.h"

/* How long a program may go on when we are asked to stop: killed half-way it leaks what it has just taken. */
#define GRACE_MS 5000
/* How long the kernel may take to end what was killed, before we leave it alone. */
#define KILL_MS 1000

enum { IN, OUT, ERR, STREAMS };

typedef struct {
    pid_t pid;
    int64_t until;
    int ours[STREAMS]; /* our ends of the pipes, -1 when closed */
    const char *input;
    size_t input_length, output_limit;
    Text output[STREAMS];
    bool killed, timed_out, overflowed;
} Program;

static void close_end(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* Between vfork and exec we share the parent's memory: the fault of an exec that failed is simply written there. */
static pid_t start(const char *path, char **env, const int *theirs) {
    char *arguments[] = {(char *)path, NULL};
    pid_t parent = getpid();
    volatile int fault = 0;
    sigset_t none;
    sigemptyset(&none);
    pid_t pid = vfork();
    if (pid == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127); /* died before the line above */
        for (int i = IN; i < STREAMS; i++) dup2(theirs[i], i);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execve(path, arguments, env);
        fault = errno;
        _exit(127);
    }
    if (pid < 0 || fault == 0) return pid;
    waitpid(pid, NULL, 0);
    return errno = fault, -1;
}

/* Opens the pipes and starts the program. */
static int launch(Program *program, const char *path, char **env) {
    int theirs[STREAMS] = {-1, -1, -1}, result = 0;
    for (int i = IN; i < STREAMS && result == 0; i++) {
        int ends[2];
        if ((result = pipe2(ends, O_CLOEXEC)) < 0) break;
        theirs[i] = ends[i == IN ? 0 : 1];
        program->ours[i] = ends[i == IN ? 1 : 0];
        fcntl(program->ours[i], F_SETFL, O_NONBLOCK);
    }
    if (result == 0) result = program->pid = start(path, env, theirs);
    int fault = errno;
    for (int i = IN; i < STREAMS; i++) close_end(&theirs[i]);
    return errno = fault, result;
}

/* Ends the program and all that it has started in its process group. */
static void end(Program *program) {
    if (!program->killed) kill(-program->pid, SIGKILL);
    program->killed = true;
    program->until = clock_ms() + KILL_MS;
}

static void feed(Program *program) {
    ssize_t count = write(program->ours[IN], program->input, program->input_length);
    if (count > 0) program->input += count, program->input_length -= count;
    /* EPIPE only says that it wants no more, which is its right */
    if (program->input_length == 0 || (count < 0 && errno != EAGAIN)) close_end(&program->ours[IN]);
}

/* Takes what is there now. At the end of a program that is all there is: an orphan may hold the pipe for ever. */
static void drain(Program *program, int stream) {
    ssize_t count = 1;
    while (program->ours[stream] >= 0 && count > 0)
        count = read_some(&program->output[stream], program->ours[stream], program->output_limit);
    if (count < 0 && errno == EFBIG) program->overflowed = true;
    else if (count == 0 || errno != EAGAIN) close_end(&program->ours[stream]);
}

/* One loop for everything that can happen. Returns the wait status, or -1 if it could not even be killed. */
static int attend(Program *program) {
    int status;
    for (;;) {
        struct pollfd fds[] = {{program->ours[IN], POLLOUT, 0},
                               {program->ours[OUT], POLLIN, 0},
                               {program->ours[ERR], POLLIN, 0},
                               {signal_fd, POLLIN, 0}};
        poll(fds, 4, ms_until(program->until));
        if (fds[IN].revents) feed(program);
        if (fds[3].revents && take_signals() && program->until > clock_ms() + GRACE_MS)
            program->until = clock_ms() + GRACE_MS;
        bool ended = fds[3].revents && waitpid(program->pid, &status, WNOHANG) == program->pid;
        for (int i = OUT; i <= ERR; i++)
            if (ended || fds[i].revents) drain(program, i);
        if (ended) return status;
        if (program->overflowed && !program->killed) end(program);
        if (clock_ms() < program->until) continue;
        if (program->killed) return -1;
        program->timed_out = true;
        end(program);
    }
}

/* Pointers to the entries of one text in which each ends with NUL, as execve wants them; NULL without memory. */
static char **split(const char *joined, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += joined[i] == '\0';
    char **entries = calloc(count + 1, sizeof *entries);
    for (size_t i = 0; entries && i < count; i++, joined += strlen(joined) + 1) entries[i] = (char *)joined;
    return entries;
}

static JSValue outcome_of(JSContext *ctx, Program *program, bool started, int status) {
    bool exited = status >= 0 && WIFEXITED(status), signalled = status >= 0 && WIFSIGNALED(status);
    JSValue outcome = JS_NewObject(ctx);
    JS_SetPropertyStr(ctx, outcome, "startError", started ? JS_NULL : errno_name(ctx));
    JS_SetPropertyStr(ctx, outcome, "status", exited ? JS_NewInt32(ctx, WEXITSTATUS(status)) : JS_NULL);
    JS_SetPropertyStr(ctx, outcome, "signal", signalled ? JS_NewInt32(ctx, WTERMSIG(status)) : JS_NULL);
    JS_SetPropertyStr(ctx, outcome, "timedOut", JS_NewBool(ctx, program->timed_out));
    JS_SetPropertyStr(ctx, outcome, "overflowed", JS_NewBool(ctx, program->overflowed));
    JS_SetPropertyStr(ctx, outcome, "stdout", take_string(ctx, &program->output[OUT]));
    JS_SetPropertyStr(ctx, outcome, "stderr", take_string(ctx, &program->output[ERR]));
    return outcome;
}

JSValue sys_run(ARGUMENTS) {
    Program program = {.ours = {-1, -1, -1}};
    size_t env_length;
    JSValue outcome = JS_EXCEPTION;
    const char *path = path_argument(ctx, argv[0]);
    const char *joined_env = JS_ToCStringLen(ctx, &env_length, argv[1]);
    const char *input = JS_ToCStringLen(ctx, &program.input_length, argv[2]);
    if (path && joined_env && input) {
        char **env = split(joined_env, env_length);
        program.input = input;
        program.until = clock_ms() + number_argument(ctx, argv[3]);
        program.output_limit = number_argument(ctx, argv[4]);
        bool started = env && launch(&program, path, env) >= 0;
        outcome = outcome_of(ctx, &program, started, started ? attend(&program) : -1);
        for (int i = IN; i < STREAMS; i++) close_end(&program.ours[i]);
        free(env);
    }
    JS_FreeCString(ctx, path);
    JS_FreeCString(ctx, joined_env);
    JS_FreeCString(ctx, input);
    return outcome;
}
