/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_elements.c - through the moments of each stratum, where every row is its own PSU. */
#include "analysis/variance_state.h"

#include "analysis/pairs.h"

/* Of two sums over N units, what they are in the units and the products of their deviations from
 * their means. */
typedef struct {
    double n, x, y, products;
} Deviations;

/* The covariance of the pairs of sums that estimates are made of. */
typedef struct {
    Pairs *pairs;       /* (sum, sum), the lower first */
    double *covariance; /* [pairs] */
    /* of the stratum in hand */
    double *second;         /* [pairs] products, about 0 or about the means of their cells */
    Deviations *deviations; /* [pairs] of the latter, those of the means of cells */
    double *first;          /* [sums] */
    double *mean_all;       /* [sums] over all rows */
} SumPairs;

static uint32_t
number(Pairs *pairs, uint32_t a, uint32_t b)
{
    return pairs_number(pairs, MIN(a, b), MAX(a, b));
}

/* Pairs within each estimate, or of all sums. */
static Pairs *
wanted_pairs(const Sparse *sums, const Sparse *gradient, bool all)
{
    Pairs *pairs = pairs_new();
    size_t n;

    if (all) {
        for (uint32_t a = 0; a < sparse_rows(sums); a++)
            for (uint32_t b = a; b < sparse_rows(sums); b++)
                pairs_number(pairs, a, b);
        return pairs;
    }
    for (size_t e = 0; e < sparse_rows(gradient); e++) {
        const SparsePart *parts = sparse_row(gradient, e, &n);

        for (size_t i = 0; i < n; i++)
            for (size_t j = i; j < n; j++)
                number(pairs, parts[i].column, parts[j].column);
    }
    return pairs;
}

static inline void
add_first(void *user, SparsePart part, double value)
{
    double *first = user;

    first[part.column] += part.value * value;
}

/* VALUE to the part of SUM among PARTS (of SparsePart). */
static void
add_part(GArray *parts, uint32_t sum, double value)
{
    SparsePart part = { sum, value };

    for (guint k = 0; k < parts->len; k++)
        if (g_array_index(parts, SparsePart, k).column == sum) {
            g_array_index(parts, SparsePart, k).value += value;
            return;
        }
    g_array_append_val(parts, part);
}

/* Two groups of units become one. Chan, Golub and LeVeque (1983), Am. Statistician 37, 242-247. */
static void
add_group(Deviations *to, double n, double x, double y)
{
    double all = to->n + n;

    if (to->n > 0.0)
        to->products += (x / n - to->x / to->n) * (y / n - to->y / to->n) * (n * (to->n / all));
    to->n = all;
    to->x += x;
    to->y += y;
}

/* What cell C of OF adds to each sum, into PARTS (of SparsePart). */
static void
sums_of_cell(const TotalsUnit *of, size_t c, const Sparse *sums_of_slot, GArray *parts)
{
    size_t slot = of->first_slot + (size_t)of->cell[c] * of->width, n;

    g_array_set_size(parts, 0);
    for (size_t k = 0; k < of->width; k++) {
        const SparsePart *to = sparse_row(sums_of_slot, slot + k, &n);

        for (size_t s = 0; s < n; s++)
            add_part(parts, to[s].column, to[s].value * of->sums[c * of->width + k]);
    }
}

/* A cell of N units whose moments are about their mean. */
static void
add_cell(const GArray *parts, double n, SumPairs *work)
{
    for (guint i = 0; i < parts->len; i++)
        for (guint j = i; j < parts->len; j++) {
            const SparsePart *a = &g_array_index(parts, SparsePart, i);
            const SparsePart *b = &g_array_index(parts, SparsePart, j);
            bool turned = a->column > b->column;
            int64_t pair =
                pairs_find(work->pairs, MIN(a->column, b->column), MAX(a->column, b->column));

            if (pair >= 0)
                add_group(&work->deviations[pair], n, turned ? b->value : a->value,
                          turned ? a->value : b->value);
        }
}

/* Cells of a stratum whose moments are about their means. */
static void
add_deviations(const Totals *totals, const Sparse *sums_of_slot, size_t h, SumPairs *work,
               GArray *parts)
{
    for (size_t t = 0; t < totals_terms(totals); t++) {
        TotalsUnit of = totals_unit(totals, t, h);

        for (size_t c = 0; of.about && c < of.n; c++) {
            if (of.about[c] == 0.0)
                continue;
            sums_of_cell(&of, c, sums_of_slot, parts);
            add_cell(parts, of.about[c], work);
        }
    }
}

static void
add_second(const Totals *totals, const Sparse *sums_of_slot, size_t h, SumPairs *work)
{
    size_t n_moments, n_a, n_b;
    const TotalsMoment *moments = totals_moments(totals, h, &n_moments);

    for (size_t k = 0; k < n_moments; k++) {
        bool twice = moments[k].slot_a != moments[k].slot_b;
        const SparsePart *a = sparse_row(sums_of_slot, moments[k].slot_a, &n_a);
        const SparsePart *b = sparse_row(sums_of_slot, moments[k].slot_b, &n_b);

        for (size_t i = 0; i < n_a; i++)
            for (size_t j = 0; j < n_b; j++) {
                uint32_t low = MIN(a[i].column, b[j].column), high = MAX(a[i].column, b[j].column);
                int64_t pair = pairs_find(work->pairs, low, high);
                double value = a[i].value * b[j].value * moments[k].value;

                if (pair < 0 || (!twice && a[i].column > b[j].column))
                    continue;
                /* slots a and b of one sum meet in both orders */
                work->second[pair] += twice && low == high ? 2.0 * value : value;
            }
    }
}

/* Sum of (x - mean x)(y - mean y) over the N rows of a stratum, of which most may be 0. */
static void
add_stratum(SumPairs *work, const Stratum *stratum, StratumRule rule)
{
    for (uint32_t p = 0; p < pairs_count(work->pairs); p++) {
        Pair pair = pairs_member(work->pairs, p);
        double x = work->first[pair.a], y = work->first[pair.b], squares = work->second[p];
        const Deviations *of = &work->deviations[p];

        if (of->n > 0.0) /* exact where nobody is outside of the cells, wherever their mean lies */
            squares += of->products + x * y * ((stratum->n - of->n) / (stratum->n * of->n));
        if (of->n > 0.0 && rule.centre_all)
            squares += x * y / stratum->n;
        if (rule.centre_all)
            squares += -x * work->mean_all[pair.b] - y * work->mean_all[pair.a] +
                       work->mean_all[pair.a] * work->mean_all[pair.b];
        else if (of->n == 0.0)
            squares -= x * y / stratum->n;
        work->covariance[p] += rule.scale * squares;
    }
}

/* Gradient of estimate A times the covariance times that of estimate B. */
static double
quadratic(const SumPairs *work, const Sparse *gradient, size_t a, size_t b)
{
    size_t n_a, n_b;
    const SparsePart *of_a = sparse_row(gradient, a, &n_a), *of_b = sparse_row(gradient, b, &n_b);
    double sum = 0.0;

    for (size_t i = 0; i < n_a; i++)
        for (size_t j = 0; j < n_b; j++)
            sum += of_a[i].value * of_b[j].value *
                   work->covariance[number(work->pairs, of_a[i].column, of_b[j].column)];
    return sum;
}

void
elements_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, double *variance, double *matrix)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums), n_strata, n_units;
    const Stratum *strata = design_strata(design, &n_strata);
    g_autoptr(Sparse) sums_of_slot = sparse_transpose(sums, totals_slots(totals));
    g_autoptr(Pairs) pairs = wanted_pairs(sums, gradient, matrix != NULL);
    g_autofree double *covariance = g_new0(double, pairs_count(pairs) + 1);
    g_autofree double *second = g_new(double, pairs_count(pairs) + 1);
    g_autofree double *first = g_new(double, n_sums + 1), *mean_all = g_new0(double, n_sums + 1);
    g_autofree Deviations *deviations = g_new(Deviations, pairs_count(pairs) + 1);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SparsePart));
    SumPairs work = { pairs, covariance, second, deviations, first, mean_all };

    for (size_t u = 0; u < design_units(design); u++)
        unit_parts(totals, u, sums_of_slot, add_first, mean_all);
    for (size_t s = 0; s < n_sums; s++)
        mean_all[s] /= design_n_psu(design);
    for (size_t h = 0; h < n_strata; h++) {
        StratumRule rule = stratum_rule(design, &strata[h]);

        if (rule.skip)
            continue;
        for (size_t s = 0; s < n_sums; s++)
            first[s] = 0.0;
        for (size_t p = 0; p < pairs_count(pairs); p++)
            second[p] = 0.0;
        for (size_t p = 0; p < pairs_count(pairs); p++)
            deviations[p] = (Deviations){ 0 };
        const uint32_t *units = design_stratum_units(design, h, &n_units);
        for (size_t u = 0; u < n_units; u++) { /* several in a merged stratum */
            unit_parts(totals, units[u], sums_of_slot, add_first, first);
            add_second(totals, sums_of_slot, units[u], &work);
            add_deviations(totals, sums_of_slot, units[u], &work, parts);
        }
        add_stratum(&work, &strata[h], rule);
    }
    for (size_t a = 0; a < m && variance; a++)
        variance[a] += quadratic(&work, gradient, a, a);
    for (size_t a = 0; a < m && matrix; a++)
        for (size_t b = a; b < m; b++)
            matrix[a * m + b] += quadratic(&work, gradient, a, b);
}
