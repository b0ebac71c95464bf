/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_parser.h - the place in a text that is being parsed, and the tree as it grows. */
#pragma once

#include "datasets/expression_token.h"

typedef struct {
    const char *text;
    Token token; /* the next one */
    size_t last; /* where the one before it ended */
    int depth, n_operators;
    ExpressionFault *fault;
} Parser;

/* To the next token. */
void parser_advance(Parser *parser);
/* TRUE if the next token is SPELLING; parser_take() also goes past it. */
bool parser_next_is(const Parser *parser, const char *spelling);
bool parser_take(Parser *parser, const char *spelling);
/* Goes one level down; FALSE at the limit. The caller counts .depth down again. */
bool parser_descend(Parser *parser);

/* Notes WHAT is wrong from BEGIN to END, unless something was before: what the tokens are made of
 * goes wrong before their order does. Returns NULL. */
Expression *parser_fail(Parser *parser, size_t begin, size_t end, const char *what);
/* At the next token EXPECTED is missing. The sign | is read as `or` by those who know it from other
 * languages. */
Expression *parser_fail_here(Parser *parser, const char *expected);

/* An expression of TOKEN alone. The caller owns it. */
Expression *parser_leaf(ExpressionKind kind, const Token *token);
/* Appends ARGUMENT, which is taken over. */
void parser_argument(Expression *expression, Expression *argument);
/* An operator over LEFT and RIGHT (NULL: a sign); takes both. NULL: there are too many. */
Expression *parser_operation(Parser *parser, ExpressionKind kind, size_t begin, Expression *left,
                             Expression *right);
