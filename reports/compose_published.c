/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_published.c - published numbers held against the computed ones, and the table of them. */
#include "reports/composer.h"

#include "datasets/number.h"
#include "datasets/path.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* A published number and where it stands, from either list of its file. */
typedef struct {
    const char *id, *place, *label;
    const Printed *printed;
    const char *computed; /* address */
    const Node *node, *deviation;
} Number;

static bool
read_one(Composer *composer, const char *name, GError **error)
{
    g_autofree char *path = path_resolve(name, composer->path, composer->options->data_dir, error);
    g_autoptr(GBytes) bytes = path ? path_read(path, NULL, NULL, error) : NULL;

    if (!bytes)
        return false;
    Published *published = published_read(bytes, path, error);
    if (!published)
        return false;
    g_ptr_array_add(composer->published, published);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    report_data(composer->report, name, sha256)->file = report_text(composer->report, path);
    return true;
}

bool
composer_read_published(Composer *composer, GError **error)
{
    const Node *head = document_root(composer->manuscript->head);
    const char *const *names = node_texts(node_get(head, "published"));

    for (; names && *names; names++)
        if (!read_one(composer, *names, error))
            return false;
    return true;
}

/* ---- checks */

static const char *
keep(Composer *composer, const char *text)
{
    return report_text(composer->report, text);
}

/* COMPUTED as it would be printed, with two more decimals, so that its rounding can be seen. */
static char *
show_computed(const Composer *composer, const Value *value, int decimals, int more)
{
    int power = value->kind == VALUE_SHARE ? 2 : 0;

    if (!isfinite(value->value))
        return g_strdup(word(WORD_NOT_AVAILABLE, composer->language));
    return number_format(value->value, power, value->kind == VALUE_COUNT ? 0 : decimals + more,
                         number_style(composer->language));
}

static void
add_check(Composer *composer, const char *document, const Number *number)
{
    const Value *value = values_find(composer->values, number->computed);

    if (!value) {
        const char *near = values_nearest(composer->values, number->computed);
        complain(composer->complaints, 0,
                 "%s:%d: '%s' is the address of no value of this report%s%s%s", document,
                 node_line(number->node), number->computed, near ? "; did you mean '" : "",
                 near ? near : "", near ? "'?" : "");
        return;
    }
    int power = value->kind == VALUE_SHARE ? 2 : 0, decimals = number->printed->decimals;
    g_autofree char *computed = show_computed(composer, value, decimals, 2);
    g_autofree char *printed =
        number_format(number->printed->value, 0, decimals, number_style(composer->language));
    Check check = { .id = keep(composer, number->id),
                    .place = keep(composer, number->place),
                    .label = keep(composer, number->label),
                    .printed = keep(composer, printed),
                    .computed = keep(composer, computed),
                    .printed_number = number->printed->value,
                    .computed_number = value->value * (power == 2 ? 100.0 : 1.0),
                    .address = keep(composer, number->computed),
                    .holds = isfinite(value->value) &&
                             published_holds(number->printed->value, decimals, value->value, power),
                    .declared = number->deviation != NULL,
                    .explanation =
                        keep(composer, node_label(number->deviation, composer->language)) };

    g_array_append_val(composer->report->checks, check);
    composer->report->failed_checks |= !check.holds && !check.declared;
}

static char *
figure_place(const PublishedFigure *figure, const char *language)
{
    const char *place = node_label(figure->place, language);
    const char *title = node_label(figure->title, language);

    if (!title || g_strcmp0(title, place) == 0)
        return g_strdup(place ? place : figure->id);
    return g_strdup_printf("%s. %s", place ? place : figure->id, title);
}

/* The base that the figure prints against the one behind the values. */
static void
check_base(Composer *composer, const PublishedFigure *figure, const char *place)
{
    const Value *base = NULL;
    const Node *deviation = NULL;

    for (size_t i = 0; i < figure->n_values; i++) {
        const PublishedValue *value = &figure->values[i];

        if (!base && value->computed) {
            g_autofree char *address = g_strconcat(value->computed, ".base", NULL);
            base = values_find(composer->values, address);
        }
        if (value->deviation)
            deviation = value->deviation;
    }
    if (!base)
        return;
    g_autofree char *id = g_strconcat(figure->id, ".base", NULL);
    g_autofree char *printed =
        number_format((double)figure->base, 0, 0, number_style(composer->language));
    g_autofree char *computed = show_computed(composer, base, 0, 0);
    Check check = { .id = keep(composer, id),
                    .place = keep(composer, place),
                    .label = word(WORD_BASE, composer->language),
                    .printed = keep(composer, printed),
                    .computed = keep(composer, computed),
                    .printed_number = (double)figure->base,
                    .computed_number = base->value,
                    .holds = base->value == (double)figure->base,
                    .declared = deviation != NULL };

    if (!check.holds)
        check.explanation = keep(composer, node_label(deviation, composer->language));
    g_array_append_val(composer->report->checks, check);
    composer->report->failed_checks |= !check.holds && !check.declared;
}

static void
check_figure(Composer *composer, const char *document, const PublishedFigure *figure)
{
    const char *language = composer->language;
    g_autofree char *place = figure_place(figure, language);

    for (size_t i = 0; i < figure->n_values; i++) {
        const PublishedValue *value = &figure->values[i];
        g_autofree char *id = g_strjoin(".", figure->id, value->id, NULL);
        Number number = { .id = id,
                          .place = place,
                          .label = value->label ? node_label(value->label, language) : value->id,
                          .printed = &value->percent,
                          .computed = value->computed,
                          .node = value->node,
                          .deviation = value->deviation };

        if (value->text && value->computed)
            add_check(composer, document, &number);
    }
    check_base(composer, figure, place);
}

static void
check_number(Composer *composer, const char *document, const PublishedNumber *from)
{
    const char *language = composer->language;
    const char *place = node_label(from->place, language);
    const char *label = node_label(from->label, language);
    Number number = { .id = from->id,
                      .place = place ? place : from->id,
                      .label = label ? label : from->id,
                      .printed = &from->printed,
                      .computed = from->computed,
                      .node = from->node,
                      .deviation = from->deviation };

    if (from->computed)
        add_check(composer, document, &number);
}

void
composer_check(Composer *composer)
{
    for (guint i = 0; i < composer->published->len; i++) {
        const Published *published = g_ptr_array_index(composer->published, i);
        const char *document = document_name(published->document);

        for (size_t f = 0; f < published->n_figures; f++)
            check_figure(composer, document, &published->figures[f]);
        for (size_t k = 0; k < published->n_numbers; k++)
            check_number(composer, document, &published->numbers[k]);
    }
}

/* ---- the table */

static Table *
new_table(const Composer *composer, const Spec *spec)
{
    const char *language = composer->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "printed",
          .label = word(WORD_PRINTED, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "computed",
          .label = word(WORD_RECOMPUTED, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "check", .label = word(WORD_CHECK, language), .kind = COLUMN_OF_NUMBERS },
    };

    return table_new(spec->id, columns, G_N_ELEMENTS(columns));
}

/* The letter of EXPLANATION among the notes of TABLE, which gets a new one when it has none yet. */
static const char *
mark_of(Table *table, GPtrArray *explanations, const char *explanation)
{
    guint i = 0;

    if (!explanation)
        return NULL;
    while (i < explanations->len && strcmp(g_ptr_array_index(explanations, i), explanation) != 0)
        i++;
    char mark[2] = { (char)('a' + MIN(i, 25u)), '\0' };
    if (i == explanations->len) {
        g_autofree char *note = g_strdup_printf("%s\u2002%s", mark, explanation);

        g_ptr_array_add(explanations, (gpointer)explanation);
        table_note(table, note);
    }
    return table_text(table, mark);
}

static void
add_row(Table *table, const Check *check, GPtrArray *explanations, const char *language)
{
    const char *mark = mark_of(table, explanations, check->explanation);
    Entry label = entry_text(table, check->label);
    /* numbers as they are printed, so that they align at their decimal mark */
    Entry printed = entry_shown(table, check->printed_number, g_strdup(check->printed), language);
    Entry computed =
        entry_shown(table, check->computed_number, g_strdup(check->computed), language);
    Entry verdict = entry_text(table, check->holds ? "\u2713" : "\u2260");
    Entry *row = table_add(table, ROW_BODY);

    row[0] = label;
    row[1] = printed;
    row[2] = computed;
    row[2].address = check->address;
    row[3] = verdict;
    row[0].mark = mark;
    row[3].strong = !check->holds;
}

static bool
is_first_of_place(const GArray *checks, guint i)
{
    for (guint k = 0; k < i; k++)
        if (g_strcmp0(g_array_index(checks, Check, k).place,
                      g_array_index(checks, Check, i).place) == 0)
            return false;
    return true;
}

/* All the numbers of a place stand together. */
static void
add_place(Table *table, const GArray *checks, const char *place, GPtrArray *explanations,
          const char *language)
{
    Entry heading = entry_text(table, place);

    *table_add(table, ROW_GROUP) = heading;
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);

        if (g_strcmp0(check->place, place) == 0)
            add_row(table, check, explanations, language);
    }
}

static bool
show_reproduction(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const GArray *checks = composer->report->checks;
    Table *table = new_table(composer, spec);
    g_autoptr(GPtrArray) explanations = g_ptr_array_new();
    size_t held = 0;

    (void)error;
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);

        held += check->holds;
        if (is_first_of_place(checks, i))
            add_place(table, checks, check->place, explanations, composer->language);
    }
    g_autofree char *holding = number_format((double)held, 0, 0, number_style(composer->language));
    g_autofree char *all =
        number_format((double)checks->len, 0, 0, number_style(composer->language));
    g_autofree char *base = word_filled(WORD_CHECKS_HOLD, composer->language, holding, all);
    table->title = table_text(table, word(WORD_REPRODUCTION, composer->language));
    table->base = table_text(table, base);
    spec_table(composer, spec, block, table);
    return true;
}

const Composition composition_reproduction = {
    .key = "reproduction",
    .show = show_reproduction,
};
