/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_crosstab.c - blocks of shares: a bar figure, or a table of one or two variables. */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/parts.h"

#include <math.h>

static bool
ask_for(Composer *composer, Spec *spec, const char *key, GError **error)
{
    static const char *const no_tests[] = { NULL };
    const char *row = node_text(node_get(spec->node, key));
    QueryOptions options = spec_query(composer, spec);
    const char *col = options.by ? options.by[0] : NULL;

    if (!row) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no 'variable:'; name one of the data");
        return false;
    }
    if (options.by && options.by[0] && options.by[1]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "a table has one variable down and one across; 'by:' names one");
        return false;
    }
    options.by = NULL;
    bool set = codebook_find_set(composer->input->codebook, row) != NULL;
    const char *letters = node_text(node_get(spec->node, "letters"));
    const char *const *tests = node_texts(node_get(spec->node, "tests"));
    const TableAsk ask = { .tests = tests ? tests : no_tests,
                           .letters = letters ? letters_rule(letters, NULL) : LETTERS_NOT_ASKED,
                           .seed = 1 };
    spec->query = query_crosstab_asking(row, col, set, &ask, &options, error);
    return spec->query != NULL;
}

static bool
ask_bar(Composer *composer, Spec *spec, GError **error)
{
    return ask_for(composer, spec, "variable", error);
}

static bool
ask_crosstab(Composer *composer, Spec *spec, GError **error)
{
    return ask_for(composer, spec, "crosstab", error);
}

/* The values of one cell under the names of its category or categories. */
static void
add_cell(Composer *composer, const Spec *spec, const char *row, const char *col, const Cell *cell,
         size_t base, int decimals)
{
    const Figure *share = &cell->share_col;
    const struct {
        const char *part;
        Value value;
    } values[] = {
        { NULL, { VALUE_SHARE, share_exact(share->value, cell->n, base), decimals, NULL } },
        { "share", { VALUE_SHARE, share_exact(share->value, cell->n, base), decimals, NULL } },
        { "n", { VALUE_COUNT, (double)cell->n, 0, NULL } },
        { "base", { VALUE_COUNT, (double)base, 0, NULL } },
        { "se", { VALUE_SHARE, share->se, 1, NULL } },
        { "low", { VALUE_SHARE, share->lower, decimals, NULL } },
        { "high", { VALUE_SHARE, share->upper, decimals, NULL } },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        const char *parts[4] = { row };
        size_t n = 1;

        if (col)
            parts[n++] = col;
        parts[n] = values[i].part;
        spec_value(composer, spec, parts, values[i].value);
    }
}

/* ID.ROW[.PART], of a two-way table also ID.ROW.COL[.PART]; ID.base is the number of answers;
 * ID.TEST.p and ID.TEST.statistic are those of the tests asked. */
static void
answer(Composer *composer, Spec *spec)
{
    const Crosstab *table = query_table(spec->query);
    ShowOptions show = spec_show(composer, spec);
    int decimals = share_decimals(table->base_n, show.decimals);
    const char *const base[] = { "base", NULL };

    spec_value(composer, spec, base, (Value){ VALUE_COUNT, (double)table->base_n, 0, NULL });
    for (size_t i = 0; i < table->n_rows; i++) {
        add_cell(composer, spec, table->rows[i], NULL, crosstab_cell(table, i, table->n_cols),
                 crosstab_cell(table, table->n_rows, table->n_cols)->n, decimals);
        for (size_t j = 0; table->col_variable && j < table->n_cols; j++)
            add_cell(composer, spec, table->rows[i], table->cols[j], crosstab_cell(table, i, j),
                     crosstab_cell(table, table->n_rows, j)->n, decimals);
    }
    for (size_t t = 0; t < table->n_tests; t++) {
        const TestResult *test = &table->tests[t];
        const char *const p[] = { test->name, "p", NULL };
        const char *const statistic[] = { test->name, "statistic", NULL };

        spec_value(composer, spec, p, (Value){ VALUE_NUMBER, test->p, 3, NULL });
        spec_value(composer, spec, statistic, (Value){ VALUE_NUMBER, test->statistic, 2, NULL });
    }
}

static bool
show_bar(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Crosstab *table = query_table(spec->query);
    const Codebook *codebook = composer->input->codebook;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(FigureData) figure = figure_of_crosstab(table, codebook, &show);

    return spec_figure(composer, spec, block, "bar", figure,
                       table_of_crosstab(table, codebook, &show), error);
}

static bool
show_crosstab(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);

    (void)error;
    report_tests(composer->report, query_table(spec->query), spec->id, true);
    spec_table(composer, spec, block,
               table_of_crosstab(query_table(spec->query), composer->input->codebook, &show));
    return true;
}

const Composition composition_bar = {
    .key = "chart",
    .value = "bar",
    .figure = true,
    .ask = ask_bar,
    .answer = answer,
    .show = show_bar,
};

const Composition composition_crosstab = {
    .key = "crosstab",
    .ask = ask_crosstab,
    .answer = answer,
    .show = show_crosstab,
};
