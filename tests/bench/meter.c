/* Runs a command several times and prints what each run took.
 *
 * usage: baocao_meter COUNT COMMAND [ARGUMENT...]
 * One line a run: wall and processor time in microseconds, peak memory in KB. A small program of
 * its own, because the kernel counts the memory of whoever starts a command into the command's
 * peak. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long microseconds(struct timeval t) {
    return t.tv_sec * 1000000L + t.tv_usec;
}

static void run_silently(char **command) {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execvp(command[0], command);
    _exit(127);
}

static int measure(char **command) {
    struct timespec start, end;
    struct rusage usage;
    int status = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = vfork();
    if (child == 0)
        run_silently(command);
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return 1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld %ld %ld\n",
           (end.tv_sec - start.tv_sec) * 1000000L + (end.tv_nsec - start.tv_nsec) / 1000,
           microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv) {
    int status = argc < 3;
    for (int i = 0; i < (argc < 3 ? 0 : atoi(argv[1])) && status == 0; i++)
        status = measure(argv + 2);
    return status;
}
