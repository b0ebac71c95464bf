/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_filled.c - a formula with its numbers, as one would write it down to check it by hand. */
#include "analysis/cost.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

enum { MOST_DECIMALS = 6 };

/* The names of EXPRESSION by where they stand. */
static void
collect_names(const Expression *expression, GPtrArray *names)
{
    if (expression->kind == EXPRESSION_NAME)
        g_ptr_array_add(names, (gpointer)expression);
    for (size_t i = 0; i < expression->n_arguments; i++)
        collect_names(expression->arguments[i], names);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Expression *const *x = a, *const *y = b;

    return (*x)->begin < (*y)->begin ? -1 : (*x)->begin > (*y)->begin;
}

/* VALUE with as many decimals as it has, up to MOST_DECIMALS, in place of a name. */
static void
append_value(GString *text, double value, const Unit *unit, const char *language, UnitWords words)
{
    static const Unit number = { 0 };
    int decimals = number_decimals(value, MOST_DECIMALS);
    g_autofree char *shown = number_format(value, 0, decimals, number_style(language));
    g_autofree char *name = words ? words(unit, language) : unit_text(unit);
    bool plain = memcmp(unit, &number, sizeof number) == 0;
    bool compound = strpbrk(name, "/^") != NULL || value < 0.0;

    g_string_append_printf(text, "%s%s%s%s%s", compound ? "(" : "", shown, plain ? "" : "\u00a0",
                           plain ? "" : name, compound ? ")" : "");
}

/* What stands between two names, with the signs of print. */
static void
append_between(GString *text, const char *from, const char *to)
{
    for (const char *p = from; p < to; p++)
        if (*p == '*')
            g_string_append(text, "\u00d7");
        else if (*p == '-')
            g_string_append(text, "\u2212");
        else
            g_string_append_c(text, *p);
}

char *
cost_filled(const CostResult *result, size_t scenario, size_t step, const char *language,
            UnitWords words)
{
    const CostModel *model = result->model;
    const CostStep *at = &model->steps[step];
    if (!at->expression || !isnan(model->scenarios[scenario].given[step]))
        return NULL;

    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GString *text = g_string_new(NULL);
    const char *from = at->formula;
    collect_names(at->expression, names);
    g_ptr_array_sort(names, by_place);
    for (guint i = 0; i < names->len; i++) {
        const Expression *name = g_ptr_array_index(names, i);
        size_t found = cost_find(model, name->text);

        append_between(text, from, at->formula + name->begin);
        append_value(text, cost_value(result, scenario, found), &model->steps[found].unit, language,
                     words);
        from = at->formula + name->end;
    }
    append_between(text, from, at->formula + strlen(at->formula));
    return g_string_free(text, FALSE);
}
