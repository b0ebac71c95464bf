/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost_formula.h"

#include <math.h>
#include <string.h>

static const char months_hint[] =
    "months and years do not convert; multiply or divide by a value with the unit month/year";

/* What an expression comes to: where its value will be, and its unit. */
typedef struct {
    size_t at; /* register */
    Unit unit;
    bool any_unit; /* a 0 as written: none of anything */
} Quantity;

static bool quantity_of(Formula *formula, const Expression *expression, Quantity *result);

static bool G_GNUC_PRINTF(4, 5)
    fail(Formula *formula, const Expression *at, const char *hint, const char *format, ...)
{
    va_list arguments;

    if (formula->wrong)
        return false;
    va_start(arguments, format);
    formula->wrong = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    formula->hint = g_strdup(hint);
    formula->at = at;
    return false;
}

/* ---- instructions */

static size_t
append(Formula *formula, CostInstruction instruction)
{
    g_array_append_val(formula->model->code, instruction);
    return formula->model->n_steps + formula->model->code->len - 1;
}

static size_t
append_number(Formula *formula, double number)
{
    return append(formula, (CostInstruction){ .action = CODE_NUMBER, .number = number });
}

static size_t
append_sides(Formula *formula, CodeAction action, size_t a, size_t b)
{
    return append(formula, (CostInstruction){ .action = action, .a = a, .b = b });
}

size_t
formula_convert(Formula *formula, size_t r, const Unit *from, const Unit *to)
{
    static const struct {
        UnitBase unit;
        double factor;
    } steps[] = { { UNIT_MINUTE, 60.0 }, { UNIT_PERCENT, 100.0 } };

    /* divided by whole numbers rather than multiplied by their inverse: 30 min is exactly 0.5 h */
    for (size_t k = 0; k < G_N_ELEMENTS(steps); k++) {
        int powers = to->power[steps[k].unit] - from->power[steps[k].unit];

        for (int i = 0; i < abs(powers); i++)
            r = append_sides(formula, powers > 0 ? CODE_MULTIPLY : CODE_DIVIDE, r,
                             append_number(formula, steps[k].factor));
    }
    return r;
}

/* ---- units */

/* Brings *B into the unit of *A, or *A into that of *B when it is a plain 0. WHAT names the
 * operation in the message. */
static bool
join(Formula *formula, const Expression *at, const char *what, Quantity *a, Quantity *b)
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
        return fail(formula, at, unit_months_for_years(&a->unit, &b->unit) ? months_hint : NULL,
                    "%s needs like units, not %s and %s", what, first, second);
    }
    b->at = formula_convert(formula, b->at, &b->unit, &a->unit);
    b->unit = a->unit;
    return true;
}

/* Makes *A, which AT stands for, a plain number; WHAT says who needs one. */
static bool
as_number(Formula *formula, const Expression *at, const char *what, Quantity *a)
{
    Unit number = { 0 };

    if (!unit_is_number(&a->unit)) {
        g_autofree char *unit = unit_text(&a->unit);
        return fail(formula, at, NULL, "%s needs a number without unit, not one of %s", what, unit);
    }
    a->at = formula_convert(formula, a->at, &a->unit, &number);
    a->unit = number;
    return true;
}

static bool
name_of(Formula *formula, const Expression *expression, Quantity *result)
{
    const CostModel *model = formula->model;
    size_t i = cost_find(model, expression->text);

    if (i == model->n_steps || !formula->known[i])
        return false;
    *result = (Quantity){ .at = i, .unit = model->steps[i].unit };
    return true;
}

static bool
product_of(Formula *formula, const Expression *expression, const Quantity *a, const Quantity *b,
           Quantity *result)
{
    bool divide = expression->kind == EXPRESSION_DIVIDE;

    if (!unit_multiply(&a->unit, &b->unit, divide ? -1 : 1, &result->unit))
        return fail(formula, expression, NULL,
                    "the unit of the product has too many powers or price years");
    result->at = append_sides(formula, divide ? CODE_DIVIDE : CODE_MULTIPLY, a->at, b->at);
    return true;
}

static bool
power_of(Formula *formula, const Expression *expression, Quantity *a, Quantity *b, Quantity *result)
{
    const Expression *exponent = expression->arguments[1];
    bool number = unit_is_number(&a->unit);

    if (!as_number(formula, exponent, "an exponent", b) ||
        (number && !as_number(formula, expression->arguments[0], "a power", a)))
        return false;
    result->at = append_sides(formula, CODE_POWER, a->at, b->at);
    if (number)
        return true;
    bool negative = exponent->kind == EXPRESSION_NEGATE;
    const Expression *literal = negative ? exponent->arguments[0] : exponent;
    double power = literal->number;
    if (literal->kind != EXPRESSION_NUMBER || power != floor(power) || power > 9.0)
        return fail(formula, expression, NULL,
                    "a number with a unit can only be raised to a whole number that stands in "
                    "the formula");
    for (int i = 0; i < (int)power; i++)
        if (!unit_multiply(&result->unit, &a->unit, negative ? -1 : 1, &result->unit))
            return fail(formula, expression, NULL, "the unit of the power has too many powers");
    return true;
}

/* ---- functions */

/* if(condition, a, b): both must have a unit, one has to have a value. */
static bool
choice_of(Formula *formula, const Expression *expression, Quantity *result)
{
    Quantity condition, branch[2];
    Expression *const *arguments = expression->arguments;

    if (!quantity_of(formula, arguments[0], &condition) ||
        !as_number(formula, arguments[0], "a condition", &condition) ||
        !quantity_of(formula, arguments[1], &branch[0]) ||
        !quantity_of(formula, arguments[2], &branch[1]) ||
        !join(formula, expression, "if()", &branch[0], &branch[1]))
        return false;
    *result = branch[0];
    result->at = append(
        formula, (CostInstruction){
                     .action = CODE_IF, .a = condition.at, .b = branch[0].at, .c = branch[1].at });
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
        if (!join(formula, expression, most ? "max()" : "min()", result, &next))
            return false;
        result->at = append_sides(formula, most ? CODE_MAX : CODE_MIN, result->at, next.at);
    }
    return true;
}

/* round(x) and round(x, decimals), in the unit of x. */
static bool
rounded_of(Formula *formula, const Expression *expression, Quantity *result)
{
    const Expression *decimals = expression->n_arguments > 1 ? expression->arguments[1] : NULL;
    Quantity places;

    if (!decimals)
        places.at = append_number(formula, 0.0);
    else if (!quantity_of(formula, decimals, &places) ||
             !as_number(formula, decimals, "round()", &places))
        return false;
    if (decimals && decimals->kind == EXPRESSION_NUMBER &&
        (decimals->number > 9.0 || decimals->number != floor(decimals->number)))
        return fail(formula, decimals, NULL, "round() takes 0 to 9 decimals");
    result->at = append_sides(formula, CODE_ROUND, result->at, places.at);
    return true;
}

static bool
function_of(Formula *formula, const Expression *expression, Quantity *result)
{
    const char *name = expression->text;
    size_t n = expression->n_arguments;

    if (strcmp(name, "if") == 0 && n == 3)
        return choice_of(formula, expression, result);
    if ((strcmp(name, "min") == 0 || strcmp(name, "max") == 0) && n >= 1)
        return extreme_of(formula, expression, name[1] == 'a', result);
    bool rounds = strcmp(name, "round") == 0, known = rounds || strcmp(name, "abs") == 0;
    bool takes_number = strcmp(name, "log") == 0 || strcmp(name, "exp") == 0;
    if (!(known || takes_number) || n < 1 || n > (rounds ? 2 : 1))
        return fail(formula, expression, NULL,
                    "%s() with %zu arguments is unknown here; there are min, max, abs(x), "
                    "round(x), round(x, decimals), log(x), exp(x) and if(condition, a, b)",
                    name, n);
    if (!quantity_of(formula, expression->arguments[0], result))
        return false;
    result->any_unit = false;
    if (rounds)
        return rounded_of(formula, expression, result);
    if (takes_number && !as_number(formula, expression->arguments[0], name, result))
        return false;
    CodeAction action = takes_number ? (name[0] == 'l' ? CODE_LOG : CODE_EXP) : CODE_ABS;
    result->at = append_sides(formula, action, result->at, result->at);
    return true;
}

/* ---- the rest of the language */

static const struct {
    const char *what; /* in messages */
    CodeAction action;
} sides[] = {
    [EXPRESSION_ADD] = { "adding", CODE_ADD },
    [EXPRESSION_SUBTRACT] = { "subtracting", CODE_SUBTRACT },
    [EXPRESSION_EQUAL] = { "comparing", CODE_EQUAL },
    [EXPRESSION_NOT_EQUAL] = { "comparing", CODE_NOT_EQUAL },
    [EXPRESSION_LESS] = { "comparing", CODE_LESS },
    [EXPRESSION_LESS_EQUAL] = { "comparing", CODE_LESS_EQUAL },
    [EXPRESSION_GREATER] = { "comparing", CODE_GREATER },
    [EXPRESSION_GREATER_EQUAL] = { "comparing", CODE_GREATER_EQUAL },
    [EXPRESSION_AND] = { "and/or", CODE_AND },
    [EXPRESSION_OR] = { "and/or", CODE_OR },
};

/* An operation with two sides. */
static bool
sides_of(Formula *formula, const Expression *expression, Quantity *result)
{
    ExpressionKind kind = expression->kind;
    Expression *const *arguments = expression->arguments;
    Quantity a, b;

    if (!quantity_of(formula, arguments[0], &a) || !quantity_of(formula, arguments[1], &b))
        return false;
    if (kind == EXPRESSION_MULTIPLY || kind == EXPRESSION_DIVIDE)
        return product_of(formula, expression, &a, &b, result);
    if (kind == EXPRESSION_POWER)
        return power_of(formula, expression, &a, &b, result);
    const char *what = sides[kind].what;
    if (kind == EXPRESSION_AND || kind == EXPRESSION_OR) {
        if (!as_number(formula, arguments[0], what, &a) ||
            !as_number(formula, arguments[1], what, &b))
            return false;
    } else if (!join(formula, expression, what, &a, &b))
        return false;
    if (kind == EXPRESSION_ADD || kind == EXPRESSION_SUBTRACT)
        *result = a;
    result->at = append_sides(formula, sides[kind].action, a.at, b.at);
    return true;
}

/* An operation with one side. */
static bool
side_of(Formula *formula, const Expression *expression, Quantity *result)
{
    bool negate = expression->kind == EXPRESSION_NEGATE;

    if (!quantity_of(formula, expression->arguments[0], result) ||
        (!negate && !as_number(formula, expression->arguments[0], "not", result)))
        return false;
    result->at = append_sides(formula, negate ? CODE_NEGATE : CODE_NOT, result->at, result->at);
    return true;
}

static bool
quantity_of(Formula *formula, const Expression *expression, Quantity *result)
{
    memset(result, 0, sizeof *result);
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        result->at = append_number(formula, expression->number);
        result->any_unit = expression->number == 0.0;
        return true;
    case EXPRESSION_NAME:
        return name_of(formula, expression, result);
    case EXPRESSION_CALL:
        return function_of(formula, expression, result);
    case EXPRESSION_NEGATE:
    case EXPRESSION_NOT:
        return side_of(formula, expression, result);
    case EXPRESSION_TEXT:
    case EXPRESSION_IN:
        return fail(formula, expression, NULL, "a cost formula has no texts and no 'in'");
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
formula_compile(Formula *formula, const Expression *expression, size_t *result, Unit *unit)
{
    Quantity quantity;

    if (!quantity_of(formula, expression, &quantity))
        return false;
    *result = quantity.at;
    *unit = quantity.unit;
    return true;
}
