/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/letters.h"

#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

LetterRule
letters_rule(const char *text, GError **error)
{
    static const char *const names[] = { "none", "bonferroni", "holm", "bh" };

    for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
        if (strcmp(text, names[k]) == 0)
            return (LetterRule)(LETTERS_UNADJUSTED + (int)k);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--letters %s: p can be adjusted by bonferroni, holm, bh, none", text);
    return LETTERS_NOT_ASKED;
}

double
comparison_p(const Comparison *comparison)
{
    double statistic = fabs(comparison->statistic);

    if (isinf(comparison->df))
        return 2.0 * gsl_cdf_ugaussian_Q(statistic);
    return comparison->df > 0.0 ? 2.0 * gsl_cdf_tdist_Q(statistic, comparison->df) : NAN;
}

static int
by_p(const void *a, const void *b)
{
    const Comparison *const *x = a, *const *y = b;

    return ((*x)->p > (*y)->p) - ((*x)->p < (*y)->p);
}

void
comparisons_adjust(Comparison *list, size_t n, LetterRule rule)
{
    g_autofree Comparison **order = g_new(Comparison *, n + 1);
    double bound = 0.0;

    for (size_t k = 0; k < n; k++) {
        order[k] = &list[k];
        list[k].n = n;
        list[k].p_adjusted =
            rule == LETTERS_BONFERRONI ? fmin(1.0, list[k].p * (double)n) : list[k].p;
    }
    qsort(order, n, sizeof *order, by_p);
    for (size_t k = 0; k < n && rule == LETTERS_HOLM; k++) {
        bound = fmax(bound, fmin(1.0, order[k]->p * (double)(n - k)));
        order[k]->p_adjusted = bound;
    }
    bound = 1.0;
    for (size_t k = n; k-- > 0 && rule == LETTERS_BH;) {
        bound = fmin(bound, order[k]->p * (double)n / (double)(k + 1));
        order[k]->p_adjusted = bound;
    }
}

char *
letter_of(size_t j)
{
    GString *letter = g_string_new(NULL);

    for (size_t rest = j + 1; rest > 0; rest = (rest - 1) / 26)
        g_string_prepend_c(letter, (char)('A' + (rest - 1) % 26));
    return g_string_free(letter, FALSE);
}

char *
letters_of(const Comparison *list, size_t n, size_t j, double alpha, bool many)
{
    GString *letters = g_string_new(NULL);

    for (size_t k = 0; k < n; k++) {
        bool first = list[k].a == j && list[k].difference > 0.0;
        bool second = list[k].b == j && list[k].difference < 0.0;

        if (!(first || second) || !(list[k].p_adjusted < alpha))
            continue;
        g_autofree char *letter = letter_of(first ? list[k].b : list[k].a);
        g_string_append_printf(letters, "%s%s", many && letters->len > 0 ? " " : "", letter);
    }
    return g_string_free(letters, FALSE);
}
