/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_crosstab.c - blocks of shares: a table of one or two variables, or such a table for each
 * combination of others. */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/parts.h"

#include <math.h>

static bool
ask_crosstab(Composer *composer, Spec *spec, GError **error)
{
    static const char *const no_tests[] = { NULL };
    const char *row = node_text(node_get(spec->node, "crosstab"));
    QueryOptions options = spec_query(composer, spec);
    const char *col = options.by ? options.by[0] : NULL;

    /* the first stands across, the others make the parts */
    options.by = col ? options.by + 1 : NULL;
    bool set = codebook_find_set(composer->input->codebook, row) != NULL;
    const char *letters = node_text(node_get(spec->node, "letters"));
    const char *const *tests = node_texts(node_get(spec->node, "tests"));
    const TableAsk ask = { .tests = tests ? tests : no_tests,
                           .letters = letters ? letters_rule(letters, NULL) : LETTERS_NOT_ASKED,
                           .seed = 1 };
    spec->query = query_crosstab_asking(row, col, set, &ask, &options, error);
    return spec->query != NULL;
}

/* The names before those of the values: of the variable, of the combination; NULL-terminated. */
typedef const char *Names[6];

/* PREFIX, or the categories of the combination of TABLE; returns how many. */
static size_t
first_names(const Crosstab *table, const char *prefix, Names names)
{
    size_t n = 0;

    if (prefix)
        names[n++] = prefix;
    for (size_t k = 0; k < table->n_by && n + 3 < G_N_ELEMENTS((Names){ 0 }); k++)
        names[n++] = table->by[k] ? table->by[k] : "missing";
    names[n] = NULL;
    return n;
}

/* What is counted is not told of what is withheld. */
static Value
count_value(const Cell *cell)
{
    return (Value){ VALUE_COUNT, cell->withheld ? NAN : (double)cell->n, 0, NULL };
}

/* The values of CELL, whose base is BASE, under NAMES. */
static void
add_cell(Composer *composer, const Spec *spec, Names names, const Cell *cell, const Cell *of,
         int decimals)
{
    size_t base = of->n;
    const Figure *share = &cell->share_col;
    const struct {
        const char *part;
        Value value;
    } values[] = {
        { NULL, { VALUE_SHARE, share_exact(share->value, cell->n, base), decimals, NULL } },
        { "share", { VALUE_SHARE, share_exact(share->value, cell->n, base), decimals, NULL } },
        { "n", count_value(cell) },
        { "base", count_value(of) },
        { "se", { VALUE_SHARE, share->se, 1, NULL } },
        { "low", { VALUE_SHARE, share->lower, decimals, NULL } },
        { "high", { VALUE_SHARE, share->upper, decimals, NULL } },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        const char *parts[G_N_ELEMENTS((Names){ 0 }) + 1] = { 0 };
        size_t n = 0;

        for (; names[n]; n++)
            parts[n] = names[n];
        parts[n] = values[i].part;
        spec_value(composer, spec, parts, values[i].value);
    }
}

/* A value of TABLE itself under NAMES, PART and LAST (NULL: none). */
static void
add_value(Composer *composer, const Spec *spec, Names names, const char *part, const char *last,
          Value value)
{
    const char *parts[G_N_ELEMENTS((Names){ 0 }) + 2] = { 0 };
    size_t n = 0;

    for (; names[n]; n++)
        parts[n] = names[n];
    parts[n] = part;
    parts[n + 1] = last;
    spec_value(composer, spec, parts, value);
}

/* ID.ROW[.PART], of a two-way table also ID.ROW.COL[.PART]; ID.base is the number of answers;
 * ID.TEST.p and ID.TEST.statistic are those of the tests asked. Of a table for each combination the
 * categories of it stand after ID. */
void
spec_values_of_crosstab(Composer *composer, const Spec *spec, const Crosstab *table,
                        const char *prefix)
{
    ShowOptions show = spec_show(composer, spec);
    int decimals = share_decimals(table->base_n, show.decimals);
    Names names;
    size_t n = first_names(table, prefix, names);

    add_value(composer, spec, names, "base", NULL,
              (Value){ VALUE_COUNT, (double)table->base_n, 0, NULL });
    for (size_t i = 0; i < table->n_rows; i++) {
        names[n] = table->rows[i];
        names[n + 1] = NULL;
        add_cell(composer, spec, names, crosstab_cell(table, i, table->n_cols),
                 crosstab_cell(table, table->n_rows, table->n_cols), decimals);
        for (size_t j = 0; table->col_variable && j < table->n_cols; j++) {
            names[n + 1] = table->cols[j];
            names[n + 2] = NULL;
            add_cell(composer, spec, names, crosstab_cell(table, i, j),
                     crosstab_cell(table, table->n_rows, j), decimals);
        }
    }
    names[n] = NULL;
    for (size_t t = 0; t < table->n_tests; t++) {
        const TestResult *test = &table->tests[t];

        add_value(composer, spec, names, test->name, "p",
                  (Value){ VALUE_NUMBER, test->p, 3, NULL });
        add_value(composer, spec, names, test->name, "statistic",
                  (Value){ VALUE_NUMBER, test->statistic, 2, NULL });
    }
}

static void
answer(Composer *composer, Spec *spec)
{
    size_t n;
    const Crosstab *const *tables = query_tables(spec->query, &n);

    for (size_t k = 0; k < n; k++)
        spec_values_of_crosstab(composer, spec, tables[k], NULL);
}

static bool
show_crosstab(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);
    size_t n;
    const Crosstab *const *tables = query_tables(spec->query, &n);

    (void)error;
    for (size_t k = 0; k < n; k++)
        report_tests(composer->report, tables[k], spec->id, true);
    spec_table(composer, spec, block,
               table_of_crosstabs(tables, n, composer->input->codebook, &show));
    return true;
}

const Composition composition_crosstab = {
    .key = "crosstab",
    .ask = ask_crosstab,
    .answer = answer,
    .show = show_crosstab,
};
