/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/levels.h"

#include "datasets/number.h"

#include <stdlib.h>
#include <string.h>

Levels *
levels_new(void)
{
    Levels *levels = g_new0(Levels, 1);

    levels->texts = g_ptr_array_new();
    levels->strings = g_string_chunk_new(1024);
    return levels;
}

void
levels_free(Levels *levels)
{
    if (!levels)
        return;
    g_ptr_array_unref(levels->texts);
    g_string_chunk_free(levels->strings);
    g_free(levels);
}

void
levels_update(Levels *levels, const Column *column)
{
    for (guint k = levels->texts->len; k < (guint)column->n_levels; k++)
        g_ptr_array_add(levels->texts, g_string_chunk_insert(levels->strings, column->levels[k]));
}

int32_t
levels_code(Levels *levels, const char *text)
{
    for (guint k = 0; k < levels->texts->len; k++)
        if (strcmp(levels->texts->pdata[k], text) == 0)
            return (int32_t)k;
    g_ptr_array_add(levels->texts, g_string_chunk_insert(levels->strings, text));
    return (int32_t)levels->texts->len - 1;
}

const char *
levels_text(const Levels *levels, int32_t code)
{
    g_assert(code >= 0 && (guint)code < levels->texts->len);
    return levels->texts->pdata[code];
}

typedef struct {
    int32_t code;
    double number;
    const char *text;
} Ranked;

static int
by_number(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(((const Ranked *)a)->text, ((const Ranked *)b)->text);
}

int32_t *
levels_order(Levels *levels, const Variable *variable, size_t *n)
{
    size_t n_declared = variable ? variable->n_values : 0, n_others = 0;
    bool numbers = true;
    g_autofree int32_t *declared = g_new(int32_t, n_declared + 1);

    for (size_t k = 0; k < n_declared; k++)
        declared[k] = levels_code(levels, variable->values[k].value);

    *n = levels->texts->len;
    int32_t *order = g_new(int32_t, *n + 1);
    g_autofree bool *placed = g_new0(bool, *n + 1);
    g_autofree Ranked *others = g_new(Ranked, *n + 1);

    for (size_t k = 0; k < n_declared; k++) {
        order[k] = declared[k];
        placed[declared[k]] = true;
    }
    for (int32_t code = 0; code < (int32_t)*n; code++) {
        Ranked *other = &others[n_others];

        if (placed[code])
            continue;
        other->code = code;
        other->text = levels_text(levels, code);
        numbers =
            number_read(other->text, strlen(other->text), '.', &other->number) != NUMBER_NONE &&
            numbers;
        n_others++;
    }
    qsort(others, n_others, sizeof *others, numbers ? by_number : by_text);
    for (size_t k = 0; k < n_others; k++)
        order[n_declared + k] = others[k].code;
    return order;
}
