/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_crosstab.c - one- and two-way tables, multiple-response sets. */
#include "cli/survey.h"

#include "datasets/error.h"

#include <string.h>

typedef struct {
    SurveyOptions survey;
    char *percent, *letters, *base, *counted;
    char **tests, **expected;
    bool multi, measures, residuals, duplicates;
} CrosstabOptions;

static const Option options_[] = {
    { "percent", 0, OPTION_TEXT, offsetof(CrosstabOptions, percent), "OF",
      "what is shown: row, col, cell or count (default: col)" },
    { "multi", 0, OPTION_FLAG, offsetof(CrosstabOptions, multi), NULL,
      "ROW is a multiple-response set: of the codebook, or 'name=a,b,c'" },
    { "counted", 0, OPTION_TEXT, offsetof(CrosstabOptions, counted), "VALUE",
      "value of the items that means chosen (default: of the codebook; 1 where they are 0 or 1; "
      "else the values are the answers)" },
    { "base", 0, OPTION_TEXT, offsetof(CrosstabOptions, base), "WHOM",
      "cases of a set: answered (with at least one answer, default) or asked (all rows)" },
    { "count-duplicates", 0, OPTION_FLAG, offsetof(CrosstabOptions, duplicates), NULL,
      "an answer that a row gives in two columns of a set counts twice" },
    { "test", 0, OPTION_LIST, offsetof(CrosstabOptions, tests), "NAMES",
      "rs2, rs1, rs-lr, rs-exact, rs-saddlepoint, wald, adjwald (beyond 2000 cells rs1, rs2, "
      "rs-lr); of "
      "one variable gof (Rao and Scott) or gof-r (as R's svygofchisq); of unweighted counts "
      "pearson, lr, yates, linear, fisher, fisher-less, fisher-greater; none (default: rs2; "
      "pearson when there is no design)" },
    { "expected", 0, OPTION_LIST, offsetof(CrosstabOptions, expected), "LIST",
      "proportions to test one variable against (gof), in the order of its categories" },
    { "measures", 0, OPTION_FLAG, offsetof(CrosstabOptions, measures), NULL,
      "measures of association" },
    { "residuals", 0, OPTION_FLAG, offsetof(CrosstabOptions, residuals), NULL,
      "expected counts and residuals as columns of the data (json, csv)" },
    { "letters", 0, OPTION_TEXT, offsetof(CrosstabOptions, letters), "RULE",
      "letters of the columns that each column is larger than; p adjusted by bonferroni, holm, "
      "bh or none" },
    SUPPRESS_OPTION(CrosstabOptions),
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Table", options_, 0 }, { 0 } };

static bool
check_percent(const char *percent, GError **error)
{
    static const char *const kinds[] = { "row", "col", "cell", "count", NULL };

    if (!percent || g_strv_contains(kinds, percent))
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--percent %s: there are row, col, cell, count", percent);
    return false;
}

/* The numbers of LIST (NULL: none). FALSE and ERROR. */
static bool
read_expected(char **list, GArray *numbers, GError **error)
{
    for (char **text = list; text && *text; text++) {
        char *end;
        double number = g_ascii_strtod(*text, &end);

        if (end == *text || *end) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--expected: '%s' is no number; write 0.5,0.3,0.2", *text);
            return false;
        }
        g_array_append_val(numbers, number);
    }
    return true;
}

static bool
read_base(const char *base, bool *asked, GError **error)
{
    *asked = base && strcmp(base, "asked") == 0;
    if (!base || *asked || strcmp(base, "answered") == 0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--base %s: there are answered, asked",
                base);
    return false;
}

static bool
read_seed(const char *text, uint64_t *seed, GError **error)
{
    guint64 number = 1;

    if (text && !g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, &number, NULL)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--seed %s: it is a whole number, 0 or more", text);
        return false;
    }
    *seed = number;
    return true;
}

/* EXPECTED holds the numbers of it. */
static bool
read_ask(const CrosstabOptions *options, const CommonOptions *common, GArray *expected,
         TableAsk *ask, GError **error)
{
    static const char *const no_tests[] = { NULL };
    bool none = options->tests && g_strcmp0(options->tests[0], "none") == 0;

    *ask = (TableAsk){ .tests = none ? no_tests : (const char *const *)options->tests,
                       .measures = options->measures,
                       .residuals = options->residuals,
                       .mentions = options->duplicates,
                       .counted = options->counted };
    if (options->letters &&
        (ask->letters = letters_rule(options->letters, error)) == LETTERS_NOT_ASKED)
        return false;
    if (!read_expected(options->expected, expected, error) ||
        !read_base(options->base, &ask->asked, error) ||
        !read_seed(common->seed, &ask->seed, error))
        return false;
    ask->n_expected = expected->len;
    ask->expected = expected->len > 0 ? (const double *)(gpointer)expected->data : NULL;
    return true;
}

/* One table for each combination of --by; their measures after them. */
static void
add_tables(Report *report, const Query *query, const Codebook *codebook, ShowOptions show)
{
    size_t n;
    const Crosstab *const *tables = query_tables(query, &n);

    for (size_t k = 0; k < n; k++) {
        g_autofree char *id = g_strdup_printf("t%zu", k + 1);

        show.id = id;
        report_table(report, table_of_crosstab(tables[k], codebook, &show));
        report_tests(report, tables[k], id, tables[k]->n_by > 0);
        if (tables[k]->n_measures > 0)
            report_table(report, table_of_measures(tables[k], codebook, &show));
    }
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const CrosstabOptions *options = store;
    g_autoptr(GArray) expected = g_array_new(FALSE, FALSE, sizeof(double));
    g_auto(Survey) survey = { 0 };
    TableAsk ask;

    if (!arguments_check(arguments, 2, 3, "crosstab DATA ROW [COL]", error) ||
        !check_percent(options->percent, error) ||
        !read_ask(options, common, expected, &ask, error) ||
        !survey_open(&survey, &options->survey, arguments[0], common, error))
        return NULL;
    g_autoptr(Query) query = query_crosstab_asking(arguments[1], arguments[2], options->multi, &ask,
                                                   &survey.query, error);
    Report *report = query ? survey_ask(&survey, query, "crosstab", arguments, error) : NULL;
    if (report) {
        ShowOptions show = survey_show(&survey, common, "t1");

        if (options->percent)
            show.percent = options->percent;
        add_tables(report, query, survey.input->codebook, show);
    }
    return report;
}

const Command command_crosstab = {
    .name = "crosstab",
    .group = "Survey data",
    .summary = "one- and two-way tables, multiple-response sets",
    .arguments = "DATA ROW [COL]",
    .details = "Shares are of those who answered: item nonresponse is outside the domain and is "
               "counted in the account of the rows. A multiple-response set is shown in per cent "
               "of cases: those who gave at least one answer.",
    .groups = groups,
    .size = sizeof(CrosstabOptions),
    .run = run,
};
