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

/* " 48", or " 48 (39–57)" when value and limits stand in columns of their own. What has a sign in
 * the place of its value is said to have none: signs cannot be heard. */
static char *
say_value(const ChartData *data, const ChartRow *row, const Words *w)
{
    bool sign = !isfinite(row->value);
    const char *text = !sign && row->value_text && *row->value_text ? row->value_text : NULL;
    const char *limits = data->strong > 0 && isfinite(row->lower) && isfinite(row->upper)
                             ? cell_of(data, row, data->strong)
                             : NULL;

    if (!text && data->strong > 0 && !sign)
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

/* One value of the figure, whatever its kind keeps it in. */
typedef struct {
    const ChartRow *row;
    const ChartSeries *series; /* NULL: the row has one value */
    double value;
    const char *text;
} Said;

static GArray *
collect(const ChartData *data)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Said));

    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        bool several = row->values && !row->value_text;
        Said said = { row, NULL, row->value, row->value_text };

        for (size_t k = 0; several && k < data->n_series; k++) {
            said = (Said){ row, &data->series[k], row->values[k].value, row->values[k].text };
            g_array_append_val(all, said);
        }
        if (!several)
            g_array_append_val(all, said);
    }
    return all;
}

static char *
say_one(const ChartData *data, const Said *said, const Words *w)
{
    const char *name = said->series && *said->series->label ? said->series->label : NULL;

    if (!said->series)
        return say_row(data, said->row, w);
    return g_strdup_printf("%s%s%s%s%s", said->row->label, name ? ", " : "", name ? name : "",
                           said->text && isfinite(said->value) ? " " : "",
                           said->text && isfinite(said->value) ? said->text : w->no_value);
}

static char *
say_extremes(const ChartData *data, const GArray *all, const Words *w)
{
    const Said *least = NULL, *most = NULL;

    for (guint i = 0; i < all->len; i++) {
        const Said *said = &g_array_index(all, Said, i);

        if (!isfinite(said->value) || said->row->total)
            continue;
        if (!least || said->value < least->value)
            least = said;
        if (!most || said->value > most->value)
            most = said;
    }
    g_autofree char *low = least ? say_one(data, least, w) : g_strdup("-");
    g_autofree char *high = most ? say_one(data, most, w) : g_strdup("-");
    GString *said = g_string_new(NULL);
    g_string_append_printf(said, w->extremes, (size_t)all->len, low, high);
    return g_string_free(said, FALSE);
}

/* "North: Yes 48, No 24": the values of a row together. */
static char *
say_values(const ChartData *data, const ChartRow *row, const Words *w)
{
    GString *said = g_string_new(row->label);

    for (size_t k = 0; k < data->n_series; k++) {
        const ChartValue *value = &row->values[k];
        const char *name = data->series[k].label;

        if (!value->text && row->value_text)
            continue; /* nothing is there to be said */
        bool heard = value->text && isfinite(value->value);
        g_string_append_printf(said, "%s%s%s%s", k == 0 ? ": " : ", ", name,
                               *name && heard ? " " : "", heard ? value->text : w->no_value);
    }
    return g_string_free(said, FALSE);
}

static void
append_values(GString *out, const ChartData *data, const Words *w)
{
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        bool several = row->values && !row->value_text;
        g_autofree char *said = several ? say_values(data, row, w) : say_row(data, row, w);

        g_string_append_printf(out, "%s%s", i == 0 ? "" : several ? "; " : separator(data), said);
    }
}

static void
append_extremes(GString *out, const ChartData *data, const GArray *all, const Words *w)
{
    g_autofree char *extremes = say_extremes(data, all, w);

    g_string_append(out, extremes);
}

/* "Women - Yes 48, No 52. Men - ...": all values while they are few, else what each panel reaches.
 */
static void
append_panels(GString *out, const ChartData *data, const Words *w)
{
    size_t n = 0;

    for (size_t i = 0; i < data->n_panels; i++) {
        g_autoptr(GArray) all = collect(data->panels[i].data);

        n += all->len;
    }
    for (size_t i = 0; i < data->n_panels; i++) {
        const ChartData *panel = data->panels[i].data;
        g_autoptr(GArray) all = collect(panel);

        g_string_append_printf(out, "%s%s – ", i == 0 ? "" : ". ", data->panels[i].title);
        if (n > most_values)
            append_extremes(out, panel, all, w);
        else
            append_values(out, panel, w);
    }
}

char *
alternative_text(const Chart *chart, const ChartData *data)
{
    size_t language = language_index(data->language);
    const Words *w = &words[language];
    const char *subject = data->base && *data->base ? data->base : data->title;
    g_autoptr(GArray) all = collect(data);
    GString *out = g_string_new(chart->noun[language]);

    g_string_append(out, ". ");
    if (subject && *subject)
        g_string_append_printf(out, "%s: ", subject);
    if (data->n_panels > 0)
        append_panels(out, data, w);
    else if (all->len > most_values)
        append_extremes(out, data, all, w);
    else
        append_values(out, data, w);
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}
