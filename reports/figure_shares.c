/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_shares.c - shares of the categories of one variable or set. */
#include "reports/figure_source.h"

static bool
ask_shares(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    QueryOptions options = question->query;

    options.by = NULL;
    Query *query = query_crosstab(question->terms[0], NULL, question->multiple, &options, error);
    if (query)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

static FigureData *
make_shares(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
            const ShowOptions *options, GError **error)
{
    (void)question;
    (void)error;
    return figure_of_crosstab(query_table(g_ptr_array_index(queries, 0)), codebook, options);
}

static Table *
tabulate_shares(const GPtrArray *queries, const Codebook *codebook, const ShowOptions *options)
{
    return table_of_crosstab(query_table(g_ptr_array_index(queries, 0)), codebook, options);
}

const FigureSource figure_source_shares = {
    .rows = CHART_OF_SHARES,
    .arguments = "DATA VARIABLE",
    .least_terms = 1,
    .most_terms = 1,
    .ask = ask_shares,
    .make = make_shares,
    .tabulate = tabulate_shares,
};
