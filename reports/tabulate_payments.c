/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_payments.c - published error rates as a table and as a waterfall. */
#include "reports/tabulate_models.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *
row_label(const PaymentsRow *row, const char *language)
{
    return row->label ? node_label(row->label, language) : row->id;
}

static char *
show_share(double share, int decimals, const char *language)
{
    return number_format(share, 2, decimals, number_style(language));
}

/* "7.0 + 1.7 + 3.5" of the rates, or "57.4, 13.9 and 28.7" of the shares. */
static char *
list_parts(const Payments *payments, bool shares, const char *language)
{
    GString *list = g_string_new(NULL);

    for (size_t i = 0; i < payments->n_parts; i++) {
        const PaymentsRow *row = &payments->parts[i];
        g_autofree char *shown = shares ? show_share(row->share, 1, language)
                                        : show_share(row->rate, payments->decimals, language);
        if (i > 0 && !shares)
            g_string_append(list, " + ");
        else if (i > 0 && i + 1 == payments->n_parts)
            g_string_append_printf(list, " %s ", word(WORD_AND, language));
        else if (i > 0)
            g_string_append(list, ", ");
        g_string_append(list, shown);
    }
    return g_string_free(list, FALSE);
}

/* How the parts and the total agree. The caller owns it. */
static char *
agreement(const Payments *payments, const char *language)
{
    int decimals = payments->decimals;
    g_autofree char *sum = show_share(payments->sum, decimals, language);
    if (payments->exact) {
        g_autofree char *parts = list_parts(payments, false, language);
        return word_filled(WORD_CHECK_SUM, language, parts, sum);
    }
    g_autofree char *low = show_share(payments->both_low, decimals + 1, language);
    g_autofree char *high = show_share(payments->both_high, decimals + 1, language);
    return word_filled(WORD_AGREE_WITHIN_ROUNDING, language, sum, low, high);
}

static char *
shares_note(const Payments *payments, const char *language)
{
    if (!(payments->sum > 0.0) || payments->n_parts < 2)
        return NULL;
    g_autofree char *shares = list_parts(payments, true, language);
    return word_filled(WORD_SHARES_OF_PARTS, language, shares);
}

static Table *
tidy_table(const Payments *payments, const ShowOptions *options)
{
    static const char *const numbers[] = { "rate",   "rate_low",   "rate_high",
                                           "share",  "share_low",  "share_high",
                                           "amount", "amount_low", "amount_high" };
    enum { FIRST = 2, N = FIRST + G_N_ELEMENTS(numbers) + 1 };
    TableColumn columns[N] = { { .name = "id", .label = "id" },
                               { .name = "label", .label = "label" } };

    for (size_t j = 0; j < G_N_ELEMENTS(numbers); j++)
        columns[FIRST + j] = (TableColumn){
            .name = numbers[j], .label = numbers[j], .kind = COLUMN_OF_NUMBERS, .decimals = -1
        };
    columns[N - 1] = (TableColumn){ .name = "unit", .label = "unit" };
    Table *table = table_new(options->id, columns, N);
    for (size_t i = 0; i <= payments->n_parts; i++) {
        const PaymentsRow *from = i < payments->n_parts ? &payments->parts[i] : &payments->total;
        const double values[] = { from->rate,   from->rate_low,   from->rate_high,
                                  from->share,  from->share_low,  from->share_high,
                                  from->amount, from->amount_low, from->amount_high };
        Entry *row = table_add(table, ROW_BODY);
        row[0] = entry_text(table, from->id);
        row[1] = entry_text(table, row_label(from, options->language));
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++)
            row[FIRST + j] = entry_number(values[j]);
        row[N - 1] = entry_text(table, payments->outlay_unit);
    }
    return table;
}

static void
add_row(Table *table, const Payments *payments, const PaymentsRow *from, bool total,
        const ShowOptions *options)
{
    Entry *row = table_add(table, total ? ROW_TOTAL : ROW_BODY);
    g_autofree char *rate = g_strdup_printf("%s.%s", options->id, from->id);
    g_autofree char *share = g_strdup_printf("%s.%s.share", options->id, from->id);
    g_autofree char *amount = g_strdup_printf("%s.%s.amount", options->id, from->id);

    row[0] = entry_text(table, row_label(from, options->language));
    row[1] = entry_number(from->rate);
    row[1].address = table_text(table, rate);
    row[2] = entry_number(from->share);
    row[2].address = table_text(table, share);
    if (!isnan(payments->outlay)) {
        row[3] = entry_number(from->amount);
        row[3].address = table_text(table, amount);
    }
}

static void
add_notes(Table *table, const Payments *payments, const char *language)
{
    g_autofree char *sum = agreement(payments, language);

    table_note(table, sum);
    if (!isnan(payments->outlay)) {
        char digits[NUMBER_BUFFER];
        const char *point = strchr(number_write(payments->outlay, digits), '.');
        g_autofree char *value = number_format(
            payments->outlay, 0, point && !strchr(digits, 'e') ? (int)strlen(point + 1) : 0,
            number_style(language));
        g_autofree char *year =
            payments->outlay_year ? g_strdup_printf(" (%d)", payments->outlay_year) : NULL;
        g_autofree char *outlay =
            g_strdup_printf("%s%s%s%s", value, payments->outlay_unit ? "\u00a0" : "",
                            payments->outlay_unit ? payments->outlay_unit : "", year ? year : "");
        g_autofree char *note = word_filled(WORD_OUTLAY_OF, language, outlay);
        table_note(table, note);
    }
    for (size_t i = 0; i <= payments->n_parts; i++) {
        const PaymentsRow *row = i < payments->n_parts ? &payments->parts[i] : &payments->total;
        if (row->note)
            table_note(table, node_label(row->note, language));
    }
    if (payments->source) {
        g_autofree char *source =
            word_filled(WORD_SOURCE, language, node_label(payments->source, language));
        table->source = table_text(table, source);
    }
}

Table *
table_of_payments(const Payments *payments, const ShowOptions *options)
{
    const char *language = options->language;
    TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "rate",
          .label = word(WORD_RATE_OF_OUTLAY, language),
          .kind = COLUMN_OF_NUMBERS,
          .power = 2,
          .decimals = payments->decimals },
        { .name = "share",
          .label = word(WORD_SHARE_OF_ERRORS, language),
          .kind = COLUMN_OF_NUMBERS,
          .power = 2,
          .decimals = options->decimals >= 0 ? options->decimals : 1 },
        { .name = "amount",
          .label = word(WORD_AMOUNT, language),
          .kind = COLUMN_OF_NUMBERS,
          .unit = payments->outlay_unit,
          .decimals = options->decimals >= 0 ? options->decimals : 0 },
    };
    size_t n = G_N_ELEMENTS(columns) - (isnan(payments->outlay) ? 1 : 0);
    Table *table = table_new(options->id, columns, n);

    table->title =
        table_text(table, options->title ? options->title : node_label(payments->title, language));
    for (size_t i = 0; i < payments->n_parts; i++)
        add_row(table, payments, &payments->parts[i], false, options);
    add_row(table, payments, &payments->total, true, options);
    add_notes(table, payments, language);
    table->data = tidy_table(payments, options);
    return table;
}

static const char *
keep(FigureData *figure, char *text)
{
    const char *kept = text ? g_string_chunk_insert(figure->strings, text) : NULL;

    g_free(text);
    return kept;
}

/* A bar of the waterfall. Later parts carry their sign: they are added to those before. */
static void
add_bar(FigureData *figure, const Payments *payments, const PaymentsRow *from, bool first,
        bool total, const ShowOptions *options)
{
    const char *language = options->language;
    g_autofree char *rate = show_share(from->rate, payments->decimals, language);
    const char **cells = g_new0(const char *, 2);
    ChartRow row = { .label = row_label(from, language),
                     .value = from->rate * 100.0,
                     .lower = NAN,
                     .upper = NAN,
                     .series = from->intent == INTENT_INTENTIONAL ? 1 : 0,
                     .total = total };

    row.value_text = keep(figure, g_strconcat(first || total ? "" : "+", rate, NULL));
    row.address = keep(figure, g_strdup_printf("%s.%s", options->id, from->id));
    cells[0] = keep(figure, isnan(from->share) ? g_strdup(word(WORD_NOT_AVAILABLE, language))
                                               : show_share(from->share, 0, language));
    g_ptr_array_add(figure->lists, cells);
    row.cells = cells;
    g_array_append_val(figure->rows, row);
}

FigureData *
figure_of_payments(const Payments *payments, const ShowOptions *options)
{
    const char *language = options->language;
    FigureData *figure = figure_data_new();
    const char **heads = g_new0(const char *, 2);

    for (size_t i = 0; i < payments->n_parts; i++)
        add_bar(figure, payments, &payments->parts[i], i == 0, false, options);
    add_bar(figure, payments, &payments->total, false, true, options);
    heads[0] = word(WORD_SHARE_OF_ERRORS, language);
    g_ptr_array_add(figure->lists, heads);
    const char *sum = keep(figure, agreement(payments, language));
    const char *shares = keep(figure, shares_note(payments, language));
    g_ptr_array_add(figure->notes, (gpointer)sum);
    if (shares)
        g_ptr_array_add(figure->notes, (gpointer)shares);
    g_ptr_array_add(figure->notes, NULL);
    figure->data = (ChartData){
        .title = keep(figure, g_strdup(options->title ? options->title
                                                      : node_label(payments->title, language))),
        .base = word(WORD_PER_CENT_OF_OUTLAY, language),
        .notes = (const char *const *)figure->notes->pdata,
        .source = payments->source
                      ? keep(figure, word_filled(WORD_SOURCE, language,
                                                 node_label(payments->source, language)))
                      : NULL,
        .language = keep(figure, g_strdup(language)),
        .heads = heads,
        .n_columns = 1,
        .rows = (const ChartRow *)(gconstpointer)figure->rows->data,
        .n_rows = figure->rows->len,
    };
    return figure;
}
