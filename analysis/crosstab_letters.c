/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_letters.c - the columns of a table held against each other, row by row. */
#include "analysis/crosstab_extras.h"

#include <math.h>

/* The difference of two shares and its derivatives. */
static double
difference(const double *sums, double parameter, double *gradient)
{
    double second[2];
    double p = estimand_ratio(sums, parameter, gradient);
    double q = estimand_ratio(sums + 2, parameter, second);

    gradient[2] = -second[0];
    gradient[3] = -second[1];
    return p - q;
}

/* The sum of sums A and B. */
static uint32_t
sum_of_both(Estimands *estimands, uint32_t a, uint32_t b)
{
    const uint32_t parts[] = { a, b };
    double members = estimands_n(estimands, a) + estimands_n(estimands, b);
    uint32_t sum = estimands_sum(estimands);

    for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) {
        size_t n;

        sparse_row(estimands->sums, parts[k], &n);
        for (size_t i = 0; i < n; i++) {
            /* rows move when one grows */
            SparsePart part = sparse_row(estimands->sums, parts[k], &n)[i];

            sparse_add(estimands->sums, part.column, part.value);
        }
    }
    g_array_index(estimands->members, double, sum) = members;
    return sum;
}

/* A share of exactly 0 or 1, or of nothing, has no error of its own to be compared by. */
static bool
comparable(const Crosstab *table, size_t i, size_t j, size_t low_base)
{
    const Cell *cell = crosstab_cell(table, i, j);
    double share = cell->share_col.value;

    return share > 0.0 && share < 1.0 && crosstab_cell(table, table->n_rows, j)->n >= low_base;
}

/* Two-sample z test with the pooled share, of units drawn one by one. */
static void
compare_pooled(const Crosstab *table, Comparison *comparison)
{
    const Cell *a = crosstab_cell(table, comparison->row, comparison->a);
    const Cell *b = crosstab_cell(table, comparison->row, comparison->b);
    double n_a = (double)crosstab_cell(table, table->n_rows, comparison->a)->n;
    double n_b = (double)crosstab_cell(table, table->n_rows, comparison->b)->n;
    double pooled = ((double)a->n + (double)b->n) / (n_a + n_b);

    comparison->difference = a->share_col.value - b->share_col.value;
    comparison->statistic =
        comparison->difference / sqrt(pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b));
    comparison->df = INFINITY;
}

/* The difference of shares over its standard error, with the covariance of both. */
static void
compare_by_design(GArray *list, Estimands *estimands, const CellSums *cells, size_t across,
                  size_t last, const Design *design, const EstimandOptions *options)
{
    g_autofree uint32_t *both = g_new0(uint32_t, across * across);
    g_autoptr(Estimates) rows = estimates_new();
    const CellSums *bases = cells + last * across;

    g_array_set_size(estimands->list, 0);
    for (guint k = 0; k < list->len; k++) {
        const Comparison *of = &g_array_index(list, Comparison, k);
        uint32_t *sum = &both[of->a * across + of->b]; /* the first sum is never one of two */
        const CellSums *a = &cells[of->row * across + of->a], *b = a + of->b - of->a;

        if (!*sum)
            *sum = sum_of_both(estimands, bases[of->a].of_col.members, bases[of->b].of_col.members);
        Estimand estimand = { .function = difference,
                              .sums = { a->sum, a->of_col.sum, b->sum, b->of_col.sum },
                              .n_sums = 4,
                              .base = *sum,
                              .n = a->n + b->n,
                              .base_n = a->of_col.n + b->of_col.n,
                              .spread = NAN };
        estimands_add(estimands, &estimand);
    }
    estimands_finish(estimands, design, options, rows, NULL);
    for (guint k = 0; k < list->len; k++) {
        Comparison *of = &g_array_index(list, Comparison, k);

        of->difference = rows->rows[k].value;
        of->statistic = rows->rows[k].value / rows->rows[k].se;
        of->df = rows->rows[k].df;
    }
}

/* All pairs of comparable columns. */
static GArray *
pairs_of(const Crosstab *table, size_t low_base)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Comparison));

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t a = 0; a < table->n_cols; a++)
            for (size_t b = a + 1; b < table->n_cols; b++) {
                Comparison comparison = { .row = i, .a = a, .b = b };

                if (comparable(table, i, a, low_base) && comparable(table, i, b, low_base))
                    g_array_append_val(list, comparison);
            }
    return list;
}

static void
drop_undefined(GArray *list)
{
    guint kept = 0;

    for (guint k = 0; k < list->len; k++) {
        Comparison of = g_array_index(list, Comparison, k);

        of.p = comparison_p(&of);
        if (!isnan(of.p))
            g_array_index(list, Comparison, kept++) = of;
    }
    g_array_set_size(list, kept);
}

void
crosstab_letters(Crosstab *table, Estimands *estimands, const CellSums *cells, const Design *design,
                 const EstimandOptions *options, LetterRule rule)
{
    size_t across = table->n_cols + 1, first = 0;
    GArray *list = pairs_of(table, options->low_base);

    table->letters = rule;
    if (table->plain && !table->turned)
        for (guint k = 0; k < list->len; k++)
            compare_pooled(table, &g_array_index(list, Comparison, k));
    else
        compare_by_design(list, estimands, cells, across, table->n_rows, design, options);
    drop_undefined(list);
    for (size_t i = 0; i < table->n_rows; i++) {
        size_t end = first;

        while (end < list->len && g_array_index(list, Comparison, end).row == i)
            end++;
        Comparison *of = (Comparison *)(gpointer)list->data + first;
        comparisons_adjust(of, end - first, rule);
        for (size_t j = 0; j < table->n_cols; j++) {
            g_autofree char *letters =
                letters_of(of, end - first, j, 1.0 - table->level, table->n_cols > 26);
            table->cells[i * across + j].letters = crosstab_text(table, letters);
        }
        first = end;
    }
    table->n_comparisons = list->len;
    table->comparisons = (Comparison *)(gpointer)g_array_free(list, FALSE);
}
