/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the process: arguments in, a report out, one line on standard error, exit status. */
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/heap.h"
#include "cli/memory.h"
#include "datasets/error.h"

#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A standard stream that is closed must not become the descriptor of a data file: it is opened the
 * wrong way round, so that its use fails as it should. */
static void
guard_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            _exit(ANDEL_ERROR_FILE);
}

static Report *
run(int argc, char **argv, CommonOptions *common, GError **error)
{
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return command_list();
    if (strcmp(argv[1], "help") == 0 && argc == 2)
        return command_list();
    if (strcmp(argv[1], "help") == 0) {
        const Command *asked = command_find(argv[2], error);

        return asked ? command_help(asked) : NULL;
    }
    if (argv[1][0] == '-') {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s' stands before the command; options come after it: andel COMMAND %s ...",
                    argv[1], argv[1]);
        return NULL;
    }
    const Command *command = command_find(argv[1], error);
    return command ? command_run(command, argc - 2, argv + 2, common, error) : NULL;
}

int
main(int argc, char **argv)
{
    CommonOptions common = { .digits = -1, .level = 0.95 };
    g_autoptr(GError) error = NULL;
    int status = 0;

    guard_standard_streams();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    gsl_set_error_handler_off();

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        fputs("andel " ANDEL_VERSION "\n", stdout);
        return fflush(stdout) == 0 ? 0 : ANDEL_ERROR_FILE;
    }
    heap_begin();
    memory_watch();
    /* names of files and messages are UTF-8 whatever the locale; numbers never follow it */
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        setlocale(LC_CTYPE, "");
    g_autoptr(Report) report = run(argc, argv, &common, &error);
    g_assert(report || error); /* silence is no answer */
    if (report && (report->delivered || deliver(report, &common, &error)))
        status = !deliver_summary(report, &common) ? ANDEL_ERROR_FILE
                 : report->failed_checks           ? ANDEL_ERROR_MISMATCH
                                                   : 0;
    if (error) {
        deliver_error(error->message);
        status = error->domain == ANDEL_ERROR ? error->code : ANDEL_ERROR_BUG;
    }
    common_clear(&common);
    return status;
}
