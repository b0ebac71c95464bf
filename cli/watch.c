/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.c - files are looked at three times a second: that finds every kind of change on every kind
 * of file system, and signals are taken while waiting, so that no handler is needed. */
#include "cli/watch.h"

#include "cli/deliver.h"
#include "datasets/error.h"
#include "datasets/path.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { LOOK_EVERY = 300 * 1000 * 1000 }; /* nanoseconds */

/* A file, and what it was when it was last looked at. */
typedef struct {
    char *path;
    struct timespec changed;
    off_t size; /* -1: it is not there */
    ino_t inode;
} Watched;

static void
clear_watched(gpointer watched)
{
    g_free(((Watched *)watched)->path);
}

/* TRUE if WATCHED is not what it was; it then is what it is now. */
static bool
look(Watched *watched)
{
    struct stat now = { 0 };

    if (stat(watched->path, &now) != 0)
        now = (struct stat){ .st_size = -1 };
    bool same = now.st_size == watched->size && now.st_ino == watched->inode &&
                now.st_mtim.tv_sec == watched->changed.tv_sec &&
                now.st_mtim.tv_nsec == watched->changed.tv_nsec;
    watched->size = now.st_size;
    watched->inode = now.st_ino;
    watched->changed = now.st_mtim;
    return !same;
}

static bool
look_at_all(GArray *files)
{
    bool changed = false;

    for (guint i = 0; i < files->len; i++)
        changed |= look(&g_array_index(files, Watched, i));
    return changed;
}

static void
add_file(GArray *files, const char *name)
{
    g_autofree char *path = path_resolve(name, NULL, NULL, NULL);
    Watched watched = { .path = g_strdup(path ? path : name) };

    for (guint i = 0; i < files->len; i++)
        if (strcmp(g_array_index(files, Watched, i).path, watched.path) == 0) {
            g_free(watched.path);
            return;
        }
    look(&watched);
    g_array_append_val(files, watched);
}

/* The files of REPORT (NULL: it could not be made) join those that are watched. */
static void
add_files(GArray *files, const Report *report)
{
    for (guint i = 0; report && i < report->data->len; i++) {
        const DataUsed *used = &g_array_index(report->data, DataUsed, i);

        add_file(files, used->file ? used->file : used->path);
    }
}

static bool
is_output(const char *path, const CommonOptions *common)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);

    for (char **output = common->output; *output; output++) {
        g_autofree char *other = g_canonicalize_filename(*output, NULL);

        if (strcmp(whole, other) == 0)
            return true;
    }
    return false;
}

/* What lies beside the report file. A report that could not be made does not say what it would have
 * read, and the mistake may be mended there. */
static void
add_folder(GArray *files, const char *file, const CommonOptions *common)
{
    enum { MOST = 1000 };
    g_autofree char *folder = g_path_get_dirname(file);
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name;

    while (entries && files->len < MOST && (name = g_dir_read_name(entries))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (*name != '.' && g_file_test(path, G_FILE_TEST_IS_REGULAR) && !is_output(path, common))
            add_file(files, path);
    }
}

/* Makes and delivers. What is wrong is said. */
static void
make_once(GArray *files, const char *file, WatchMake make, gconstpointer user,
          const CommonOptions *common)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = make(user, &error);

    add_files(files, report);
    if (!report)
        add_folder(files, file, common);
    if (report && deliver(report, common, &error))
        deliver_summary(report, common);
    if (error)
        deliver_error(error->message);
    if (!common->quiet)
        printf("watching %u files; Ctrl-C ends\n", files->len);
    fflush(stdout);
}

/* Waits for a change that has settled. FALSE: a signal asks to end. */
static bool
wait_for_change(GArray *files, const sigset_t *ends)
{
    const struct timespec pause = { .tv_nsec = LOOK_EVERY };

    for (bool changed = false;;) {
        if (sigtimedwait(ends, NULL, &pause) > 0)
            return false;
        bool now = look_at_all(files);
        if (changed && !now)
            return true;
        changed |= now;
    }
}

static bool
check_outputs(const CommonOptions *common, GError **error)
{
    if (common->output && !g_strv_contains((const char *const *)common->output, "-"))
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--watch makes files again and again; name them with -o FILE");
    return false;
}

Report *
watch(const char *file, WatchMake make, gconstpointer user, const CommonOptions *common,
      GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(Watched));
    sigset_t ends, before;

    if (!check_outputs(common, error))
        return NULL;
    g_array_set_clear_func(files, clear_watched);
    add_file(files, file);
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    do
        make_once(files, file, make, user, common);
    while (wait_for_change(files, &ends));
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    Report *report = report_new("report", NULL);
    report->delivered = true;
    return report;
}
