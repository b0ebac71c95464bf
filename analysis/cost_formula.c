/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost_formula.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

typedef struct {
    double value;
    Unit unit;
    bool any_unit; /* a 0 as written: none of anything */
} Quantity;

static bool quantity_of(Formula *formula, const Expression *expression, Quantity *result);

static bool G_GNUC_PRINTF(3, 4) fail(Formula *formula, const char *hint, const char *format, ...)
{
    va_list arguments;

    if (formula->wrong)
        return false;
    va_start(arguments, format);
    formula->wrong = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    formula->hint = g_strdup(hint);
    return false;
}

/* A value that cannot be; only a taken branch, in a run, may complain of it. */
static bool
no_value(Formula *formula, const char *what)
{
    return formula->check_units || formula->muted > 0 ? true : fail(formula, NULL, "%s", what);
}

/* Brings *B into the unit of *A, or *A into that of *B when it is a plain 0. WHAT names the
 * operation in the message. */
static bool
join(Formula *formula, const char *what, Quantity *a, Quantity *b)
{
    if (a->any_unit && !b->any_unit) {
        a->unit = b->unit;
        a->any_unit = false;
    }
    if (b->any_unit && !a->any_unit) {
        b->unit = a->unit;
        return true;
    }
    if (!unit_converts(&b->unit, &a->unit)) {
        g_autofree char *first = unit_text(&a->unit), *second = unit_text(&b->unit);
        return fail(formula,
                    unit_months_for_years(&a->unit, &b->unit)
                        ? "months and years do not convert; multiply or divide by a value with "
                          "the unit month/year"
                        : NULL,
                    "%s needs like units, not %s and %s", what, first, second);
    }
    b->value = unit_convert(b->value, &b->unit, &a->unit);
    b->unit = a->unit;
    return true;
}

/* Makes *A a plain number; WHAT says who needs one. */
static bool
as_number(Formula *formula, const char *what, Quantity *a)
{
    Unit number = { 0 };

    if (!unit_is_number(&a->unit)) {
        g_autofree char *unit = unit_text(&a->unit);
        return fail(formula, NULL, "%s needs a number without unit, not one of %s", what, unit);
    }
    a->value = unit_convert(a->value, &a->unit, &number);
    a->unit = number;
    return true;
}

static bool
name_of(Formula *formula, const Expression *expression, Quantity *result)
{
    size_t i = GPOINTER_TO_SIZE(g_hash_table_lookup(formula->index, expression->text));

    if (i == 0 || (formula->known && !formula->known[i - 1]))
        return false;
    *result = (Quantity){ .value = formula->values[i - 1], .unit = formula->steps[i - 1].unit };
    return true;
}

static bool
product_of(Formula *formula, bool divide, Quantity *a, const Quantity *b, Quantity *result)
{
    if (divide && b->value == 0.0 && !no_value(formula, "divides by zero"))
        return false;
    if (!unit_multiply(&a->unit, &b->unit, divide ? -1 : 1, &result->unit))
        return fail(formula, NULL, "the unit of the product has too many powers or price years");
    result->value = divide ? a->value / b->value : a->value * b->value;
    return true;
}

static bool
power_of(Formula *formula, const Expression *expression, Quantity *a, Quantity *b, Quantity *result)
{
    bool number = unit_is_number(&a->unit);

    if (!as_number(formula, "an exponent", b) || (number && !as_number(formula, "a power", a)))
        return false;
    result->value = pow(a->value, b->value);
    if (number)
        return true;
    bool literal = expression->arguments[1]->kind == EXPRESSION_NUMBER;
    if (!literal || b->value != floor(b->value) || fabs(b->value) > 9.0)
        return fail(formula, NULL,
                    "a number with a unit can only be raised to a whole number that stands in "
                    "the formula");
    for (int i = 0; i < (int)fabs(b->value); i++)
        if (!unit_multiply(&result->unit, &a->unit, b->value < 0.0 ? -1 : 1, &result->unit))
            return fail(formula, NULL, "the unit of the power has too many powers");
    return true;
}

/* if(condition, a, b): both must have a unit, one has to have a value. */
static bool
choice_of(Formula *formula, const Expression *expression, Quantity *result)
{
    Quantity condition, branch[2];

    if (!quantity_of(formula, expression->arguments[0], &condition) ||
        !as_number(formula, "a condition", &condition))
        return false;
    bool taken = condition.value != 0.0;
    for (size_t i = 0; i < 2; i++) {
        bool mute = (i == 0) != taken;
        formula->muted += mute;
        bool done = quantity_of(formula, expression->arguments[i + 1], &branch[i]);
        formula->muted -= mute;
        if (!done)
            return false;
    }
    if (!join(formula, "if()", &branch[0], &branch[1]))
        return false;
    *result = branch[taken ? 0 : 1];
    return true;
}

/* min and max of any number of arguments. */
static bool
extreme_of(Formula *formula, const Expression *expression, bool most, Quantity *result)
{
    for (size_t i = 0; i < expression->n_arguments; i++) {
        Quantity next;
        if (!quantity_of(formula, expression->arguments[i], &next))
            return false;
        if (i == 0) {
            *result = next;
            continue;
        }
        if (!join(formula, most ? "max()" : "min()", result, &next))
            return false;
        if (most ? next.value > result->value : next.value < result->value)
            result->value = next.value;
    }
    return true;
}

static bool
function_of(Formula *formula, const Expression *expression, Quantity *result)
{
    const char *name = expression->text;
    size_t n = expression->n_arguments;
    Quantity places = { 0 };

    if (strcmp(name, "if") == 0 && n == 3)
        return choice_of(formula, expression, result);
    if ((strcmp(name, "min") == 0 || strcmp(name, "max") == 0) && n >= 1)
        return extreme_of(formula, expression, name[1] == 'a', result);
    bool rounds = strcmp(name, "round") == 0, known = rounds || strcmp(name, "abs") == 0;
    bool takes_number = strcmp(name, "log") == 0 || strcmp(name, "exp") == 0;
    if (!(known || takes_number) || n < 1 || n > (rounds ? 2 : 1))
        return fail(formula, NULL,
                    "%s() with %zu arguments is unknown here; there are min, max, abs(x), "
                    "round(x), round(x, decimals), log(x), exp(x) and if(condition, a, b)",
                    name, n);
    if (!quantity_of(formula, expression->arguments[0], result))
        return false;
    result->any_unit = false;
    if (n == 2 && (!quantity_of(formula, expression->arguments[1], &places) ||
                   !as_number(formula, "round()", &places)))
        return false;
    if (takes_number && !as_number(formula, name, result))
        return false;
    if (name[0] == 'a')
        result->value = fabs(result->value);
    else if (name[0] == 'l')
        result->value = log(result->value);
    else if (name[0] == 'e')
        result->value = exp(result->value);
    else if (places.value < 0.0 || places.value > 9.0 || places.value != floor(places.value))
        return fail(formula, NULL, "round() takes 0 to 9 decimals");
    else if (isfinite(result->value))
        result->value = number_round(result->value, 0, (int)places.value);
    return true;
}

static double
compare(ExpressionKind kind, double a, double b)
{
    bool less =
        kind == EXPRESSION_LESS || kind == EXPRESSION_LESS_EQUAL || kind == EXPRESSION_NOT_EQUAL;
    bool greater = kind == EXPRESSION_GREATER || kind == EXPRESSION_GREATER_EQUAL ||
                   kind == EXPRESSION_NOT_EQUAL;
    bool equal = kind == EXPRESSION_EQUAL || kind == EXPRESSION_LESS_EQUAL ||
                 kind == EXPRESSION_GREATER_EQUAL;

    return (a < b && less) || (a > b && greater) || (a == b && equal);
}

/* An operation with two sides. */
static bool
sides_of(Formula *formula, const Expression *expression, Quantity *result)
{
    Quantity a, b;

    if (!quantity_of(formula, expression->arguments[0], &a) ||
        !quantity_of(formula, expression->arguments[1], &b))
        return false;
    bool add = expression->kind == EXPRESSION_ADD;
    if (add || expression->kind == EXPRESSION_SUBTRACT) {
        if (!join(formula, add ? "adding" : "subtracting", &a, &b))
            return false;
        *result = a;
        result->value = add ? a.value + b.value : a.value - b.value;
        return true;
    }
    if (expression->kind == EXPRESSION_MULTIPLY || expression->kind == EXPRESSION_DIVIDE)
        return product_of(formula, expression->kind == EXPRESSION_DIVIDE, &a, &b, result);
    if (expression->kind == EXPRESSION_POWER)
        return power_of(formula, expression, &a, &b, result);
    if (expression->kind == EXPRESSION_AND || expression->kind == EXPRESSION_OR) {
        if (!as_number(formula, "and/or", &a) || !as_number(formula, "and/or", &b))
            return false;
        bool both = expression->kind == EXPRESSION_AND;
        result->value = both ? a.value != 0.0 && b.value != 0.0 : a.value != 0.0 || b.value != 0.0;
        return true;
    }
    if (!join(formula, "comparing", &a, &b))
        return false;
    result->value = compare(expression->kind, a.value, b.value);
    return true;
}

static bool
quantity_of(Formula *formula, const Expression *expression, Quantity *result)
{
    memset(result, 0, sizeof *result);
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        result->value = expression->number;
        result->any_unit = expression->number == 0.0;
        return true;
    case EXPRESSION_NAME:
        return name_of(formula, expression, result);
    case EXPRESSION_CALL:
        return function_of(formula, expression, result);
    case EXPRESSION_NEGATE:
        if (!quantity_of(formula, expression->arguments[0], result))
            return false;
        result->value = -result->value;
        return true;
    case EXPRESSION_NOT:
        if (!quantity_of(formula, expression->arguments[0], result) ||
            !as_number(formula, "not", result))
            return false;
        result->value = result->value == 0.0;
        return true;
    case EXPRESSION_TEXT:
    case EXPRESSION_IN:
        return fail(formula, NULL, "a cost formula has no texts and no 'in'");
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_POWER:
    case EXPRESSION_EQUAL:
    case EXPRESSION_NOT_EQUAL:
    case EXPRESSION_LESS:
    case EXPRESSION_LESS_EQUAL:
    case EXPRESSION_GREATER:
    case EXPRESSION_GREATER_EQUAL:
    case EXPRESSION_AND:
    case EXPRESSION_OR:
        break;
    }
    return sides_of(formula, expression, result);
}

bool
formula_evaluate(Formula *formula, const Expression *expression, double *value, Unit *unit)
{
    Quantity result;

    if (!quantity_of(formula, expression, &result))
        return false;
    *value = result.value;
    *unit = result.unit;
    return true;
}
