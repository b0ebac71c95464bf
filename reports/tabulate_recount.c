/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_recount.c - published percentages, the counts behind them and the verdict. */
#include "reports/tabulate_models.h"

#include "datasets/number.h"
#include "reports/recount_show.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

bool
recount_count(const RecountValue *value, int64_t *count)
{
    *count = value->possible ? value->likely.low : value->nearest;
    return value->possible ? value->likely.low == value->likely.high : value->nearest >= 0;
}

static const char *
verdict_of(const RecountFigure *figure, const RecountValue *value)
{
    return !value->possible      ? "impossible"
           : !figure->sums       ? "sum"
           : !value->value->text ? "derived"
                                 : "holds";
}

char *
recount_share(const RecountFigure *figure, int64_t count, int decimals, const char *language)
{
    return number_format((double)count / (double)figure->figure->base, 2, decimals,
                         number_style(language));
}

char *
recount_check(const RecountFigure *figure, const RecountValue *value, const char *language)
{
    int64_t count;

    if (!figure->sums && value->possible)
        return g_strdup_printf("\u2260 %s", word(WORD_SUM_IS_NOT, language));
    if (!value->value->text)
        return g_strdup(word(WORD_DERIVED, language));
    if (value->possible)
        return g_strdup("\u2713");
    if (!recount_count(value, &count))
        return g_strdup("\u2260");
    g_autofree char *share = recount_share(figure, count, value->value->percent.decimals, language);
    return g_strdup_printf("\u2260 %s", share);
}

static char *
figure_head(const PublishedFigure *figure, const char *language)
{
    const char *place = node_label(figure->place, language);
    const char *title = node_label(figure->title, language);
    g_autofree char *base = number_format((double)figure->base, 0, 0, number_style(language));
    g_autofree char *head = g_strjoin(". ", place ? place : figure->id, title, NULL);

    return word_filled(WORD_FIGURE_ON_BASE, language, head, base);
}

static void
add_value(Table *table, const RecountFigure *figure, const RecountValue *value,
          const ShowOptions *options)
{
    const char *language = options->language;
    const CountRange *range = &value->likely;
    Entry *row = table_add(table, ROW_BODY);
    int decimals = options->decimals >= 0 ? options->decimals : value->value->percent.decimals + 2;
    int64_t count;
    g_autofree char *check = recount_check(figure, value, language);
    g_autofree char *address =
        g_strdup_printf("%s.%s.%s", options->id, figure->figure->id, value->value->id);

    row[0] = entry_text(table, value->value->label ? node_label(value->value->label, language)
                                                   : value->value->id);
    if (recount_count(value, &count)) {
        g_autofree char *share = recount_share(figure, count, decimals, language);
        row[1] = entry_number((double)count);
        row[2] = entry_number(100.0 * (double)count / (double)figure->figure->base);
        row[2].text = table_text(table, share);
    } else {
        g_autofree char *counts =
            g_strdup_printf("%" G_GINT64_FORMAT "\u2013%" G_GINT64_FORMAT, range->low, range->high);
        g_autofree char *low = recount_share(figure, range->low, decimals, language);
        g_autofree char *high = recount_share(figure, range->high, decimals, language);
        g_autofree char *shares = g_strdup_printf("%s\u2013%s", low, high);
        row[1] = entry_text(table, counts);
        row[2] = entry_text(table, shares);
    }
    row[1].address = table_text(table, address);
    row[3] = entry_text(table,
                        value->value->text ? value->value->text : word(WORD_NOT_PRINTED, language));
    row[4] = entry_text(table, check);
    row[4].strong = !value->possible || !figure->sums;
}

static Table *
tidy_table(const Recount *recount, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "figure", .label = "figure" },
        { .name = "value", .label = "value" },
        { .name = "label", .label = "label" },
        { .name = "base", .label = "base", .kind = COLUMN_OF_NUMBERS },
        { .name = "printed", .label = "printed", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "decimals", .label = "decimals", .kind = COLUMN_OF_NUMBERS },
        { .name = "count_low", .label = "count_low", .kind = COLUMN_OF_NUMBERS },
        { .name = "count_high", .label = "count_high", .kind = COLUMN_OF_NUMBERS },
        { .name = "share", .label = "share", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "nearest", .label = "nearest", .kind = COLUMN_OF_NUMBERS },
        { .name = "verdict", .label = "verdict" },
        { .name = "declared", .label = "declared" },
        { .name = "explanation", .label = "explanation" },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t f = 0; f < recount->published->n_figures; f++)
        for (size_t i = 0; i < recount->figures[f].figure->n_values; i++) {
            const RecountFigure *figure = &recount->figures[f];
            const RecountValue *value = &figure->values[i];
            const PublishedValue *from = value->value;
            g_autofree char *sentence = recount_sentence(figure, i, options->language);
            double base = (double)figure->figure->base;
            bool unique = value->joint.low == value->joint.high;
            Entry *row = table_add(table, ROW_BODY);
            size_t j = 0;

            row[j++] = entry_text(table, figure->figure->id);
            row[j++] = entry_text(table, from->id);
            row[j++] = entry_text(table, from->label ? node_label(from->label, options->language)
                                                     : from->id);
            row[j++] = entry_number(base);
            row[j++] = entry_number(from->text ? from->percent.value : (double)NAN);
            row[j++] = entry_number(from->text ? (double)from->percent.decimals : (double)NAN);
            row[j++] = entry_number((double)value->joint.low);
            row[j++] = entry_number((double)value->joint.high);
            row[j++] = entry_number(unique ? (double)value->joint.low / base : (double)NAN);
            row[j++] = entry_number(value->nearest >= 0 ? (double)value->nearest : (double)NAN);
            row[j++] = entry_text(table, verdict_of(figure, value));
            row[j++] = entry_text(table, from->deviation ? "yes" : "no");
            row[j++] = entry_text(table, sentence);
        }
    return table;
}

Table *
table_of_recount(const Recount *recount, const ShowOptions *options)
{
    const char *language = options->language;
    const Published *published = recount->published;
    TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "count", .label = word(WORD_COUNT, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "computed",
          .label = word(WORD_COMPUTED, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "printed", .label = word(WORD_PRINTED, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "check", .label = word(WORD_CHECK, language), .kind = COLUMN_OF_NUMBERS },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    table->title =
        table_text(table, options->title ? options->title : word(WORD_PUBLISHED_NUMBERS, language));
    for (size_t f = 0; f < published->n_figures; f++) {
        const RecountFigure *figure = &recount->figures[f];
        g_autofree char *head = figure_head(figure->figure, language);
        table_add(table, ROW_GROUP)[0] = entry_text(table, head);
        for (size_t i = 0; i < figure->figure->n_values; i++) {
            add_value(table, figure, &figure->values[i], options);
            g_autofree char *sentence = recount_sentence(figure, i, language);
            if (sentence && (!figure->values[i].possible || i == 0))
                table_note(table, sentence);
        }
    }
    if (recount->solutions == 1 && !recount->fails)
        table_note(table, word(WORD_ALL_UNIQUE, language));
    if (published->source) {
        g_autofree char *source =
            word_filled(WORD_SOURCE, language, node_label(published->source, language));
        table->source = table_text(table, source);
    }
    table->data = tidy_table(recount, options);
    return table;
}

/* Where the link that contradicts what stands before it is, and what to do. */
static void
note_contradiction(Table *table, const Published *published, const PublishedLink *link,
                   const char *language)
{
    const Node *at = node_get(link->node, "text");
    g_autofree char *place = g_strdup_printf("%s:%d:%d", document_name(published->document),
                                             node_line(at), node_column(at));
    g_autofree char *note = word_filled(WORD_LINK_CONTRADICTS, language, place, link->text);

    table_note(table, note);
}

Table *
table_of_links(const Recount *recount, const ShowOptions *options)
{
    const char *language = options->language;
    size_t n = recount->published->n_links;
    TableColumn columns[] = {
        { .name = "link", .label = word(WORD_STATEMENT, language) },
        { .name = "place", .label = word(WORD_PLACE, language) },
        { .name = "holds", .label = word(WORD_CHECK, language) },
    };
    TableColumn plain[] = { { .name = "link", .label = "link" },
                            { .name = "place", .label = "place" },
                            { .name = "holds", .label = "holds" },
                            { .name = "declared", .label = "declared" },
                            { .name = "line", .label = "line", .kind = COLUMN_OF_NUMBERS },
                            { .name = "column", .label = "column", .kind = COLUMN_OF_NUMBERS } };
    if (n == 0)
        return NULL;

    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_PUBLISHED_LINKS, language));
    table->data = table_new(options->id, plain, G_N_ELEMENTS(plain));
    for (size_t i = 0; i < n; i++) {
        const RecountLink *from = &recount->links[i];
        const char *place = node_label(from->link->place, language);
        const Node *at = node_get(from->link->node, "text");
        Entry *row = table_add(table, ROW_BODY);
        row[0] = entry_text(table, from->link->text);
        row[1] = entry_text(table, place);
        row[2] = entry_text(table, from->holds ? "\u2713" : "\u2260");
        row[2].strong = !from->holds;
        row = table_add(table->data, ROW_BODY);
        row[0] = entry_text(table->data, from->link->text);
        row[1] = entry_text(table->data, place);
        row[2] = entry_text(table->data, from->holds ? "yes" : "no");
        row[3] = entry_text(table->data, from->link->deviation ? "yes" : "no");
        row[4] = entry_number((double)node_line(at));
        row[5] = entry_number((double)node_column(at));
        if (!from->holds && from->link->deviation)
            table_note(table, node_label(from->link->deviation, language));
        else if (!from->holds)
            note_contradiction(table, recount->published, from->link, language);
    }
    return table;
}

/* The I-th value of FIGURE as a check. Values that are not printed are none. */
static void
add_check(Report *report, const RecountFigure *figure, size_t i, const char *language)
{
    const RecountValue *value = &figure->values[i];
    const PublishedValue *from = value->value;
    if (!from->text)
        return;

    g_autofree char *id = g_strdup_printf("%s.%s", figure->figure->id, from->id);
    g_autofree char *computed = NULL;
    Check check = { .holds = value->possible && figure->sums, .declared = from->deviation != NULL };
    int64_t count;
    if (check.holds)
        computed = g_strdup(from->text);
    else if (!value->possible && recount_count(value, &count))
        computed = recount_share(figure, count, from->percent.decimals, language);
    check.id = report_text(report, id);
    check.place = report_text(report, node_label(figure->figure->place, language));
    check.label = report_text(report, from->label ? node_label(from->label, language) : from->id);
    check.printed = report_text(report, from->text);
    check.printed_number = from->percent.value;
    check.computed_number = check.holds ? from->percent.value : NAN;
    check.computed = report_text(report, computed);
    /* what the numbers themselves say of it stands below the table */
    check.explanation =
        report_text(report, check.holds ? NULL : node_label(from->deviation, language));
    g_array_append_val(report->checks, check);
}

void
report_recount(Report *report, const Recount *recount, const char *language)
{
    for (size_t f = 0; f < recount->published->n_figures; f++)
        for (size_t i = 0; i < recount->figures[f].figure->n_values; i++)
            add_check(report, &recount->figures[f], i, language);
    report->failed_checks |= recount->fails;
}
