/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression.h - the one small expression language: conditions, derived values, cost models. */
#pragma once

#include "datasets/dataset.h"

#include <glib.h>

typedef enum {
    EXPRESSION_NUMBER,
    EXPRESSION_TEXT,
    EXPRESSION_NAME,
    EXPRESSION_CALL, /* .name(arguments): min max abs round log exp if missing, or an estimator */
    EXPRESSION_NEGATE,
    EXPRESSION_NOT,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
    EXPRESSION_POWER,
    EXPRESSION_EQUAL,
    EXPRESSION_NOT_EQUAL,
    EXPRESSION_LESS,
    EXPRESSION_LESS_EQUAL,
    EXPRESSION_GREATER,
    EXPRESSION_GREATER_EQUAL,
    EXPRESSION_AND,
    EXPRESSION_OR,
    EXPRESSION_IN /* arguments[0] in (the others) */
} ExpressionKind;

/* A parsed expression; open, so that whoever gives names another meaning can walk it. */
typedef struct Expression {
    ExpressionKind kind;
    double number;
    char *text; /* of a text, name or call */
    struct Expression **arguments;
    size_t n_arguments;
    size_t begin, end; /* bytes of the source text */
} Expression;

/**
 * Parses TEXT: names (letters, digits, _ and .; in backticks when they hold other characters),
 * numbers, 'text' or "text", + - * / ^, = == != < <= > >=, and or not, in (...), calls. Letters
 * are those of any script. Nesting deeper than 200 is refused.
 * NULL and ERROR (ANDEL_ERROR_USAGE) shows the text with a caret under what is wrong.
 */
Expression *expression_parse(const char *text, GError **error);
void expression_free(Expression *expression);

/* Adds the columns that EXPRESSION reads to REQUESTS (an array of ColumnRequest, each pair of name
 * and way once): compared with a text as a category, else as numbers; missing(x) as either. The
 * names are borrowed from EXPRESSION. FALSE and ERROR for an unknown function or wrong count of
 * arguments. */
bool expression_requests(const Expression *expression, GArray *requests, GError **error);

/**
 * Values of EXPRESSION for the rows of BLOCK, into RESULT [n_rows]: NAN where missing, conditions
 * are 1 or 0. Comparison with a missing value is missing; `false and missing` is false, `true or
 * missing` is true. FALSE and ERROR for a column that BLOCK lacks, or text where a number is due.
 */
bool expression_evaluate(const Expression *expression, const Dataset *block, double *result,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, expression_free)
