/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reproduction.c - cells estimated as published, then with one change at a time. */
#include "analysis/reproduction.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* A cell estimated in some way. */
typedef struct {
    PublishedCell *cell;
    CellChange change; /* N_CELL_CHANGES: none, as published */
    const char *text;  /* the filter */
    bool missing_in;
    Query *query, *count; /* the estimate, and all that are in the domain; owned */
} Trial;

/* What all trials have in common. */
typedef struct {
    Reproduction *reproduction;
    const QueryOptions *options;
} Asker;

static void
clear_trial(gpointer data)
{
    Trial *trial = data;

    query_free(trial->query);
    query_free(trial->count);
}

static GArray *
new_trials(void)
{
    GArray *trials = g_array_new(FALSE, TRUE, sizeof(Trial));

    g_array_set_clear_func(trials, clear_trial);
    return trials;
}

static bool
refuse(const Asker *asker, const PublishedCell *cell, const char *what, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s:%d: cell '%s': %s",
                document_name(asker->reproduction->document), node_line(cell->node), cell->id,
                what);
    return false;
}

/* Adds CELL under the filter WHERE to TRIALS. FALSE and ERROR when it cannot be asked. */
static bool
add_trial(const Asker *asker, GArray *trials, PublishedCell *cell, CellChange change,
          const char *where, GError **error)
{
    static const char *const counts[] = { "count()", NULL };
    const char *const expressions[] = { cell->estimate, NULL };
    QueryOptions options = *asker->options;
    g_autoptr(GError) mistake = NULL;

    options.where = where;
    Trial trial = { .cell = cell,
                    .change = change,
                    .text = change == CHANGE_FILTER ? (where ? where : "none") : NULL,
                    .missing_in = asker->reproduction->missing_in != (change == CHANGE_MISSING),
                    .query = query_estimate(expressions, &options, &mistake) };
    if (trial.query)
        trial.count = query_estimate(counts, &options, &mistake);
    if (!trial.count) {
        query_free(trial.query);
        return refuse(asker, cell, mistake->message, error);
    }
    g_array_append_val(trials, trial);
    return true;
}

/* Answers TRIALS in one reading of INPUT. */
static bool
run_trials(const Asker *asker, GArray *trials, Input *input, const DesignSpec *design,
           GError **error)
{
    g_autoptr(GPtrArray) queries = g_ptr_array_new();

    for (guint i = 0; i < trials->len; i++) {
        g_ptr_array_add(queries, g_array_index(trials, Trial, i).query);
        g_ptr_array_add(queries, g_array_index(trials, Trial, i).count);
    }
    asker->reproduction->n_passes++;
    return query_run((Query *const *)queries->pdata, queries->len, input, design, error);
}

/* The same for the data opened once more. */
static bool
run_again(const Asker *asker, GArray *trials, const DesignSpec *design, InputOpener open,
          gconstpointer user, GError **error)
{
    g_autoptr(Input) input = trials->len > 0 ? open(user, error) : NULL;

    if (trials->len == 0)
        return true;
    return input && run_trials(asker, trials, input, design, error);
}

/* ---- what an answer says */

static bool
is_share(const Estimate *row)
{
    return strcmp(row->statistic, "share") == 0 ||
           (strcmp(row->statistic, "mean") == 0 && row->level);
}

/* A share is the quotient of its counts when the weights do not move it. With MISSING_IN it is of
 * all in the domain, ALL. */
static double
share_of(const Estimate *row, const Estimate *all, bool missing_in)
{
    double value = row->value, base = (double)row->base_n;

    if (missing_in) {
        value *= row->weighted_n / all->weighted_n;
        base = (double)all->base_n;
    }
    double plain = (double)row->n / base;
    return fabs(value - plain) < 1e-12 ? plain : value;
}

static double
part_of(const PublishedCell *cell, const Estimate *row, const Estimate *all, bool missing_in)
{
    switch (cell->part) {
    case CELL_VALUE:
        if (is_share(row))
            return share_of(row, all, missing_in);
        return missing_in && row->base_n != all->base_n ? NAN : row->value;
    case CELL_ERROR:
        return row->se;
    case CELL_LOW:
        return row->lower;
    case CELL_HIGH:
        return row->upper;
    case CELL_MARGIN:
        return (row->upper - row->lower) / 2.0;
    case CELL_BASE:
        return (double)(missing_in ? all->base_n : row->base_n);
    }
    return NAN;
}

static double
value_of(const Trial *trial, int *power)
{
    const Estimate *row = query_estimates(trial->query)->rows;
    const Estimate *all = query_estimates(trial->count)->rows;

    *power = is_share(row) && trial->cell->part != CELL_BASE ? 2 : 0;
    return part_of(trial->cell, row, all, trial->missing_in);
}

/* VALUE as ROUNDING prints it. */
static double
rounded(double value, int power, int decimals, CellChange rounding)
{
    double unit = pow(10.0, decimals), scaled = number_round(value, power, 12) * unit;
    double nearest = round(scaled);

    /* what is a whole number of units but for the last bits of a double is one */
    if (fabs(scaled - nearest) < 1e-7)
        scaled = nearest;
    switch ((int)rounding) {
    case CHANGE_TWO_STEP:
        return number_round(number_round(value, power, decimals + 1), 0, decimals);
    case CHANGE_CUT_OFF:
        return number_round(trunc(scaled) / unit, 0, decimals);
    case CHANGE_UP:
        return number_round(ceil(scaled) / unit, 0, decimals);
    case CHANGE_HALF_DOWN:
        return number_round(ceil(scaled - 0.5 - 1e-7) / unit, 0, decimals);
    default:
        return number_round(value, power, decimals);
    }
}

static void
explain_by(PublishedCell *cell, CellChange change, const char *text, double value)
{
    CellExplanation explanation = { change, text, value };

    g_array_append_val(cell->explanations, explanation);
}

/* Judges the trial of a cell as published. */
static bool
judge(const Asker *asker, const Trial *trial, GError **error)
{
    PublishedCell *cell = trial->cell;
    const Estimates *estimates = query_estimates(trial->query);

    if (estimates->n_rows != 1) {
        g_autofree char *what = g_strdup_printf(
            "%s gives %zu numbers, and a cell is one; name the category, as in share(x = 'yes')",
            cell->estimate, estimates->n_rows);
        return refuse(asker, cell, what, error);
    }
    cell->value = value_of(trial, &cell->power);
    cell->n = estimates->rows[0].n;
    cell->base_n = trial->missing_in ? query_estimates(trial->count)->rows[0].base_n
                                     : estimates->rows[0].base_n;
    cell->verdict = CELL_DIFFERS;
    if (!isfinite(cell->value))
        return true;
    if (published_holds(cell->printed.value, cell->printed.decimals, cell->value, cell->power)) {
        cell->verdict = CELL_MATCHES;
        return true;
    }
    for (CellChange change = CHANGE_TWO_STEP; change <= CHANGE_HALF_DOWN; change++)
        if (rounded(cell->value, cell->power, cell->printed.decimals, change) ==
            cell->printed.value) {
            cell->verdict = CELL_ROUNDING;
            explain_by(cell, change, NULL, cell->value);
        }
    return true;
}

/* Keeps each of TRIALS that reproduces its cell. */
static void
keep_reproducing(const GArray *trials, const char *text)
{
    for (guint i = 0; i < trials->len; i++) {
        const Trial *trial = &g_array_index(trials, Trial, i);
        PublishedCell *cell = trial->cell;
        int power;

        if (query_estimates(trial->query)->n_rows != 1)
            continue;
        double value = value_of(trial, &power);
        if (isfinite(value) &&
            published_holds(cell->printed.value, cell->printed.decimals, value, power))
            explain_by(cell, trial->change, text ? text : trial->text, value);
    }
}

/* ---- the changes */

static bool
has_trial(const GArray *trials, const PublishedCell *cell, const char *where)
{
    for (guint i = 0; i < trials->len; i++) {
        const Trial *trial = &g_array_index(trials, Trial, i);

        if (trial->cell == cell && trial->change == CHANGE_FILTER &&
            strcmp(trial->text, where ? where : "none") == 0)
            return true;
    }
    return false;
}

/* The filters that the file names, those of other cells, and none. */
static bool
add_filters(const Asker *asker, GArray *trials, PublishedCell *cell, GError **error)
{
    const Reproduction *reproduction = asker->reproduction;
    g_autoptr(GPtrArray) filters = g_ptr_array_new();

    for (const char *const *filter = reproduction->filters; filter && *filter; filter++)
        g_ptr_array_add(filters, (gpointer)*filter);
    for (size_t i = 0; i < reproduction->n_cells; i++)
        if (reproduction->cells[i].where)
            g_ptr_array_add(filters, (gpointer)reproduction->cells[i].where);
    g_ptr_array_add(filters, NULL);
    for (guint i = 0; i < filters->len; i++) {
        const char *where = filters->pdata[i];

        if (g_strcmp0(where, cell->where) == 0 || has_trial(trials, cell, where))
            continue;
        if (!add_trial(asker, trials, cell, CHANGE_FILTER, where, error))
            return false;
    }
    return true;
}

/* Adds a trial with CHANGE for each cell that differs; of an uncertainty alone when ERRORS. */
static bool
add_differing(const Asker *asker, GArray *trials, CellChange change, bool errors, GError **error)
{
    Reproduction *reproduction = asker->reproduction;

    for (size_t i = 0; i < reproduction->n_cells; i++) {
        PublishedCell *cell = &reproduction->cells[i];
        bool limit = cell->part >= CELL_LOW && cell->part <= CELL_MARGIN;

        if (cell->verdict == CELL_MATCHES || (errors && !limit))
            continue;
        if (change == CHANGE_FILTER ? !add_filters(asker, trials, cell, error)
                                    : !add_trial(asker, trials, cell, change, cell->where, error))
            return false;
    }
    return true;
}

/* One reading for the bases and the filters. */
static bool
try_domains(const Asker *asker, const DesignSpec *design, InputOpener open, gconstpointer user,
            GError **error)
{
    g_autoptr(GArray) trials = new_trials();

    if (!add_differing(asker, trials, CHANGE_MISSING, false, error) ||
        !add_differing(asker, trials, CHANGE_FILTER, false, error) ||
        !run_again(asker, trials, design, open, user, error))
        return false;
    keep_reproducing(trials, NULL);
    return true;
}

/* One reading for cells that differ, under another DESIGN. */
static bool
try_design(const Asker *asker, CellChange change, const char *text, const DesignSpec *design,
           InputOpener open, gconstpointer user, GError **error)
{
    g_autoptr(GArray) trials = new_trials();

    if (!add_differing(asker, trials, change, change == CHANGE_DF, error) ||
        !run_again(asker, trials, design, open, user, error))
        return false;
    keep_reproducing(trials, text);
    return true;
}

static bool
try_df_rules(const Asker *asker, const DesignSpec *design, InputOpener open, gconstpointer user,
             GError **error)
{
    static const struct {
        DfRule rule;
        const char *name;
    } rules[] = { { DF_DOMAIN, "domain" },
                  { DF_DESIGN, "design" },
                  { DF_STRATA, "strata" },
                  { DF_INFINITE, "inf" } };

    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        DesignSpec other = *design;

        other.df_rule = rules[i].rule;
        if (other.df_rule != design->df_rule &&
            !try_design(asker, CHANGE_DF, rules[i].name, &other, open, user, error))
            return false;
    }
    return true;
}

/* Explanations stand in the order in which they are tried. */
static int
compare_explanations(gconstpointer a, gconstpointer b)
{
    return (int)((const CellExplanation *)a)->change - (int)((const CellExplanation *)b)->change;
}

bool
reproduction_run(Reproduction *reproduction, Input *input, const DesignSpec *design,
                 const QueryOptions *options, InputOpener open, gconstpointer user, GError **error)
{
    const Asker asker = { reproduction, options };
    const DesignSpec plain = { .sample = design->sample, .df_rule = design->df_rule };
    const DesignSpec *own = reproduction->weighted ? design : &plain;
    const DesignSpec *other = reproduction->weighted ? &plain : design;
    g_autoptr(GArray) trials = new_trials();

    for (size_t i = 0; i < reproduction->n_cells; i++) {
        PublishedCell *cell = &reproduction->cells[i];

        if (!add_trial(&asker, trials, cell, N_CELL_CHANGES, cell->where, error))
            return false;
        g_array_index(trials, Trial, i).missing_in = reproduction->missing_in;
    }
    if (trials->len == 0)
        return true;
    if (!run_trials(&asker, trials, input, own, error))
        return false;
    for (guint i = 0; i < trials->len; i++)
        if (!judge(&asker, &g_array_index(trials, Trial, i), error))
            return false;
    if (!try_domains(&asker, own, open, user, error) ||
        !try_design(&asker, CHANGE_WEIGHT, NULL, other, open, user, error) ||
        !try_df_rules(&asker, own, open, user, error))
        return false;
    for (size_t i = 0; i < reproduction->n_cells; i++)
        g_array_sort(reproduction->cells[i].explanations, compare_explanations);
    return true;
}
