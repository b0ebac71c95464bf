/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_report.c - a whole report: text, tables and figures, with every number computed. */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/watch.h"
#include "datasets/path.h"
#include "reports/compose.h"

typedef struct {
    char *data_dir, *style, *print;
    double text_scale;
    bool watch;
} ReportOptions;

static const Option options_[] = {
    { "data-dir", 0, OPTION_TEXT, offsetof(ReportOptions, data_dir), "DIR",
      "another folder from which the report file may name files" },
    { "style", 0, OPTION_TEXT, offsetof(ReportOptions, style), "FILE",
      "colours, fonts, sizes and logo, instead of the report's" },
    { "print", 0, OPTION_TEXT, offsetof(ReportOptions, print), "HOW",
      "'colour' (default), or 'grey' for one ink: greys that stay apart, dashed lines" },
    { "text-scale", 0, OPTION_NUMBER, offsetof(ReportOptions, text_scale), "N",
      "figures with all sizes and distances N times ours: 0.94 to 2" },
    { "watch", 0, OPTION_FLAG, offsetof(ReportOptions, watch), NULL,
      "make it again whenever a file of it changes; Ctrl-C ends" },
    { 0 }
};

static const OptionGroup groups[] = { { "Report", options_, 0 }, { 0 } };

static Report *
compose_once(const ReportOptions *options, char **arguments, const CommonOptions *common,
             GError **error)
{
    g_autoptr(GBytes) bytes = path_read(arguments[0], NULL, NULL, error);

    if (!bytes)
        return NULL;
    ComposeOptions compose_options = { .language = common->lang,
                                       .data_dir = options->data_dir,
                                       .level = common->level,
                                       .symbols = common->symbols,
                                       .style = options->style,
                                       .look = { .text_scale = options->text_scale,
                                                 .print = options->print },
                                       .threads = (unsigned)common->threads,
                                       .progress = progress_for(common) };
    Report *report = compose(bytes, arguments[0], &compose_options, error);
    for (char **argument = arguments; report && *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    return report;
}

/* Everything of the command, for when it is made over and over. */
typedef struct {
    const ReportOptions *options;
    char **arguments;
    const CommonOptions *common;
} Job;

static Report *
compose_again(gconstpointer user, GError **error)
{
    const Job *job = user;

    return compose_once(job->options, job->arguments, job->common, error);
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const ReportOptions *options = store;
    const Job job = { options, arguments, common };

    if (!arguments_check(arguments, 1, 1, "report FILE.md -o FILE", error))
        return NULL;
    if (options->watch)
        return watch(arguments[0], compose_again, &job, common, error);
    return compose_once(options, arguments, common, error);
}

const Command command_report = {
    .name = "report",
    .group = "Paper",
    .summary = "a whole report as PDF and HTML, every number computed",
    .arguments = "FILE.md",
    .details =
        "FILE.md is Markdown with a YAML head. Fenced blocks marked andel are figures and tables; "
        "{ID.KEY | FORMAT} in the text is a computed value and @ID a reference. Nothing in the "
        "file is run.\n\nPublished numbers that the head names are held against the computed ones. "
        "The exit status is 5 when one does not hold and its file does not say why.\n\n"
        "{claim ID.KEY < 50 : \"less than half\"} prints the words and checks what they say, "
        "shares "
        "in per cent; {claim ID.KEY : \"just under half\"} leaves it to the rule of the words. Of "
        "a "
        "share, with W = 5 points (at most a fifth of the fraction) and V = 2.5 (at most a tenth): "
        "'one in four', 'var fj\u00e4rde' at most V from it; 'just under', 'almost', 'knappt', "
        "'n\u00e4stan' up to W below; 'just over', 'drygt' up to W above; 'about', 'close to', "
        "'ungef\u00e4r', 'n\u00e4ra' at most W from it; 'more than', 'less than', 'at least', "
        "'at most', 'most', 'mer \u00e4n', 'mindre \u00e4n', 'minst', 'h\u00f6gst', 'flertalet' as "
        "they say. Of other numbers W is a twentieth. The exit status is 5 when a claim is "
        "false.\n\n"
        "{if ID.KEY > 20} ... {else} ... {/if} within a paragraph, or each as a paragraph of its "
        "own "
        "around others, lets stand what holds. Keys of the head: title, subtitle, authors, "
        "publisher, series, isbn, contact, licence, imprint, lang, date, head, cover, contents, "
        "lists (figures, tables), numbering (through, chapter), appendices (data, quality, trace, "
        "questions), "
        "references, citations, symbols, suppress_below, style, tag, data, published, quality. "
        "status: [2024=provisional, 2023.estimate=revised] of a table marks its rows, columns and "
        "cells: provisional, revised, estimated, break.",
    .groups = groups,
    .size = sizeof(ReportOptions),
    .run = run,
};
