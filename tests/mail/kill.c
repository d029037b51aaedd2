/* Preloaded into the program by the test that kills it: ends it with SIGKILL before or behind call
 * number KILL_AT of those that change the outbox or talk to the server; with KILL_COUNT set, counts
 * them into that file instead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls;

static void count_call(void) {
    const char *at = getenv("KILL_AT");
    calls++;
    if (at && calls == atol(at)) {
        kill(getpid(), SIGKILL);
    }
}

__attribute__((destructor)) static void write_count(void) {
    const char *name = getenv("KILL_COUNT");
    FILE *file = name ? fopen(name, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

/* Defines a function that counts before and behind the one it stands for. */
#define WRAP(type, name, parameters, arguments)                                                    \
    type name parameters;                                                                          \
    type name parameters {                                                                         \
        static type(*real) parameters;                                                             \
        if (!real) {                                                                               \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        }                                                                                          \
        count_call();                                                                              \
        type result = real arguments;                                                              \
        count_call();                                                                              \
        return result;                                                                             \
    }

WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, unlink, (const char *path), (path))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, flock, (int fd, int operation), (fd, operation))
WRAP(ssize_t, write, (int fd, const void *bytes, size_t len), (fd, bytes, len))
WRAP(ssize_t, send, (int fd, const void *bytes, size_t len, int flags), (fd, bytes, len, flags))
WRAP(ssize_t, recv, (int fd, void *bytes, size_t len, int flags), (fd, bytes, len, flags))
