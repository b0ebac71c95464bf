/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_step.c - an expression made ready for a block: columns found, categories compared. */
#include "datasets/expression_step.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static Step *make(const Expression *expression, const Dataset *block, ExpressionFault *fault);

void
step_free(Step *step)
{
    if (!step)
        return;
    for (size_t i = 0; i < step->n_arguments; i++)
        step_free(step->arguments[i]);
    g_free(step->arguments);
    g_free(step->by_level);
    g_free(step->buffer);
    g_free(step);
}

static Step *
step_alloc(StepKind kind)
{
    Step *step = g_new0(Step, 1);

    step->kind = kind;
    if (kind != STEP_NUMBERS)
        step->buffer = g_new(double, STEP_ROWS);
    return step;
}

static Step *
step_constant(double constant)
{
    Step *step = step_alloc(STEP_CONSTANT);

    for (size_t i = 0; i < STEP_ROWS; i++)
        step->buffer[i] = constant;
    step->constant = constant;
    return step;
}

static void *
fail(ExpressionFault *fault, const Expression *place, char *what)
{
    fault->what = what;
    fault->begin = place->begin;
    fault->end = place->end;
    return NULL;
}

static const Column *
find(const Expression *name, const Dataset *block, ReadAs as, ExpressionFault *fault)
{
    const Column *column = dataset_find(block, name->text, as);

    if (!column)
        column = dataset_find(block, name->text, READ_EITHER);
    if (column)
        return column;
    g_autofree const char **names = g_new0(const char *, block->n_columns + 1);
    for (size_t k = 0; k < block->n_columns; k++)
        names[k] = block->columns[k].name;
    const char *near = nearest_name(name->text, names, block->n_columns);
    return fail(
        fault, name,
        near ? g_strdup_printf("there is no column '%s'; did you mean '%s'?", name->text, near)
             : g_strdup_printf("there is no column '%s'", name->text));
}

/* The number that a level is; NAN: it is none. */
static double
number_of_level(const char *level)
{
    double value;

    return number_read(level, strlen(level), '.', &value) == NUMBER_NONE ? NAN : value;
}

static Step *
make_name(const Expression *name, const Dataset *block, ExpressionFault *fault)
{
    const Column *column = find(name, block, READ_NUMBER, fault);

    if (!column)
        return NULL;
    g_autoptr(Step) step = step_alloc(column->type == COLUMN_NUMBER ? STEP_NUMBERS : STEP_LEVELS);
    step->column = column;
    if (column->type == COLUMN_NUMBER)
        return g_steal_pointer(&step);
    step->by_level = g_new(double, (size_t)column->n_levels);
    for (int32_t k = 0; k < column->n_levels; k++) {
        step->by_level[k] = number_of_level(column->levels[k]);
        if (isnan(step->by_level[k]))
            return fail(fault, name,
                        g_strdup_printf("'%s' holds the text '%s' where a number is due; compare "
                                        "it with a text in quotes",
                                        name->text, column->levels[k]));
    }
    return g_steal_pointer(&step);
}

/* A text that is no number is unequal to every number and has no order among them. */
static double
compare_level(ExpressionKind kind, double level, double literal)
{
    if (kind == EXPRESSION_EQUAL)
        return level == literal;
    if (kind == EXPRESSION_NOT_EQUAL)
        return level != literal;
    if (isnan(level))
        return NAN;
    if (kind == EXPRESSION_LESS)
        return level < literal;
    if (kind == EXPRESSION_LESS_EQUAL)
        return level <= literal;
    if (kind == EXPRESSION_GREATER)
        return level > literal;
    g_assert(kind == EXPRESSION_GREATER_EQUAL);
    return level >= literal;
}

static bool
literal_value(const Expression *expression, double *value)
{
    bool negative = expression->kind == EXPRESSION_NEGATE;
    const Expression *number = negative ? expression->arguments[0] : expression;

    if (number->kind != EXPRESSION_NUMBER)
        return false;
    *value = negative ? -number->number : number->number;
    return true;
}

/* Each level of a category in OTHERS [n], of texts and literal numbers. */
static void
match_levels(Step *step, Expression *const *others, size_t n)
{
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 0; i < n; i++)
        if (others[i]->kind == EXPRESSION_TEXT)
            g_hash_table_add(texts, others[i]->text);
    for (int32_t k = 0; k < step->column->n_levels; k++) {
        const char *level = step->column->levels[k];
        double number = number_of_level(level), literal;
        bool found = g_hash_table_contains(texts, level);

        for (size_t i = 0; i < n && !found; i++)
            found = literal_value(others[i], &literal) && number == literal;
        step->by_level[k] = found ? 1.0 : 0.0;
    }
}

/* A column against texts or literal numbers, when it is a category; NULL without FAULT when it is
 * not, and the comparison is one of numbers. */
static Step *
make_levels(ExpressionKind kind, const Expression *name, Expression *const *others, size_t n,
            const Dataset *block, ExpressionFault *fault)
{
    size_t n_texts = 0, n_literals = 0;
    double literal = NAN; /* one that is none compares with nothing */

    for (size_t i = 0; i < n; i++) {
        n_texts += others[i]->kind == EXPRESSION_TEXT;
        n_literals += literal_value(others[i], &literal);
    }
    if (name->kind != EXPRESSION_NAME || n_texts + n_literals < n)
        return NULL;
    const Column *column = find(name, block, n_texts > 0 ? READ_CATEGORY : READ_EITHER, fault);
    if (!column)
        return NULL;
    if (column->type == COLUMN_NUMBER)
        return n_texts == 0 ? NULL
                            : fail(fault, name,
                                   g_strdup_printf("'%s' is a column of numbers; compare it with a "
                                                   "number, without quotes",
                                                   name->text));
    Step *step = step_alloc(STEP_LEVELS);
    step->column = column;
    step->by_level = g_new(double, (size_t)column->n_levels);
    if (n_texts > 0 || kind == EXPRESSION_IN) {
        match_levels(step, others, n);
        if (kind == EXPRESSION_NOT_EQUAL)
            for (int32_t k = 0; k < column->n_levels; k++)
                step->by_level[k] = 1.0 - step->by_level[k];
    } else
        for (int32_t k = 0; k < column->n_levels; k++)
            step->by_level[k] = compare_level(kind, number_of_level(column->levels[k]), literal);
    return step;
}

/* a < b read from the right is b > a. */
static ExpressionKind
mirrored(ExpressionKind kind)
{
    static const ExpressionKind mirror[] = {
        [EXPRESSION_EQUAL] = EXPRESSION_EQUAL,  [EXPRESSION_NOT_EQUAL] = EXPRESSION_NOT_EQUAL,
        [EXPRESSION_LESS] = EXPRESSION_GREATER, [EXPRESSION_LESS_EQUAL] = EXPRESSION_GREATER_EQUAL,
        [EXPRESSION_GREATER] = EXPRESSION_LESS, [EXPRESSION_GREATER_EQUAL] = EXPRESSION_LESS_EQUAL,
    };

    return mirror[kind];
}

static Step *
make_comparison(const Expression *expression, const Dataset *block, ExpressionFault *fault)
{
    ExpressionKind kind = expression->kind;
    Expression *const *sides = expression->arguments;
    size_t n_others = expression->n_arguments - 1;
    bool equality =
        kind == EXPRESSION_EQUAL || kind == EXPRESSION_NOT_EQUAL || kind == EXPRESSION_IN;

    if (!equality && (sides[0]->kind == EXPRESSION_TEXT || sides[1]->kind == EXPRESSION_TEXT))
        return fail(fault, expression, g_strdup("texts have no order; compare them with = or !="));
    Step *step = make_levels(kind, sides[0], sides + 1, n_others, block, fault);

    if (!step && !fault->what && kind != EXPRESSION_IN)
        step = make_levels(mirrored(kind), sides[1], sides, 1, block, fault);
    if (step || fault->what || sides[0]->kind != EXPRESSION_TEXT)
        return step;
    bool found = false; /* texts against texts */
    for (size_t i = 1; i <= n_others; i++) {
        if (sides[i]->kind != EXPRESSION_TEXT)
            return NULL;
        found = found || strcmp(sides[0]->text, sides[i]->text) == 0;
    }
    return step_constant(found == (kind != EXPRESSION_NOT_EQUAL) ? 1.0 : 0.0);
}

static Step *
make_arguments(Step *step, const Expression *expression, const Dataset *block,
               ExpressionFault *fault)
{
    step->arguments = g_new0(Step *, expression->n_arguments);
    for (size_t i = 0; i < expression->n_arguments; i++) {
        step->arguments[i] = make(expression->arguments[i], block, fault);
        if (!step->arguments[i]) {
            step_free(step);
            return NULL;
        }
        step->n_arguments++;
    }
    return step;
}

static Step *
make_call(const Expression *call, const Dataset *block, ExpressionFault *fault)
{
    int function = expression_function(call, fault);
    const Expression *first = call->arguments ? call->arguments[0] : NULL;

    if (function < 0)
        return NULL;
    if (function == FUNCTION_MISSING && first->kind == EXPRESSION_NAME) {
        const Column *column = find(first, block, READ_EITHER, fault);
        Step *gone = column ? step_alloc(STEP_GONE) : NULL;

        if (gone)
            gone->column = column;
        return gone;
    }
    Step *step = step_alloc(STEP_FUNCTION);
    step->function = (Function)function;
    return make_arguments(step, call, block, fault);
}

static Step *
make(const Expression *expression, const Dataset *block, ExpressionFault *fault)
{
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        return step_constant(expression->number);
    case EXPRESSION_TEXT:
        return fail(
            fault, expression,
            g_strdup_printf("the text '%s' stands where a number is due", expression->text));
    case EXPRESSION_NAME:
        return make_name(expression, block, fault);
    case EXPRESSION_CALL:
        return make_call(expression, block, fault);
    case EXPRESSION_EQUAL:
    case EXPRESSION_NOT_EQUAL:
    case EXPRESSION_LESS:
    case EXPRESSION_LESS_EQUAL:
    case EXPRESSION_GREATER:
    case EXPRESSION_GREATER_EQUAL:
    case EXPRESSION_IN: {
        Step *step = make_comparison(expression, block, fault);

        if (step || fault->what)
            return step;
        break;
    }
    case EXPRESSION_NEGATE:
    case EXPRESSION_NOT:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_POWER:
    case EXPRESSION_AND:
    case EXPRESSION_OR:
        break;
    }
    Step *step = step_alloc(STEP_OPERATION);
    step->operation = expression->kind;
    return make_arguments(step, expression, block, fault);
}

Step *
step_new(const Expression *expression, const Dataset *block, GError **error)
{
    ExpressionFault fault = { 0 };
    Step *step = make(expression, block, &fault);

    if (!step)
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, fault.what);
    g_free(fault.what);
    return step;
}
