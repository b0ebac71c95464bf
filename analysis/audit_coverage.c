/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_coverage.h"

#include "analysis/random.h"
#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>

/* Chances of one run: those of the items, then those of starts, cells and steps. */
typedef struct {
    RandomStream stream;
    uint64_t first; /* number of the run's first chance */
} RunChance;

static double
chance_of(uint64_t k, gpointer user)
{
    const RunChance *run = user;

    return random_uniform(&run->stream, run->first + k);
}

static int
descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

static double
taint_of(const AuditPopulation *population, size_t i)
{
    double taint = (population->book[i] - population->audited[i]) / population->book[i];

    return fmin(fmax(taint, 0.0), 1.0);
}

/* Evaluates one draw and adds it to COVERAGE. */
static void
add_run(const AuditPopulation *population, const CoverageOptions *options,
        const AuditSelection *selection, double *taints, Coverage *coverage)
{
    AuditErrors errors = { taints, 0, 0.0, options->confidence };
    double known = 0.0, sum = 0.0, book = population->book_total - selection->certainty_book;

    for (guint k = 0; k < selection->picks->len; k++) {
        const AuditPick *pick = &g_array_index(selection->picks, AuditPick, k);
        double taint = taint_of(population, pick->item);

        if (pick->certainty) {
            known += taint * population->book[pick->item];
            continue;
        }
        errors.n += pick->hits;
        sum += taint * pick->hits;
        for (unsigned hit = 0; hit < pick->hits && taint > 0.0; hit++)
            taints[errors.n_taints++] = taint;
    }
    if (errors.n_taints > 0)
        qsort(taints, errors.n_taints, sizeof *taints, descending);
    for (int bound = 0; bound < N_BOUNDS; bound++) {
        double amount =
            errors.n > 1.0 ? known + book * audit_bound((AuditBound)bound, &errors) : known;

        coverage->covered[bound] += amount >= coverage->truth * (1.0 - 1e-12);
        coverage->mean[bound] += amount;
    }
    coverage->mean_estimate += known + (errors.n > 0.0 ? book * sum / errors.n : 0.0);
}

static bool
is_classical(const CoverageOptions *options)
{
    return options->method == SELECT_SRS || options->method == SELECT_SYSTEMATIC;
}

/* The same for a draw with equal chances; ERRORS and BOOK [n drawn] are room. */
static void
add_classical(const AuditPopulation *population, const CoverageOptions *options,
              const AuditSelection *selection, double *errors, double *book, Coverage *coverage)
{
    AuditClassical found[AUDIT_MOST_CLASSICAL];
    guint n = selection->picks->len;

    for (guint k = 0; k < n; k++) {
        size_t i = g_array_index(selection->picks, AuditPick, k).item;

        book[k] = population->book[i];
        errors[k] = taint_of(population, i) * book[k];
    }
    audit_classical(errors, book, n, (double)population->n, population->book_total,
                    options->confidence, found);
    for (int k = 0; k < AUDIT_MOST_CLASSICAL; k++) {
        bool above = found[k].upper >= coverage->truth * (1.0 - 1e-12);

        coverage->covered_classical[k] += above;
        coverage->covered_both[k] += above && found[k].lower <= coverage->truth * (1.0 + 1e-12);
        coverage->mean_classical[k] += found[k].upper;
    }
    coverage->mean_estimate += found[1].value;
}

static bool
check(const AuditPopulation *population, const CoverageOptions *options, GError **error)
{
    if (is_classical(options) && options->n < 3) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit coverage: the classical estimates take at least 3 items (--n)");
        return false;
    }
    for (size_t i = 0; is_classical(options) && i < population->n; i++)
        if (population->book[i] <= 0.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "item '%s' has an amount of 0 or below; the classical estimates are of "
                        "amounts above 0",
                        population->ids[i]);
            return false;
        }
    for (size_t i = 0; i < population->n; i++)
        if (population->book[i] > 0.0 && !(population->audited[i] >= 0.0)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "item '%s' has no audited amount of 0 or above; the truth of every item "
                        "must be known, or supposed",
                        population->ids[i]);
            return false;
        }
    return true;
}

bool
audit_coverage(const AuditPopulation *population, const CoverageOptions *options,
               Coverage *coverage, GError **error)
{
    size_t n = population->n;
    g_autofree double *u = g_new0(double, n + 1);
    g_autofree double *taints = g_new0(double, n + options->n + 1);
    g_autofree double *drawn = g_new0(double, n + options->n + 1);
    RunChance run = { .stream = random_stream(options->seed, "coverage") };
    AuditFrame frame = { .n = n,
                         .book = population->book,
                         .u = u,
                         .balance = (const double *const *)population->balance,
                         .n_balance = population->n_balance,
                         .chance = chance_of,
                         .user = &run };

    *coverage = (Coverage){ .runs = options->runs, .classical = is_classical(options) };
    if (!check(population, options, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (population->book[i] > 0.0)
            coverage->truth += taint_of(population, i) * population->book[i];
    for (size_t r = 0; r < options->runs; r++) {
        uint64_t first = (uint64_t)r * 4 * (n + options->n);

        for (size_t i = 0; i < n; i++)
            u[i] = random_uniform(&run.stream, first + i);
        run.first = first + n;
        g_autoptr(AuditSelection) selection =
            audit_select(&frame, options->method, options->n, 0, error);
        if (!selection)
            return false;
        if (coverage->classical)
            add_classical(population, options, selection, taints, drawn, coverage);
        else
            add_run(population, options, selection, taints, coverage);
    }
    for (int bound = 0; bound < N_BOUNDS; bound++) {
        coverage->covered[bound] /= (double)options->runs;
        coverage->mean[bound] /= (double)options->runs;
    }
    for (int k = 0; k < AUDIT_MOST_CLASSICAL; k++) {
        coverage->covered_classical[k] /= (double)options->runs;
        coverage->covered_both[k] /= (double)options->runs;
        coverage->mean_classical[k] /= (double)options->runs;
    }
    coverage->mean_estimate /= (double)options->runs;
    return true;
}
