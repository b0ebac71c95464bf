/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_tests.c - tests and letters of a cross-tabulation in words, and tests as tidy rows. */
#include "analysis/fisher_tables.h"
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const struct {
    TestFlag flag;
    const char *name;
    Word sentence;
} flags_known[] = {
    { TEST_EMPTY_LINES, "empty_lines", WORD_TEST_FLAG_EMPTY_LINES },
    { TEST_SMALL_EXPECTED, "small_expected", WORD_TEST_FLAG_SMALL_EXPECTED },
    { TEST_SIMULATED, "simulated", WORD_TEST_FLAG_SIMULATED },
    { TEST_DESIGN_IGNORED, "design_ignored", WORD_TEST_FLAG_DESIGN_IGNORED },
    { TEST_WEIGHTED, "weighted", WORD_TEST_FLAG_WEIGHTED },
    { TEST_OVERLAP, "overlap", WORD_TEST_FLAG_OVERLAP },
    { TEST_WRONG_SHAPE, "wrong_shape", WORD_TEST_FLAG_WRONG_SHAPE },
    { TEST_ONE_LINE, "one_line", WORD_TEST_FLAG_ONE_LINE },
    { TEST_NO_DF, "no_df", WORD_TEST_FLAG_NO_DF },
    { TEST_NO_VARIANCE, "no_variance", WORD_TEST_FLAG_NO_VARIANCE },
    { TEST_TOO_LARGE, "too_large", WORD_TEST_FLAG_TOO_LARGE },
    { TEST_NOT_2X2, "not_2x2", WORD_TEST_FLAG_NOT_2X2 },
    { TEST_SINGULAR, "singular", WORD_TEST_FLAG_SINGULAR },
    { TEST_ZERO_CELL, "zero_cell", WORD_TEST_FLAG_ZERO_CELL },
};

static const struct {
    const char *name;
    Word word;
} test_words[] = {
    { "rs1", WORD_TEST_RS1 },
    { "rs2", WORD_TEST_RS2 },
    { "rs-lr", WORD_TEST_RS_LR },
    { "rs-exact", WORD_TEST_RS_EXACT },
    { "wald", WORD_TEST_WALD },
    { "rs-saddlepoint", WORD_TEST_RS_SADDLEPOINT },
    { "adjwald", WORD_TEST_ADJWALD },
    { "pearson", WORD_TEST_PEARSON },
    { "gof", WORD_TEST_GOF },
    { "gof-r", WORD_TEST_GOF_R },
    { "lr", WORD_TEST_LR },
    { "yates", WORD_TEST_YATES },
    { "linear", WORD_TEST_LINEAR },
    { "fisher", WORD_TEST_FISHER },
    { "fisher-less", WORD_TEST_FISHER_LESS },
    { "fisher-greater", WORD_TEST_FISHER_GREATER },
};

static const char *
test_word(const TestResult *test, const char *language)
{
    if (strcmp(test->name, "gof") == 0 && isnan(test->df2))
        return word(WORD_TEST_GOF_PLAIN, language);
    for (size_t k = 0; k < G_N_ELEMENTS(test_words); k++)
        if (strcmp(test_words[k].name, test->name) == 0)
            return word(test_words[k].word, language);
    return test->name;
}

Entry
entry_test_flags(Table *table, unsigned flags)
{
    const char *names[G_N_ELEMENTS(flags_known)];
    size_t n = 0;

    for (size_t k = 0; k < G_N_ELEMENTS(flags_known); k++)
        if (flags & flags_known[k].flag)
            names[n++] = flags_known[k].name;
    return entry_list(table, ENTRY_LIST, names, n);
}

Entry
entry_combination(Table *table, const Crosstab *crosstab)
{
    g_autofree const char **pairs = g_new0(const char *, 2 * crosstab->n_by + 1);

    for (size_t k = 0; k < crosstab->n_by; k++) {
        pairs[2 * k] = crosstab->by_names[k];
        pairs[2 * k + 1] = crosstab->by[k];
    }
    return entry_list(table, ENTRY_MAP, pairs, 2 * crosstab->n_by);
}

/* NUMBER with three digits, but no fewer than stand before the decimal mark. */
static char *
three_digits(double number, const char *language)
{
    int decimals = fabs(number) < 1.0 ? 3 : CLAMP(2 - (int)floor(log10(fabs(number))), 0, 2);

    if (number == floor(number))
        decimals = 0;
    return number_format(number, 0, decimals, number_style(language));
}

char *
p_show(double p, const char *language)
{
    const NumberStyle *style = number_style(language);
    int decimals = p >= 0.1 ? 2 : p >= 0.01 ? 3 : 4;

    if (p >= 0.001)
        return number_format(p, 0, decimals, style);
    g_autofree char *least = number_format(0.001, 0, 3, style);
    return g_strconcat("< ", least, NULL);
}

/* "Rao-Scott F = 5.19, df 1.49 and 20.9, p = 0.022" */
static char *
test_line(const TestResult *test, const char *language)
{
    const char *name = test_word(test, language);
    g_autofree char *p = p_show(test->p, language);
    g_autoptr(GString) line = g_string_new(NULL);

    if (isfinite(test->statistic)) {
        g_autofree char *statistic = number_format(
            test->statistic, 0, fabs(test->statistic) < 100.0 ? 2 : 1, number_style(language));
        g_autofree char *first = word_filled(WORD_TEST_STATISTIC, language, name, statistic);
        g_string_append(line, first);
    } else {
        g_string_append(line, name);
    }
    if (isfinite(test->df1)) {
        g_autofree char *df1 = three_digits(test->df1, language);
        g_autofree char *df2 = isfinite(test->df2) ? three_digits(test->df2, language) : NULL;
        g_autofree char *df = df2 ? word_filled(WORD_TEST_DF_TWO, language, df1, df2)
                                  : word_filled(WORD_TEST_DF, language, df1);
        g_string_append(line, df);
    }
    bool below = g_str_has_prefix(p, "< ");
    g_autofree char *last =
        word_filled(below ? WORD_TEST_P_BELOW : WORD_TEST_P, language, below ? p + 2 : p);
    g_string_append_printf(line, "%s.", last);
    return g_strdup(line->str);
}

/* The sentence on the flag with number K. */
static char *
flag_sentence(const Crosstab *crosstab, size_t k, const char *language)
{
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, (guint64)crosstab->seed);
    g_autofree char *draws = number_format((double)FISHER_DRAWS, 0, 0, number_style(language));

    return flags_known[k].flag == TEST_SIMULATED
               ? word_filled(WORD_TEST_FLAG_SIMULATED, language, draws, seed)
               : g_strdup(word(flags_known[k].sentence, language));
}

void
note_tests(Table *table, const Crosstab *crosstab, const char *language)
{
    unsigned flags = 0;

    for (size_t t = 0; t < crosstab->n_tests; t++) {
        const TestResult *test = &crosstab->tests[t];
        const char *why = "";

        for (size_t k = 0; k < G_N_ELEMENTS(flags_known); k++)
            if (test->flags & TEST_UNDEFINED & flags_known[k].flag)
                why = word(flags_known[k].sentence, language);
        g_autofree char *line =
            isnan(test->p) ? word_filled(WORD_TEST_CANNOT, language, test_word(test, language), why)
                           : test_line(test, language);
        table_note(table, line);
        flags |= isnan(test->p) ? 0 : test->flags;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(flags_known); k++)
        if (flags & flags_known[k].flag) {
            g_autofree char *sentence = flag_sentence(crosstab, k, language);
            table_note(table, sentence);
        }
}

void
note_letters(Table *table, const Crosstab *crosstab, const char *language)
{
    static const Word rules[] = { [LETTERS_UNADJUSTED] = WORD_LETTERS_NONE,
                                  [LETTERS_BONFERRONI] = WORD_LETTERS_BY_BONFERRONI,
                                  [LETTERS_HOLM] = WORD_LETTERS_BY_HOLM,
                                  [LETTERS_BH] = WORD_LETTERS_BY_BH };
    const NumberStyle *style = number_style(language);

    if (crosstab->letters == LETTERS_NOT_ASKED)
        return;
    double alpha = number_round(1.0 - crosstab->level, 2, 6);
    g_autofree char *percent =
        number_format(1.0 - crosstab->level, 2, alpha == floor(alpha) ? 0 : 1, style);
    g_autofree char *level = g_strconcat(percent, style->percent, NULL);
    bool pooled = crosstab->plain && !crosstab->turned;
    g_autofree char *note = word_filled(pooled ? WORD_LETTERS_POOLED : WORD_LETTERS_DESIGN,
                                        language, level, word(rules[crosstab->letters], language));
    table_note(table, note);
}

static Table *
tests_table(bool by, const char *language)
{
    const TableColumn columns[] = {
        { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "statistic", "Statistic", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df1", "df1", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df2", "df2", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "p", "p", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "x2", "X²", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "flags", "Flags", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "table", "Table", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "by", "By", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    Table *table = table_new("tests", columns, by ? 9 : 7);

    table->title = table_text(table, word(WORD_TESTS, language));
    return table;
}

void
report_tests(Report *report, const Crosstab *crosstab, const char *id, bool by)
{
    report->tests_told = true;
    for (size_t t = 0; t < crosstab->n_tests; t++) {
        const TestResult *test = &crosstab->tests[t];

        if (!report->tests)
            report->tests = tests_table(by, report->language);
        const Entry entries[] = {
            entry_text(report->tests, test->name),
            entry_number(test->statistic),
            entry_number(test->df1),
            entry_number(test->df2),
            entry_number(test->p),
            entry_number(test->x2),
            entry_test_flags(report->tests, test->flags),
            entry_text(report->tests, id),
            entry_combination(report->tests, crosstab),
        };
        memcpy(table_add(report->tests, ROW_BODY), entries,
               report->tests->n_columns * sizeof *entries);
    }
}
