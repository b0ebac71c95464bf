/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/expression_parser.h"

enum {
    MAX_DEPTH = 200, /* of parentheses, signs and calls */
    MAX_CHAIN = 2000 /* operators of a whole expression: a chain is as deep as it is long */
};

void
parser_advance(Parser *parser)
{
    parser->last = parser->token.end;
    parser->token = expression_token(parser->text, parser->token.end, parser->fault);
}

Expression *
parser_fail(Parser *parser, size_t begin, size_t end, const char *what)
{
    if (!parser->fault->what) {
        parser->fault->what = g_strdup(what);
        parser->fault->begin = begin;
        parser->fault->end = end;
    }
    return NULL;
}

bool
parser_next_is(const Parser *parser, const char *spelling)
{
    return token_is(parser->text, &parser->token, spelling);
}

bool
parser_take(Parser *parser, const char *spelling)
{
    if (!parser_next_is(parser, spelling))
        return false;
    parser_advance(parser);
    return true;
}

Expression *
parser_leaf(ExpressionKind kind, const Token *token)
{
    Expression *expression = g_new0(Expression, 1);

    expression->kind = kind;
    expression->begin = token->begin;
    expression->end = token->end;
    expression->number = token->number;
    return expression;
}

void
parser_argument(Expression *expression, Expression *argument)
{
    size_t n = expression->n_arguments;

    if ((n & (n - 1)) == 0) /* room doubles at powers of two */
        expression->arguments = g_renew(Expression *, expression->arguments, n == 0 ? 1 : 2 * n);
    expression->arguments[expression->n_arguments++] = argument;
}

Expression *
parser_operation(Parser *parser, ExpressionKind kind, size_t begin, Expression *left,
                 Expression *right)
{
    Expression *expression = g_new0(Expression, 1);

    expression->kind = kind;
    expression->begin = begin;
    expression->end = parser->last;
    parser_argument(expression, left);
    if (right)
        parser_argument(expression, right);
    if (++parser->n_operators > MAX_CHAIN) {
        parser_fail(parser, begin, parser->last,
                    "more than 2000 operators; use in (...), or a new column");
        expression_free(expression);
        return NULL;
    }
    return expression;
}

Expression *
parser_fail_here(Parser *parser, const char *expected)
{
    return parser_fail(parser, parser->token.begin, parser->token.end,
                       parser_next_is(parser, "|") ? "'|' is not used here; write or" : expected);
}

bool
parser_descend(Parser *parser)
{
    if (++parser->depth <= MAX_DEPTH)
        return true;
    parser_fail(parser, parser->token.begin, parser->token.end,
                "nesting deeper than the limit of 200");
    return false;
}
