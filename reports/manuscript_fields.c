/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a report file: its head and its blocks. */
#include "plots/chart.h"
#include "reports/manuscript.h"

static const char *const rules[] = { "bonferroni", "holm", "bh", "none", NULL };
static const char *const percents[] = { "row", "col", "cell", "count", NULL };

static const char *const citation_styles[] = { "author-year", "numeric", NULL };
static const char *const lists[] = { "figures", "tables", "references", "data", "quality", NULL };

const Field manuscript_fields[] = {
    { "title", FIELD_LABEL, true, .help = "title of the report" },
    { "subtitle", FIELD_LABEL, .help = "under the title, on the cover" },
    { "authors", FIELD_TEXTS, .help = "who wrote it" },
    { "publisher", FIELD_LABEL, .help = "who publishes it; stands at the foot of the pages" },
    { "lang", FIELD_TEXTS, .help = "language of words and numbers; several: [sv, en]" },
    { "date", FIELD_LABEL, .help = "as it is printed: \"April 2017\"" },
    { "head", FIELD_LABEL, .help = "running head; without it the title" },
    { "data", FIELD_TEXT, .help = "codebook or data file of the blocks" },
    { "published", FIELD_TEXTS, .help = "files of published numbers that must hold" },
    { "contents", FIELD_BOOLEAN, .help = "a page with the contents" },
    { "tag", FIELD_LABEL, .help = "a word on the cover: \"draft\"" },
    { "style", FIELD_TEXT, .help = "style file: colours, fonts, sizes, logo" },
    { "lists", FIELD_TEXTS, .help = "after the contents: figures, tables" },
    { "references", FIELD_TEXT, .help = "BibTeX file; [@key] cites from it" },
    { "citations", FIELD_CHOICE, .choices = citation_styles,
      .help = "how; without it author-year" },
    { "appendices", FIELD_TEXTS, .help = "at the end: data (behind the figures), quality" },
    { "quality", FIELD_BLOCK, .fields = quality_fields,
      .help = "texts of the quality declaration" },
    { NULL }
};

const Field block_fields[] = {
    { "id", FIELD_TEXT, .help = "address of the values and target of @id" },
    { "chart", FIELD_CHOICE, .choices = chart_names, .help = "a figure" },
    { "variable", FIELD_TEXT, .help = "of a figure: a variable or set of the data" },
    { "variables", FIELD_TEXTS, .help = "of a figure: several with the same categories" },
    { "expression", FIELD_TEXTS, .help = "of a figure: statistics, as mean(x)" },
    { "unit", FIELD_LABEL, .help = "of a figure: what stands at the axis" },
    { "classes", FIELD_TEXT, .help = "of a histogram: limits, as 0,30,60" },
    { "breaks", FIELD_TEXTS, .help = "of a figure over time: 2014=New method" },
    { "low_base", FIELD_INTEGER, .help = "of a figure: with fewer answers a value is hollow" },
    { "least_base", FIELD_INTEGER, .help = "of a figure: with fewer answers it is not shown" },
    { "reverse", FIELD_BOOLEAN, .help = "of a figure: a scale in the opposite order" },
    { "tag", FIELD_LABEL, .help = "of a figure: a boxed word at the upper right" },
    { "alt", FIELD_LABEL, .help = "of a figure: its description in words, instead of ours" },
    { "crosstab", FIELD_TEXT, .help = "a table of this variable or set" },
    { "estimate", FIELD_TEXTS, .help = "a table of these expressions" },
    { "response", FIELD_TEXT, .help = "outcome rates: the variable, or yes for the codebook's" },
    { "cost", FIELD_TEXT, .help = "a cost model" },
    { "payments", FIELD_TEXT, .help = "a file of published error rates" },
    { "recount", FIELD_TEXT, .help = "a file of published numbers: can they be right?" },
    { "reproduction", FIELD_BOOLEAN, .help = "all published numbers beside the computed ones" },
    { "list", FIELD_CHOICE, .choices = lists, .help = "a list, or what else is made of the run" },
    { "title", FIELD_LABEL, .help = "without it the variable's label" },
    { "question", FIELD_LABEL, .help = "wording under the title; without it the variable's" },
    { "base", FIELD_LABEL, .help = "line that says of whom the numbers are" },
    { "where", FIELD_TEXT, .help = "condition: which rows" },
    { "by", FIELD_TEXTS, .help = "variables that make the columns or the domains" },
    { "percent", FIELD_CHOICE, .choices = percents, .help = "which shares a table shows" },
    { "tests", FIELD_TEXTS, .help = "under a table: rs2, pearson, ... as --test of crosstab" },
    { "letters", FIELD_CHOICE, .choices = rules, .help = "columns that a column is larger than" },
    { "decimals", FIELD_INTEGER, .help = "shown" },
    { "intervals", FIELD_BOOLEAN, .help = "show errors and limits" },
    { "outputs", FIELD_TEXTS, .help = "rows of a cost model, or rates of response, in this order" },
    { "note", FIELD_LABEL, .help = "under the table or figure" },
    { "notes", FIELD_ANY, .help = "several of them" },
    { "source", FIELD_LABEL, .help = "without it the codebook's" },
    { "show", FIELD_BOOLEAN, .help = "no: values for the text, nothing printed" },
    { NULL }
};
