/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_chart.c - the numbers of a figure as a table: a row for each, with its limits. */
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum {
    COLUMN_PANEL,
    COLUMN_GROUP,
    COLUMN_LABEL,
    COLUMN_SERIES,
    COLUMN_VALUE,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_COUNT,
    N_COLUMNS
};

typedef struct {
    Table *table;
    bool used[N_COLUMNS]; /* a column without entries is left out */
    const char *panel;    /* of the rows that are added; NULL: none */
    const ShowOptions *options;
} Maker;

static void
start_table(Maker *maker, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[N_COLUMNS] = {
        [COLUMN_PANEL] = { .name = "panel", .label = word(WORD_PANEL, language) },
        [COLUMN_GROUP] = { .name = "group", .label = word(WORD_GROUP, language) },
        [COLUMN_LABEL] = { .name = "label", .label = "" },
        [COLUMN_SERIES] = { .name = "series", .label = word(WORD_SERIES, language) },
        [COLUMN_VALUE] = { .name = "value",
                           .label = word(WORD_VALUE, language),
                           .kind = COLUMN_OF_NUMBERS,
                           .decimals = -1 },
        [COLUMN_LOW] = { .name = "ci_low",
                         .label = word(WORD_LOWER_LIMIT, language),
                         .kind = COLUMN_OF_NUMBERS,
                         .decimals = -1 },
        [COLUMN_HIGH] = { .name = "ci_high",
                          .label = word(WORD_UPPER_LIMIT, language),
                          .kind = COLUMN_OF_NUMBERS,
                          .decimals = -1 },
        [COLUMN_COUNT] = { .name = "n",
                           .label = word(WORD_COUNT, language),
                           .kind = COLUMN_OF_NUMBERS },
    };
    TableColumn chosen[N_COLUMNS];
    size_t n = 0;

    for (size_t j = 0; j < N_COLUMNS; j++)
        if (maker->used[j])
            chosen[n++] = columns[j];
    maker->table = table_new(options->id, chosen, n);
}

static bool
is_withheld(const Maker *maker, const ChartValue *value)
{
    return !isfinite(value->value) &&
           g_strcmp0(value->text, sign_symbol(maker->options->symbols, SIGN_WITHHELD,
                                              maker->options->language)) == 0;
}

static Entry
entry_value(const Maker *maker, const ChartValue *value)
{
    Table *table = maker->table;
    Entry entry = is_withheld(maker, value) ? entry_withheld(table, maker->options->language)
                                            : entry_number(value->value);

    if (value->text && entry.kind == ENTRY_NUMBER)
        entry.text = table_text(table, value->text);
    entry.address = table_text(table, value->address);
    return entry;
}

/* LIMIT with as many decimals as the value that it is of is shown with. */
static Entry
entry_limit(const Maker *maker, double limit, const ChartValue *value)
{
    const NumberStyle *style = number_style(maker->options->language);
    const char *mark = value->text ? strstr(value->text, style->decimal) : NULL;
    Entry entry = entry_number(limit);

    if (is_withheld(maker, value))
        return entry_withheld(maker->table, maker->options->language);
    if (entry.kind != ENTRY_NUMBER || !value->text)
        return entry;
    int decimals = mark ? (int)strspn(mark + strlen(style->decimal), "0123456789") : 0;
    g_autofree char *shown = number_format(limit, 0, decimals, style);
    entry.text = table_text(maker->table, shown);
    return entry;
}

static void
add_value(Maker *maker, const char *group, const ChartRow *row, const char *series,
          const ChartValue *value, const char *count)
{
    Table *table = maker->table;
    const Entry entries[N_COLUMNS] = {
        [COLUMN_PANEL] = entry_text(table, maker->panel),
        [COLUMN_GROUP] = entry_text(table, group),
        [COLUMN_LABEL] = entry_text(table, row->label),
        [COLUMN_SERIES] = entry_text(table, series),
        [COLUMN_VALUE] = entry_value(maker, value),
        [COLUMN_LOW] = entry_limit(maker, value->lower, value),
        [COLUMN_HIGH] = entry_limit(maker, value->upper, value),
        [COLUMN_COUNT] = entry_text(table, count),
    };
    Entry *added = table_add(table, row->total ? ROW_TOTAL : ROW_BODY);

    for (size_t j = 0; j < N_COLUMNS; j++)
        if (maker->used[j])
            *added++ = entries[j];
}

static ChartValue
value_of(const ChartData *data, const ChartRow *row)
{
    ChartValue value = { .value = row->value,
                         .lower = row->lower,
                         .upper = row->upper,
                         .text = row->value_text,
                         .address = row->address,
                         .few = row->few };

    if (data->strong > 0 && row->cells)
        value.text = row->cells[data->strong - 1];
    return value;
}

static void
see_value(Maker *maker, const ChartValue *value)
{
    maker->used[COLUMN_LOW] |= isfinite(value->lower);
    maker->used[COLUMN_HIGH] |= isfinite(value->upper);
}

static void
look_through(Maker *maker, const ChartData *data)
{
    maker->used[COLUMN_LABEL] = maker->used[COLUMN_VALUE] = true;
    maker->used[COLUMN_PANEL] = data->n_panels > 0 || maker->used[COLUMN_PANEL];
    for (size_t i = 0; i < data->n_panels; i++)
        look_through(maker, data->panels[i].data);
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        ChartValue value = value_of(data, row);

        maker->used[COLUMN_GROUP] |= row->group != NULL;
        maker->used[COLUMN_SERIES] |= row->values != NULL;
        maker->used[COLUMN_COUNT] |= row->cells != NULL;
        for (size_t k = 0; row->values && k < data->n_series; k++)
            see_value(maker, &row->values[k]);
        if (!row->values)
            see_value(maker, &value);
    }
}

static void
add_rows(Maker *maker, const ChartData *data)
{
    const char *group = NULL;

    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        const char *count = row->cells ? row->cells[0] : NULL;
        ChartValue value = value_of(data, row);

        group = row->group ? row->group : group;
        for (size_t k = 0; row->values && k < data->n_series; k++)
            add_value(maker, group, row, data->series[k].label, &row->values[k], count);
        if (!row->values)
            add_value(maker, group, row, NULL, &value, count);
    }
}

Table *
table_of_figure(const FigureData *figure, const ShowOptions *options)
{
    const ChartData *data = &figure->data;
    Maker maker = { .options = options };

    look_through(&maker, data);
    start_table(&maker, options);
    Table *table = maker.table;
    table->title = table_text(table, data->title);
    table->question = table_text(table, data->question);
    table->base = table_text(table, data->base);
    table->source = table_text(table, data->source);
    add_rows(&maker, data);
    for (size_t i = 0; i < data->n_panels; i++) {
        maker.panel = data->panels[i].title;
        add_rows(&maker, data->panels[i].data);
    }
    return table;
}
