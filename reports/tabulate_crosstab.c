/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_crosstab.c - a cross-tabulation as a table to print. */
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

typedef enum { PERCENT_ROW, PERCENT_COLUMN, PERCENT_CELL, PERCENT_NONE } Percent;

typedef struct {
    const Crosstab *crosstab;
    const Codebook *codebook;
    const ShowOptions *options;
    Percent percent;
    int decimals;
    bool weighted;
    bool zeros; /* a zero stands in the table */
    bool sets;  /* rows are answers of which several could be given */
} Answer;

static Percent
percent_of(const Crosstab *crosstab, const ShowOptions *options)
{
    const char *text = options->percent ? options->percent : "col";

    if (strcmp(text, "count") == 0)
        return PERCENT_NONE;
    if (crosstab->n_cols == 0 || strcmp(text, "col") == 0)
        return PERCENT_COLUMN;
    return strcmp(text, "row") == 0 ? PERCENT_ROW : PERCENT_CELL;
}

/* The base of the cell in row I and column J, and the share of it. */
static const Figure *
share_of(const Answer *answer, size_t i, size_t j, size_t *base_n)
{
    const Crosstab *crosstab = answer->crosstab;
    const Cell *cell = crosstab_cell(crosstab, i, j);
    bool of_row = answer->percent == PERCENT_ROW, of_all = answer->percent == PERCENT_CELL;

    *base_n = crosstab_cell(crosstab, of_row ? i : crosstab->n_rows,
                            of_row   ? crosstab->n_cols
                            : of_all ? crosstab->n_cols
                                     : j)
                  ->n;
    return of_row ? &cell->share_row : of_all ? &cell->share_cell : &cell->share_col;
}

/* The smallest base of the table decides for all of it. */
static int
decimals_of(const Answer *answer)
{
    const Crosstab *crosstab = answer->crosstab;
    size_t least = crosstab->base_n;

    for (size_t i = 0; i <= crosstab->n_rows; i++)
        for (size_t j = 0; j <= crosstab->n_cols; j++) {
            size_t base_n;

            share_of(answer, i, j, &base_n);
            least = base_n > 0 ? MIN(least, base_n) : least;
        }
    return share_decimals(least, answer->options->decimals);
}

static Entry
entry_share(Table *table, Answer *answer, size_t i, size_t j)
{
    const char *language = answer->options->language;
    size_t base_n, n = crosstab_cell(answer->crosstab, i, j)->n;
    double share = share_of(answer, i, j, &base_n)->value;

    if (share_of(answer, i, j, &base_n)->flags & ESTIMATE_WITHHELD)
        return entry_withheld(table, language);
    if (!isfinite(share))
        return entry_shown(table, NAN, NULL, language);
    if (share == 0.0) {
        answer->zeros = true;
        return entry_shown(table, share, g_strdup(word(WORD_ZERO, language)), language);
    }
    return entry_shown(
        table, share,
        number_format(share_exact(share, n, base_n), 2, answer->decimals, number_style(language)),
        language);
}

static Entry
entry_of_count(Table *table, Answer *answer, size_t i, size_t j)
{
    size_t n = crosstab_cell(answer->crosstab, i, j)->n;

    if (crosstab_cell(answer->crosstab, i, j)->withheld)
        return entry_withheld(table, answer->options->language);
    answer->zeros = answer->zeros || n == 0;
    return entry_count(table, (double)n, answer->options->language);
}

static Entry
entry_limits(Table *table, const Answer *answer, size_t i)
{
    const Figure *share = &crosstab_cell(answer->crosstab, i, 0)->share_col;

    /* the base is the whole of itself: nothing is uncertain about that */
    if (i == answer->crosstab->n_rows)
        return entry_not_applicable();
    if (share->flags & ESTIMATE_WITHHELD)
        return entry_withheld(table, answer->options->language);
    return entry_interval(table, share->lower, share->upper, 2, answer->decimals,
                          answer->options->language);
}

/* The label of CATEGORY of VARIABLE; of a set of categories those are of its items. */
static const char *
answer_label(const Answer *answer, const char *variable, const char *category)
{
    const char *set =
        answer->crosstab->turned ? answer->crosstab->col_variable : answer->crosstab->row_variable;
    bool of_items = answer->crosstab->items && variable == set;

    return category_label(answer->codebook, of_items ? answer->crosstab->items : variable, category,
                          answer->options->language);
}

static const char *
row_label(const Answer *answer, size_t i)
{
    const Crosstab *crosstab = answer->crosstab;
    const char *language = answer->options->language;

    if (i == crosstab->n_rows)
        return word(answer->sets ? WORD_BASE : WORD_TOTAL, language);
    return answer_label(answer, crosstab->row_variable, crosstab->rows[i]);
}

/* Where tidy_of_crosstab() has the cell in row I and column J, counted from 1. */
static size_t
data_row(const Answer *answer, size_t i, size_t j)
{
    return i * (answer->crosstab->n_cols + 1) + j + 1;
}

/* Categories down; count, per cent and limits side by side. */
static Table *
one_way(Answer *answer)
{
    const char *language = answer->options->language;
    g_autofree char *interval = interval_head(answer->crosstab->level, language);
    const TableColumn columns[] = {
        { "row", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "n", word(WORD_COUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "share_col", word(WORD_PER_CENT, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, 0 },
        { "ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 2, 0 }
    };
    size_t n = answer->percent == PERCENT_NONE ? 2 : answer->options->intervals ? 4 : 3;
    Table *table = table_new(answer->options->id, columns, n);

    for (size_t i = 0; i <= answer->crosstab->n_rows; i++) {
        Entry entries[] = { entry_text(table, row_label(answer, i)),
                            entry_of_count(table, answer, i, 0), entry_share(table, answer, i, 0),
                            entry_limits(table, answer, i) };
        Entry *row = table_add(table, i < answer->crosstab->n_rows ? ROW_BODY : ROW_TOTAL);

        for (size_t j = 1; j < G_N_ELEMENTS(entries); j++)
            entries[j].data_row = data_row(answer, i, 0);
        memcpy(row, entries, n * sizeof *entries);
    }
    return table;
}

static Table *
start_two_way(const Answer *answer, bool count_column)
{
    const Crosstab *crosstab = answer->crosstab;
    const char *language = answer->options->language;
    const char *spanner = name_label(answer->codebook, crosstab->col_variable, language);
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    GStringChunk *heads = g_string_chunk_new(256);
    TableColumn names = { "row", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 };
    TableColumn total = {
        "total", word(WORD_TOTAL, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, 0
    };
    TableColumn count = { "n", word(WORD_COUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 };

    g_array_append_val(columns, names);
    for (size_t j = 0; j < crosstab->n_cols; j++) {
        const char *label = answer_label(answer, crosstab->col_variable, crosstab->cols[j]);
        g_autofree char *letter = letter_of(j);
        g_autofree char *lettered = g_strdup_printf("%s (%s)", label, letter);
        /* the text is copied by table_new() */
        if (crosstab->letters != LETTERS_NOT_ASKED)
            label = g_string_chunk_insert(heads, lettered);
        TableColumn column = { crosstab->cols[j], label, spanner, COLUMN_OF_NUMBERS, NULL, 2, 0 };
        g_array_append_val(columns, column);
    }
    g_array_append_val(columns, total);
    if (count_column)
        g_array_append_val(columns, count);
    Table *table = table_new(answer->options->id, (const TableColumn *)columns->data, columns->len);
    g_string_chunk_free(heads);
    return table;
}

/* Shares or counts in the cells, the margins last; beside or below them the bases. */
static Table *
two_way(Answer *answer)
{
    const Crosstab *crosstab = answer->crosstab;
    bool counts_right = answer->percent == PERCENT_ROW || answer->percent == PERCENT_CELL;
    Table *table = start_two_way(answer, counts_right);
    g_autofree Entry *entries = g_new0(Entry, table->n_columns);

    for (size_t i = 0; i <= crosstab->n_rows; i++) {
        bool total = i == crosstab->n_rows;

        /* a base of 100 per cent says less than the counts in the row below */
        if (total && answer->percent == PERCENT_COLUMN && answer->sets)
            break;
        entries[0] = entry_text(table, total ? word(WORD_TOTAL, answer->options->language)
                                             : row_label(answer, i));
        for (size_t j = 0; j <= crosstab->n_cols; j++) {
            const char *letters = crosstab_cell(crosstab, i, j)->letters;

            entries[1 + j] = answer->percent == PERCENT_NONE ? entry_of_count(table, answer, i, j)
                                                             : entry_share(table, answer, i, j);
            entries[1 + j].data_row = data_row(answer, i, j);
            if (letters && *letters)
                entries[1 + j].mark = table_text(table, letters);
        }
        if (counts_right)
            entries[2 + crosstab->n_cols] = entry_of_count(table, answer, i, crosstab->n_cols);
        entries[table->n_columns - 1].data_row = data_row(answer, i, crosstab->n_cols);
        memcpy(table_add(table, total ? ROW_TOTAL : ROW_BODY), entries,
               table->n_columns * sizeof *entries);
    }
    if (answer->percent != PERCENT_COLUMN && answer->percent != PERCENT_CELL)
        return table;
    entries[0] = entry_text(table, word(WORD_COUNT, answer->options->language));
    for (size_t j = 0; j <= crosstab->n_cols; j++) {
        entries[1 + j] = entry_of_count(table, answer, crosstab->n_rows, j);
        entries[1 + j].data_row = data_row(answer, crosstab->n_rows, j);
    }
    memcpy(table_add(table, ROW_TOTAL), entries, table->n_columns * sizeof *entries);
    return table;
}

char *
crosstab_combination(const Crosstab *crosstab, const Codebook *codebook, const char *language)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t k = 0; k < crosstab->n_by; k++)
        g_string_append_printf(text, "%s%s: %s", k > 0 ? ", " : "",
                               name_label(codebook, crosstab->by_names[k], language),
                               crosstab->by[k] ? category_label(codebook, crosstab->by_names[k],
                                                                crosstab->by[k], language)
                                               : word(WORD_MISSING, language));
    return text->len > 0 ? g_strdup(text->str) : NULL;
}

static void
set_titles(Table *table, const Answer *answer)
{
    const Crosstab *crosstab = answer->crosstab;
    const char *language = answer->options->language, *row = crosstab->row_variable;
    const char *label = name_label(answer->codebook, row, language);
    g_autofree char *title =
        crosstab->n_cols == 0
            ? g_strdup(label)
            : word_filled(WORD_A_BY_B, language, label,
                          name_label(answer->codebook, crosstab->col_variable, language));
    static const Word bases[] = { WORD_ROW_PER_CENT, WORD_COLUMN_PER_CENT, WORD_TABLE_PER_CENT,
                                  WORD_COUNTS };
    g_autofree char *n = number_format((double)crosstab->base_n, 0, 0, number_style(language));
    g_autofree char *line = crosstab->n_cols == 0
                                ? base_line(answer->codebook, row, crosstab->base_n, language)
                                : word_filled(bases[answer->percent], language, n);
    g_autofree char *source = source_line(answer->codebook, language);

    g_autofree char *group = crosstab_combination(crosstab, answer->codebook, language);
    const char *name = answer->options->title ? answer->options->title : title;
    g_autofree char *of_group =
        group ? word_filled(WORD_TITLE_OF_GROUP, language, name, group) : g_strdup(name);
    table->title = table_text(table, of_group);
    table->question = table_text(table, name_question(answer->codebook, row, language));
    table->base = table_text(table, line);
    table->source = table_text(table, source);
}

/* What the shares as shown sum to, in units of the last decimal, where they make up a whole. */
static void
note_sum(Table *table, const Answer *answer)
{
    const Crosstab *crosstab = answer->crosstab;
    const char *language = answer->options->language;

    if (answer->sets || answer->percent == PERCENT_NONE)
        return;
    if (crosstab->n_cols > 0) {
        table_note(table, word(WORD_ROUNDED_SHARES, language));
        return;
    }
    g_autofree char *sum = crosstab_sum(crosstab, answer->decimals, language);
    if (!sum)
        return;
    g_autofree char *note = word_filled(WORD_SUMS_TO, language, sum);
    table_note(table, note);
}

static void
add_notes(Table *table, const Answer *answer)
{
    const Crosstab *crosstab = answer->crosstab;
    const char *language = answer->options->language;

    note_withheld(table, false, crosstab->suppress_below, crosstab->n_withheld, language);
    note_tests(table, crosstab, language);
    note_letters(table, crosstab, language);
    note_sum(table, answer);
    if (crosstab->multiple)
        table_note(table,
                   word(crosstab->asked ? WORD_SEVERAL_OF_ALL : WORD_SEVERAL_ANSWERS, language));
    if (answer->weighted && answer->percent != PERCENT_NONE)
        table_note(table, word(WORD_UNWEIGHTED_COUNTS, language));
    if (answer->zeros)
        table_note(table, word(WORD_ZERO_SIGN, language));
}

/* TRUE when the weights move a share away from the quotient of the counts. */
static bool
weights_matter(const Crosstab *crosstab)
{
    const Cell *all = crosstab_cell(crosstab, crosstab->n_rows, crosstab->n_cols);

    for (size_t i = 0; i < crosstab->n_rows; i++)
        for (size_t j = 0; j <= crosstab->n_cols; j++) {
            const Cell *cell = crosstab_cell(crosstab, i, j);
            double weighted = cell->weighted_n / all->weighted_n;

            if (!cell->withheld && fabs(weighted - (double)cell->n / (double)all->n) > 1e-9)
                return true;
        }
    return false;
}

char *
crosstab_sum(const Crosstab *crosstab, int decimals, const char *language)
{
    size_t base_n = crosstab_cell(crosstab, crosstab->n_rows, crosstab->n_cols)->n;
    double sum = 0.0;

    if (crosstab->n_rows == 0)
        return NULL;
    for (size_t i = 0; i < crosstab->n_rows; i++) {
        const Cell *cell = crosstab_cell(crosstab, i, crosstab->n_cols);

        if (!isfinite(cell->share_col.value))
            return NULL;
        sum += number_round(share_exact(cell->share_col.value, cell->n, base_n), 2, decimals);
    }
    sum = number_round(sum, 0, decimals);
    return sum == 100.0 ? NULL : number_format(sum, 0, decimals, number_style(language));
}

int
crosstab_decimals(const Crosstab *crosstab, const ShowOptions *options)
{
    const Answer answer = { .crosstab = crosstab,
                            .options = options,
                            .percent = percent_of(crosstab, options) };

    return decimals_of(&answer);
}

Table *
table_of_crosstab(const Crosstab *crosstab, const Codebook *codebook, const ShowOptions *options)
{
    Answer answer = { .crosstab = crosstab,
                      .codebook = codebook,
                      .options = options,
                      .percent = percent_of(crosstab, options),
                      .weighted = weights_matter(crosstab),
                      .sets = crosstab->multiple && !crosstab->turned };

    answer.decimals = decimals_of(&answer);
    Table *table = crosstab->n_cols == 0 ? one_way(&answer) : two_way(&answer);
    set_titles(table, &answer);
    add_notes(table, &answer);
    table->data = tidy_of_crosstab(crosstab, options->id);
    return table;
}
