/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_draw.c - the items of a sample, and the certificate with which anybody draws them again. */
#include "analysis/allocation.h"
#include "analysis/audit_population.h"
#include "analysis/audit_select.h"
#include "analysis/sheet.h"
#include "cli/audit.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/tabulate_audit.h"

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

/* A draw from all strata. */
typedef struct {
    const AuditPopulation *population;
    const char *seed, *stratum;
    AuditMethod method;
    double *u;     /* [n] */
    bool *kept;    /* [n]; NULL: none */
    GArray *drawn; /* of AuditDrawn */
    GString *intervals;
    size_t n_certainty;
} Drawing;

/* Chances that belong to no item come from the seed, the method, the stratum and a number. A line
 * feed keeps them apart from ids. */
static double
chance_of(uint64_t k, gpointer user)
{
    const Drawing *drawing = user;
    g_autofree char *text = g_strdup_printf("\n%s\n%s\n%" G_GUINT64_FORMAT,
                                            audit_methods[drawing->method], drawing->stratum, k);

    return audit_chance(drawing->seed, text);
}

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
    size_t n_strata = population->strata->len;
    g_autofree AllocationStratum *strata = g_new0(AllocationStratum, n_strata + 1);

    if (options->sizes)
        return read_sizes(options, population, common, sizes, error);
    if (options->n < 1) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: how many? --n N (audit plan says how many are enough), or --sizes "
                    "FILE by stratum");
        return false;
    }
    for (size_t i = 0; i < population->n; i++)
        strata[population->stratum[i]].population += 1.0;
    if (options->n > (int)population->n) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: --n %d: there are %zu items", options->n, population->n);
        return false;
    }
    allocate(ALLOCATION_PROPORTIONAL, strata, n_strata, options->n, n_strata > 1 ? 1 : 0, 0.5,
             sizes);
    return true;
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

/* An earlier simple random sample with this seed holds the first in line. */
static bool
check_kept(const Drawing *drawing, const size_t *items, size_t n, const char *path, GError **error)
{
    double most = 0.0, least = 1.0;
    size_t late = 0;

    for (size_t k = 0; k < n; k++)
        if (drawing->kept[items[k]] && drawing->u[items[k]] > most) {
            most = drawing->u[items[k]];
            late = items[k];
        } else if (!drawing->kept[items[k]])
            least = fmin(least, drawing->u[items[k]]);
    if (drawing->method != SELECT_SRS || most <= least)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: '%s' was not drawn by this seed before the items that it would have come "
                "after; extend with the seed of the earlier draw",
                path, drawing->population->ids[late]);
    return false;
}

static void
add_selection(Drawing *drawing, const AuditSelection *selection, const size_t *items)
{
    const AuditPopulation *population = drawing->population;

    for (guint k = 0; k < selection->picks->len; k++) {
        AuditPick pick = g_array_index(selection->picks, AuditPick, k);
        size_t i = items[pick.item];
        AuditDrawn drawn = { population->ids[i], drawing->stratum, population->book[i],
                             drawing->u[i], pick };

        g_array_append_val(drawing->drawn, drawn);
    }
    drawing->n_certainty += selection->n_certainty;
    if (!isnan(selection->interval))
        g_string_append_printf(drawing->intervals, "%s%s%s%.2f",
                               drawing->intervals->len ? "; " : "", drawing->stratum,
                               *drawing->stratum ? " " : "", selection->interval);
}

static bool
draw_stratum(Drawing *drawing, guint h, size_t n_draw, size_t spares, const char *earlier,
             GError **error)
{
    const AuditPopulation *population = drawing->population;
    size_t n = 0;
    g_autofree size_t *items = g_new0(size_t, population->n + 1);
    g_autofree double *book = g_new0(double, population->n + 1);
    g_autofree double *u = g_new0(double, population->n + 1);
    g_autofree bool *kept = g_new0(bool, population->n + 1);
    g_autofree double *values = g_new0(double, population->n *(population->n_balance + 1));
    g_autofree const double **balance = g_new0(const double *, population->n_balance + 1);

    for (size_t i = 0; i < population->n; i++) {
        if (population->stratum[i] != h)
            continue;
        book[n] = population->book[i];
        u[n] = drawing->u[i];
        kept[n] = drawing->kept && drawing->kept[i];
        for (size_t k = 0; k < population->n_balance; k++)
            values[k * population->n + n] = population->balance[k][i];
        items[n++] = i;
    }
    for (size_t k = 0; k < population->n_balance; k++)
        balance[k] = values + k * population->n;
    drawing->stratum = g_ptr_array_index(population->strata, h);
    const AuditFrame frame = { .n = n,
                               .book = book,
                               .u = u,
                               .balance = balance,
                               .n_balance = population->n_balance,
                               .chance = chance_of,
                               .user = drawing,
                               .kept = drawing->kept ? kept : NULL };
    if (n_draw == 0)
        return true;
    if (drawing->kept && !check_kept(drawing, items, n, earlier, error))
        return false;
    g_autoptr(AuditSelection) selection =
        audit_select(&frame, drawing->method, n_draw, spares, error);
    if (selection)
        add_selection(drawing, selection, items);
    return selection != NULL;
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

static Table *
certificate(const AuditOptions *options, char **arguments, const Input *input,
            const Drawing *drawing, const ShowOptions *show)
{
    static const char *const names[] = { "andel",       "command",    "seed",    "method",
                                         "file_sha256", "ids_sha256", "items",   "book_total",
                                         "drawn",       "certain",    "interval" };
    const AuditPopulation *population = drawing->population;
    char *texts[] = { g_strdup(ANDEL_VERSION),
                      command_again(options, arguments, drawing->seed),
                      g_strdup(drawing->seed),
                      g_strdup(audit_methods[drawing->method]),
                      g_strdup(input_sha256(input)),
                      g_strdup(population->ids_sha256),
                      g_strdup_printf("%zu", population->n),
                      g_strdup_printf("%.2f", population->book_total),
                      g_strdup_printf("%u", drawing->drawn->len),
                      g_strdup_printf("%zu", drawing->n_certainty),
                      g_strdup(drawing->intervals->len ? drawing->intervals->str : NULL) };
    Table *table = table_of_certificate(names, texts, G_N_ELEMENTS(names), show);

    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
        g_free(texts[k]);
    return table;
}

static Report *
report_drawing(const AuditOptions *options, char **arguments, const CommonOptions *common,
               const Input *input, const Drawing *drawing)
{
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    bool by_amount = drawing->method != SELECT_SRS && drawing->method != SELECT_SYSTEMATIC;

    audit_report_input(report, input, drawing->population->n);
    report_table(report, table_of_selection((const AuditDrawn *)(gpointer)drawing->drawn->data,
                                            drawing->drawn->len, &show));
    report_table(report, certificate(options, arguments, input, drawing, &show));
    if (by_amount && drawing->population->n_not_positive > 0) {
        g_autofree char *n = number_format((double)drawing->population->n_not_positive, 0, 0,
                                           number_style(language));
        g_autofree char *note = word_filled(WORD_AUDIT_NOT_POSITIVE, language, n);

        report_note(report, note);
    }
    return report;
}

static bool
draw_all(Drawing *drawing, const AuditOptions *options, const CommonOptions *common, GError **error)
{
    const AuditPopulation *population = drawing->population;
    g_autofree int64_t *sizes = g_new0(int64_t, population->strata->len + 1);

    for (size_t i = 0; i < population->n; i++)
        drawing->u[i] = audit_chance(drawing->seed, population->ids[i]);
    if (!find_sizes(options, population, common, sizes, error) ||
        (options->extend && !read_kept(options, population, common, drawing->kept, error)))
        return false;
    for (guint h = 0; h < population->strata->len; h++)
        if (!draw_stratum(drawing, h, (size_t)sizes[h], (size_t)MAX(options->spares, 0),
                          options->extend, error))
            return false;
    return true;
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
    g_autofree double *u = g_new0(double, population->n + 1);
    g_autofree bool *kept = g_new0(bool, population->n + 1);
    g_autoptr(GArray) drawn = g_array_new(FALSE, FALSE, sizeof(AuditDrawn));
    g_autoptr(GString) intervals = g_string_new(NULL);
    Drawing drawing = { .population = population,
                        .seed = common->seed,
                        .method = (AuditMethod)method,
                        .u = u,
                        .kept = options->extend ? kept : NULL,
                        .drawn = drawn,
                        .intervals = intervals };
    if (!draw_all(&drawing, options, common, error))
        return NULL;
    return report_drawing(options, arguments, common, input, &drawing);
}
