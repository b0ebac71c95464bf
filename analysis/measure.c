/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/measure.h"

#include "analysis/missing.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/printable.h"

#include <math.h>
#include <string.h>

/* What the arguments of CALL are; 0: something else. */
static unsigned
kinds_of(const Expression *call)
{
    const Expression *of = call->n_arguments > 0 ? call->arguments[0] : NULL;

    if (call->n_arguments == 0)
        return MEASURE_ROWS;
    if (call->n_arguments == 2)
        return MEASURE_RATIO;
    if (call->n_arguments > 2)
        return 0;
    if (condition_is(of))
        return MEASURE_CONDITION | MEASURE_NUMBER;
    if (of->kind == EXPRESSION_NAME)
        return MEASURE_NUMBER | MEASURE_CATEGORY;
    if (of->kind == EXPRESSION_TEXT)
        return 0;
    return of->kind == EXPRESSION_DIVIDE ? MEASURE_NUMBER | MEASURE_RATIO : MEASURE_NUMBER;
}

static bool
check_kind(const Expression *call, unsigned kinds, GError **error)
{
    if (kinds)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s() cannot be taken of that; write mean(x), total(x), ratio(y/x), share(x), "
                "share(x = 'yes') or count()",
                call->text);
    return false;
}

static char *
slice(const char *text, const Expression *first, const Expression *last)
{
    return g_strndup(text + first->begin, last->end - first->begin);
}

/* The name of a column without the backticks. */
static char *
argument_text(const Expression *call, const char *text)
{
    if (call->n_arguments == 0)
        return g_strdup("");
    if (call->n_arguments == 1 && call->arguments[0]->kind == EXPRESSION_NAME)
        return g_strdup(call->arguments[0]->text);
    return slice(text, call->arguments[0], call->arguments[call->n_arguments - 1]);
}

static char *
measure_text(const Expression *call, const char *text)
{
    g_autofree char *of = argument_text(call, text);
    g_autofree char *given = call->given ? slice(text, call->given, call->given) : NULL;

    return given ? g_strdup_printf("%s%s| %s", of, *of ? " " : "", given) : g_steal_pointer(&of);
}

static void
set_values(Measure *measure, const Expression *call)
{
    const Expression *of = call->n_arguments > 0 ? call->arguments[0] : NULL;

    if (measure->kind == MEASURE_RATIO && call->n_arguments == 1) {
        measure->values[0] = of->arguments[0];
        measure->values[1] = of->arguments[1];
    } else if (measure->kind == MEASURE_RATIO) {
        measure->values[0] = of;
        measure->values[1] = call->arguments[1];
    } else {
        measure->values[0] = of;
    }
    measure->n_values = measure->kind == MEASURE_RATIO ? 2 : of ? 1 : 0;
}

static bool
set_given(Measure *measure, const Expression *call, GError **error)
{
    measure->given = call->given;
    if (!call->given)
        return true;
    if (condition_is(call->given))
        return expression_requests(call->given, measure->requests, error);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s(%s): what stands after | is no condition; compare something, as in | x = 1",
                call->text, measure->text);
    return false;
}

static bool
set_requests(Measure *measure, GError **error)
{
    if (measure->name) {
        ColumnRequest request = { measure->name, measure->either ? READ_EITHER
                                                 : measure->kind == MEASURE_NUMBER
                                                     ? READ_NUMBER
                                                     : READ_CATEGORY };
        g_array_append_val(measure->requests, request);
        return true;
    }
    for (size_t k = 0; k < measure->n_values; k++)
        if (!expression_requests(measure->values[k], measure->requests, error))
            return false;
    return true;
}

Measure *
measure_new(const Expression *call, const char *text, unsigned accepted, GError **error)
{
    unsigned kinds = kinds_of(call) & accepted;

    if (!check_kind(call, kinds, error))
        return NULL;

    g_autoptr(Measure) measure = g_new0(Measure, 1);
    const MeasureKind order[] = { MEASURE_ROWS, MEASURE_RATIO, MEASURE_CONDITION, MEASURE_NUMBER,
                                  MEASURE_CATEGORY };
    for (size_t k = G_N_ELEMENTS(order); k > 0; k--)
        if (kinds & order[k - 1])
            measure->kind = order[k - 1];
    measure->either = (kinds & MEASURE_NUMBER) && (kinds & MEASURE_CATEGORY);
    measure->text = measure_text(call, text);
    measure->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    measure->inside = g_array_new(FALSE, FALSE, sizeof(double));
    measure->group = g_array_new(FALSE, FALSE, sizeof(int32_t));
    measure->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (size_t k = 0; k < 2; k++)
        measure->numbers[k] = g_array_new(FALSE, FALSE, sizeof(double));
    measure->levels = levels_new();
    measure->crossing = crossing_new(2);
    set_values(measure, call);
    if (measure->n_values == 1 && measure->values[0]->kind == EXPRESSION_NAME)
        measure->name = measure->values[0]->text;
    if (measure->kind == MEASURE_CONDITION) {
        levels_code(measure->levels, "0");
        levels_code(measure->levels, "1");
    }
    if (!set_requests(measure, error) || !set_given(measure, call, error))
        return NULL;
    return g_steal_pointer(&measure);
}

void
measure_free(Measure *measure)
{
    if (!measure)
        return;
    g_free(measure->text);
    levels_free(measure->levels);
    crossing_free(measure->crossing);
    g_array_unref(measure->requests);
    g_array_unref(measure->inside);
    g_array_unref(measure->group);
    g_array_unref(measure->code);
    for (size_t k = 0; k < 2; k++)
        g_array_unref(measure->numbers[k]);
    g_free(measure);
}

TermSpec
measure_term(const Measure *measure, bool products, bool squares)
{
    TermSpec spec = { 0 };

    if (measure->kind == MEASURE_NUMBER || measure->kind == MEASURE_RATIO) {
        spec.squares = squares && measure->kind == MEASURE_NUMBER;
        spec.n_values = measure->n_values + spec.squares;
        spec.centred = measure->kind == MEASURE_NUMBER;
        spec.products = products && !spec.squares;
    }
    return spec;
}

/* Texts that would be numbers with a decimal comma are no categories either. */
static bool
check_decimal_comma(const Measure *measure, const Column *column, GError **error)
{
    double value;

    for (int32_t k = 0; k < column->n_levels; k++)
        if (number_read(column->levels[k], strlen(column->levels[k]), ',', &value) != NUMBER_VALUE)
            return true;
    if (column->n_levels == 0)
        return true;
    g_set_error(
        error, ANDEL_ERROR, ANDEL_ERROR_DATA,
        "line %u, column '%s': '%s' is no number with a decimal point; say --decimal , if the "
        "comma is the decimal mark, else ask for share(%s)",
        column->level_line ? column->level_line[0] : 0, measure->name, column->levels[0],
        measure->name);
    return false;
}

/* A column of categories in which some are numbers is most likely one of numbers with a text
 * among them: the first is named, the others are counted. */
static bool
check_levels(const Measure *measure, const Column *column, GError **error)
{
    const char *number = NULL, *text = NULL;
    uint32_t line = 0;
    size_t n_texts = 0;
    double value;

    for (int32_t k = 0; k < column->n_levels; k++) {
        const char *level = column->levels[k];

        if (number_read(level, strlen(level), '.', &value) == NUMBER_VALUE) {
            number = level;
        } else if (n_texts++ == 0) {
            text = level;
            line = column->level_line ? column->level_line[k] : 0;
        }
    }
    if (!number)
        return check_decimal_comma(measure, column, error);
    if (!text)
        return true;
    g_autofree char *shown = text_printable(text, strlen(text), 40);
    g_autofree char *more = n_texts > 1 ? g_strdup_printf(" (and %zu more)", n_texts - 1) : NULL;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "line %u, column '%s': '%s'%s is not a number, though others are (%s); if it means "
                "that there is no answer, name it with --missing; else ask for share(%s)",
                line, measure->name, shown, more ? more : "", number, measure->name);
    return false;
}

bool
measure_check_declared(const Measure *measure, const Codebook *codebook, const Dataset *block,
                       GError **error)
{
    const Variable *variable = measure->name ? codebook_find(codebook, measure->name) : NULL;
    const Column *column = measure->name ? dataset_find(block, measure->name, READ_CATEGORY) : NULL;

    if (measure->kind != MEASURE_CATEGORY || !measure->either || !column || column->n_levels == 0 ||
        (variable && (variable->type == VARIABLE_CATEGORY || variable->n_values > 0)))
        return true;
    g_autofree char *shown = text_printable(column->levels[0], strlen(column->levels[0]), 40);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "line %u, column '%s': '%s' is not a number; ask for share(%s), or declare in a "
                "codebook that it is a category",
                column->level_line ? column->level_line[0] : 0, measure->name, shown,
                measure->name);
    return false;
}

/* The column when the measure is nothing but one; decides what kind it is. */
static bool
find_column(Measure *measure, const Dataset *block, const Column **column, GError **error)
{
    const ColumnRequest *request = &g_array_index(measure->requests, ColumnRequest, 0);
    bool empty = true;

    *column = dataset_find(block, request->name, request->as);
    g_assert(*column);
    for (size_t i = 0; i < block->n_rows && empty; i++)
        empty = column_missing(*column, i);
    if (measure->either && !empty)
        measure->kind = (*column)->type == COLUMN_NUMBER ? MEASURE_NUMBER : MEASURE_CATEGORY;
    if (measure->kind != MEASURE_CATEGORY || (*column)->type != COLUMN_CATEGORY)
        return true;
    if (measure->either && (*column)->n_levels > (int32_t)measure->levels->texts->len &&
        !check_levels(measure, *column, error))
        return false;
    levels_update(measure->levels, *column);
    return true;
}

/* Values of expression K for the rows of BLOCK. */
static const double *
evaluate(Measure *measure, const Dataset *block, size_t k, GError **error)
{
    const Expression *value = measure->values[k];
    const Column *column = value->kind == EXPRESSION_NAME && block->n_rows > 0
                               ? dataset_find(block, value->text, READ_NUMBER)
                               : NULL;
    double *number;

    if (column) /* nothing to be computed */
        return column->number;
    g_array_set_size(measure->numbers[k], (guint)block->n_rows + 1);
    number = (double *)(gpointer)measure->numbers[k]->data;
    return expression_evaluate(value, block, number, error) ? number : NULL;
}

static void
cross_levels(Measure *measure, const int32_t *group, const int32_t *level, size_t n, int32_t *code)
{
    const int32_t *codes[] = { group, level };

    memset(code, 0, n * sizeof *code);
    crossing_add(measure->crossing, codes, n, code);
}

/* Conditions as codes of the two levels. */
static void
cross_condition(Measure *measure, const int32_t *group, const double *holds, size_t n,
                int32_t *code)
{
    g_autofree int32_t *level = g_new(int32_t, n + 1);

    for (size_t i = 0; i < n; i++)
        level[i] = isnan(holds[i]) ? -1 : holds[i] != 0.0;
    cross_levels(measure, group, level, n, code);
}

/* The groups of the rows of BLOCK, without those that the condition leaves out. */
static const int32_t *
groups_inside(Measure *measure, const Dataset *block, const int32_t *group, GError **error)
{
    double *inside;
    int32_t *of;

    if (!measure->given)
        return group;
    g_array_set_size(measure->inside, (guint)block->n_rows + 1);
    g_array_set_size(measure->group, (guint)block->n_rows + 1);
    inside = (double *)(gpointer)measure->inside->data;
    of = (int32_t *)(gpointer)measure->group->data;
    if (!expression_evaluate(measure->given, block, inside, error))
        return NULL;
    for (size_t i = 0; i < block->n_rows; i++)
        of[i] = inside[i] == 1.0 ? group[i] : -1;
    return of;
}

/* Rows without a value, which are in no cell. */
static void
drop_undefined(const double *value, size_t n, int32_t *code)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(value[i]))
            code[i] = -1;
}

bool
measure_add(Measure *measure, const Dataset *block, const int32_t *group, uint8_t *used,
            const double **values, TermRows *rows, GError **error)
{
    const Column *column = NULL;
    size_t n = block->n_rows;
    int32_t *code;

    g_array_set_size(measure->code, (guint)n + 1);
    code = (int32_t *)(gpointer)measure->code->data;
    if (!(group = groups_inside(measure, block, group, error)) ||
        (measure->name && !find_column(measure, block, &column, error)))
        return false;
    for (size_t k = 0; k < measure->n_values; k++) {
        values[k] = NULL;
        if (!column && !(values[k] = evaluate(measure, block, k, error)))
            return false;
        if (column && column->type == COLUMN_NUMBER)
            values[k] = column->number;
    }
    if (column && column->type == COLUMN_CATEGORY) {
        cross_levels(measure, group, column->code, n, code);
        values[0] = NULL;
    } else if (measure->kind == MEASURE_CONDITION) {
        cross_condition(measure, group, values[0], n, code);
    } else {
        if (n > 0)
            memcpy(code, group, n * sizeof *code);
        for (size_t k = 0; k < measure->n_values; k++)
            drop_undefined(values[k], n, code);
    }
    for (size_t i = 0; i < n; i++)
        used[i] |= code[i] >= 0;
    *rows = (TermRows){ code, values };
    return true;
}

int32_t
measure_cell(const Measure *measure, int32_t group, int32_t level)
{
    int32_t codes[] = { group, level };

    if (measure->kind == MEASURE_CATEGORY || measure->kind == MEASURE_CONDITION)
        return crossing_find(measure->crossing, codes);
    return group;
}
