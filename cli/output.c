/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c - bytes to a file, whole or not at all, or to standard output. */
#define _GNU_SOURCE /* O_TMPFILE, realpath */
#include "cli/output.h"

#include "datasets/error.h"
#include "datasets/path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
fail(const char *path, const char *what, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "%s: %s: %s", path, what, g_strerror(errno));
    return false;
}

/* All of BYTES to the descriptor FD; errno says why not. */
static bool
write_all(int fd, const GByteArray *bytes)
{
    size_t done = 0;

    while (done < bytes->len) {
        ssize_t n = write(fd, bytes->data + done, bytes->len - done);

        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool
write_standard_output(const GByteArray *bytes, GError **error)
{
    if (write_all(STDOUT_FILENO, bytes))
        return true;
    if (errno == EPIPE) /* whoever read has seen enough */
        return true;
    return fail("standard output", "cannot be written", error);
}

/* What is no regular file (a terminal, a pipe, /dev/null) is written into, not replaced. */
static bool
write_special(const char *path, const GByteArray *bytes, GError **error)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return fail(path, "cannot be opened for writing", error);
    bool done = write_all(fd, bytes) || errno == EPIPE;
    int reason = errno;
    if (close(fd) != 0 && done)
        done = false;
    else
        errno = reason;
    return done || fail(path, "cannot be written", error);
}

/* A file without a name in FOLDER, or where that cannot be, one with the name left in *NAME. */
static int
open_aside(const char *folder, const char *base, char **name)
{
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);

    *name = g_strdup_printf("%s/.%.200s.%d.part", folder, base, (int)getpid());
    if (fd >= 0)
        return fd;
    unlink(*name); /* of an earlier process of the same number */
    return open(*name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
}

/* Writes, closes and names the file aside. On failure nothing of it is left and errno says why. */
static bool
finish_aside(int fd, const char *name, const GByteArray *bytes, const struct stat *old)
{
    char link[32];
    bool done = (!old || fchmod(fd, old->st_mode & 07777) == 0 || errno == EPERM) &&
                write_all(fd, bytes) && fsync(fd) == 0;

    if (done && access(name, F_OK) != 0) {
        g_snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        done = linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
    }
    int reason = errno;
    if (close(fd) != 0 && done) {
        done = false;
        reason = errno;
    }
    if (!done)
        unlink(name);
    errno = reason;
    return done;
}

static bool
sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

    if (fd >= 0)
        close(fd);
    return done;
}

static bool
replace(const char *path, const GByteArray *bytes, const struct stat *old, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
    g_autofree char *name = NULL;
    int fd = open_aside(folder, base, &name);

    if (fd < 0)
        return fail(path, "no file can be made in its folder", error);
    if (!finish_aside(fd, name, bytes, old))
        return fail(path, "cannot be written; what was there is as before", error);
    if (rename(name, path) != 0) {
        int reason = errno;

        unlink(name);
        errno = reason;
        return fail(path, "cannot be replaced", error);
    }
    return sync_folder(folder) || fail(path, "its folder cannot be synchronised", error);
}

bool
output_write(const char *path, const GByteArray *bytes, GError **error)
{
    sigset_t ends, before;
    struct stat old;

    if (strcmp(path, "-") == 0)
        return write_standard_output(bytes, error);
    bool there = stat(path, &old) == 0;
    if (there && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return fail(path, "cannot be written", error);
    }
    if (there && !S_ISREG(old.st_mode))
        return write_special(path, bytes, error);

    /* a link stays and what it leads to is replaced; signals wait for the few system calls between
     * the first byte and the name, so that no half-written file is left beside */
    char *real = there ? realpath(path, NULL) : NULL;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    bool done = replace(real ? real : path, bytes, there ? &old : NULL, error);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(real);
    return done;
}

bool
output_check(const char *path, const char *const *inputs, GError **error)
{
    struct stat output;

    if (strcmp(path, "-") == 0 || stat(path, &output) != 0)
        return true;
    for (; *inputs; inputs++) {
        struct stat input;
        g_autofree char *file = path_resolve(*inputs, NULL, NULL, NULL);

        if (file && stat(file, &input) == 0 && input.st_dev == output.st_dev &&
            input.st_ino == output.st_ino && S_ISREG(output.st_mode)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                        "%s: the output is the same file as the input %s; give it another name",
                        path, *inputs);
            return false;
        }
    }
    return true;
}
