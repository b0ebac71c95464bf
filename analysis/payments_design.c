/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_design.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

void
payments_design_free(PaymentsDesign *design)
{
    if (!design)
        return;
    design_free(design->design);
    dataset_free(design->block);
    if (design->names)
        g_ptr_array_unref(design->names);
    g_free(design->stratum);
    g_free(design->psu);
    g_free(design->weight);
    g_free(design->fraction);
    g_free(design->psu_stratum);
    g_free(design);
}

/* The stratum of each row, and how many were drawn from each. */
static bool
find_strata(PaymentsDesign *design, const PaymentsSample *sample, const PaymentsFrame *frame,
            const PaymentsColumns *columns, GArray *drawn, GError **error)
{
    GPtrArray *names = design->names = g_ptr_array_new_with_free_func(g_free);
    double none = 0.0;

    for (size_t h = 0; frame && h < frame->n; h++)
        payments_code(names, frame->names[h]);
    for (size_t i = 0; i < sample->n; i++) {
        const char *name = columns->strata ? sheet_text(sample->sheet, columns->strata, i) : "";

        if (sample->targeted[i])
            continue;
        if (!name)
            return sheet_fail(sample->sheet, i, columns->strata, error,
                              "missing; every row of the sample needs a stratum");
        if (frame && payments_frame_find(frame, name) == frame->n)
            return sheet_fail(sample->sheet, i, columns->strata ? columns->strata : columns->paid,
                              error,
                              "stratum '%s' is not in the frame; how many payments does it "
                              "hold?",
                              name);
        design->stratum[i] = (uint32_t)payments_code(names, name);
        while (drawn->len <= design->stratum[i])
            g_array_append_val(drawn, none);
        g_array_index(drawn, double, design->stratum[i]) += 1.0;
    }
    while (drawn->len < names->len)
        g_array_append_val(drawn, none);
    design->n_strata = drawn->len;
    return true;
}

static bool
check_frame(const PaymentsFrame *frame, const GArray *drawn, const char *path, GError **error)
{
    for (size_t h = 0; h < frame->n; h++) {
        double n = g_array_index(drawn, double, h);

        if (n == 0.0)
            g_set_error(
                error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: nothing was reviewed in stratum '%s' by %s, so nothing is known of it; "
                "merge it with another or leave it out of the frame",
                frame->places[h], frame->names[h], path);
        else if (n > frame->population[h])
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: stratum '%s' has %g, but %g payments of it were reviewed (%s); count "
                        "all that could have been drawn",
                        frame->places[h], frame->names[h], frame->population[h], n, path);
        else
            continue;
        return false;
    }
    return true;
}

static double *
number_column(Column *column, const char *name, size_t n)
{
    *column = (Column){ .name = name, .type = COLUMN_NUMBER };
    return column->number = g_new0(double, n + 1);
}

/* CODES [n] as a column NAME, its levels called as in TEXTS, or by number (NULL). */
static void
category_column(Column *column, GStringChunk *strings, const char *name, const uint32_t *codes,
                size_t n, const GPtrArray *texts, size_t n_levels)
{
    const char **levels = g_new0(const char *, n_levels + 1);

    *column = (Column){ .name = name, .type = COLUMN_CATEGORY, .n_levels = (int32_t)n_levels };
    column->code = g_new0(int32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        column->code[i] = (int32_t)codes[i];
    for (size_t k = 0; k < n_levels; k++) {
        g_autofree char *text =
            texts ? g_strdup(g_ptr_array_index(texts, k)) : g_strdup_printf("%zu", k + 1);

        levels[k] = g_string_chunk_insert(strings, text);
    }
    column->levels = levels;
}

enum { STRATUM, PSU, POPULATION, WEIGHT, DRAWN, N_COLUMNS };
static const char *const column_names[] = { "stratum", "psu", "N", "weight", "drawn" };

/* PSUs are numbered within strata by their text. */
static bool
number_psus(PaymentsDesign *design, const PaymentsSample *sample, const char *column,
            GError **error)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) strata = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (size_t i = 0; i < sample->n; i++) {
        const char *name = column ? sheet_text(sample->sheet, column, i) : NULL;
        gpointer number;

        if (sample->targeted[i])
            continue;
        if (column && !name)
            return sheet_fail(sample->sheet, i, column, error,
                              "missing; every row of the sample needs a sampling unit");
        g_autofree char *key = g_strdup_printf("%u\t%s", design->stratum[i], name ? name : "");
        if (!column || !g_hash_table_lookup_extended(numbers, key, NULL, &number)) {
            number = GUINT_TO_POINTER(strata->len);
            g_hash_table_insert(numbers, g_steal_pointer(&key), number);
            g_array_append_val(strata, design->stratum[i]);
        }
        design->psu[i] = GPOINTER_TO_UINT(number);
    }
    design->n_psu = strata->len;
    design->psu_stratum = (uint32_t *)(gpointer)g_array_steal(strata, NULL);
    return true;
}

static void
make_block(PaymentsDesign *design, const PaymentsSample *sample, const PaymentsFrame *frame,
           const PaymentsColumns *columns, const GArray *drawn)
{
    size_t n = design->n;
    Dataset *block = design->block = dataset_new();

    block->n_rows = n;
    block->n_columns = N_COLUMNS;
    block->columns = g_new0(Column, N_COLUMNS);
    category_column(&block->columns[STRATUM], block->strings, column_names[STRATUM],
                    design->stratum, n, design->names, design->n_strata);
    category_column(&block->columns[PSU], block->strings, column_names[PSU], design->psu, n, NULL,
                    design->n_psu);
    double *population = number_column(&block->columns[POPULATION], column_names[POPULATION], n);
    double *weight = number_column(&block->columns[WEIGHT], column_names[WEIGHT], n);
    double *in = number_column(&block->columns[DRAWN], column_names[DRAWN], n);
    for (size_t i = 0; i < n; i++) {
        uint32_t h = design->stratum[i];

        in[i] = !sample->targeted[i];
        population[i] = frame ? frame->population[h] : NAN;
        if (sample->prob && in[i] == 1.0)
            weight[i] = 1.0 / sample->prob[i];
        else if (columns->weight)
            weight[i] = sheet_number(sample->sheet, columns->weight, i);
        else if (frame && in[i] == 1.0)
            weight[i] = frame->population[h] / g_array_index(drawn, double, h);
    }
}

static bool
resolve(PaymentsDesign *design, const PaymentsFrame *frame, const PaymentsColumns *columns,
        const PaymentsDesignOptions *options, GError **error)
{
    static const char *const strata[] = { "stratum", NULL }, *const psu[] = { "psu", NULL },
                             *const fpc[] = { "N", NULL };
    DesignSpec spec = { .sample = "drawn = 1",
                        .weight = "weight",
                        .strata = columns->strata ? strata : NULL,
                        .psu = columns->psu ? psu : NULL,
                        .singleton = options->singleton,
                        .df_rule = options->df_rule,
                        .df = options->df };

    if (frame && !columns->psu && !columns->prob) {
        spec.fpc = fpc;
        spec.fpc_unit = FPC_COUNT;
    }
    design->design = design_new(&spec, error);
    return design->design && design_add(design->design, design->block, &design->rows, error) &&
           design_finish(design->design, error);
}

PaymentsDesign *
payments_design_new(const PaymentsSample *sample, const PaymentsFrame *frame,
                    const PaymentsColumns *columns, const PaymentsDesignOptions *options,
                    GError **error)
{
    g_autoptr(PaymentsDesign) design = g_new0(PaymentsDesign, 1);
    g_autoptr(GArray) drawn = g_array_new(FALSE, FALSE, sizeof(double));
    const char *path = sample->sheet->input->path;

    if (!frame && !columns->weight && !columns->prob) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "nothing says what the sample stands for; give --population FRAME.csv "
                    "(stratum, N, paid_total), --weight or --prob");
        return NULL;
    }
    design->n = sample->n;
    design->stratum = g_new0(uint32_t, sample->n + 1);
    design->psu = g_new0(uint32_t, sample->n + 1);
    design->weight = g_new0(double, sample->n + 1);
    if (!find_strata(design, sample, frame, columns, drawn, error) ||
        (frame && !check_frame(frame, drawn, path, error)) ||
        !number_psus(design, sample, columns->psu, error))
        return NULL;
    if (design->n_psu == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: no payment was drawn at random, so none can be grossed up", path);
        return NULL;
    }
    make_block(design, sample, frame, columns, drawn);
    if (!resolve(design, frame, columns, options, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    design->fraction = g_new0(double, design->n_strata + 1);
    for (size_t h = 0; frame && !columns->psu && !columns->prob && h < frame->n; h++)
        design->fraction[h] = g_array_index(drawn, double, h) / frame->population[h];
    design->prob = sample->prob;
    for (size_t i = 0; sample->prob && i < sample->n; i++)
        if (!sample->targeted[i]) /* on average, for the bootstrap */
            design->fraction[design->stratum[i]] +=
                sample->prob[i] / g_array_index(drawn, double, design->stratum[i]);
    for (size_t i = 0; i < sample->n; i++)
        if (!sample->targeted[i])
            design->weight[i] = design->block->columns[WEIGHT].number[i];
    return g_steal_pointer(&design);
}

/* The variance of sum(w z) of SCORE, drawn with the probabilities of DESIGN. */
static double
variance_by_size(const PaymentsDesign *design, const double *score)
{
    size_t m = design->n_strata;
    g_autofree double *n = g_new0(double, m + 1), *sum = g_new0(double, m + 1);
    g_autofree double *weights = g_new0(double, m + 1);
    double variance = 0.0;

    for (size_t i = 0; i < design->n; i++) {
        double c = 1.0 - (design->weight[i] > 0.0 ? design->prob[i] : 1.0);

        n[design->stratum[i]] += design->weight[i] > 0.0;
        sum[design->stratum[i]] += c * design->weight[i] * score[i];
        weights[design->stratum[i]] += c;
    }
    for (size_t i = 0; i < design->n; i++) {
        uint32_t h = design->stratum[i];

        if (design->weight[i] <= 0.0 || weights[h] <= 0.0 || n[h] < 2.0)
            continue;
        double off = design->weight[i] * score[i] - sum[h] / weights[h];
        variance += (1.0 - design->prob[i]) * n[h] / (n[h] - 1.0) * off * off;
    }
    return variance;
}

double *
payments_design_variances(const PaymentsDesign *design, const double *const *scores,
                          const size_t *group_of, size_t n_scores, const double *const *groups,
                          size_t n_groups, Support *support)
{
    size_t n_terms = n_scores + n_groups;
    g_autofree TermSpec *terms = g_new0(TermSpec, n_terms + 1);
    g_autofree TermRows *rows = g_new0(TermRows, n_terms + 1);
    g_autofree int32_t *codes = g_new0(int32_t, design->n * (n_groups + 1) + 1);
    g_autoptr(Sparse) sums = sparse_new();
    g_autoptr(Sparse) gradient = sparse_new();
    g_autofree double *members = g_new0(double, n_terms + 1);
    g_autofree uint32_t *base = g_new0(uint32_t, n_terms + 1);

    for (size_t i = 0; i < design->n; i++)
        codes[i] = design->weight[i] > 0.0 ? 0 : -1;
    for (size_t k = 0; k < n_terms; k++) {
        terms[k].n_values = k < n_scores ? 1 : 0;
        rows[k].code = codes;
        rows[k].values = k < n_scores ? &scores[k] : NULL;
        if (k < n_scores)
            continue;
        int32_t *code = codes + (k - n_scores + 1) * design->n;
        for (size_t i = 0; i < design->n; i++)
            code[i] = codes[i] == 0 && groups[k - n_scores][i] != 0.0 ? 0 : -1;
        rows[k].code = code;
    }
    g_autoptr(Totals) totals = totals_new(design_clustered(design->design), terms, n_terms, false);
    totals_add(totals, &design->rows, rows);
    totals_finish(totals, design_units(design->design), design_factor(design->design), NULL);
    for (size_t k = 0; k < n_terms; k++) {
        int64_t slot = totals_slot(totals, k, 0);

        sparse_begin(sums);
        if (slot >= 0)
            sparse_add(sums, (uint32_t)slot + (k < n_scores ? 1 : 0), 1.0);
        members[k] = totals_n(totals, k, 0);
        base[k] = (uint32_t)(k < n_scores ? n_scores + group_of[k] : k);
        sparse_begin(gradient);
        if (k < n_scores)
            sparse_add(gradient, (uint32_t)k, 1.0);
    }
    const Bases bases = { base, members };
    double *variances = variance_diagonal(totals, design->design, sums, gradient, &bases);
    for (size_t k = 0; design->prob && k < n_scores; k++)
        variances[k] = variance_by_size(design, scores[k]);
    g_autofree Support *found = variance_support(totals, design->design, sums, members);
    for (size_t g = 0; g < n_groups; g++)
        support[g] = found[n_scores + g];
    return variances;
}
