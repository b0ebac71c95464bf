/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_explain.c - where does this printed number come from? */
#include "cli/command.h"
#include "datasets/path.h"
#include "reports/trace_show.h"

typedef struct {
    bool diff;
} ExplainOptions;

static const Option options_[] = {
    { "diff", 0, OPTION_FLAG, offsetof(ExplainOptions, diff), NULL,
      "the arguments are two documents: list the numbers that changed" },
    { 0 }
};

static const OptionGroup groups[] = { { "Explain", options_, 0 }, { 0 } };

static Trace *
open_trace(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = path_read(path, NULL, NULL, error);

    return bytes ? trace_open(bytes, path, error) : NULL;
}

static Report *
run_diff(char **arguments, GError **error)
{
    if (!arguments_check(arguments, 2, 2, "explain --diff OLD NEW", error))
        return NULL;
    g_autoptr(Trace) before = open_trace(arguments[0], error);
    g_autoptr(Trace) now = before ? open_trace(arguments[1], error) : NULL;

    return now ? report_of_changes(before, now) : NULL;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const ExplainOptions *options = store;

    (void)common;
    if (options->diff)
        return run_diff(arguments, error);
    if (!arguments_check(arguments, 1, 2, "explain DOCUMENT [ADDRESS]", error))
        return NULL;
    g_autoptr(Trace) trace = open_trace(arguments[0], error);
    if (!trace)
        return NULL;
    return arguments[1] ? report_of_chain(trace, arguments[1], error) : report_of_trace(trace);
}

const Command command_explain = {
    .name = "explain",
    .group = "Paper",
    .summary = "where does this printed number come from?",
    .arguments = "DOCUMENT [ADDRESS]",
    .details =
        "DOCUMENT is a PDF, an HTML page or a result in JSON that andel made; what is told is "
        "stored in it, and nothing else is read.\n\n"
        "f1.v3 is the third value of figure 1, t2.r4.c2 row 4, column 2 of table 2 (its head and "
        "headings of groups are not counted, its first column is), p3.s2 the second number of "
        "paragraph 3; h1.s1 is one of a heading, n1.s1 of a footnote, f1.s1 and t1.s1 of the words "
        "of a figure or table. The name of a computed value, info.always, is an address too. "
        "Without an address all numbers are listed.\n\n"
        "With --diff OLD NEW the numbers that changed are listed. A number is the same in both "
        "when it has the same name, or the same row and column, or the same words around it, "
        "wherever it moved.",
    .groups = groups,
    .size = sizeof(ExplainOptions),
    .run = run,
};
