/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_reproduction.c - a published table beside what its data give. */
#include "reports/tabulate_reproduction.h"

#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *const verdicts[] = { "match", "rounding", "mismatch" };
static const char *const marks[] = { "\u2713", "\u2248", "\u2260" };

static const char *
name_of(const PublishedCell *cell, const char *language)
{
    return cell->label ? node_label(cell->label, language) : cell->id;
}

/* The value as CELL would print it, with MORE decimals. */
static char *
show_value(const PublishedCell *cell, double value, int more, const char *language)
{
    int decimals = cell->part == CELL_BASE ? 0 : cell->printed.decimals + more;

    if (!isfinite(value))
        return g_strdup(word(WORD_NOT_AVAILABLE, language));
    return number_format(value, cell->power, decimals, number_style(language));
}

/* "without the weights (48.2)": what was changed, and what it then is. */
static char *
show_explanation(const Reproduction *reproduction, const PublishedCell *cell,
                 const CellExplanation *explanation, const char *language)
{
    static const Word words[N_CELL_CHANGES] = {
        [CHANGE_TWO_STEP] = WORD_CHANGE_TWO_STEP,
        [CHANGE_CUT_OFF] = WORD_CHANGE_CUT_OFF,
        [CHANGE_UP] = WORD_CHANGE_UP,
        [CHANGE_HALF_DOWN] = WORD_CHANGE_HALF_DOWN,
        [CHANGE_WEIGHT] = WORD_CHANGE_UNWEIGHTED,
        [CHANGE_MISSING] = WORD_CHANGE_MISSING_IN,
        [CHANGE_FILTER] = WORD_CHANGE_FILTER,
        [CHANGE_DF] = WORD_CHANGE_DF,
    };
    Word what = words[explanation->change];
    g_autofree char *value = show_value(cell, explanation->value, 2, language);

    if (explanation->change == CHANGE_WEIGHT && !reproduction->weighted)
        what = WORD_CHANGE_WEIGHTED;
    if (explanation->change == CHANGE_MISSING && reproduction->missing_in)
        what = WORD_CHANGE_MISSING_OUT;
    if (explanation->change == CHANGE_FILTER && strcmp(explanation->text, "none") == 0)
        what = WORD_CHANGE_NO_FILTER;
    g_autofree char *text = explanation->text && what != WORD_CHANGE_NO_FILTER
                                ? word_filled(what, language, explanation->text)
                                : g_strdup(word(what, language));
    return explanation->change <= CHANGE_HALF_DOWN ? g_steal_pointer(&text)
                                                   : g_strdup_printf("%s (%s)", text, value);
}

static char *
show_explanations(const Reproduction *reproduction, const PublishedCell *cell, const char *language)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < cell->explanations->len; i++) {
        const CellExplanation *one = &g_array_index(cell->explanations, CellExplanation, i);
        g_autofree char *text = show_explanation(reproduction, cell, one, language);

        g_string_append_printf(list, "%s%s", i ? "; " : "", text);
    }
    return g_string_free(list, FALSE);
}

/* The sentence under the table about a cell that does not match; NULL: it does. */
static char *
sentence_of(const Reproduction *reproduction, const PublishedCell *cell, const char *language)
{
    g_autofree char *changes = show_explanations(reproduction, cell, language);
    guint n = cell->explanations->len;

    if (cell->verdict == CELL_MATCHES)
        return NULL;
    return word_filled(n == 0   ? WORD_CELL_UNEXPLAINED
                       : n == 1 ? WORD_CELL_EXPLAINED
                                : WORD_CELL_EXPLAINED_BY,
                       language, name_of(cell, language), changes);
}

static void
add_tidy(Table *table, const Reproduction *reproduction, const PublishedCell *cell)
{
    g_autofree char *changes = show_explanations(reproduction, cell, "en");
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, cell->id);
    row[1] = entry_text(table, node_label(cell->place, "en"));
    row[2] = entry_text(table, name_of(cell, "en"));
    row[3] = entry_number(cell->printed.value);
    row[4] = entry_number(cell->value);
    row[5] = entry_number((double)cell->n);
    row[6] = entry_number((double)cell->base_n);
    row[7] = entry_text(table, verdicts[cell->verdict]);
    row[8] = entry_text(table, *changes ? changes : NULL);
    row[9] = entry_text(table, cell->deviation ? "yes" : "no");
}

static void
add_row(Table *table, const PublishedCell *cell, const char *language)
{
    char *printed =
        number_format(cell->printed.value, 0, cell->printed.decimals, number_style(language));
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, name_of(cell, language));
    row[1] = entry_text(table, node_label(cell->place, language));
    row[2] = entry_shown(table, cell->printed.value, printed, language);
    row[3] = entry_shown(table, cell->value, show_value(cell, cell->value, 2, language), language);
    row[4] = entry_number((double)cell->base_n);
    row[5] = entry_text(table, marks[cell->verdict]);
    row[5].strong = cell->verdict != CELL_MATCHES;
    for (size_t j = 2; j < 6; j++)
        row[j].data_row = table_rows(table->data);
}

Table *
table_of_reproduction(const Reproduction *reproduction, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "place", .label = word(WORD_PLACE, language) },
        { .name = "printed",
          .label = word(WORD_PRINTED, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "computed",
          .label = word(WORD_RECOMPUTED, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "base_n", .label = word(WORD_BASE, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "check", .label = word(WORD_CHECK, language), .kind = COLUMN_OF_NUMBERS },
    };
    const TableColumn plain[] = {
        { .name = "cell", .label = "cell" },
        { .name = "place", .label = "place" },
        { .name = "label", .label = "label" },
        { .name = "printed", .label = "printed", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "estimate", .label = "estimate", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "n", .label = "n", .kind = COLUMN_OF_NUMBERS },
        { .name = "base_n", .label = "base_n", .kind = COLUMN_OF_NUMBERS },
        { .name = "verdict", .label = "verdict" },
        { .name = "explanations", .label = "explanations" },
        { .name = "declared", .label = "declared" },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, reproduction->title ? node_label(reproduction->title, language)
                                                         : word(WORD_REPRODUCTION, language));
    table->data = table_new(options->id, plain, G_N_ELEMENTS(plain));
    for (size_t i = 0; i < reproduction->n_cells; i++) {
        const PublishedCell *cell = &reproduction->cells[i];
        g_autofree char *sentence = sentence_of(reproduction, cell, language);

        add_tidy(table->data, reproduction, cell);
        add_row(table, cell, language);
        if (sentence)
            table_note(table, sentence);
        if (cell->deviation)
            table_note(table, node_label(cell->deviation, language));
    }
    return table;
}

void
report_reproduction(Report *report, const Reproduction *reproduction)
{
    const char *language = report->language;

    for (size_t i = 0; i < reproduction->n_cells; i++) {
        const PublishedCell *cell = &reproduction->cells[i];
        g_autofree char *computed = show_value(cell, cell->value, 2, language);
        const Node *where = cell->place ? cell->place : reproduction->title;
        const char *place = node_label(where, language);
        Check check = { .id = report_text(report, cell->id),
                        .place = report_text(report, place ? place : cell->id),
                        .label = report_text(report, name_of(cell, language)),
                        .printed = report_text(report, cell->text),
                        .computed = report_text(report, computed),
                        .printed_number = cell->printed.value,
                        .computed_number = cell->value * (cell->power == 2 ? 100.0 : 1.0),
                        .holds = cell->verdict == CELL_MATCHES,
                        .declared = cell->deviation != NULL,
                        .explanation = report_text(report, node_label(cell->deviation, language)) };

        g_array_append_val(report->checks, check);
        report->failed_checks |= !check.holds && !check.declared;
    }
}
