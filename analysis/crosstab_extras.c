/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crosstab_extras.h"

#include "analysis/convention.h"
#include "analysis/crosstab_effects.h"
#include "analysis/interaction.h"
#include "analysis/query_run.h"
#include "datasets/error.h"

#include <math.h>

/* Cells beyond which no covariance is made: that of 2000 cells takes 32 MB. */
enum { MOST_CELLS = 2000 };

/* The covariance of the shares of all, or of the sums of weights, of the cells. */
static double *
covariance_of(const Crosstab *crosstab, Estimands *estimands, const CellSums *cells,
              const Design *design, const EstimandOptions *options, bool shares)
{
    size_t n_cols = MAX(crosstab->n_cols, 1), across = crosstab->n_cols + 1;
    g_autoptr(Estimates) rows = estimates_new();
    double *matrix = NULL;

    g_array_set_size(estimands->list, 0);
    for (size_t i = 0; i < crosstab->n_rows; i++)
        for (size_t j = 0; j < n_cols; j++) {
            const CellSums *cell = &cells[i * across + j];
            Estimand estimand = { .function = shares ? estimand_ratio : estimand_total,
                                  .sums = { cell->sum, cell->of_all.sum },
                                  .n_sums = shares ? 2 : 1,
                                  .base = cell->of_all.members,
                                  .n = cell->n,
                                  .base_n = cell->of_all.n,
                                  .spread = NAN };
            estimands_add(estimands, &estimand);
        }
    estimands_finish(estimands, design, options, rows, &matrix);
    return matrix;
}

/* FALSE if any number of MATRIX [n] is none. */
static bool
all_finite(const double *matrix, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!isfinite(matrix[k]))
            return false;
    return true;
}

static void
take_covariances(TestTable *table, Crosstab *crosstab, Estimands *estimands, const CellSums *cells,
                 const Design *design, const EstimandOptions *options, bool totals)
{
    size_t m = table->n_rows * table->n_cols;

    table->too_large = m > MOST_CELLS;
    if (table->too_large || table->overlap || m == 0 || !(table->n > 0.0) || design_census(design))
        return;
    if (!crosstab->covariance)
        crosstab->covariance = covariance_of(crosstab, estimands, cells, design, options, true);
    if (all_finite(crosstab->covariance, m * m))
        table->share_covariance = crosstab->covariance;
    if (!totals)
        return;
    table->total_covariance = covariance_of(crosstab, estimands, cells, design, options, false);
    if (!all_finite(table->total_covariance, m * m))
        g_clear_pointer((gpointer *)&table->total_covariance, g_free);
}

/* The tests that ASK names, or the default. */
static GPtrArray *
kinds_asked(const Crosstab *crosstab, const Design *design, const TableAsk *ask)
{
    const char *program = design_spec(design)->convention;
    const Convention *convention = program ? convention_find(program, NULL) : NULL;
    GPtrArray *kinds = g_ptr_array_new();
    const char *of_two = convention ? convention->test : crosstab->plain ? "pearson" : "rs2";
    const char *of_one = convention && convention->given ? convention->given : "gof";
    const char *by_default = crosstab->col_variable ? of_two : ask->expected ? of_one : NULL;

    for (size_t k = 0; ask->tests && ask->tests[k]; k++)
        g_ptr_array_add(kinds, (gpointer)test_find(ask->tests[k], NULL));
    if (!ask->tests && by_default && !crosstab->multiple)
        g_ptr_array_add(kinds, (gpointer)test_find(by_default, NULL));
    return kinds;
}

static bool
needs(const GPtrArray *kinds, TestNeed need)
{
    for (guint k = 0; k < kinds->len; k++)
        if (((const TestKind *)kinds->pdata[k])->needs & need)
            return true;
    return false;
}

/* What KINDS need of the design effects, which are found once for all of them. */
static void
take_effects(TestTable *table, const Crosstab *crosstab, const Estimands *estimands,
             const CellSums *cells, const Design *design, const EstimandOptions *options,
             const GPtrArray *kinds, Effects *effects)
{
    bool squares = needs(kinds, TEST_BY_SQUARES);
    bool wanted = table->two_way && !table->overlap && (squares || needs(kinds, TEST_BY_TRACE));

    if (!wanted || !(table->n > 0.0) || design_census(design))
        return;
    if (table->share_covariance && test_effects(table, effects))
        table->effects = effects;
    if (table->too_large &&
        crosstab_effects(crosstab, estimands, cells, design, options, squares, effects))
        table->effects = effects;
}

/* What the cells would be if rows and columns were independent. Haberman (1973), Biometrics 29,
 * 205-220; under a design the adjusted residual has the standard error of the distance itself. */
static void
set_residuals(Crosstab *crosstab, const TestTable *table)
{
    g_auto(Margins) margins = test_margins(table);
    double scale = table->n / margins.all;
    size_t m = table->n_rows * table->n_cols;
    g_autofree double *v = table->plain || !table->share_covariance
                               ? NULL
                               : interaction_distances(table, table->share_covariance);

    for (size_t a = 0; a < m; a++) {
        size_t i = a / table->n_cols, j = a % table->n_cols;
        Cell *cell = &crosstab->cells[i * (crosstab->n_cols + 1) + j];
        double row = margins.rows[i] / margins.all, col = margins.cols[j] / margins.all;
        double error = v ? table->n * sqrt(v[a * m + a]) : NAN;

        cell->expected = table->n * row * col;
        cell->residual = table->total[a] * scale - cell->expected;
        if (table->plain)
            error = sqrt(cell->expected * (1.0 - row) * (1.0 - col));
        cell->residual_standardised =
            cell->expected > 0.0 ? cell->residual / sqrt(cell->expected) : NAN;
        cell->residual_adjusted = error > 0.0 ? cell->residual / error : NAN;
    }
    crosstab->residuals = true;
}

static bool
check_expected(const Crosstab *crosstab, const TableAsk *ask, GError **error)
{
    if (!ask->expected || crosstab->col_variable || ask->n_expected == crosstab->n_rows)
        return true;
    g_autofree char *levels = g_strjoinv(", ", (char **)crosstab->rows);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%zu expected proportions, but %s has %zu categories; give one for each: %s",
                ask->n_expected, crosstab->row_variable, crosstab->n_rows, levels);
    return false;
}

/* TOTAL [m] are the sums of weights of the cells. */
static TestTable
table_of(const Crosstab *crosstab, const Design *design, const TableAsk *ask, double *total)
{
    size_t n_cols = crosstab->col_variable ? crosstab->n_cols : 1, across = crosstab->n_cols + 1;

    for (size_t i = 0; i < crosstab->n_rows; i++)
        for (size_t j = 0; j < n_cols; j++)
            total[i * n_cols + j] = crosstab->cells[i * across + j].weighted_n;
    return (TestTable){ .n_rows = crosstab->n_rows,
                        .n_cols = n_cols,
                        .two_way = crosstab->col_variable != NULL,
                        .total = total,
                        .n = (double)crosstab->base_n,
                        .df = crosstab->df,
                        .weighted = query_weighted(design),
                        .plain = crosstab->plain,
                        .replicated = design_replicates(design) != NULL,
                        .overlap = crosstab->multiple,
                        .expected = ask->expected,
                        .seed = ask->seed };
}

bool
crosstab_extras(Crosstab *crosstab, Estimands *estimands, const CellSums *cells,
                const Design *design, const EstimandOptions *options, const TableAsk *ask,
                GError **error)
{
    g_autoptr(GPtrArray) kinds = NULL;
    g_autofree double *total = g_new0(double, (crosstab->n_rows + 1) * (crosstab->n_cols + 1));

    if (!check_expected(crosstab, ask, error))
        return false;
    crosstab->plain = query_plain(design);
    crosstab->seed = ask->seed;
    kinds = kinds_asked(crosstab, design, ask);
    TestTable table = table_of(crosstab, design, ask, total);
    Effects effects;
    if (kinds->len > 0 || ask->measures || ask->residuals)
        take_covariances(&table, crosstab, estimands, cells, design, options,
                         needs(kinds, TEST_BY_TOTALS));
    take_effects(&table, crosstab, estimands, cells, design, options, kinds, &effects);
    crosstab->tests = g_new(TestResult, kinds->len + 1);
    for (guint k = 0; k < kinds->len; k++)
        crosstab->tests[crosstab->n_tests++] = test_run(kinds->pdata[k], &table);
    if (ask->measures && table.two_way && !table.overlap)
        crosstab->measures = association_all(&table, crosstab->level, &crosstab->n_measures);
    if (ask->residuals && table.two_way && !table.overlap)
        set_residuals(crosstab, &table);
    if (ask->letters != LETTERS_NOT_ASKED && crosstab->n_cols > 0)
        crosstab_letters(crosstab, estimands, cells, design, options, ask->letters);
    g_free((gpointer)table.total_covariance);
    return true;
}
