/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_design.c - what a design is in the data: stages, strata, weights, and what looks wrong.
 */
#include "datasets/number.h"
#include "reports/tabulate.h"

#include <math.h>

/* More strata than this are no table that anyone reads: they are in the data output. */
enum { STRATA_SHOWN = 20 };

#define TEXT(n, l)                                    \
    {                                                 \
        .name = n, .label = l, .kind = COLUMN_OF_TEXT \
    }
#define NUMBER(n, l, d)                                                 \
    {                                                                   \
        .name = n, .label = l, .kind = COLUMN_OF_NUMBERS, .decimals = d \
    }

static void
add_row(Table *table, const Entry *cells)
{
    Entry *row = table_add(table, ROW_BODY);

    for (size_t k = 0; k < table->n_columns; k++)
        row[k] = cells[k];
}

static Table *
stages_table(const DesignReport *design)
{
    static const TableColumn columns[] = {
        NUMBER("stage", "Stage", 0),        TEXT("strata_variable", "Strata"),
        TEXT("unit_variable", "Units"),     TEXT("fpc_variable", "Population"),
        NUMBER("n_strata", "n strata", 0),  NUMBER("n_units", "n units", 0),
        NUMBER("min_units", "Least", 0),    NUMBER("median_units", "Median", -1),
        NUMBER("max_units", "Greatest", 0),
    };
    Table *table = table_new("design_stages", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Design: units by stratum");
    for (size_t s = 0; s < design->n_stages; s++) {
        const StageReport *stage = &design->stages[s];
        const Entry cells[] = { entry_number((double)s + 1.0),
                                entry_text(table, stage->strata),
                                entry_text(table, stage->unit ? stage->unit : "(rows)"),
                                entry_text(table, stage->fpc),
                                entry_number((double)stage->n_strata),
                                entry_number(stage->n_units),
                                entry_number(stage->least),
                                entry_number(stage->median),
                                entry_number(stage->greatest) };

        add_row(table, cells);
    }
    return table;
}

static Table *
strata_table(const DesignReport *design, size_t most)
{
    static const TableColumn columns[] = { TEXT("stratum", "Stratum"), NUMBER("n_psu", "PSUs", 0),
                                           NUMBER("fraction", "Sampling fraction", 4),
                                           NUMBER("weighted_n", "Sum of weights", 1) };
    Table *table = table_new("strata", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Design: strata");
    for (size_t h = 0; h < MIN(most, design->n_strata); h++) {
        const Stratum *stratum = &design->strata[h];
        const Entry cells[] = { entry_text(table, stratum->name), entry_number(stratum->n),
                                entry_number(stratum->fraction > 0.0 ? stratum->fraction : NAN),
                                entry_number(stratum->weight) };

        add_row(table, cells);
    }
    if (most < design->n_strata) {
        g_autofree char *note =
            g_strdup_printf("%zu further strata are in the JSON output.", design->n_strata - most);
        table_note(table, note);
    }
    return table;
}

static Table *
weights_table(const WeightReport *weights, const char *language)
{
    static const TableColumn columns[] = { TEXT("statistic", "Statistic"), TEXT("label", "Weights"),
                                           NUMBER("value", "", 3) };
    const struct {
        const char *name, *label;
        double value;
    } rows[] = {
        { "n", "Rows", (double)weights->n },
        { "sum", "Sum", weights->sum },
        { "mean", "Mean", weights->mean },
        { "min", "Least", weights->least },
        { "median", "Median", weights->median },
        { "max", "Greatest", weights->greatest },
        { "max_over_median", "Greatest over median", weights->greatest / weights->median },
        { "cv", "Coefficient of variation", weights->cv },
        { "kish_effect", "Kish effect, 1 + cv²", weights->kish },
        { "effective_n", "Effective sample size", weights->effective },
    };
    Table *table = table_new("weights", columns + 1, G_N_ELEMENTS(columns) - 1);
    Table *data = table_new("weights", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Design: weights");
    table->data = data;
    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
        Entry shown[] = { entry_text(table, rows[k].label), entry_number(rows[k].value) };
        const Entry tidy[] = { entry_text(data, rows[k].name), entry_text(data, rows[k].label),
                               entry_number(rows[k].value) };

        if (k == 0) { /* a count among measures */
            g_autofree char *n = number_format(rows[k].value, 0, 0, number_style(language));
            shown[1].text = table_text(table, n);
        }
        add_row(table, shown);
        add_row(data, tidy);
    }
    return table;
}

static Table *
checks_table(const DesignReport *design)
{
    static const TableColumn columns[] = { TEXT("check", "Check"), TEXT("message", "Found") };
    Table *table = table_new("design_checks", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Design: what to look at");
    for (guint k = 0; k < design->checks->len; k++) {
        const DesignCheck *check = &g_array_index(design->checks, DesignCheck, k);
        const Entry cells[] = { entry_text(table, check->check),
                                entry_text(table, check->message) };

        add_row(table, cells);
    }
    return table;
}

void
report_design(Report *report, const DesignReport *design)
{
    if (design->n_stages > 0)
        report_table(report, stages_table(design));
    if (design->n_strata > 1) {
        Table *strata = strata_table(design, STRATA_SHOWN);

        strata->data = strata_table(design, design->n_strata);
        report_table(report, strata);
    }
    if (design->weighted && design->weights.n > 0)
        report_table(report, weights_table(&design->weights, report->language));
    if (design->checks->len > 0)
        report_table(report, checks_table(design));
    else
        report_note(report, "The checks of the design found nothing.");
}
