/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_draw.c - the items of a sample, and the certificate with which anybody draws them again. */
#include "analysis/audit_draw.h"
#include "analysis/sheet.h"
#include "cli/audit.h"
#include "datasets/error.h"
#include "reports/tabulate_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(AuditOptions, field)

const Option audit_draw_options[] = {
    { "sizes", 0, OPTION_TEXT, AT(sizes), "FILE",
      "items to draw of each stratum: stratum, n (default: in proportion)" },
    { "balance", 0, OPTION_LIST, AT(balance), "VARS", "what a cube sample is balanced on" },
    { "extend", 0, OPTION_TEXT, AT(extend), "FILE",
      "an earlier selection (unit_id), which is kept (srs, pareto, sequential)" },
    { "spares", 0, OPTION_INTEGER, AT(spares), "N",
      "next items in line (srs, pareto, sequential)" },
    { 0 }
};

/* Sizes by stratum of a file. */
static bool
read_sizes(const AuditOptions *options, const AuditPopulation *population,
           const CommonOptions *common, int64_t *sizes, GError **error)
{
    static const ColumnRequest requests[] = { { "stratum", READ_CATEGORY }, { "n", READ_NUMBER } };
    g_autoptr(Input) input = audit_open(options, options->sizes, common, error);
    g_autoptr(Sheet) sheet =
        input ? sheet_read(input, requests, G_N_ELEMENTS(requests), NULL, error) : NULL;
    if (!sheet)
        return false;
    for (size_t row = 0; row < sheet->data->n_rows; row++) {
        const char *name = sheet_text(sheet, "stratum", row);
        double n = sheet_number(sheet, "n", row);
        guint h = 0;

        while (h < population->strata->len &&
               g_strcmp0(g_ptr_array_index(population->strata, h), name) != 0)
            h++;
        if (h == population->strata->len)
            return sheet_fail(sheet, row, "stratum", error, "'%s' is no stratum of the population",
                              name ? name : "");
        if (!(n >= 0.0) || n != floor(n) || n > 1e9)
            return sheet_fail(sheet, row, "n", error, "%g is no number of items", n);
        sizes[h] = (int64_t)n;
    }
    return true;
}

static bool
find_sizes(const AuditOptions *options, const AuditPopulation *population,
           const CommonOptions *common, int64_t *sizes, GError **error)
{
    if (options->sizes)
        return read_sizes(options, population, common, sizes, error);
    if (options->n < 1) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: how many? --n N (audit plan says how many are enough), or --sizes "
                    "FILE by stratum");
        return false;
    }
    return audit_draw_sizes(population, options->n, sizes, error);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Marks the items of an earlier selection. */
static bool
read_kept(const AuditOptions *options, const AuditPopulation *population,
          const CommonOptions *common, bool *kept, GError **error)
{
    const char *id = options->id ? options->id : "unit_id";
    const ColumnRequest requests[] = { { id, READ_CATEGORY } };
    g_autoptr(Input) input = audit_open(options, options->extend, common, error);
    g_autoptr(Sheet) sheet = input ? sheet_read(input, requests, 1, NULL, error) : NULL;
    if (!sheet)
        return false;
    for (size_t row = 0; row < sheet->data->n_rows; row++) {
        const char *name = sheet_text(sheet, id, row);
        char **met =
            name ? bsearch(&name, population->ids, population->n, sizeof *population->ids, by_text)
                 : NULL;

        if (!met)
            return sheet_fail(sheet, row, id, error, "'%s' is no item of the population",
                              name ? name : "");
        kept[met - population->ids] = true;
    }
    return true;
}

static void
add_option(GString *command, const char *name, const char *text)
{
    g_autofree char *quoted = text ? g_shell_quote(text) : NULL;

    if (text)
        g_string_append_printf(command, " --%s %s", name, quoted);
}

/* The command that draws the sample again. The caller owns it. */
static char *
command_again(const AuditOptions *options, char **arguments, const char *seed)
{
    g_autofree char *file = g_shell_quote(arguments[1]);
    g_autofree char *n = options->n > 0 ? g_strdup_printf("%d", options->n) : NULL;
    g_autofree char *spares = options->spares > 0 ? g_strdup_printf("%d", options->spares) : NULL;
    g_autofree char *balance = options->balance ? g_strjoinv(",", options->balance) : NULL;
    GString *command = g_string_new("andel audit draw ");

    g_string_append(command, file);
    add_option(command, "method", options->method ? options->method : "mus");
    add_option(command, "n", n);
    add_option(command, "seed", seed);
    add_option(command, "id", options->id);
    add_option(command, "book", options->book);
    add_option(command, "strata", options->strata);
    add_option(command, "sizes", options->sizes);
    add_option(command, "balance", balance);
    add_option(command, "extend", options->extend);
    add_option(command, "spares", spares);
    return g_string_free(command, FALSE);
}

static Report *
report_drawing(const AuditOptions *options, char **arguments, const CommonOptions *common,
               const Input *input, const AuditPopulation *population, const AuditDraw *how,
               const AuditDrawing *drawing)
{
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    g_autofree char *command = command_again(options, arguments, how->seed);
    g_autofree char *note = note_of_draw(population, how, language);

    audit_report_input(report, input, population->n);
    report_table(report, table_of_selection((const AuditDrawn *)(gpointer)drawing->drawn->data,
                                            drawing->drawn->len, &show));
    report_table(
        report, certificate_of_draw(population, how, drawing, command, input_sha256(input), &show));
    if (note)
        report_note(report, note);
    return report;
}

Report *
audit_draw_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
               GError **error)
{
    const AuditColumns columns = { .id = options->id,
                                   .book = options->book,
                                   .strata = options->strata,
                                   .balance = (const char *const *)options->balance };
    int method;

    if (!arguments_check(arguments, 2, 2, "audit draw FILE --n N --seed TEXT", error) ||
        !audit_choose("method", options->method, "mus", audit_methods, &method, error))
        return NULL;
    if (!common->seed || !*common->seed) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: --seed TEXT is missing; take one that nobody could choose to suit "
                    "a wish, as dice thrown before witnesses");
        return NULL;
    }
    if (options->balance && method != SELECT_CUBE) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: --balance is for --method cube");
        return NULL;
    }
    g_autoptr(Input) input = audit_open(options, arguments[1], common, error);
    g_autoptr(AuditPopulation) population =
        input ? audit_population_read(input, &columns, error) : NULL;
    if (!population)
        return NULL;
    g_autofree bool *kept = g_new0(bool, population->n + 1);
    g_autofree int64_t *sizes = g_new0(int64_t, population->strata->len + 1);
    const AuditDraw how = { .method = (AuditMethod)method,
                            .seed = common->seed,
                            .sizes = sizes,
                            .spares = (size_t)MAX(options->spares, 0),
                            .kept = options->extend ? kept : NULL,
                            .earlier = options->extend };
    if (!find_sizes(options, population, common, sizes, error) ||
        (options->extend && !read_kept(options, population, common, kept, error)))
        return NULL;
    g_autoptr(AuditDrawing) drawing = audit_draw(population, &how, error);
    return drawing ? report_drawing(options, arguments, common, input, population, &how, drawing)
                   : NULL;
}
