/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/account.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <string.h>

static char *
count(size_t n, const char *language)
{
    return number_format((double)n, 0, 0, number_style(language));
}

/* REASON in LANGUAGE, as far as it is one that the program gives: those of a codebook are in the
 * words of its author. "x: no answer" keeps the name of the variable. The caller owns it. */
static char *
show_reason(const char *reason, const char *language)
{
    static const Word words[] = { WORD_REASON_SAMPLE, WORD_REASON_WHERE, WORD_REASON_WEIGHT,
                                  WORD_REASON_NO_ANSWER, WORD_REASON_UNDEFINED };
    const char *colon = g_strrstr(reason, ": "), *tail = colon ? colon + 2 : reason;

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(tail, word(words[i], "en")) == 0)
            return g_strdup_printf("%.*s%s", (int)(tail - reason), reason,
                                   word(words[i], language));
    return g_strdup(reason);
}

char *
account_of_rows(const DataUsed *data, const char *language)
{
    if (data->rows_read == 0)
        return NULL;
    g_autofree char *read = count(data->rows_read, language);
    if (data->excluded->len == 0)
        return word_filled(WORD_ROWS_ALL_USED, language, data->path, read);

    g_autoptr(GString) reasons = g_string_new(NULL);
    size_t sum = 0;
    for (guint i = 0; i < data->excluded->len; i++) {
        const Exclusion *excluded = &g_array_index(data->excluded, Exclusion, i);
        g_autofree char *rows = count(excluded->rows, language);

        g_autofree char *reason = show_reason(excluded->reason, language);

        g_string_append_printf(reasons, "%s%s (%s)", i ? ", " : "", reason, rows);
        sum += excluded->rows;
    }
    g_autofree char *used = count(data->rows_used, language);
    g_autofree char *out = count(sum, language);
    return word_filled(WORD_ROWS_USED, language, data->path, read, used, out, reasons->str);
}

static void
add_checks(GPtrArray *sentences, const Report *report)
{
    size_t held = 0;

    for (guint i = 0; i < report->checks->len; i++)
        held += g_array_index(report->checks, Check, i).holds;
    g_autofree char *holding = count(held, report->language);
    g_autofree char *all = count(report->checks->len, report->language);
    g_ptr_array_add(sentences, word_filled(WORD_CHECKS_HOLD, report->language, holding, all));
    for (guint i = 0; i < report->checks->len; i++) {
        const Check *check = &g_array_index(report->checks, Check, i);

        if (check->holds)
            continue;
        g_autofree char *what =
            g_strdup_printf("%s%s%s", check->place ? check->place : check->id,
                            check->label ? ", " : "", check->label ? check->label : "");
        g_autofree char *sentence =
            word_filled(WORD_DOES_NOT_HOLD, report->language, what,
                        check->printed ? check->printed : word(WORD_NOT_AVAILABLE, NULL),
                        check->computed ? check->computed : word(WORD_NOT_AVAILABLE, NULL));
        g_ptr_array_add(sentences,
                        g_strdup_printf("%s%s%s", sentence, check->explanation ? " " : "",
                                        check->explanation ? check->explanation : ""));
    }
}

GPtrArray *
account_of(const Report *report)
{
    GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < report->data->len; i++) {
        const DataUsed *data = &g_array_index(report->data, DataUsed, i);
        char *rows = account_of_rows(data, report->language);

        if (rows)
            g_ptr_array_add(sentences, rows);
        for (guint k = 0; k < data->notes->len; k++)
            g_ptr_array_add(sentences,
                            g_strdup_printf("%s: %s", data->path, (char *)data->notes->pdata[k]));
    }
    for (guint i = 0; i < report->notes->len; i++)
        g_ptr_array_add(sentences, g_strdup(report->notes->pdata[i]));
    if (report->checks->len > 0)
        add_checks(sentences, report);
    return sentences;
}
