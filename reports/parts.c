/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/parts.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static Entry
entry_sign_text(Table *table, EntrySign sign, Word symbol, const char *language)
{
    Entry entry = entry_text(table, word(symbol, language));

    entry.sign = sign;
    return entry;
}

Entry
entry_shown(Table *table, double number, char *text, const char *language)
{
    Entry entry = entry_number(number);

    if (entry.kind == ENTRY_NUMBER)
        entry.text = table_text(table, text);
    else
        entry = entry_sign_text(table, SIGN_NOT_AVAILABLE, WORD_NOT_AVAILABLE, language);
    g_free(text);
    return entry;
}

Entry
entry_withheld(Table *table, const char *language)
{
    return entry_sign_text(table, SIGN_WITHHELD, WORD_WITHHELD, language);
}

Entry
entry_interval(Table *table, double lower, double upper, int power, int decimals,
               const char *language)
{
    if (!isfinite(lower) || !isfinite(upper))
        return entry_shown(table, NAN, NULL, language);
    const NumberStyle *style = number_style(language);
    g_autofree char *low = number_format(lower, power, decimals, style);
    g_autofree char *high = number_format(upper, power, decimals, style);
    bool negative = g_str_has_prefix(low, style->minus) || g_str_has_prefix(high, style->minus);
    const char *between = negative ? word(WORD_TO, language) : "\u2013";

    Entry entry = entry_shown(table, lower, g_strconcat(low, between, high, NULL), language);
    entry.interval = true;
    entry.upper = upper;
    return entry;
}

Entry
entry_count(Table *table, double count, const char *language)
{
    return entry_shown(table, count,
                       count == 0.0 ? g_strdup(word(WORD_ZERO, language))
                                    : number_format(count, 0, 0, number_style(language)),
                       language);
}

int
share_decimals(size_t base_n, int asked)
{
    return asked >= 0 ? asked : base_n < 200 ? 0 : 1;
}

double
share_exact(double share, size_t k, size_t n)
{
    double quotient = n > 0 ? (double)k / (double)n : NAN;

    return fabs(share - quotient) < 1e-12 ? quotient : share;
}

const char *
name_label(const Codebook *codebook, const char *name, const char *language)
{
    const MultipleSet *set = codebook_find_set(codebook, name);

    if (set && set->label)
        return node_label(set->label, language);
    return variable_label(codebook_find(codebook, name), name, language);
}

const char *
name_question(const Codebook *codebook, const char *name, const char *language)
{
    const MultipleSet *set = codebook_find_set(codebook, name);
    const Variable *variable = codebook_find(codebook, name);

    return node_label(set ? set->question : variable ? variable->question : NULL, language);
}

const char *
category_label(const Codebook *codebook, const char *variable, const char *category,
               const char *language)
{
    if (codebook_find_set(codebook, variable))
        return variable_label(codebook_find(codebook, category), category, language);
    return variable_value_label(codebook_find(codebook, variable), category, language);
}

char *
base_line(const Codebook *codebook, const char *name, size_t n, const char *language)
{
    const MultipleSet *set = codebook_find_set(codebook, name);
    const Variable *variable = codebook_find(codebook, name);
    const Node *base = set ? set->base : variable ? variable->base : NULL;
    g_autofree char *count = number_format((double)n, 0, 0, number_style(language));

    if (!base)
        return word_filled(WORD_BASE_IS, language, count);
    g_auto(GStrv) pieces = g_strsplit(node_label(base, language), "{n}", -1);
    return g_strjoinv(count, pieces);
}

char *
source_line(const Codebook *codebook, const char *language)
{
    return codebook->source
               ? word_filled(WORD_SOURCE, language, node_label(codebook->source, language))
               : NULL;
}

char *
interval_head(double level, const char *language)
{
    const NumberStyle *style = number_style(language);
    double percent = number_round(level, 2, 6);
    g_autofree char *number = number_format(level, 2, percent == floor(percent) ? 0 : 1, style);
    g_autofree char *share = g_strconcat(number, style->percent, NULL);

    return word_filled(WORD_INTERVAL, language, share);
}
