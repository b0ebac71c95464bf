/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/published_link.h"

#include "datasets/error.h"
#include "datasets/expression.h"

#include <math.h>
#include <string.h>

enum { MOST_COEFFICIENT = 1000 };

/* A sum: terms and a constant. */
typedef struct {
    GArray *terms; /* of PublishedTerm */
    int64_t constant;
} Sum;

typedef struct {
    const Published *published;
    char *wrong; /* the first mistake; NULL: none */
    char *hint;
} Reading;

static bool
fail(Reading *reading, char *wrong)
{
    if (reading->wrong)
        g_free(wrong);
    else
        reading->wrong = wrong;
    return false;
}

/* "f1.always", "f1.base" and "districts": all names that a link may hold. */
static GPtrArray *
known_names(const Published *published)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < published->n_figures; i++) {
        const PublishedFigure *figure = &published->figures[i];
        g_ptr_array_add(names, g_strconcat(figure->id, ".base", NULL));
        for (size_t j = 0; j < figure->n_values; j++)
            if (*figure->values[j].id)
                g_ptr_array_add(names, g_strconcat(figure->id, ".", figure->values[j].id, NULL));
    }
    for (size_t i = 0; i < published->n_numbers; i++)
        g_ptr_array_add(names, g_strdup(published->numbers[i].id));
    return names;
}

static bool
unknown(Reading *reading, const char *name)
{
    g_autoptr(GPtrArray) names = known_names(reading->published);
    const char *near = nearest_name(name, (const char *const *)names->pdata, names->len);

    if (!reading->hint)
        reading->hint = near ? g_strdup_printf("did you mean '%s'?", near)
                             : g_strdup("a link names FIGURE.VALUE, FIGURE.base or a number by id");
    return fail(reading,
                g_strdup_printf("the link names '%s', which is nothing in this file", name));
}

static bool
number_in(Reading *reading, const char *name, int64_t times, Sum *sum)
{
    const PublishedNumber *number = published_find_number(reading->published, name);

    if (!number)
        return unknown(reading, name);
    int64_t value = number->printed.digits;
    for (int i = 0; i < number->printed.decimals; i++) {
        if (value % 10 != 0)
            return fail(reading, g_strdup_printf("'%s' is no whole number and cannot stand in a "
                                                 "link of counts",
                                                 name));
        value /= 10;
    }
    if (value <= -PERCENT_BASE || value >= PERCENT_BASE)
        return fail(reading, g_strdup_printf("'%s' is too large for a link", name));
    sum->constant += times * value;
    return true;
}

static bool
name_in(Reading *reading, const char *name, int64_t times, Sum *sum)
{
    const char *dot = strchr(name, '.');
    if (!dot)
        return number_in(reading, name, times, sum);

    g_autofree char *id = g_strndup(name, (gsize)(dot - name));
    const PublishedFigure *figure = published_find_figure(reading->published, id);
    if (figure && strcmp(dot + 1, "base") == 0) {
        sum->constant += times * figure->base;
        return true;
    }
    for (size_t i = 0; figure && i < figure->n_values; i++)
        if (strcmp(figure->values[i].id, dot + 1) == 0) {
            PublishedTerm term = { (size_t)(figure - reading->published->figures), i, times };
            g_array_append_val(sum->terms, term);
            return true;
        }
    return unknown(reading, name);
}

/* The whole number that EXPRESSION is, when it is one. */
static bool
constant_of(const Expression *expression, int64_t *constant)
{
    if (expression->kind == EXPRESSION_NEGATE) {
        bool is = constant_of(expression->arguments[0], constant);
        *constant = -*constant;
        return is;
    }
    *constant = 0;
    if (expression->kind != EXPRESSION_NUMBER || expression->number != floor(expression->number) ||
        fabs(expression->number) >= (double)PERCENT_BASE)
        return false;
    *constant = (int64_t)expression->number;
    return true;
}

static bool product_in(Reading *reading, const Expression *expression, int64_t times, Sum *sum);

/* Adds TIMES times EXPRESSION to SUM. */
static bool
add_to(Reading *reading, const Expression *expression, int64_t times, Sum *sum)
{
    int64_t constant;

    if (constant_of(expression, &constant)) {
        sum->constant += times * constant;
        return true;
    }
    if (expression->kind == EXPRESSION_NAME)
        return name_in(reading, expression->text, times, sum);
    if (expression->kind == EXPRESSION_NEGATE)
        return add_to(reading, expression->arguments[0], -times, sum);
    if (expression->kind == EXPRESSION_ADD || expression->kind == EXPRESSION_SUBTRACT)
        return add_to(reading, expression->arguments[0], times, sum) &&
               add_to(reading, expression->arguments[1],
                      expression->kind == EXPRESSION_ADD ? times : -times, sum);
    if (expression->kind == EXPRESSION_MULTIPLY)
        return product_in(reading, expression, times, sum);
    return fail(reading, g_strdup("a side of a link is a sum of counts, bases and whole numbers"));
}

static bool
product_in(Reading *reading, const Expression *expression, int64_t times, Sum *sum)
{
    for (size_t i = 0; i < 2; i++) {
        int64_t constant;
        if (!constant_of(expression->arguments[i], &constant))
            continue;
        if (constant < -MOST_COEFFICIENT || constant > MOST_COEFFICIENT ||
            times * constant < -MOST_COEFFICIENT || times * constant > MOST_COEFFICIENT)
            return fail(reading, g_strdup("a count is taken at most 1000 times in a link"));
        return add_to(reading, expression->arguments[1 - i], times * constant, sum);
    }
    return fail(reading, g_strdup("a link multiplies counts with whole numbers only"));
}

/* Each value once, none with the coefficient 0. */
static void
merge_terms(GArray *terms)
{
    for (guint i = 0; i < terms->len; i++) {
        PublishedTerm *term = &g_array_index(terms, PublishedTerm, i);
        for (guint j = terms->len - 1; j > i; j--) {
            const PublishedTerm *other = &g_array_index(terms, PublishedTerm, j);
            if (other->figure != term->figure || other->value != term->value)
                continue;
            term->coefficient += other->coefficient;
            g_array_remove_index(terms, j);
        }
        if (term->coefficient == 0)
            g_array_remove_index(terms, i--);
    }
}

/* The limits of the terms by the sign between the sides, when terms + CONSTANT is compared to 0. */
static bool
limits_of(ExpressionKind kind, int64_t constant, PublishedLink *link)
{
    bool less = kind == EXPRESSION_LESS || kind == EXPRESSION_LESS_EQUAL;
    bool greater = kind == EXPRESSION_GREATER || kind == EXPRESSION_GREATER_EQUAL;

    link->low = less ? -PUBLISHED_INFINITE : -constant + (kind == EXPRESSION_GREATER);
    link->high = greater ? PUBLISHED_INFINITE : -constant - (kind == EXPRESSION_LESS);
    return less || greater || kind == EXPRESSION_EQUAL;
}

void
published_link_read(Published *published, const Node *node, PublishedLink *link)
{
    g_autoptr(GError) error = NULL;
    const Node *text = node_get(node, "text");
    Reading reading = { .published = published };
    Sum sum = { .terms = g_array_new(FALSE, FALSE, sizeof(PublishedTerm)) };

    *link = (PublishedLink){ .text = node_text(text),
                             .node = node,
                             .place = node_get(node, "place"),
                             .deviation = node_get(node, "deviation") };
    if (!text) { /* its document has complained of that */
        g_array_unref(sum.terms);
        return;
    }
    g_autoptr(Expression) expression = expression_parse(link->text, &error);
    if (!expression)
        fail(&reading, g_strdup(error->message));
    else if (expression->n_arguments != 2 || !limits_of(expression->kind, 0, link))
        fail(&reading, g_strdup("a link compares two sums with =, <, <=, > or >="));
    else if (add_to(&reading, expression->arguments[0], 1, &sum) &&
             add_to(&reading, expression->arguments[1], -1, &sum))
        limits_of(expression->kind, sum.constant, link);
    if (reading.wrong)
        document_complain(published->document, text, reading.wrong, reading.hint);
    merge_terms(sum.terms);
    link->n_terms = sum.terms->len;
    link->terms = (PublishedTerm *)(gpointer)g_array_free(sum.terms, FALSE);
    g_free(reading.wrong);
    g_free(reading.hint);
}
