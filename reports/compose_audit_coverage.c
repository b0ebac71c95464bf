/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_audit_coverage.c - blocks of how often the bounds of audits really hold. */
#include "reports/compose_audit.h"
#include "reports/tabulate_draw.h"

typedef struct {
    Input *input;
    CoverageOptions how;
    Coverage coverage;
} Covered;

static void
free_covered(gpointer data)
{
    Covered *covered = data;

    input_free(covered->input);
    g_free(covered);
}

static bool
ask_covered(Composer *composer, Spec *spec, GError **error)
{
    const Node *node = spec->node, *audited = node_get(node, "audit_value");
    const AuditColumns columns = { .audited = audited ? node_text(audited) : "audit_value" };
    Covered *covered = g_new0(Covered, 1);
    double n = node_number(node_get(node, "n"), 60.0);
    double runs = node_number(node_get(node, "runs"), 1000.0);
    int method;

    spec->model = covered;
    if (!audit_block_method(node, &method, error) || !audit_block_number("n", n, 1e6, error) ||
        !audit_block_number("runs", runs, 1e6, error))
        return false;
    covered->how = (CoverageOptions){ .method = (AuditMethod)method,
                                      .n = (size_t)n,
                                      .runs = (size_t)runs,
                                      .seed = (uint64_t)node_number(node_get(node, "seed"), 1.0),
                                      .confidence = audit_block_confidence(composer) };
    covered->input = file_open(composer, spec, "audit_coverage", error);
    g_autoptr(AuditPopulation) population =
        covered->input ? audit_population_read(covered->input, &columns, error) : NULL;
    if (!population || !audit_coverage(population, &covered->how, &covered->coverage, error))
        return false;
    file_used(composer, spec, covered->input, NULL);
    spec->used.rows_read = spec->used.rows_used = population->n;
    return true;
}

/* ID.truth, ID.runs; of bounds by amount ID.BOUND (how often it holds) and ID.BOUND.mean. */
static void
answer_covered(Composer *composer, Spec *spec)
{
    const Coverage *coverage = &((const Covered *)spec->model)->coverage;
    const char *const truth[] = { "truth", NULL }, *const runs[] = { "runs", NULL };

    spec_value(composer, spec, truth, (Value){ VALUE_NUMBER, coverage->truth, 0, NULL });
    spec_value(composer, spec, runs, (Value){ VALUE_COUNT, (double)coverage->runs, 0, NULL });
    for (int k = 0; !coverage->classical && k < N_BOUNDS; k++) {
        const char *const name[] = { audit_bound_names[k], NULL };
        const char *const mean[] = { audit_bound_names[k], "mean", NULL };

        spec_value(composer, spec, name, (Value){ VALUE_SHARE, coverage->covered[k], 1, NULL });
        spec_value(composer, spec, mean, (Value){ VALUE_NUMBER, coverage->mean[k], 0, NULL });
    }
}

static bool
show_covered(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Covered *covered = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("audit", composer->language);
    g_autofree char *note = note_of_coverage(&covered->how, &covered->coverage, composer->language);

    report_table(all, table_of_coverage(&covered->coverage, &show));
    report_note(all, note);
    return file_table(composer, spec, block, all, error);
}

const Composition composition_audit_coverage = {
    .key = "audit_coverage",
    .ask = ask_covered,
    .answer = answer_covered,
    .show = show_covered,
    .free_model = free_covered,
};
