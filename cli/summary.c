/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/summary.h"

/* One published number that does not hold: where it stands, what it is and should be. */
static void
add_deviation(GString *text, const Check *check)
{
    g_string_append_printf(text, "  %s, %s: printed %s, computed %s%s\n", check->place,
                           check->label, check->printed, check->computed,
                           check->declared ? " (declared)" : "");
}

static void
add_checks(GString *text, const GArray *checks)
{
    guint held = 0;

    for (guint i = 0; i < checks->len; i++)
        held += g_array_index(checks, Check, i).holds;
    g_string_append_printf(text, "%u of %u published numbers reproduced%s\n", held, checks->len,
                           held < checks->len ? "; not these:" : "");
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);

        if (!check->holds)
            add_deviation(text, check);
    }
}

static void
add_claims(GString *text, const GArray *claims)
{
    guint held = 0;

    for (guint i = 0; i < claims->len; i++)
        held += g_array_index(claims, Claim, i).holds;
    g_string_append_printf(text, "%u of %u claims hold%s\n", held, claims->len,
                           held < claims->len ? "; not these:" : "");
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = &g_array_index(claims, Claim, i);

        if (!claim->holds)
            g_string_append_printf(text, "  %s:%d: \"%s\" is false: %s, but %s\n", claim->file,
                                   claim->line, claim->words, claim->rule, claim->numbers);
    }
}

char *
summary_of(const Report *report, char *const *paths)
{
    GString *text = g_string_new(NULL);

    for (; *paths; paths++)
        g_string_append_printf(text, "%s\n", *paths);
    if (report->checks->len > 0)
        add_checks(text, report->checks);
    if (report->claims->len > 0)
        add_claims(text, report->claims);
    return g_string_free(text, FALSE);
}
