/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_alone.c - reads a file and does nothing with it: read_alone FILE.
 *
 * What no program can go below; the other yardstick of run.sh. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIZE = 1 << 20, PAGE = 4096 };

int
main(int argc, char **argv)
{
    int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    void *buffer = aligned_alloc(PAGE, SIZE);
    ssize_t got = 1;

    if (file < 0 || !buffer) {
        fputs("usage: read_alone FILE\n", stderr);
        return 2;
    }
    while (got > 0)
        got = read(file, buffer, SIZE);
    free(buffer);
    close(file);
    return got == 0 ? 0 : 4;
}
