/* Other programs and sockets: what it takes to run a command and to wait for a connection. */
#ifndef BAOCAO_BASE_PROCESS_H
#define BAOCAO_BASE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

struct text;

enum process_end {
    PROCESS_EXITED,     /* by itself, with `status` */
    PROCESS_KILLED,     /* by a signal */
    PROCESS_TIMED_OUT,  /* was ended by us */
    PROCESS_NOT_STARTED /* there is no such program, or no right to run it */
};

struct process_result {
    enum process_end end;
    int status;
};

/* Runs argv[0] (found in PATH) with these bytes as its input. What it prints comes into `out`, what
 * it says on stderr into `err`, at most 64 KB each; NULL: to where our own goes. */
struct process_result process_run(const char *const *argv, const void *in, size_t len, int seconds,
                                  struct text *out, struct text *err);

/* A connection that breaks while we write is then an error of the write, not the end of us. */
void process_ignore_broken_pipes(void);

/* Waits until the socket can be read (or written), or was closed; false when the time is up. */
bool socket_wait(int socket, bool write, int milliseconds);
void socket_cut(int socket); /* ends the connection without a word */

#endif
