/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_evaluate.c - values of an expression for the rows of a block.
 *
 * The expression is first made into steps: columns are found, and a comparison with a category is
 * made once for each of its levels. The steps then run over short runs of rows, each into a buffer
 * of its own, so that nothing is allocated or looked up for a row. */
#include "datasets/expression_step.h"

#include "datasets/number.h"

#include <math.h>

static const double *run(const Step *step, size_t first, size_t n);

/* Half away from zero with DIGITS decimals, which may be negative: -3 is to thousands. */
static double
round_to(double value, double digits)
{
    static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

    if (!isfinite(value) || !(fabs(digits) <= 15.0) || digits != floor(digits))
        return NAN;
    if (digits < 0.0)
        return number_round(value, (int)digits, 0) * pow(10.0, -digits);
    if (digits <= 9.0) {
        /* Far from a half the exact decimal decides nothing. The quotient of two whole numbers that
         * are doubles exactly is the double nearest to the decimal. */
        double power = powers[(int)digits], scaled = fabs(value) * power, whole = floor(scaled);

        if (scaled < 1e9 && fabs(scaled - whole - 0.5) > 1e-6)
            return copysign(floor(scaled + 0.5) / power, value);
    }
    return number_round(value, 0, (int)digits);
}

/* VALUE, made of a and b, for each row; missing where one of them is. */
#define EACH_KNOWN(value)                              \
    for (size_t i = 0; i < n; i++) {                   \
        double a = x[i], b = y[i];                     \
        out[i] = isnan(a) || isnan(b) ? NAN : (value); \
    }                                                  \
    break

static void
run_operation(ExpressionKind kind, const double *x, const double *y, size_t n, double *out)
{
    switch (kind) {
    case EXPRESSION_NEGATE:
        EACH_KNOWN(-a);
    case EXPRESSION_NOT:
        EACH_KNOWN(a == 0.0);
    case EXPRESSION_ADD:
        EACH_KNOWN(a + b);
    case EXPRESSION_SUBTRACT:
        EACH_KNOWN(a - b);
    case EXPRESSION_MULTIPLY:
        EACH_KNOWN((a) * (b));
    case EXPRESSION_DIVIDE:
        EACH_KNOWN(b == 0.0 ? NAN : a / b);
    case EXPRESSION_POWER:
        EACH_KNOWN(pow(a, b));
    case EXPRESSION_EQUAL:
        EACH_KNOWN(a == b);
    case EXPRESSION_NOT_EQUAL:
        EACH_KNOWN(a != b);
    case EXPRESSION_LESS:
        EACH_KNOWN(a < b);
    case EXPRESSION_LESS_EQUAL:
        EACH_KNOWN(a <= b);
    case EXPRESSION_GREATER:
        EACH_KNOWN(a > b);
    case EXPRESSION_GREATER_EQUAL:
        EACH_KNOWN(a >= b);
    case EXPRESSION_AND: /* false and missing is false */
        for (size_t i = 0; i < n; i++)
            out[i] = x[i] == 0.0 || y[i] == 0.0 ? 0.0 : isnan(x[i]) || isnan(y[i]) ? NAN : 1.0;
        break;
    case EXPRESSION_OR: /* true or missing is true */
        for (size_t i = 0; i < n; i++) {
            bool a = !isnan(x[i]) && x[i] != 0.0, b = !isnan(y[i]) && y[i] != 0.0;
            out[i] = a || b ? 1.0 : isnan(x[i]) || isnan(y[i]) ? NAN : 0.0;
        }
        break;
    case EXPRESSION_NUMBER:
    case EXPRESSION_TEXT:
    case EXPRESSION_NAME:
    case EXPRESSION_CALL:
    case EXPRESSION_IN:
        g_assert_not_reached();
    }
}

/* One that is equal makes it true; else a missing one leaves it open. */
static void
run_in(const Step *step, size_t first, size_t n)
{
    const double *x = run(step->arguments[0], first, n);
    double *out = step->buffer;

    for (size_t i = 0; i < n; i++)
        out[i] = isnan(x[i]) ? NAN : 0.0;
    for (size_t k = 1; k < step->n_arguments; k++) {
        const double *y = run(step->arguments[k], first, n);

        for (size_t i = 0; i < n; i++) {
            if (x[i] == y[i])
                out[i] = 1.0;
            else if (isnan(y[i]) && out[i] == 0.0)
                out[i] = NAN;
        }
    }
}

static void
run_extreme(const Step *step, size_t first, size_t n)
{
    const double *x = run(step->arguments[0], first, n);
    double *out = step->buffer;
    bool least = step->function == FUNCTION_MIN;

    for (size_t i = 0; i < n; i++)
        out[i] = x[i];
    for (size_t k = 1; k < step->n_arguments; k++) {
        const double *y = run(step->arguments[k], first, n);

        for (size_t i = 0; i < n; i++)
            if (isnan(y[i]) || (least ? y[i] < out[i] : y[i] > out[i]))
                out[i] = y[i];
    }
}

static void
run_if(const Step *step, size_t first, size_t n)
{
    const double *condition = run(step->arguments[0], first, n);
    const double *yes = run(step->arguments[1], first, n);
    const double *no = run(step->arguments[2], first, n);

    for (size_t i = 0; i < n; i++)
        step->buffer[i] = isnan(condition[i]) ? NAN : condition[i] != 0.0 ? yes[i] : no[i];
}

static void
run_function(const Step *step, size_t first, size_t n)
{
    if (step->function == FUNCTION_MIN || step->function == FUNCTION_MAX) {
        run_extreme(step, first, n);
        return;
    }
    if (step->function == FUNCTION_IF) {
        run_if(step, first, n);
        return;
    }
    const double *x = run(step->arguments[0], first, n);
    const double *y = step->n_arguments > 1 ? run(step->arguments[1], first, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        double value = x[i];

        if (step->function == FUNCTION_ABS)
            value = fabs(value);
        else if (step->function == FUNCTION_ROUND)
            value = round_to(value, y ? y[i] : 0.0);
        else if (step->function == FUNCTION_LOG)
            value = value > 0.0 ? log(value) : NAN;
        else if (step->function == FUNCTION_EXP)
            value = exp(value);
        else /* FUNCTION_MISSING */
            value = isfinite(value) ? 0.0 : 1.0;
        step->buffer[i] = value;
    }
}

/* The values of STEP for N rows from FIRST on: its buffer, or the column itself. */
static const double *
run(const Step *step, size_t first, size_t n)
{
    const Column *column = step->column;
    double *out = step->buffer;

    switch (step->kind) {
    case STEP_CONSTANT:
        break;
    case STEP_NUMBERS:
        return column->number + first;
    case STEP_LEVELS:
        for (size_t i = 0; i < n; i++) {
            int32_t code = column->code[first + i];
            out[i] = code < 0 ? NAN : step->by_level[code];
        }
        break;
    case STEP_GONE:
        for (size_t i = 0; i < n; i++)
            out[i] = column->type == COLUMN_NUMBER ? isnan(column->number[first + i])
                                                   : column->code[first + i] < 0;
        break;
    case STEP_FUNCTION:
        run_function(step, first, n);
        break;
    case STEP_OPERATION:
        if (step->operation == EXPRESSION_IN)
            run_in(step, first, n);
        else {
            const double *x = run(step->arguments[0], first, n);
            const double *y = step->n_arguments > 1 ? run(step->arguments[1], first, n) : x;
            run_operation(step->operation, x, y, n, out);
        }
        break;
    }
    return out;
}

bool
expression_evaluate(const Expression *expression, const Dataset *block, double *result,
                    GError **error)
{
    g_autoptr(Step) step = step_new(expression, block, error);

    if (!step)
        return false;
    for (size_t first = 0; first < block->n_rows; first += STEP_ROWS) {
        size_t n = MIN(block->n_rows - first, (size_t)STEP_ROWS);
        const double *values = run(step, first, n);

        for (size_t i = 0; i < n; i++)
            result[first + i] = isfinite(values[i]) ? values[i] : NAN;
    }
    return true;
}
