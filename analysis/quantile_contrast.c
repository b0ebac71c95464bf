/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quantile_contrast.h"

#include "analysis/quantile_replicates.h"
#include "analysis/woodruff.h"

#include <math.h>

enum { CHUNK = 16384 };

static double
part_value(const QuantileContrast *of, size_t part, int32_t group)
{
    const Statistic *statistic = of->parts[part];

    return quantile_of(of->rule, &statistic->distributions[group], statistic->points[0]);
}

double
quantile_contrast_value(const QuantileContrast *of, int32_t group)
{
    size_t n = of->contrast->parts->len;
    g_autofree double *values = g_new(double, n + 1), *unused = g_new(double, n + 1);

    for (size_t p = 0; p < n; p++)
        values[p] = part_value(of, p, group);
    return contrast_value(of->contrast, values, unused);
}

/* The rows of all parts, each row of the file once: PLACE [parts] is how far each part has been
 * gone through. */
typedef struct {
    const QuantileContrast *of;
    size_t n;      /* parts */
    guint *place;  /* [n] */
    Kept *rows;    /* up to CHUNK of them; code is the domain */
    int32_t *code; /* [n][CHUNK] */
    double *below; /* [n][CHUNK] */
} Merge;

/* The part that has the next row; -1: there is none. */
static int
next_part(const Merge *merge, uint32_t *row)
{
    int next = -1;

    for (size_t p = 0; p < merge->n; p++) {
        const GArray *rows = merge->of->parts[p]->kept->row;

        if (merge->place[p] == rows->len)
            continue;
        uint32_t candidate = g_array_index(rows, uint32_t, merge->place[p]);
        if (next < 0 || candidate < *row) {
            *row = candidate;
            next = (int)p;
        }
    }
    return next;
}

/* Takes ROW from all parts that have it, as number I of the chunk. QUANTILE is [n][groups]. */
static void
take(Merge *merge, uint32_t row, size_t i, const double *const *quantile)
{
    for (size_t p = 0; p < merge->n; p++) {
        const Kept *kept = merge->of->parts[p]->kept;
        guint place = merge->place[p];
        bool has = place < kept->row->len && g_array_index(kept->row, uint32_t, place) == row;
        int32_t group = has ? g_array_index(kept->code, int32_t, place) : -1;

        merge->code[p * CHUNK + i] = group;
        merge->below[p * CHUNK + i] =
            has && g_array_index(kept->value, double, place) <= quantile[p][group];
        merge->place[p] += has;
    }
}

/* Adds all rows: a term a part with 1 for those at or below its quantile, then one for the rows
 * that any part has. */
static void
add_rows(Totals *totals, const QuantileContrast *of, const double *const *quantile)
{
    size_t n = of->contrast->parts->len, m;
    g_autofree guint *place = g_new0(guint, n + 1);
    g_autofree int32_t *code = g_new(int32_t, n * CHUNK);
    g_autofree double *below = g_new(double, n *CHUNK);
    g_autofree const double **values = g_new(const double *, n + 1);
    g_autofree TermRows *terms = g_new0(TermRows, n + 1);
    Merge merge = { of, n, place, NULL, code, below };

    for (size_t p = 0; p < n; p++) {
        values[p] = below + p * CHUNK;
        terms[p] = (TermRows){ code + p * CHUNK, &values[p] };
    }
    do {
        g_autoptr(Kept) chunk = kept_new();
        uint32_t row = 0;
        int part;
        DesignRows rows;

        for (m = 0; m < CHUNK && (part = next_part(&merge, &row)) >= 0; m++) {
            kept_copy(chunk, of->parts[part]->kept, place[part]);
            take(&merge, row, m, quantile);
        }
        kept_rows(chunk, 0, m, &rows);
        terms[n] = (TermRows){ (const int32_t *)(gpointer)chunk->code->data, NULL };
        if (m > 0)
            totals_add(totals, &rows, terms);
    } while (m == CHUNK);
}

/* What the shares of one domain make of the contrast. */
typedef struct {
    const Contrast *contrast;
    double *quantile, *share; /* [parts] */
    double *density;          /* [parts] NAN: the quantile has no error */
} Linear;

/* A CompositeFunc of the shares. */
static double
linear_value(gconstpointer data, const double *shares, double *gradient)
{
    const Linear *linear = data;
    size_t n = linear->contrast->parts->len;
    g_autofree double *moved = g_new(double, n + 1);

    for (size_t p = 0; p < n; p++) /* at the shares themselves nothing moves, whatever f is */
        moved[p] = shares[p] == linear->share[p]
                       ? linear->quantile[p]
                       : linear->quantile[p] - (shares[p] - linear->share[p]) / linear->density[p];
    double result = contrast_value(linear->contrast, moved, gradient);
    for (size_t p = 0; p < n; p++)
        gradient[p] /= -linear->density[p];
    return result;
}

static void
linear_free(gpointer data)
{
    Linear *linear = data;

    g_free(linear->quantile);
    g_free(linear->share);
    g_free(linear->density);
    g_free(linear);
}

/* Woodruff's errors of part P in GROUPS. The caller owns the array. */
static double *
part_errors(const QuantileContrast *of, size_t p, const int32_t *groups, size_t n_groups)
{
    g_autoptr(Estimates) rows = estimates_new();
    double *error = g_new(double, n_groups + 1);

    for (size_t g = 0; g < n_groups; g++)
        estimates_add(rows)->value = part_value(of, p, groups[g]);
    woodruff_fill(of->parts[p], of->design, of->rule, groups, n_groups, of->options, rows, 0);
    for (size_t g = 0; g < n_groups; g++)
        error[g] = rows->rows[g].se;
    return error;
}

/* A share at or below each quantile, domain by domain, part by part. */
static void
add_shares(Estimands *estimands, size_t n, const int32_t *groups, size_t n_groups)
{
    const Totals *totals = estimands->totals;

    for (size_t g = 0; g < n_groups; g++)
        for (size_t p = 0; p < n; p++) {
            double units = totals_n(totals, p, groups[g]);
            int64_t slot = totals_slot(totals, p, groups[g]);
            Estimand share = { .statistic = "ratio",
                               .function = estimand_ratio,
                               .n_sums = 2,
                               .n = (size_t)units,
                               .base_n = (size_t)units };

            share.base = share.sums[1] = estimands_sum(estimands);
            estimands_add_slot(estimands, slot, 1.0, units);
            share.sums[0] = estimands_sum(estimands);
            estimands_add_slot(estimands, slot < 0 ? -1 : slot + 1, 1.0, 0.0);
            estimands_add(estimands, &share);
        }
}

/* After the shares, of which SHARES are the rows: a contrast a domain. Returns what they need while
 * they live. */
static GPtrArray *
add_contrasts(Estimands *estimands, const QuantileContrast *of, const Estimates *shares,
              double *const *errors, const int32_t *groups, size_t n_groups, size_t *parts)
{
    size_t n = of->contrast->parts->len;
    GPtrArray *all = g_ptr_array_new_with_free_func(linear_free);

    for (guint e = 0; e < estimands->list->len; e++) {
        g_array_index(estimands->list, Estimand, e).hidden = true;
        parts[e] = e;
    }
    for (size_t g = 0; g < n_groups; g++) {
        Linear *linear = g_new0(Linear, 1);
        double units = totals_n(estimands->totals, n, groups[g]);
        Estimand contrast = { .statistic = "contrast",
                              .base = estimands_sum(estimands),
                              .n = (size_t)units,
                              .base_n = (size_t)units,
                              .spread = NAN,
                              .composite = linear_value,
                              .data = linear,
                              .parts = parts + g * n,
                              .n_parts = n };

        estimands_add_slot(estimands, totals_slot(estimands->totals, n, groups[g]), 1.0, units);
        *linear = (Linear){ of->contrast, g_new(double, n + 1), g_new(double, n + 1),
                            g_new(double, n + 1) };
        for (size_t p = 0; p < n; p++) {
            const Estimate *share = &shares->rows[g * n + p];

            linear->quantile[p] = part_value(of, p, groups[g]);
            linear->share[p] = share->value;
            linear->density[p] =
                errors[p][g] > 0.0 && share->se > 0.0 ? share->se / errors[p][g] : NAN;
        }
        g_ptr_array_add(all, linear);
        estimands_add(estimands, &contrast);
    }
    return all;
}

static void
fill_row(Estimate *row, double error, bool lost, const EstimandOptions *options)
{
    if (row->flags & (ESTIMATE_CENSUS | ESTIMATE_EMPTY) || !isfinite(row->value))
        return;
    Limits limits = interval_wald(
        row->value, error, options->normal && row->df > 0.0 ? INFINITY : row->df, options->level);

    row->se = error;
    row->cv = row->value != 0.0 ? row->se / fabs(row->value) : NAN;
    row->lower = limits.lower;
    row->upper = limits.upper;
    row->ci_method = limits.method;
    if (lost)
        row->flags |= ESTIMATE_REPLICATES_LOST;
    if (isfinite(row->se) && row->df > 0.0)
        row->flags &= ~(unsigned)ESTIMATE_NO_VARIANCE;
    else
        row->flags |= ESTIMATE_NO_VARIANCE;
}

/* The errors of the contrast by linearisation. */
static void
fill_linear(const QuantileContrast *of, const int32_t *groups, size_t n_groups, Estimate *out)
{
    size_t n = of->contrast->parts->len;
    g_autofree TermSpec *terms = g_new0(TermSpec, n + 1);
    g_autofree double **errors = g_new0(double *, n + 1), **quantile = g_new0(double *, n + 1);
    g_autofree size_t *parts = g_new(size_t, n * n_groups + 1);
    g_autoptr(Estimates) shares = estimates_new(), rows = estimates_new();
    EstimandOptions plain = *of->options;

    for (size_t p = 0; p < n; p++) {
        size_t m = of->parts[p]->n_distributions;

        terms[p].n_values = 1;
        errors[p] = part_errors(of, p, groups, n_groups);
        quantile[p] = g_new(double, m + 1);
        for (size_t g = 0; g < m; g++)
            quantile[p][g] = part_value(of, p, (int32_t)g);
    }
    g_autoptr(Totals) totals = totals_new(design_clustered(of->design), terms, n + 1, true);
    add_rows(totals, of, (const double *const *)quantile);
    totals_finish(totals, design_units(of->design), design_factor(of->design), NULL);
    g_autoptr(Estimands) estimands = estimands_new(totals);
    plain.deff = DEFF_NONE;
    add_shares(estimands, n, groups, n_groups);
    estimands_finish(estimands, of->design, &plain, shares, NULL);
    g_autoptr(GPtrArray) linear =
        add_contrasts(estimands, of, shares, errors, groups, n_groups, parts);
    estimands_finish(estimands, of->design, &plain, rows, NULL);
    for (size_t g = 0; g < n_groups; g++)
        fill_row(&out[g], rows->rows[g].se, rows->rows[g].flags & ESTIMATE_REPLICATES_LOST,
                 of->options);
    for (size_t p = 0; p < n; p++) {
        g_free(errors[p]);
        g_free(quantile[p]);
    }
}

/* The error of the contrast in GROUP from its values in the replicates. */
static void
fill_replicates(const QuantileContrast *of, int32_t group, Estimate *row)
{
    const ReplicateRule *rule = design_replicates(of->design);
    size_t n_parts = of->contrast->parts->len, n = rule->n;
    g_autofree double *theta = g_new(double, n_parts *n + 1), *values = g_new(double, n + 1);
    g_autofree double *parts = g_new(double, n_parts + 1), *unused = g_new(double, n_parts + 1);

    for (size_t p = 0; p < n_parts; p++)
        quantile_replicates_values(of->parts[p], of->rule, group, n, theta + p * n);
    for (size_t r = 0; r < n; r++) {
        for (size_t p = 0; p < n_parts; p++)
            parts[p] = theta[p * n + r];
        values[r] = contrast_value(of->contrast, parts, unused);
    }
    size_t lost = replicate_distances(rule, values, row->value, theta);
    double error = lost + 2 > n ? NAN : sqrt(replicate_product(rule, theta, theta));
    fill_row(row, error, lost > 0, of->options);
}

void
quantile_contrast_fill(const QuantileContrast *of, const int32_t *groups, size_t n_groups,
                       Estimates *out, size_t first)
{
    Estimate *rows = out->rows + first;

    for (size_t g = 0; of->by_replicate && g < n_groups; g++)
        fill_replicates(of, groups[g], &rows[g]);
    if (!of->by_replicate)
        fill_linear(of, groups, n_groups, rows);
}
