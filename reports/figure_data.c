/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_data.c - what a figure is made of, from its making to its end. */
#include "reports/tabulate.h"

FigureData *
figure_data_new(void)
{
    FigureData *figure = g_new0(FigureData, 1);

    figure->rows = g_array_new(FALSE, TRUE, sizeof(ChartRow));
    figure->notes = g_ptr_array_new();
    figure->sentences = g_ptr_array_new();
    figure->lists = g_ptr_array_new_with_free_func(g_free);
    figure->strings = g_string_chunk_new(1024);
    return figure;
}

void
figure_data_free(FigureData *figure)
{
    if (!figure)
        return;
    g_array_unref(figure->rows);
    g_ptr_array_unref(figure->notes);
    g_ptr_array_unref(figure->lists);
    g_ptr_array_unref(figure->sentences);
    if (figure->panels)
        g_ptr_array_unref(figure->panels);
    g_string_chunk_free(figure->strings);
    g_free(figure);
}
