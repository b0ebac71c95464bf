/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/compose_condition.h"

#include "datasets/number.h"

#include <math.h>

static void
collect_names(const Expression *expression, GPtrArray *names)
{
    if (expression->kind == EXPRESSION_NAME &&
        !g_ptr_array_find_with_equal_func(names, expression->text, g_str_equal, NULL))
        g_ptr_array_add(names, expression->text);
    for (size_t i = 0; i < expression->n_arguments; i++)
        collect_names(expression->arguments[i], names);
}

/* VALUE as claims speak of it: a share in per cent, scaled on its decimals. */
static double
spoken(const Value *value)
{
    if (!isfinite(value->value))
        return NAN;
    return value->kind == VALUE_SHARE ? number_round(value->value, 2, 12) : value->value;
}

/* Looks the names up; FALSE when one has no value, which is complained of. */
static bool
look_up(Condition *condition, Composer *composer)
{
    size_t n = condition->names->len;

    condition->values = g_new0(Dataset, 1);
    condition->values->n_rows = 1;
    condition->values->columns = g_new0(Column, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *name = condition->names->pdata[i];
        const Value *value = values_find(composer->values, name);

        if (!value || !isfinite(spoken(value))) {
            const char *near = value ? NULL : values_nearest(composer->values, name);
            complain(composer->complaints, condition->line, "{%s %s}: %s%s%s%s%s", condition->what,
                     condition->text,
                     value ? "this value is undefined: " : "nothing has the address ", name,
                     near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
            return false;
        }
        Column *column = &condition->values->columns[condition->values->n_columns++];
        column->name = name;
        column->type = COLUMN_NUMBER;
        column->number = g_new(double, 1);
        column->number[0] = spoken(value);
    }
    return true;
}

bool
condition_read(Condition *condition, Composer *composer)
{
    GError *error = NULL;

    condition->expression = expression_parse(condition->text, &error);
    if (!condition->expression) {
        complain_error(composer->complaints, condition->line, error);
        return false;
    }
    condition->names = g_ptr_array_new();
    collect_names(condition->expression, condition->names);
    return look_up(condition, composer);
}

bool
condition_value(const Condition *condition, Composer *composer, double *value)
{
    GError *error = NULL;

    *value = NAN;
    if (!expression_evaluate(condition->expression, condition->values, value, &error)) {
        complain_error(composer->complaints, condition->line, error);
        return false;
    }
    if (isnan(*value))
        complain(composer->complaints, condition->line, "{%s %s}: this has no value",
                 condition->what, condition->text);
    return !isnan(*value);
}

bool
condition_compares(const Condition *condition)
{
    return condition->expression->kind >= EXPRESSION_EQUAL ||
           condition->expression->kind == EXPRESSION_NOT;
}

void
condition_clear(Condition *condition)
{
    expression_free(condition->expression);
    if (condition->names)
        g_ptr_array_unref(condition->names);
    for (size_t i = 0; condition->values && i < condition->values->n_columns; i++)
        g_free(condition->values->columns[i].number);
    if (condition->values)
        g_free(condition->values->columns);
    g_free(condition->values);
}
