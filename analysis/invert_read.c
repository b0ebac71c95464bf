/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invert_read.c - published outcomes of a cost model, from a table. */
#include "analysis/invert.h"

#include "analysis/printed.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

typedef struct {
    const CostModel *model;
    GArray *costs; /* of PublishedCost */
    size_t row;
} Reading;

/* The text of row I in the column NAME of BLOCK; NULL: missing, or no such column. */
static const char *
text_of(const Dataset *block, const char *name, size_t i)
{
    const Column *column = dataset_find(block, name, READ_CATEGORY);

    return column && column->code[i] >= 0 ? column->levels[column->code[i]] : NULL;
}

static bool G_GNUC_PRINTF(3, 4)
    fail(const Reading *reading, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "published number %zu: %s", reading->row,
                what);
    return false;
}

static bool
set_decimals(const Reading *reading, const char *text, PublishedCost *cost, GError **error)
{
    if (!text)
        return true;
    char *end;
    gint64 decimals = g_ascii_strtoll(text, &end, 10);
    if (*end != '\0' || decimals < 0 || decimals > 9)
        return fail(reading, error, "its decimals are 0 to 9, not '%s'", text);
    cost->decimals = (int)decimals;
    return true;
}

static bool
read_row(Reading *reading, const Dataset *block, size_t i, GError **error)
{
    const CostModel *model = reading->model;
    const char *output = text_of(block, "output", i), *value = text_of(block, "value", i);
    const char *scenario = text_of(block, "scenario", i);
    g_autoptr(GError) wrong = NULL;
    Printed printed;

    reading->row++;
    if (!output || !value)
        return fail(reading, error, "it needs an output and a value");
    PublishedCost cost = { .output = cost_find(model, output),
                           .scenario = scenario ? cost_find_scenario(model, scenario) : 0 };
    if (cost.output == model->n_steps)
        return fail(reading, error, "the model has no value '%s'", output);
    if (cost.scenario == model->n_scenarios)
        return fail(reading, error, "the model has no scenario '%s'", scenario);
    if (!printed_read(value, model->language, &printed, &wrong))
        return fail(reading, error, "%s", wrong->message);
    cost.value = printed.value;
    cost.decimals = printed.decimals;
    if (!set_decimals(reading, text_of(block, "decimals", i), &cost, error))
        return false;
    g_array_append_val(reading->costs, cost);
    g_array_index(reading->costs, PublishedCost, reading->costs->len - 1).text = g_strdup(value);
    return true;
}

static bool
read_block(const Dataset *block, gpointer user, GError **error)
{
    for (size_t i = 0; i < block->n_rows; i++)
        if (!read_row(user, block, i, error))
            return false;
    return true;
}

static void
clear_cost(gpointer data)
{
    g_free(((PublishedCost *)data)->text);
}

PublishedCosts *
published_costs_read(const CostModel *model, Input *input, GError **error)
{
    static const char *const columns[] = { "output", "value", "scenario", "decimals" };
    ColumnRequest requests[G_N_ELEMENTS(columns)];
    Reading reading = { .model = model };
    size_t n_names, n = 2;
    const char *const *names = reader_names(input->reader, &n_names);

    for (size_t k = 0; k < G_N_ELEMENTS(columns); k++) {
        bool there = k < 2; /* the others are asked for where they are */

        for (size_t i = 0; i < n_names; i++)
            there = there || strcmp(names[i], columns[k]) == 0;
        if (there)
            requests[k < 2 ? k : n++] = (ColumnRequest){ columns[k], READ_CATEGORY };
    }
    g_autoptr(GArray) costs = g_array_new(FALSE, FALSE, sizeof(PublishedCost));
    reading.costs = costs;
    g_array_set_clear_func(costs, clear_cost);
    if (!reader_read(input->reader, requests, n, read_block, &reading, error))
        return NULL;
    if (costs->len == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "the file has no published numbers");
        return NULL;
    }
    PublishedCosts *result = g_new0(PublishedCosts, 1);
    gsize length;
    result->costs = (PublishedCost *)g_array_steal(costs, &length);
    result->n = length;
    return result;
}

void
published_costs_free(PublishedCosts *costs)
{
    if (!costs)
        return;
    for (size_t k = 0; k < costs->n; k++)
        g_free(costs->costs[k].text);
    g_free(costs->costs);
    g_free(costs);
}
