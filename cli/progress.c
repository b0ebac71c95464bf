/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Back to the beginning of the line, and nothing behind it: ECMA-48. */
#define CLEAR_LINE "\r\033[K"

/* So that the line stays one: what is longer could not be cleared. */
enum { NAME_SHOWN = 40 };

char *
progress_text(const ReadProgress *progress)
{
    g_autofree char *base = g_path_get_basename(progress->name);
    g_autofree char *name = g_utf8_substring(base, 0, MIN(g_utf8_strlen(base, -1), NAME_SHOWN));
    g_autofree char *rows = g_strdup_printf("%zu", progress->n_rows);
    g_autoptr(GString) text = g_string_new(name);

    if (isfinite(progress->share))
        g_string_append_printf(text, ": %d %% read, ", (int)(100.0 * progress->share));
    else
        g_string_append(text, ": ");
    for (size_t k = 0, n = strlen(rows); k < n; k++) {
        g_string_append_c(text, rows[k]);
        if ((n - k) % 3 == 1 && k + 1 < n)
            g_string_append_c(text, ' ');
    }
    g_string_append(text, " rows");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
show(const ReadProgress *progress)
{
    g_autofree char *text = progress->done ? g_strdup("") : progress_text(progress);

    fprintf(stderr, CLEAR_LINE "%s", text);
    fflush(stderr);
}

ReadProgressFunc
progress_for(const CommonOptions *common)
{
    const char *terminal = g_getenv("TERM");

    return !common->quiet && isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0
               ? show
               : NULL;
}
