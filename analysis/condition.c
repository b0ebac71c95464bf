/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/condition.h"

#include "datasets/error.h"

#include <string.h>

bool
condition_is(const Expression *expression)
{
    switch (expression->kind) {
    case EXPRESSION_NOT:
    case EXPRESSION_EQUAL:
    case EXPRESSION_NOT_EQUAL:
    case EXPRESSION_LESS:
    case EXPRESSION_LESS_EQUAL:
    case EXPRESSION_GREATER:
    case EXPRESSION_GREATER_EQUAL:
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_IN:
        return true;
    case EXPRESSION_CALL:
        return strcmp(expression->text, "missing") == 0;
    case EXPRESSION_NUMBER:
    case EXPRESSION_TEXT:
    case EXPRESSION_NAME:
    case EXPRESSION_NEGATE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_POWER:
        return false;
    }
    g_assert_not_reached();
}

Condition *
condition_new(const char *text, const char *option, GError **error)
{
    Expression *expression = expression_parse(text, error);

    if (!expression) {
        g_prefix_error(error, "%s: ", option);
        return NULL;
    }
    if (!condition_is(expression)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s: \"%s\" is no condition; compare something, as in x = 1 or y > 2 and not "
                    "missing(z)",
                    option, text);
        expression_free(expression);
        return NULL;
    }
    Condition *condition = g_new0(Condition, 1);
    condition->text = g_strdup(text);
    condition->expression = expression;
    condition->value = g_array_new(FALSE, FALSE, sizeof(double));
    return condition;
}

void
condition_free(Condition *condition)
{
    if (!condition)
        return;
    g_free(condition->text);
    expression_free(condition->expression);
    g_array_unref(condition->value);
    g_free(condition);
}

bool
condition_requests(const Condition *condition, GArray *requests, GError **error)
{
    return expression_requests(condition->expression, requests, error);
}

const double *
condition_evaluate(Condition *condition, const Dataset *block, GError **error)
{
    double *value;

    g_array_set_size(condition->value, (guint)block->n_rows);
    value = (double *)(gpointer)condition->value->data;
    return expression_evaluate(condition->expression, block, value, error) ? value : NULL;
}
