/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_draw.c - figures of `andel cost`, for outputs that show them. */
#include "cli/cost.h"
#include "plots/chart.h"

static const double figure_width = 160.0 * 72.0 / 25.4;

bool
cost_draw(CostCommand *command, const char *chart, FigureData *figure, Table *table, GError **error)
{
    g_autoptr(Table) numbers = table;
    const Chart *kind = chart_find(chart, error);
    TextContext *text = kind ? report_text_context(command->report, error) : NULL;
    Scene *scene = text ? chart_draw(kind, &figure->data, figure_width, text, error) : NULL;

    if (!scene)
        return false;
    Block *block = report_add(command->report, BLOCK_FIGURE);
    block->scene = scene;
    block->table = g_steal_pointer(&numbers);
    return true;
}
