/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression.h - the one small expression language: conditions, derived values, cost models. */
#pragma once

#include "datasets/dataset.h"
#include "datasets/schema.h"

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
    struct Expression *given; /* of a call: the condition after |; NULL: none */
    size_t begin, end;        /* bytes of the source text */
} Expression;

/**
 * Parses TEXT: names (letters, digits, _ and .; in backticks when they hold other characters),
 * numbers, 'text' or "text", + - * / ^, = == != < <= > >=, and or not, in (...), calls. Letters
 * are those of any script. Nesting deeper than 200 is refused. The last argument of a call may be
 * followed by | and a condition, as in mean(x | y = 1), which statistics alone have a meaning for.
 * NULL and ERROR (ANDEL_ERROR_USAGE) shows the text with a caret under what is wrong.
 */
Expression *expression_parse(const char *text, GError **error);
/* The same of the text of NODE; NULL: what is wrong is among the complaints of DOCUMENT. */
Expression *expression_parse_node(Document *document, const Node *node);
void expression_free(Expression *expression);

/* Adds the columns that EXPRESSION reads to REQUESTS (an array of ColumnRequest, each pair of name
 * and way once): compared with a text as a category, with a literal number or in missing(x) as
 * either, else as numbers. The names are borrowed from EXPRESSION. FALSE and ERROR
 * (ANDEL_ERROR_USAGE) for an unknown function, a wrong count of arguments, or a text that is not
 * compared with a column. */
bool expression_requests(const Expression *expression, GArray *requests, GError **error);

/**
 * Values of EXPRESSION for the rows of BLOCK, into RESULT [n_rows]: NAN where missing, conditions
 * are 1 or 0, every other number than 0 counts as true. Comparison with a missing value is missing;
 * `false and missing` is false, `true or missing` is true. Division by zero, the logarithm of what
 * is not positive and every result that is no finite number are missing.
 * A category compared with a number compares the number that its text is; a text that is none is
 * unequal to every number, and neither less nor greater: missing.
 * FALSE and ERROR (ANDEL_ERROR_USAGE) for a column that BLOCK lacks, or text where a number is due.
 */
bool expression_evaluate(const Expression *expression, const Dataset *block, double *result,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, expression_free)
