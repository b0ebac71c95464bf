/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_audit_draw.c - blocks of a drawn sample: its certificate, its sizes, its items. */
#include "reports/compose_audit.h"
#include "reports/tabulate_draw.h"

#include "datasets/error.h"

#include <math.h>

typedef struct {
    Input *input;
    AuditPopulation *population;
    AuditDraw how;
    int64_t *sizes; /* [strata] */
    AuditDrawing *drawing;
    char *command; /* that draws the same again */
} Drawn;

static void
free_drawn(gpointer data)
{
    Drawn *drawn = data;

    audit_drawing_free(drawn->drawing);
    if (drawn->population)
        audit_population_free(drawn->population);
    input_free(drawn->input);
    g_free(drawn->sizes);
    g_free(drawn->command);
    g_free(drawn);
}

/* The command with which anybody draws the same items. The caller owns it. */
static char *
command_of(const Drawn *drawn, double n, const char *strata)
{
    g_autofree char *name = g_path_get_basename(drawn->input->path);
    g_autofree char *file = g_shell_quote(name), *seed = g_shell_quote(drawn->how.seed);
    g_autofree char *by = strata ? g_shell_quote(strata) : NULL;

    return g_strdup_printf("andel audit draw %s --method %s --n %.0f --seed %s%s%s", file,
                           audit_methods[drawn->how.method], n, seed, by ? " --strata " : "",
                           by ? by : "");
}

static bool
ask_drawn(Composer *composer, Spec *spec, GError **error)
{
    const Node *node = spec->node;
    const char *strata = node_text(node_get(node, "strata"));
    const AuditColumns columns = { .strata = strata };
    double n = node_number(node_get(node, "n"), NAN);
    Drawn *drawn = g_new0(Drawn, 1);
    int method;

    spec->model = drawn;
    if (!audit_block_method(node, &method, error) || !audit_block_number("n", n, 1e6, error))
        return false;
    drawn->how = (AuditDraw){ .method = (AuditMethod)method,
                              .seed = node_text(node_get(node, "public_seed")) };
    if (!drawn->how.seed || !*drawn->how.seed) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'public_seed:' is missing; take a text that nobody could choose to suit a "
                    "wish, as dice thrown before witnesses");
        return false;
    }
    drawn->input = file_open(composer, spec, "audit_draw", error);
    drawn->population = drawn->input ? audit_population_read(drawn->input, &columns, error) : NULL;
    if (!drawn->population)
        return false;
    drawn->how.sizes = drawn->sizes = g_new0(int64_t, drawn->population->strata->len + 1);
    if (!audit_draw_sizes(drawn->population, (int64_t)n, drawn->sizes, error))
        return false;
    drawn->drawing = audit_draw(drawn->population, &drawn->how, error);
    if (!drawn->drawing)
        return false;
    drawn->command = command_of(drawn, n, strata);
    file_used(composer, spec, drawn->input, NULL);
    spec->used.rows_read = spec->used.rows_used = drawn->population->n;
    return true;
}

/* ID.items and ID.book of the population; ID.drawn items, of which ID.certain; and ID.interval
 * where there is one stratum. */
static void
answer_drawn(Composer *composer, Spec *spec)
{
    const Drawn *drawn = spec->model;
    const struct {
        const char *part;
        Value value;
    } values[] = {
        { "items", { VALUE_COUNT, (double)drawn->population->n, 0, NULL } },
        { "book", { VALUE_NUMBER, drawn->population->book_total, 0, NULL } },
        { "drawn", { VALUE_COUNT, drawn->drawing->drawn->len, 0, NULL } },
        { "certain", { VALUE_COUNT, (double)drawn->drawing->n_certainty, 0, NULL } },
        { "interval", { VALUE_NUMBER, drawn->drawing->interval[0], 0, NULL } },
    };
    bool interval = drawn->population->strata->len == 1 && !isnan(drawn->drawing->interval[0]);

    for (size_t k = 0; k + !interval < G_N_ELEMENTS(values); k++) {
        const char *const parts[] = { values[k].part, NULL };

        spec_value(composer, spec, parts, values[k].value);
    }
}

/* Items by stratum, and how many of them were drawn. */
static Table *
sizes_table(const Drawn *drawn, ShowOptions show)
{
    const AuditPopulation *population = drawn->population;
    size_t n = population->strata->len;
    g_autofree double *items = g_new0(double, n + 1);

    for (size_t i = 0; i < population->n; i++)
        items[population->stratum[i]] += 1.0;
    show.id = "sizes";
    return table_of_allocation((char *const *)population->strata->pdata, items, drawn->sizes, n,
                               &show);
}

static bool
show_drawn(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Drawn *drawn = spec->model;
    const AuditDrawing *drawing = drawn->drawing;
    ShowOptions show = spec_show(composer, spec), items = show;
    g_autoptr(Report) all = report_new("audit", composer->language);
    g_autofree char *note = note_of_draw(drawn->population, &drawn->how, composer->language);

    items.id = "selection";
    report_table(all, certificate_of_draw(drawn->population, &drawn->how, drawing, drawn->command,
                                          input_sha256(drawn->input), &show));
    report_table(all, sizes_table(drawn, show));
    report_table(all, table_of_selection((const AuditDrawn *)(gpointer)drawing->drawn->data,
                                         drawing->drawn->len, &items));
    if (note)
        report_note(all, note);
    return file_table(composer, spec, block, all, error);
}

const Composition composition_audit_draw = {
    .key = "audit_draw",
    .ask = ask_drawn,
    .answer = answer_drawn,
    .show = show_drawn,
    .free_model = free_drawn,
};
