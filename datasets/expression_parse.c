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
#include "datasets/expression_parser.h"

enum { MAX_LIST = 100000 }; /* members of a list */

static Expression *parse_or(Parser *parser);

/* "(" [ or { "," or } ] ")" into the arguments of OWNER; of a call also the condition after |. */
static bool
parse_list(Parser *parser, Expression *owner, const char *missing)
{
    size_t begin = parser->token.begin;

    if (!parser_take(parser, "(")) {
        parser_fail(parser, parser->token.begin, parser->token.end, missing);
        return false;
    }
    if (parser_take(parser, ")"))
        return true;
    while (owner->kind != EXPRESSION_CALL || owner->n_arguments > 0 ||
           !parser_next_is(parser, "|")) {
        Expression *argument = parse_or(parser);

        if (!argument)
            return false;
        parser_argument(owner, argument);
        if (owner->n_arguments > MAX_LIST) {
            parser_fail(parser, begin, begin + 1, "a list of more than 100000 members");
            return false;
        }
        if (!parser_take(parser, ","))
            break;
    }
    if (owner->kind == EXPRESSION_CALL && parser_take(parser, "|") &&
        !(owner->given = parse_or(parser)))
        return false;
    if (parser_take(parser, ")"))
        return true;
    if (parser->token.kind == TOKEN_END)
        parser_fail(parser, begin, begin + 1, "the ( that opens here is never closed");
    parser_fail_here(parser, "expected , or ) here");
    return false;
}

static Expression *
parse_name(Parser *parser)
{
    g_autoptr(Expression) name = parser_leaf(EXPRESSION_NAME, &parser->token);
    bool bare = parser->text[parser->token.begin] != '`';

    name->text = token_value(parser->text, &parser->token);
    parser_advance(parser);
    if (!bare || !parser_next_is(parser, "("))
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
        parser_advance(parser);
        return parser_leaf(EXPRESSION_NUMBER, &token);
    }
    if (token.kind == TOKEN_TEXT) {
        Expression *text = parser_leaf(EXPRESSION_TEXT, &token);
        text->text = token_value(parser->text, &token);
        parser_advance(parser);
        return text;
    }
    if (token.kind == TOKEN_NAME)
        return parse_name(parser);
    if (parser_take(parser, "(")) {
        g_autoptr(Expression) inner = parse_or(parser);

        if (!inner || parser_take(parser, ")"))
            return g_steal_pointer(&inner);
        if (parser->token.kind == TOKEN_END)
            return parser_fail(parser, token.begin, token.end,
                               "the ( that opens here is never closed");
        return parser_fail_here(parser, "expected ) or an operator");
    }
    return parser_fail(parser, token.begin, token.end,
                       token.kind == TOKEN_END
                           ? "the expression ends where a name, number or text is due"
                           : "expected a name, a number, a text or ( here");
}

static Expression *parse_sign(Parser *parser);

static Expression *
parse_power(Parser *parser)
{
    size_t begin = parser->token.begin;
    g_autoptr(Expression) base = parse_operand(parser);

    if (!base || !parser_take(parser, "^"))
        return g_steal_pointer(&base);
    if (!parser_descend(parser))
        return NULL;
    Expression *exponent = parse_sign(parser);
    parser->depth--;
    if (!exponent)
        return NULL;
    return parser_operation(parser, EXPRESSION_POWER, begin, g_steal_pointer(&base), exponent);
}

static Expression *
parse_sign(Parser *parser)
{
    size_t begin = parser->token.begin;
    bool minus = parser_next_is(parser, "-");

    if (!minus && !parser_next_is(parser, "+"))
        return parse_power(parser);
    if (!parser_descend(parser))
        return NULL;
    parser_advance(parser);
    Expression *result = parse_sign(parser);
    parser->depth--;
    return result && minus ? parser_operation(parser, EXPRESSION_NEGATE, begin, result, NULL)
                           : result;
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

        while (i < n && !parser_next_is(parser, operators[i].spelling))
            i++;
        if (i == n)
            break;
        parser_advance(parser);
        Expression *right = part(parser);
        if (!right) {
            expression_free(left);
            return NULL;
        }
        left = parser_operation(parser, operators[i].kind, begin, left, right);
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
    Expression *in = parser_operation(parser, EXPRESSION_IN, begin, what, NULL);

    if (!in)
        return NULL;
    size_t list = parser->token.begin;
    if (!parse_list(parser, in, "expected a list in parentheses after 'in': in (1, 2)")) {
        expression_free(in);
        return NULL;
    }
    in->end = parser->last;
    if (in->n_arguments == 1) {
        parser_fail(parser, list, parser->last, "the list after 'in' is empty");
        expression_free(in);
        return NULL;
    }
    return negated ? parser_operation(parser, EXPRESSION_NOT, begin, in, NULL) : in;
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
        if (parser_next_is(parser, comparisons[i].spelling))
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
    if (parser_take(parser, "in"))
        return parse_in(parser, g_steal_pointer(&left), begin, false);
    if (parser_take(parser, "not")) {
        if (!parser_take(parser, "in"))
            return parser_fail(parser, parser->token.begin, parser->token.end,
                               "expected 'in' after this 'not'");
        return parse_in(parser, g_steal_pointer(&left), begin, true);
    }
    const Operator *comparison = next_comparison(parser);
    if (!comparison)
        return g_steal_pointer(&left);
    parser_advance(parser);
    Expression *right = parse_sum(parser);
    if (!right)
        return NULL;
    Expression *result =
        parser_operation(parser, comparison->kind, begin, g_steal_pointer(&left), right);
    if (result && next_comparison(parser)) {
        parser_fail(parser, parser->token.begin, parser->token.end,
                    "comparisons cannot follow each other; join them with 'and'");
        g_clear_pointer(&result, expression_free);
    }
    return result;
}

static Expression *
parse_not(Parser *parser)
{
    size_t begin = parser->token.begin;

    if (!parser_take(parser, "not"))
        return parse_comparison(parser);
    if (!parser_descend(parser))
        return NULL;
    Expression *result = parse_not(parser);
    parser->depth--;
    return result ? parser_operation(parser, EXPRESSION_NOT, begin, result, NULL) : NULL;
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

    if (!parser_descend(parser))
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
        parser_fail(&parser, 0, 0, "the expression is not UTF-8");
        return NULL;
    }
    parser_advance(&parser);
    g_autoptr(Expression) expression = parse_or(&parser);
    if (expression && parser.token.kind != TOKEN_END)
        parser_fail_here(&parser, "expected an operator, or the end, here");
    return fault->what ? NULL : g_steal_pointer(&expression);
}
