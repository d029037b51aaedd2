/* Owns other programs and sockets: running a command, waiting for a connection. */
#define _XOPEN_SOURCE 700
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/text.h"

#define OUTPUT_LIMIT ((size_t)64 << 10)
#define NO_PROGRAM   127 /* what a shell says then */

void process_ignore_broken_pipes(void) {
    signal(SIGPIPE, SIG_IGN);
}

/* ---- commands ---- */

/* Our ends of the pipes: 0 its input, 1 its output, 2 its errors; -1 when closed or not wanted. */
struct pipes {
    int ours[3];
    int its[3];
};

static void close_all(int *ends) {
    for (int i = 0; i < 3; i++) {
        if (ends[i] >= 0) {
            close(ends[i]);
            ends[i] = -1;
        }
    }
}

static bool open_pipes(struct pipes *p, const bool *wanted) {
    bool good = true;
    for (int i = 0; i < 3; i++) {
        int ends[2];
        p->ours[i] = p->its[i] = -1;
        if (!wanted[i] || !good) {
            continue;
        }
        good = pipe(ends) == 0;
        if (good) {
            p->ours[i] = ends[i == 0 ? 1 : 0];
            p->its[i] = ends[i == 0 ? 0 : 1];
            fcntl(p->ours[i], F_SETFD, FD_CLOEXEC);
            fcntl(p->ours[i], F_SETFL, O_NONBLOCK);
        }
    }
    if (!good) {
        close_all(p->ours);
        close_all(p->its);
    }
    return good;
}

static _Noreturn void become(const char *const *argv, const struct pipes *p) {
    for (int i = 0; i < 3; i++) {
        if (p->its[i] >= 0) {
            dup2(p->its[i], i);
        }
    }
    for (int i = 0; i < 3; i++) {
        if (p->its[i] > 2) {
            close(p->its[i]);
        }
    }
    signal(SIGPIPE, SIG_DFL);
    /* exec takes the words as they are; its type is older than const. */
    union {
        const char *const *given;
        char *const *wanted;
    } words = {.given = argv};
    execvp(argv[0], words.wanted);
    _exit(NO_PROGRAM);
}

static void read_some(int *end, struct text *into) {
    char buffer[4096];
    ssize_t n = read(*end, buffer, sizeof buffer);
    if (n > 0 && into->len < OUTPUT_LIMIT) {
        text_put(into, buffer, (size_t)n);
    } else if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
        close(*end);
        *end = -1;
    }
}

static void write_some(int *end, const char **in, size_t *len) {
    ssize_t n = *len > 0 ? write(*end, *in, *len) : 0;
    if (n > 0) {
        *in += n;
        *len -= (size_t)n;
    }
    if (*len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
        close(*end);
        *end = -1;
    }
}

/* Feeds and reads until the program has closed its ends; false when the time is up. */
static bool exchange(struct pipes *p, const char *in, size_t len, double until, struct text *out,
                     struct text *err) {
    struct text *into[] = {NULL, out, err};
    while (p->ours[0] >= 0 || p->ours[1] >= 0 || p->ours[2] >= 0) {
        struct pollfd polled[3];
        for (int i = 0; i < 3; i++) {
            polled[i] = (struct pollfd){p->ours[i], i == 0 ? POLLOUT : POLLIN, 0};
        }
        double left = until - fs_seconds();
        if (left <= 0) {
            return false;
        }
        if (poll(polled, 3, (int)(left * 1000) + 1) < 0 && errno != EINTR) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (polled[i].revents == 0) {
                continue;
            }
            if (i == 0) {
                write_some(&p->ours[0], &in, &len);
            } else {
                read_some(&p->ours[i], into[i]);
            }
        }
    }
    return true;
}

/* Waits for the end of the program; what runs on after the time is ended. */
static struct process_result reap(pid_t pid, double until) {
    struct process_result result = {PROCESS_EXITED, 0};
    int status = 0;
    pid_t done;
    while ((done = waitpid(pid, &status, WNOHANG)) == 0 || (done < 0 && errno == EINTR)) {
        if (fs_seconds() >= until) {
            kill(pid, SIGKILL);
            waitpid(pid, &status, 0);
            result.end = PROCESS_TIMED_OUT;
            return result;
        }
        poll(NULL, 0, 2);
    }
    if (!WIFEXITED(status)) {
        result.end = PROCESS_KILLED;
    } else if (WEXITSTATUS(status) == NO_PROGRAM) {
        result.end = PROCESS_NOT_STARTED;
    } else {
        result.status = WEXITSTATUS(status);
    }
    return result;
}

struct process_result process_run(const char *const *argv, const void *in, size_t len, int seconds,
                                  struct text *out, struct text *err) {
    struct process_result failed = {PROCESS_NOT_STARTED, 0};
    struct pipes p;
    const bool wanted[3] = {true, out != NULL, err != NULL};
    double until = fs_seconds() + seconds;
    if (!open_pipes(&p, wanted)) {
        return failed;
    }
    process_ignore_broken_pipes();
    pid_t pid = fork();
    if (pid == 0) {
        become(argv, &p);
    }
    close_all(p.its);
    if (pid < 0) {
        close_all(p.ours);
        return failed;
    }
    bool in_time = exchange(&p, in, len, until, out, err);
    close_all(p.ours);
    return reap(pid, in_time ? until : 0);
}

/* ---- sockets ---- */

bool socket_wait(int socket, bool write, int milliseconds) {
    struct pollfd polled = {socket, write ? POLLOUT : POLLIN, 0};
    return poll(&polled, 1, milliseconds) > 0;
}

void socket_cut(int socket) {
    shutdown(socket, SHUT_RDWR);
}
