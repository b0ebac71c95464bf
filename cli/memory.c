/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/memory.h"

#include "datasets/error.h"

#include <string.h>
#include <unistd.h>

/* Without an allocation of its own: MESSAGE is what GLib could still say. */
static void
say(const char *message)
{
    static const char before[] = "andel: there is not enough memory for this: ",
                      after[] = "; ask for fewer columns, categories or threads, or allow more\n";
    const char *const parts[] = { before, message, after };

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (write(STDERR_FILENO, parts[i], strlen(parts[i])) < 0)
            return;
}

static void
leave(const char *domain, GLogLevelFlags level, const char *message, gpointer user)
{
    /* "gmem.c:169: failed to allocate 67108864 bytes", "gmem.c:343: overflow allocating 8*4 bytes",
     * "creating thread 'read': Error creating thread: Resource temporarily unavailable" */
    static const char *const whats[] = { "failed to allocate ", "overflow allocating ",
                                         "creating thread " };
    const char *what = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(whats) && message && (level & G_LOG_LEVEL_ERROR); i++)
        what = what ? what : strstr(message, whats[i]);
    if (!what) {
        g_log_default_handler(domain, level, message, user);
        return;
    }
    say(what);
    _exit(ANDEL_ERROR_FILE);
}

void
memory_watch(void)
{
    g_log_set_default_handler(leave, NULL);
}
