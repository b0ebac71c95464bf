/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_parse.c - text to expression, by recursive descent.
 *
 *   or          = and { "or" and }
 *   and         = not { "and" not }
 *   not         = "not" not | comparison
 *   comparison  = sum [ ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" list ]
 *   sum         = product { ("+" | "-") product }
 *   product     = sign { ("*" | "/") sign }
 *   sign        = ("-" | "+") sign | power
 *   power       = operand [ "^" sign ]
 *   operand     = number | text | name [ call ] | "(" or ")"
 *   list        = "(" [ or { "," or } ] ")"
 *   call        = "(" [ or { "," or } ] [ "|" or ] ")"
 */
#include "datasets/expression_token.h"

#include "datasets/error.h"

#include <string.h>

enum {
    MAX_DEPTH = 200,  /* of parentheses, signs and calls */
    MAX_CHAIN = 2000, /* operators of a whole expression: a chain is as deep as it is long */
    MAX_LIST = 100000 /* members of a list */
};

typedef struct {
    const char *text;
    Token token; /* the next one */
    size_t last; /* where the one before it ended */
    int depth, n_operators;
    ExpressionFault *fault;
} Parser;

static Expression *parse_or(Parser *parser);

static void
advance(Parser *parser)
{
    parser->last = parser->token.end;
    parser->token = expression_token(parser->text, parser->token.end, parser->fault);
}

/* Returns NULL. What the tokens are made of goes wrong before their order does. */
static Expression *
fail(Parser *parser, size_t begin, size_t end, const char *what)
{
    if (!parser->fault->what) {
        parser->fault->what = g_strdup(what);
        parser->fault->begin = begin;
        parser->fault->end = end;
    }
    return NULL;
}

static bool
next_is(const Parser *parser, const char *spelling)
{
    return token_is(parser->text, &parser->token, spelling);
}

static bool
take(Parser *parser, const char *spelling)
{
    if (!next_is(parser, spelling))
        return false;
    advance(parser);
    return true;
}

static Expression *
leaf(ExpressionKind kind, const Token *token)
{
    Expression *expression = g_new0(Expression, 1);

    expression->kind = kind;
    expression->begin = token->begin;
    expression->end = token->end;
    expression->number = token->number;
    return expression;
}

static void
add_argument(Expression *expression, Expression *argument)
{
    size_t n = expression->n_arguments;

    if ((n & (n - 1)) == 0) /* room doubles at powers of two */
        expression->arguments = g_renew(Expression *, expression->arguments, n == 0 ? 1 : 2 * n);
    expression->arguments[expression->n_arguments++] = argument;
}

/* An operator over LEFT and RIGHT (NULL: a sign); takes both. */
static Expression *
operation(Parser *parser, ExpressionKind kind, size_t begin, Expression *left, Expression *right)
{
    Expression *expression = g_new0(Expression, 1);

    expression->kind = kind;
    expression->begin = begin;
    expression->end = parser->last;
    add_argument(expression, left);
    if (right)
        add_argument(expression, right);
    if (++parser->n_operators > MAX_CHAIN) {
        fail(parser, begin, parser->last,
             "more than 2000 operators; use in (...), or a new column");
        expression_free(expression);
        return NULL;
    }
    return expression;
}

/* The sign | is read as `or` by those who know it from other languages. */
static Expression *
fail_here(Parser *parser, const char *expected)
{
    return fail(parser, parser->token.begin, parser->token.end,
                next_is(parser, "|") ? "'|' is not used here; write or" : expected);
}

/* Goes one level down; FALSE at the limit. */
static bool
descend(Parser *parser)
{
    if (++parser->depth <= MAX_DEPTH)
        return true;
    fail(parser, parser->token.begin, parser->token.end, "nesting deeper than the limit of 200");
    return false;
}

/* "(" [ or { "," or } ] ")" into the arguments of OWNER; of a call also the condition after |. */
static bool
parse_list(Parser *parser, Expression *owner, const char *missing)
{
    size_t begin = parser->token.begin;

    if (!take(parser, "(")) {
        fail(parser, parser->token.begin, parser->token.end, missing);
        return false;
    }
    if (take(parser, ")"))
        return true;
    while (owner->kind != EXPRESSION_CALL || owner->n_arguments > 0 || !next_is(parser, "|")) {
        Expression *argument = parse_or(parser);

        if (!argument)
            return false;
        add_argument(owner, argument);
        if (owner->n_arguments > MAX_LIST) {
            fail(parser, begin, begin + 1, "a list of more than 100000 members");
            return false;
        }
        if (!take(parser, ","))
            break;
    }
    if (owner->kind == EXPRESSION_CALL && take(parser, "|") && !(owner->given = parse_or(parser)))
        return false;
    if (take(parser, ")"))
        return true;
    if (parser->token.kind == TOKEN_END)
        fail(parser, begin, begin + 1, "the ( that opens here is never closed");
    fail_here(parser, "expected , or ) here");
    return false;
}

static Expression *
parse_name(Parser *parser)
{
    g_autoptr(Expression) name = leaf(EXPRESSION_NAME, &parser->token);
    bool bare = parser->text[parser->token.begin] != '`';

    name->text = token_value(parser->text, &parser->token);
    advance(parser);
    if (!bare || !next_is(parser, "("))
        return g_steal_pointer(&name);
    name->kind = EXPRESSION_CALL;
    if (!parse_list(parser, name, ""))
        return NULL;
    name->end = parser->last;
    return g_steal_pointer(&name);
}

static Expression *
parse_operand(Parser *parser)
{
    const Token token = parser->token;

    if (token.kind == TOKEN_NUMBER) {
        advance(parser);
        return leaf(EXPRESSION_NUMBER, &token);
    }
    if (token.kind == TOKEN_TEXT) {
        Expression *text = leaf(EXPRESSION_TEXT, &token);
        text->text = token_value(parser->text, &token);
        advance(parser);
        return text;
    }
    if (token.kind == TOKEN_NAME)
        return parse_name(parser);
    if (take(parser, "(")) {
        g_autoptr(Expression) inner = parse_or(parser);

        if (!inner || take(parser, ")"))
            return g_steal_pointer(&inner);
        if (parser->token.kind == TOKEN_END)
            return fail(parser, token.begin, token.end, "the ( that opens here is never closed");
        return fail_here(parser, "expected ) or an operator");
    }
    return fail(parser, token.begin, token.end,
                token.kind == TOKEN_END ? "the expression ends where a name, number or text is due"
                                        : "expected a name, a number, a text or ( here");
}

static Expression *parse_sign(Parser *parser);

static Expression *
parse_power(Parser *parser)
{
    size_t begin = parser->token.begin;
    g_autoptr(Expression) base = parse_operand(parser);

    if (!base || !take(parser, "^"))
        return g_steal_pointer(&base);
    if (!descend(parser))
        return NULL;
    Expression *exponent = parse_sign(parser);
    parser->depth--;
    if (!exponent)
        return NULL;
    return operation(parser, EXPRESSION_POWER, begin, g_steal_pointer(&base), exponent);
}

static Expression *
parse_sign(Parser *parser)
{
    size_t begin = parser->token.begin;
    bool minus = next_is(parser, "-");

    if (!minus && !next_is(parser, "+"))
        return parse_power(parser);
    if (!descend(parser))
        return NULL;
    advance(parser);
    Expression *result = parse_sign(parser);
    parser->depth--;
    return result && minus ? operation(parser, EXPRESSION_NEGATE, begin, result, NULL) : result;
}

typedef struct {
    const char *spelling;
    ExpressionKind kind;
} Operator;

/* part { operator part } */
static Expression *
parse_chain(Parser *parser, const Operator *operators, size_t n, Expression *(*part)(Parser *))
{
    size_t begin = parser->token.begin;
    Expression *left = part(parser);

    while (left) {
        size_t i = 0;

        while (i < n && !next_is(parser, operators[i].spelling))
            i++;
        if (i == n)
            break;
        advance(parser);
        Expression *right = part(parser);
        if (!right) {
            expression_free(left);
            return NULL;
        }
        left = operation(parser, operators[i].kind, begin, left, right);
    }
    return left;
}

static Expression *
parse_product(Parser *parser)
{
    static const Operator operators[] = { { "*", EXPRESSION_MULTIPLY },
                                          { "/", EXPRESSION_DIVIDE } };

    return parse_chain(parser, operators, G_N_ELEMENTS(operators), parse_sign);
}

static Expression *
parse_sum(Parser *parser)
{
    static const Operator operators[] = { { "+", EXPRESSION_ADD }, { "-", EXPRESSION_SUBTRACT } };

    return parse_chain(parser, operators, G_N_ELEMENTS(operators), parse_product);
}

static Expression *
parse_in(Parser *parser, Expression *what, size_t begin, bool negated)
{
    Expression *in = operation(parser, EXPRESSION_IN, begin, what, NULL);

    if (!in)
        return NULL;
    size_t list = parser->token.begin;
    if (!parse_list(parser, in, "expected a list in parentheses after 'in': in (1, 2)")) {
        expression_free(in);
        return NULL;
    }
    in->end = parser->last;
    if (in->n_arguments == 1) {
        fail(parser, list, parser->last, "the list after 'in' is empty");
        expression_free(in);
        return NULL;
    }
    return negated ? operation(parser, EXPRESSION_NOT, begin, in, NULL) : in;
}

static const Operator comparisons[] = {
    { "=", EXPRESSION_EQUAL },          { "==", EXPRESSION_EQUAL },
    { "!=", EXPRESSION_NOT_EQUAL },     { "<", EXPRESSION_LESS },
    { "<=", EXPRESSION_LESS_EQUAL },    { ">", EXPRESSION_GREATER },
    { ">=", EXPRESSION_GREATER_EQUAL },
};

static const Operator *
next_comparison(const Parser *parser)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++)
        if (next_is(parser, comparisons[i].spelling))
            return &comparisons[i];
    return NULL;
}

static Expression *
parse_comparison(Parser *parser)
{
    size_t begin = parser->token.begin;
    g_autoptr(Expression) left = parse_sum(parser);

    if (!left)
        return NULL;
    if (take(parser, "in"))
        return parse_in(parser, g_steal_pointer(&left), begin, false);
    if (take(parser, "not")) {
        if (!take(parser, "in"))
            return fail(parser, parser->token.begin, parser->token.end,
                        "expected 'in' after this 'not'");
        return parse_in(parser, g_steal_pointer(&left), begin, true);
    }
    const Operator *comparison = next_comparison(parser);
    if (!comparison)
        return g_steal_pointer(&left);
    advance(parser);
    Expression *right = parse_sum(parser);
    if (!right)
        return NULL;
    Expression *result = operation(parser, comparison->kind, begin, g_steal_pointer(&left), right);
    if (result && next_comparison(parser)) {
        fail(parser, parser->token.begin, parser->token.end,
             "comparisons cannot follow each other; join them with 'and'");
        g_clear_pointer(&result, expression_free);
    }
    return result;
}

static Expression *
parse_not(Parser *parser)
{
    size_t begin = parser->token.begin;

    if (!take(parser, "not"))
        return parse_comparison(parser);
    if (!descend(parser))
        return NULL;
    Expression *result = parse_not(parser);
    parser->depth--;
    return result ? operation(parser, EXPRESSION_NOT, begin, result, NULL) : NULL;
}

static Expression *
parse_and(Parser *parser)
{
    static const Operator operators[] = { { "and", EXPRESSION_AND } };

    return parse_chain(parser, operators, G_N_ELEMENTS(operators), parse_not);
}

static Expression *
parse_or(Parser *parser)
{
    static const Operator operators[] = { { "or", EXPRESSION_OR } };

    if (!descend(parser))
        return NULL;
    Expression *result = parse_chain(parser, operators, G_N_ELEMENTS(operators), parse_and);
    parser->depth--;
    return result;
}

Expression *
expression_scan(const char *text, ExpressionFault *fault)
{
    Parser parser = { .text = text, .fault = fault };
    const char *end;

    if (!g_utf8_validate(text, -1, &end)) {
        fail(&parser, 0, 0, "the expression is not UTF-8");
        return NULL;
    }
    advance(&parser);
    g_autoptr(Expression) expression = parse_or(&parser);
    if (expression && parser.token.kind != TOKEN_END)
        fail_here(&parser, "expected an operator, or the end, here");
    return fault->what ? NULL : g_steal_pointer(&expression);
}
