/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/alternative.h"

#include <math.h>
#include <string.h>

static const size_t most_values = 12;

typedef struct {
    const char *derived, *no_value, *extremes; /* count, smallest, largest */
} Words;

static const Words words[] = {
    { " (derived)", " no value", "%zu values, from %s to %s" },
    { " (härledd)", " inget värde", "%zu värden, från %s till %s" },
};

static size_t
language_index(const char *language)
{
    return language && g_str_has_prefix(language, "sv") ? 1 : 0;
}

static const char *
cell_of(const ChartData *data, const ChartRow *row, size_t column)
{
    const char *cell = row->cells && column < data->n_columns ? row->cells[column] : NULL;

    return cell && *cell ? cell : NULL;
}

/* " 48", or " 48 (39–57)" when value and limits stand in columns of their own. */
static char *
say_value(const ChartData *data, const ChartRow *row, const Words *w)
{
    const char *text = row->value_text && *row->value_text ? row->value_text : NULL;
    const char *limits = data->strong > 0 && isfinite(row->lower) && isfinite(row->upper)
                             ? cell_of(data, row, data->strong)
                             : NULL;

    if (!text && data->strong > 0 && isfinite(row->value))
        text = cell_of(data, row, data->strong - 1);
    if (!text)
        return g_strdup(w->no_value);
    return limits ? g_strdup_printf(" %s (%s)", text, limits) : g_strconcat(" ", text, NULL);
}

static char *
say_row(const ChartData *data, const ChartRow *row, const Words *w)
{
    g_autofree char *value = say_value(data, row, w);
    g_autofree char *said =
        g_strconcat(row->label ? row->label : "", value, row->derived ? w->derived : "", NULL);

    return g_strdup(g_strstrip(said));
}

/* A semicolon where a comma could be taken for part of a label. */
static const char *
separator(const ChartData *data)
{
    for (size_t i = 0; i < data->n_rows; i++)
        if (data->rows[i].label && strchr(data->rows[i].label, ','))
            return "; ";
    return ", ";
}

static char *
say_extremes(const ChartData *data, const Words *w)
{
    const ChartRow *least = NULL, *most = NULL;

    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];

        if (!isfinite(row->value) || row->total)
            continue;
        if (!least || row->value < least->value)
            least = row;
        if (!most || row->value > most->value)
            most = row;
    }
    g_autofree char *low = least ? say_row(data, least, w) : g_strdup("-");
    g_autofree char *high = most ? say_row(data, most, w) : g_strdup("-");
    GString *said = g_string_new(NULL);
    g_string_append_printf(said, w->extremes, data->n_rows, low, high);
    return g_string_free(said, FALSE);
}

char *
alternative_text(const Chart *chart, const ChartData *data)
{
    size_t language = language_index(data->language);
    const Words *w = &words[language];
    const char *subject = data->base && *data->base ? data->base : data->title;
    GString *out = g_string_new(chart->noun[language]);

    g_string_append(out, ". ");
    if (subject && *subject)
        g_string_append_printf(out, "%s: ", subject);
    if (data->n_rows > most_values) {
        g_autofree char *extremes = say_extremes(data, w);

        g_string_append(out, extremes);
    } else {
        for (size_t i = 0; i < data->n_rows; i++) {
            g_autofree char *row = say_row(data, &data->rows[i], w);

            g_string_append_printf(out, "%s%s", i > 0 ? separator(data) : "", row);
        }
    }
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}
