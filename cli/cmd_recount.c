/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_recount.c - can these published figures be right? */
#include "analysis/recount.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/recount_data.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/embed.h"
#include "reports/tabulate_models.h"

typedef struct {
    SurveyOptions survey;
    char *percent, *published, *data;
    int base, decimals;
} RecountOptions;

static const Option options_[] = {
    { "percent", 0, OPTION_TEXT, offsetof(RecountOptions, percent), "P",
      "one percentage as printed, instead of a file" },
    { "base", 0, OPTION_INTEGER, offsetof(RecountOptions, base), "N", "what it is a share of" },
    { "decimals", 0, OPTION_INTEGER, offsetof(RecountOptions, decimals), "N",
      "decimals that it is printed with, when it does not show them (default: 0)" },
    { "published", 0, OPTION_TEXT, offsetof(RecountOptions, published), "TABLE",
      "a published table, cell by cell, to be estimated from the data" },
    { "data", 0, OPTION_TEXT, offsetof(RecountOptions, data), "DATA",
      "the data or codebook that it was made from" },
    { 0 }
};

static const OptionGroup groups[] = {
    { "Recount", options_, 0 },
    { "Data", data_options, offsetof(SurveyOptions, data) },
    { "Design", design_options, offsetof(SurveyOptions, design) },
    { 0 },
};

static Report *
run_percent(const RecountOptions *options, char **arguments, const CommonOptions *common,
            GError **error)
{
    if (arguments[0]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s': with --percent there is no file; leave one of them out", arguments[0]);
        return NULL;
    }
    if (options->base < 1) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--percent %s: say of how many, with --base N", options->percent);
        return NULL;
    }
    g_autoptr(Published) published = published_of_percent(options->percent, options->decimals,
                                                          options->base, common->lang, error);
    if (!published)
        return NULL;
    const char *language = common_language(common, NULL);
    g_autoptr(Recount) result = recount(published);
    g_autofree char *sentence = percent_sentence(result, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    Report *report = report_new("recount", language);
    Table *table = table_of_recount(result, &show);

    g_ptr_array_set_size(table->notes, 0); /* the sentence says it */
    report_paragraph(report, sentence);
    report_table(report, table);
    report->failed_checks = result->fails;
    return report;
}

static Report *
run_data(const RecountOptions *options, char **arguments, const CommonOptions *common,
         GError **error)
{
    if (!options->published || !options->data) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--%s: the table and its data go together; add --%s FILE",
                    options->published ? "published" : "data",
                    options->published ? "data" : "published");
        return NULL;
    }
    if (arguments[0]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s': with --published there is no other file; leave it out", arguments[0]);
        return NULL;
    }
    return recount_data(options->published, options->data, &options->survey, common, error);
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const RecountOptions *options = store;

    if (options->percent)
        return run_percent(options, arguments, common, error);
    if (options->published || options->data)
        return run_data(options, arguments, common, error);
    if (!arguments_check(arguments, 1, 1,
                         "recount FILE | --percent P --base N | --published TABLE --data DATA",
                         error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[0], NULL, NULL, error);
    g_autoptr(Published) published = bytes ? published_read(bytes, arguments[0], error) : NULL;
    if (!published)
        return NULL;
    g_autoptr(Recount) result = recount(published);
    const char *language = common->lang          ? common->lang
                           : published->language ? published->language
                                                 : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    Report *report = document_report("recount", arguments, arguments[0], bytes, language);

    Table *tables[] = { published->n_figures > 0 ? table_of_recount(result, &show) : NULL, NULL,
                        NULL, NULL };
    static Table *(*const others[])(const Recount *, const ShowOptions *) = { table_of_links,
                                                                              table_of_stated,
                                                                              table_of_solutions };
    size_t number = tables[0] != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *id = g_strdup_printf("t%zu", number + 1);

        show.id = id;
        tables[i + 1] = others[i](result, &show);
        number += tables[i + 1] != NULL;
    }
    g_autofree char *sentence = solutions_sentence(result, language);
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (i + 1 == G_N_ELEMENTS(tables) && sentence)
            report_paragraph(report, sentence);
        if (tables[i])
            report_table(report, tables[i]);
    }
    report_recount(report, result, language);
    report_embed_document(report, "figures", published->document);
    return report;
}

const Command command_recount = {
    .name = "recount",
    .group = "Models and published numbers",
    .summary = "can these published figures be right? the counts behind percentages",
    .arguments = "FILE | --percent P --base N | --published TABLE --data DATA",
    .details =
        "Finds every whole number whose share rounds (once, half up) to what is printed, jointly "
        "over the figures of FILE and the statements that link them. What cannot be right is tried "
        "on smaller bases (answers missing for the question), with other roundings, forced to sum "
        "to 100 and with one misprinted digit, in this order; each that explains the whole figure "
        "and its links is told with its counts.\n\nMeans and standard deviations of whole numbers "
        "(GRIM, GRIMMER, DEBIT), "
        "margins of error, changes and rows of shares in FILE are held against themselves. Last it "
        "says "
        "whether all figures and links together have no solution, one or several; at most 20 are "
        "listed.\n\nExit "
        "status 5: a number cannot be right as printed, and the file does "
        "not declare the deviation.\n\n"
        "With --published TABLE --data DATA each cell of a published table is estimated from its "
        "data: it matches, would match if it were rounded otherwise, or does not. What does not is "
        "estimated again with one change at a time, in this order: rounding (twice, cut off, up, "
        "halves down), weights, item nonresponse in the base or out of it, the filters that TABLE "
        "names or its other cells have, and none, the rule of the degrees of freedom; each change "
        "that gives the printed number exactly is told.",
    .groups = groups,
    .size = sizeof(RecountOptions),
    .run = run,
};
