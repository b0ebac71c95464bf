/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.c - runs a command and prints what it took: measure COMMAND [ARGUMENT...].
 *
 * One line: wall seconds, processor seconds, peak memory in MB. What the command prints is thrown
 * away; if it fails, so does this. */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int
main(int argc, char **argv)
{
    struct rusage use;
    double begin = seconds();
    int status;
    pid_t child;
    posix_spawn_file_actions_t actions;

    if (argc < 2) {
        fputs("usage: measure COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    /* not fork(): the copy of this process would be counted to the command */
    if (posix_spawn_file_actions_init(&actions) != 0 ||
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) != 0 ||
        posix_spawnp(&child, argv[1], &actions, NULL, argv + 1, environ) != 0 ||
        wait4(child, &status, 0, &use) != child) {
        fprintf(stderr, "measure: %s cannot be run\n", argv[1]);
        return 1;
    }
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "measure: %s failed\n", argv[1]);
        return 1;
    }
    printf("%.5f %.5f %.1f\n", seconds() - begin,
           (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
               1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec),
           (double)use.ru_maxrss / 1024.0);
    return 0;
}
