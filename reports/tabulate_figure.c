/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_figure.c - shares of a one-way table as the rows and texts of a figure. */
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *
keep(FigureData *figure, char *text)
{
    const char *kept = text ? g_string_chunk_insert(figure->strings, text) : NULL;

    g_free(text);
    return kept;
}

/* "don't know", "other", as the codebook says. */
static bool
is_rest(const Codebook *codebook, const char *name, const char *category)
{
    const Variable *variable = codebook_find(codebook, name);

    for (size_t k = 0; variable && k < variable->n_values; k++)
        if (strcmp(variable->values[k].value, category) == 0)
            return variable->values[k].rest;
    return false;
}

/* A name as it stands in an address: in backticks when it holds other characters than letters,
 * digits and _. */
static char *
address_part(const char *name)
{
    bool plain = *name != '\0';

    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        plain = plain && (g_unichar_isalnum(c) || c == '_');
    }
    return plain ? g_strdup(name) : g_strdup_printf("`%s`", name);
}

static void
add_row(FigureData *figure, const Crosstab *crosstab, const Codebook *codebook,
        const ShowOptions *options, size_t i, bool rest)
{
    const char *name = crosstab->row_variable, *category = crosstab->rows[i];
    const Cell *cell = crosstab_cell(crosstab, i, crosstab->n_cols);
    size_t base_n = crosstab_cell(crosstab, crosstab->n_rows, crosstab->n_cols)->n;
    double share = share_exact(cell->share_col.value, cell->n, base_n);
    int decimals = share_decimals(base_n, options->decimals);
    g_autofree char *part = address_part(category);
    ChartRow row = { .label = keep(figure, g_strdup(category_label(codebook, name, category,
                                                                   options->language))),
                     .value = share * 100.0,
                     .lower = options->intervals ? cell->share_col.lower * 100.0 : NAN,
                     .upper = options->intervals ? cell->share_col.upper * 100.0 : NAN,
                     .address = keep(figure, g_strdup_printf("%s.%s", options->id, part)),
                     .rest = rest };

    EntrySign none = cell->withheld ? SIGN_WITHHELD : SIGN_NOT_AVAILABLE;
    row.value_text = keep(
        figure, isfinite(share) ? number_format(share, 2, decimals, number_style(options->language))
                                : g_strdup(sign_symbol(options->symbols, none, options->language)));
    g_array_append_val(figure->rows, row);
}

/* Categories have an order of their own when the codebook gives them one, or when they are numbers
 * or begin with one ("0-17 years"). */
static bool
has_order(const Crosstab *crosstab, const Codebook *codebook)
{
    const Variable *variable = codebook_find(codebook, crosstab->row_variable);

    if (crosstab->multiple)
        return false;
    if (variable && variable->n_values > 0)
        return true;
    for (size_t i = 0; i < crosstab->n_rows; i++)
        if (!g_ascii_isdigit(crosstab->rows[i][strspn(crosstab->rows[i], "<>=-+")]))
            return false;
    return true;
}

static int
compare_rows(const void *one, const void *other)
{
    const ChartRow *a = one, *b = other;

    if (a->rest != b->rest)
        return a->rest ? 1 : -1;
    return isfinite(b->value) && (!isfinite(a->value) || b->value > a->value)   ? 1
           : a->value > b->value || (isfinite(a->value) && !isfinite(b->value)) ? -1
                                                                                : 0;
}

static void
add_note(FigureData *figure, char *text)
{
    g_ptr_array_add(figure->notes, (gpointer)keep(figure, text));
}

static void
add_notes(FigureData *figure, const Crosstab *crosstab, const ShowOptions *options)
{
    const char *language = options->language;

    if (crosstab->n_withheld > 0) {
        g_autofree char *withheld = figure_withheld(options);
        add_note(figure, word_filled(WORD_NOTE, language, withheld));
    }
    if (crosstab->multiple) {
        add_note(figure, word_filled(WORD_NOTE, language, word(WORD_SEVERAL_ANSWERS, language)));
        return;
    }
    g_autofree char *sum =
        crosstab_sum(crosstab, share_decimals(crosstab->base_n, options->decimals), language);
    if (!sum)
        return;
    g_autofree char *sentence = word_filled(WORD_SUMS_TO, language, sum);
    add_note(figure, word_filled(WORD_NOTE, language, sentence));
}

/* The wording of the base, which says that shares are in per cent. */
static char *
per_cent_line(const Codebook *codebook, const char *name, size_t n, const char *language)
{
    g_autofree char *base = base_line(codebook, name, n, language);

    if (strstr(base, "procent") || strstr(base, "per cent") || strchr(base, '%'))
        return g_steal_pointer(&base);
    return word_filled(WORD_BASE_PER_CENT, language, base);
}

FigureData *
figure_of_crosstab(const Crosstab *crosstab, const Codebook *codebook, const ShowOptions *options)
{
    FigureData *figure = figure_data_new();
    const char *name = crosstab->row_variable, *language = options->language;

    for (int rest = 0; rest <= 1; rest++) /* what is rest stands last */
        for (size_t i = 0; i < crosstab->n_rows; i++)
            if (is_rest(codebook, name, crosstab->rows[i]) == rest)
                add_row(figure, crosstab, codebook, options, i, rest);
    if (!has_order(crosstab, codebook)) /* then the longest bar is the first */
        g_array_sort(figure->rows, compare_rows);
    add_notes(figure, crosstab, options);
    g_ptr_array_add(figure->notes, NULL);

    figure->data.title = keep(
        figure, g_strdup(options->title ? options->title : name_label(codebook, name, language)));
    figure->data.question = keep(figure, g_strdup(name_question(codebook, name, language)));
    figure->data.base = keep(figure, per_cent_line(codebook, name, crosstab->base_n, language));
    figure->data.source = keep(figure, source_line(codebook, language));
    figure->data.language = keep(figure, g_strdup(language));
    figure->data.notes = (const char *const *)figure->notes->pdata;
    figure->data.rows = (const ChartRow *)figure->rows->data;
    figure->data.n_rows = figure->rows->len;
    return figure;
}

/* " (153 rows, 3f9a2c71)": how much was read of a file of rows, and the beginning of its hash. */
static char *
trace_origin(const DataUsed *data, const char *language)
{
    g_autofree char *number = number_format((double)data->rows_read, 0, 0, number_style(language));
    g_autofree char *rows =
        data->rows_read > 0 ? word_filled(WORD_TRACE_ROWS, language, number) : NULL;

    if (!rows && !data->sha256)
        return g_strdup("");
    return g_strdup_printf(" (%s%s%.8s)", rows ? rows : "", rows && data->sha256 ? ", " : "",
                           data->sha256 ? data->sha256 : "");
}

/* Values that the figure shows. */
static size_t
count_values(const ChartData *data)
{
    size_t n = 0;

    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];

        for (size_t k = 0; row->values && k < data->n_series; k++)
            n += isfinite(row->values[k].value);
        n += row->ends[0].text ? 2 : isfinite(row->value);
    }
    for (size_t i = 0; i < data->n_panels; i++)
        n += count_values(data->panels[i].data);
    return n;
}

void
figure_data_trace(FigureData *figure, const char *number, const DataUsed *data)
{
    const char *language = figure->data.language;
    const NumberStyle *style = number_style(language);
    g_autofree char *name = number ? g_utf8_strdown(number, -1) : NULL;
    size_t n = count_values(&figure->data);
    g_autofree char *values = number_format((double)n, 0, 0, style);
    g_autofree char *file = g_path_get_basename(data->path);
    g_autofree char *origin = trace_origin(data, language);

    figure->data.number = keep(figure, g_strdup(number));
    figure->data.trace =
        keep(figure, number ? word_filled(n == 1 ? WORD_TRACE_ONE : WORD_TRACE, language, name,
                                          values, file, origin)
                            : word_filled(n == 1 ? WORD_TRACE_ALONE_ONE : WORD_TRACE_ALONE,
                                          language, values, file, origin));
}

void
figure_data_source(FigureData *figure, const char *path)
{
    const char *language = figure->data.language;
    g_autofree char *name = strcmp(path, "-") == 0 ? g_strdup(word(WORD_STANDARD_INPUT, language))
                                                   : g_path_get_basename(path);

    if (!figure->data.source || !*figure->data.source)
        figure->data.source = keep(figure, word_filled(WORD_SOURCE, language, name));
}
