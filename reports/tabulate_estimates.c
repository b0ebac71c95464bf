/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_estimates.c - estimates as a table to print: a row a number, grouped by what it is of.
 */
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* The rows of one statistic of one variable, in their order. */
typedef struct {
    const Estimate *first;
    GArray *rows; /* of const Estimate * */
    int decimals;
    bool share;
} Group;

/* What stands in the columns after the names of the rows. */
typedef struct {
    bool by, level; /* any row is of a domain, of a category */
    bool deff;
    bool shares_only;
} Contents;

typedef struct {
    const Estimates *estimates;
    FlagLetters letters; /* of .estimates */
    const Codebook *codebook;
    const ShowOptions *options;
    GArray *groups; /* of Group */
    Contents contents;
    size_t n_names; /* columns of names */
} Answer;

bool
estimate_is_share(const Estimate *row)
{
    return strcmp(row->statistic, "share") == 0 ||
           (strcmp(row->statistic, "mean") == 0 && row->level);
}

char *
estimate_name(const Estimate *row, const Codebook *codebook, const char *language)
{
    static const struct {
        const char *statistic;
        Word word;
    } words[] = { { "mean", WORD_MEAN_OF },     { "total", WORD_TOTAL_OF },
                  { "ratio", WORD_RATIO_OF },   { "share", WORD_SHARE_OF },
                  { "median", WORD_MEDIAN_OF }, { "quantile", WORD_QUANTILE_OF },
                  { "sd", WORD_SD_OF },         { "var", WORD_VARIANCE_OF },
                  { "min", WORD_MIN_OF },       { "max", WORD_MAX_OF } };

    if (strcmp(row->statistic, "count") == 0)
        return g_strdup(word(WORD_COUNT, language));
    if (strcmp(row->statistic, "contrast") == 0)
        return g_strdup(row->variable);
    const char *label = name_label(codebook, row->variable ? row->variable : "", language);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].statistic, row->statistic) == 0)
            return word_filled(words[i].word, language, label);
    return g_strdup_printf("%s(%s)", row->statistic, label);
}

int
estimate_decimals(const Estimate *row)
{
    int most = fabs(row->value) < 1.0 ? 4 : 2;

    if (!isfinite(row->value) || row->value == floor(row->value))
        most = isfinite(row->se) && row->se > 0.0 ? most : 0;
    if (!isfinite(row->se) || row->se <= 0.0)
        return most;
    return CLAMP(1 - (int)floor(log10(row->se)), 0, most);
}

static void
add_to_group(Answer *answer, const Estimate *row)
{
    Group *group = NULL;

    for (guint g = 0; g < answer->groups->len && !group; g++) {
        Group *other = &g_array_index(answer->groups, Group, g);

        if (strcmp(other->first->statistic, row->statistic) == 0 &&
            g_strcmp0(other->first->variable, row->variable) == 0)
            group = other;
    }
    if (!group) {
        Group new = { .first = row,
                      .rows = g_array_new(FALSE, FALSE, sizeof row),
                      .share = estimate_is_share(row) };

        g_array_append_val(answer->groups, new);
        group = &g_array_index(answer->groups, Group, answer->groups->len - 1);
    }
    g_array_append_val(group->rows, row);
    int decimals = group->share ? share_decimals(row->base_n, -1) : estimate_decimals(row);
    group->decimals = MAX(group->decimals, decimals);
    if (answer->options->decimals >= 0)
        group->decimals = answer->options->decimals;
}

static void
clear_group(gpointer data)
{
    g_array_unref(((Group *)data)->rows);
}

static void
look_through(Answer *answer)
{
    Contents *contents = &answer->contents;

    contents->by = answer->estimates->n_by > 0;
    contents->shares_only = answer->estimates->n_rows > 0;
    for (size_t i = 0; i < answer->estimates->n_rows; i++) {
        const Estimate *row = &answer->estimates->rows[i];

        contents->level = contents->level || row->level;
        contents->deff = contents->deff || isfinite(row->deff);
        contents->shares_only = contents->shares_only && estimate_is_share(row);
        add_to_group(answer, row);
    }
    answer->n_names = answer->estimates->n_by + contents->level;
    if (answer->n_names == 0)
        answer->n_names = 1;
}

static Table *
start_table(const Answer *answer)
{
    const Contents *contents = &answer->contents;
    const char *language = answer->options->language;
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    g_autofree char *interval = interval_head(answer->estimates->level, language);

    for (size_t k = 0; k < answer->n_names; k++) {
        bool by = k < answer->estimates->n_by;
        const char *name = by ? answer->estimates->by[k] : "level";
        const char *label = by ? name_label(answer->codebook, name, language) : "";
        TableColumn column = { name, label, NULL, COLUMN_OF_TEXT, NULL, 0, -1 };

        g_array_append_val(columns, column);
    }
    const struct {
        bool shown;
        TableColumn column;
    } numbers[] = {
        { true,
          { "estimate", word(contents->shares_only ? WORD_PER_CENT : WORD_ESTIMATE, language), NULL,
            COLUMN_OF_NUMBERS, NULL, 0, -1 } },
        { answer->options->intervals,
          { "se", word(WORD_STANDARD_ERROR, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 } },
        { answer->options->intervals, { "ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 } },
        { contents->deff,
          { "deff", word(WORD_DESIGN_EFFECT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 2 } },
        { true, { "base_n", word(WORD_BASE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 } },
    };
    for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++)
        if (numbers[k].shown)
            g_array_append_val(columns, numbers[k].column);
    return table_new(answer->options->id, (const TableColumn *)columns->data, columns->len);
}

/* Names of the domain and the category that ROW is of, into ENTRIES. */
static void
name_row(Table *table, const Answer *answer, const Estimate *row, Entry *entries)
{
    const char *language = answer->options->language;
    size_t n_by = answer->estimates->n_by;

    for (size_t k = 0; k < n_by; k++) {
        const char *category = row->by ? row->by[k] : NULL;

        entries[k] =
            entry_text(table, category ? category_label(answer->codebook, answer->estimates->by[k],
                                                        category, language)
                                       : word(WORD_MISSING, language));
    }
    if (answer->contents.level)
        entries[n_by] =
            entry_text(table, row->level ? category_label(answer->codebook, row->variable,
                                                          row->level, language)
                                         : word(WORD_ALL, language));
}

static void
add_numbers(Table *table, const Answer *answer, const Group *group, const Estimate *row,
            Entry *entries)
{
    const char *language = answer->options->language;
    const NumberStyle *style = number_style(language);

    if (row->flags & ESTIMATE_WITHHELD) {
        for (size_t k = answer->n_names; k < table->n_columns; k++)
            *entries++ = entry_withheld(table, language);
        return;
    }
    int power = group->share ? 2 : 0, decimals = group->decimals;
    bool percent = group->share && !answer->contents.shares_only;
    double value = group->share ? share_exact(row->value, row->n, row->base_n) : row->value;
    g_autofree char *text = isfinite(value) ? number_format(value, power, decimals, style) : NULL;
    g_autofree char *error =
        isfinite(row->se) ? number_format(row->se, power, decimals + group->share, style) : NULL;

    *entries++ = entry_shown(
        table, value, g_strconcat(text ? text : "", percent ? style->percent : "", NULL), language);
    if (answer->options->intervals) {
        *entries++ = entry_shown(table, row->se, g_steal_pointer(&error), language);
        *entries++ = entry_interval(table, row->lower, row->upper, power, decimals, language);
    }
    if (answer->contents.deff)
        *entries++ = entry_number(row->deff);
    *entries = entry_number((double)row->base_n);
}

static void
add_group(Table *table, const Answer *answer, const Group *group)
{
    g_autofree char *name =
        estimate_name(group->first, answer->codebook, answer->options->language);
    g_autofree Entry *entries = g_new0(Entry, table->n_columns);
    bool plain = !answer->contents.by && !answer->contents.level;

    if (!plain && answer->groups->len > 1) {
        Entry heading = entry_text(table, name);
        *table_add(table, ROW_GROUP) = heading;
    }
    for (guint i = 0; i < group->rows->len; i++) {
        const Estimate *row = g_array_index(group->rows, const Estimate *, i);

        if (plain)
            entries[0] = entry_text(table, name);
        else
            name_row(table, answer, row, entries);
        add_numbers(table, answer, group, row, entries + answer->n_names);
        entries[answer->n_names].mark =
            flags_mark(table, &answer->letters, row->flags & ~(unsigned)ESTIMATE_WITHHELD);
        if ((row->flags & ESTIMATE_FEW) && entries[answer->n_names].kind == ENTRY_NUMBER)
            entries[answer->n_names].sign = SIGN_UNRELIABLE;
        for (size_t j = answer->n_names; j < table->n_columns; j++)
            entries[j].data_row = (size_t)(row - answer->estimates->rows) + 1;
        memcpy(table_add(table, ROW_BODY), entries, table->n_columns * sizeof *entries);
    }
}

static void
set_titles(Table *table, const Answer *answer)
{
    const char *language = answer->options->language;
    const Group *group = &g_array_index(answer->groups, Group, 0);

    if (answer->groups->len == 1 && (answer->contents.by || answer->contents.level)) {
        g_autofree char *title = estimate_name(group->first, answer->codebook, language);

        table->title = table_text(table, title);
        table->question = table_text(
            table, name_question(answer->codebook,
                                 group->first->variable ? group->first->variable : "", language));
    } else {
        table->title = table_text(table, word(WORD_ESTIMATES, language));
    }
    if (answer->options->title)
        table->title = table_text(table, answer->options->title);
    g_autofree char *source = source_line(answer->codebook, language);
    table->source = table_text(table, source);
}

Table *
table_of_estimates(const Estimates *estimates, const Codebook *codebook, const ShowOptions *options)
{
    Answer answer = { .estimates = estimates,
                      .letters = flags_letters(estimates),
                      .codebook = codebook,
                      .options = options,
                      .groups = g_array_new(FALSE, TRUE, sizeof(Group)) };

    g_array_set_clear_func(answer.groups, clear_group);
    look_through(&answer);
    Table *table = start_table(&answer);
    for (guint g = 0; g < answer.groups->len; g++)
        add_group(table, &answer, &g_array_index(answer.groups, Group, g));
    if (answer.groups->len > 0)
        set_titles(table, &answer);
    note_withheld(table, true, estimates->suppress_below, estimates->n_withheld, options->language);
    flags_note(table, estimates, options->language);
    table->data = tidy_of_estimates(estimates, options->id);
    g_array_unref(answer.groups);
    return table;
}
