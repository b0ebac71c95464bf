/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_check.c - what a figure has to say beside its marks before it is published. */
#include "datasets/error.h"
#include "plots/chart.h"

#include <string.h>

static bool
check_said(const char *said, const char *what, const char *advice, GError **error)
{
    if (said && *said)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "the figure has no %s; %s", what, advice);
    return false;
}

/* Roles whose texts are values of the data. */
static bool
shows_value(MarkRole role)
{
    static const MarkRole roles[] = { ROLE_VALUE,     ROLE_ON_DATA,  ROLE_ON_DIVERGING,
                                      ROLE_END_VALUE, ROLE_SIDE_SUM, ROLE_ON_LADDER,
                                      ROLE_CELL_VALUE };

    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
        if (roles[i] == role)
            return true;
    return false;
}

static bool
check_addresses(const Scene *scene, GError **error)
{
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);

        if (mark->kind != MARK_TEXT || mark->address || !shows_value(mark->role) ||
            !strpbrk(mark->text, "0123456789"))
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the %s \"%s\" of the figure has no address, so nobody can ask where it comes "
                    "from",
                    role_name(mark->role), mark->text);
        return false;
    }
    return true;
}

bool
figure_check(const Chart *chart, const ChartData *data, const Scene *scene, GError **error)
{
    bool shares = data->shares || chart->rows == CHART_OF_SHARES || chart->rows == CHART_OF_TABLE;

    if (data->forced)
        return true;
    return check_said(data->source, "source", "say where its numbers come from", error) &&
           (!shares || check_said(data->base, "base", "say of whom its shares are", error)) &&
           check_said(scene->description, "alternative text", "say in words what it shows",
                      error) &&
           check_addresses(scene, error);
}
