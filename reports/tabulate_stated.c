/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_stated.c - means, margins, changes and sums, with what they can be. */
#include "reports/tabulate_models.h"

#include "analysis/weighted_share.h"
#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>

static char *
show_number(double number, int decimals, const char *language)
{
    return number_format(number, 0, decimals, number_style(language));
}

static char *
show_mean(const StatedVerdict *verdict, const char *language)
{
    static const Word faults[] = { [GRIM_NO_MEAN] = WORD_MEAN_NO_TOTAL,
                                   [GRIM_NO_RANGE] = WORD_MEAN_NO_RANGE,
                                   [GRIM_NO_SD] = WORD_MEAN_NO_SD };

    if (verdict->verdict != GRIM_HOLDS)
        return g_strdup(word(faults[verdict->verdict], language));
    g_autofree char *low = show_number(verdict->low, 0, language);
    g_autofree char *high = show_number(verdict->high, 0, language);
    g_autofree char *range = verdict->low == verdict->high
                                 ? g_strdup(low)
                                 : word_filled(WORD_COUNT_RANGE, language, low, high);
    return word_filled(WORD_MEAN_TOTALS, language, range);
}

/* "weights 3.0 to 3.5 + none": the sums of weights that each share can be of. */
static char *
show_weights(const Stated *stated, const char *language)
{
    g_autoptr(GString) text = g_string_new(NULL);
    double unit = 1.0;

    for (int i = 0; i < stated->weight_decimals; i++)
        unit *= 10.0;
    for (size_t i = 0; i < stated->n_shares; i++) {
        const Printed *share = &stated->shares[i];
        int64_t least, greatest;

        g_string_append(text, i > 0 ? " + " : "");
        if (!weighted_share_sums(stated->weights, stated->n_weights, share->digits, share->decimals,
                                 &least, &greatest)) {
            g_string_append(text, word(WORD_NO_WEIGHTS, language));
            continue;
        }
        g_autofree char *low = show_number((double)least / unit, stated->weight_decimals, language);
        g_autofree char *high =
            show_number((double)greatest / unit, stated->weight_decimals, language);
        g_string_append_printf(text, "%s%s%s", low, least < greatest ? "\u2013" : "",
                               least < greatest ? high : "");
    }
    return word_filled(WORD_SHARE_WEIGHTS, language, text->str);
}

/* What the statement can be, in words. */
static char *
show_range(const Stated *stated, const StatedVerdict *verdict, const char *language)
{
    static const Word ranges[] = { [STATED_MARGIN] = WORD_MARGIN_DEFF,
                                   [STATED_CHANGE] = WORD_CHANGE_FROM_TO,
                                   [STATED_SHARES] = WORD_SHARES_SUM };
    int decimals = stated->kind == STATED_CHANGE ? stated->printed.decimals + 1 : 2;

    if (stated->kind == STATED_MEAN)
        return show_mean(verdict, language);
    g_autofree char *low = show_number(verdict->low, decimals, language);
    g_autofree char *high = show_number(verdict->high, decimals, language);
    g_autofree char *range = word_filled(ranges[stated->kind], language, low, high);
    if (stated->n_weights == 0)
        return g_steal_pointer(&range);
    g_autofree char *weights = show_weights(stated, language);
    return g_strjoin("; ", range, weights, NULL);
}

/* "3.45 (1.20)", "48, 24, 24, 5" */
static char *
show_printed(const Stated *stated, const char *language)
{
    if (stated->sd_text)
        return g_strdup_printf("%s (%s)", stated->text, stated->sd_text);
    if (stated->text)
        return g_strdup(stated->text);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < stated->n_shares; i++) {
        g_autofree char *share =
            show_number(stated->shares[i].value, stated->shares[i].decimals, language);
        g_string_append_printf(text, "%s%s", i > 0 ? " + " : "", share);
    }
    return g_string_free(text, FALSE);
}

static const char *
verdict_of(const StatedVerdict *verdict)
{
    static const char *const words[] = { [GRIM_HOLDS] = "impossible",
                                         [GRIM_NO_MEAN] = "mean",
                                         [GRIM_NO_RANGE] = "range",
                                         [GRIM_NO_SD] = "sd" };

    return verdict->holds             ? "holds"
           : verdict->unweighable > 0 ? "weights"
                                      : words[verdict->verdict];
}

static void
add_tidy(Table *table, const Stated *stated, const StatedVerdict *verdict)
{
    static const char *const kinds[] = { "mean", "margin", "change", "shares" };
    Entry *row = table_add(table, ROW_BODY);
    size_t j = 0;

    row[j++] = entry_text(table, stated->id);
    row[j++] = entry_text(table, kinds[stated->kind]);
    row[j++] = entry_number(stated->text ? stated->printed.value : (double)NAN);
    row[j++] = entry_number(stated->sd_text ? stated->mean.sd.value : (double)NAN);
    row[j++] = entry_number(verdict->low);
    row[j++] = entry_number(verdict->high);
    row[j++] = entry_text(table, verdict_of(verdict));
    row[j++] = entry_text(table, stated->deviation ? "yes" : "no");
}

Table *
table_of_stated(const Recount *recount, const ShowOptions *options)
{
    const Published *published = recount->published;
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "place", .label = word(WORD_PLACE, language) },
        { .name = "printed", .label = word(WORD_PRINTED, language) },
        { .name = "may_be", .label = word(WORD_MAY_BE, language) },
        { .name = "check", .label = word(WORD_CHECK, language) },
    };
    const TableColumn plain[] = {
        { .name = "id", .label = "id" },
        { .name = "kind", .label = "kind" },
        { .name = "printed", .label = "printed", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "sd", .label = "sd", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "low", .label = "low", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "high", .label = "high", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "verdict", .label = "verdict" },
        { .name = "declared", .label = "declared" },
    };
    if (published->n_stated == 0)
        return NULL;

    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_STATEMENTS, language));
    table->data = table_new(options->id, plain, G_N_ELEMENTS(plain));
    for (size_t i = 0; i < published->n_stated; i++) {
        const Stated *stated = &published->stated[i];
        const StatedVerdict *verdict = &recount->stated[i];
        g_autofree char *printed = show_printed(stated, language);
        g_autofree char *range = show_range(stated, verdict, language);
        Entry *row = table_add(table, ROW_BODY);

        row[0] =
            entry_text(table, stated->label ? node_label(stated->label, language) : stated->id);
        row[1] = entry_text(table, node_label(stated->place, language));
        row[2] = entry_text(table, printed);
        row[3] = entry_text(table, range);
        row[4] = entry_text(table, verdict->holds ? "\u2713" : "\u2260");
        row[4].strong = !verdict->holds;
        add_tidy(table->data, stated, verdict);
        if (!verdict->holds && stated->deviation)
            table_note(table, node_label(stated->deviation, language));
    }
    return table;
}
