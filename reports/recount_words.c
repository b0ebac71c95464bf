/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_words.c - why a published percentage cannot be right, and what explains it, in words. */
#include "reports/tabulate_models.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <string.h>

static char *
show_count(int64_t count, const char *language)
{
    return number_format((double)count, 0, 0, number_style(language));
}

/* A percentage in units of its last decimal. */
static char *
show_percent(int64_t percent, int decimals, const char *language)
{
    double scale = 1.0;

    for (int i = 0; i < decimals; i++)
        scale *= 10.0;
    return number_format((double)percent / scale, 0, decimals, number_style(language));
}

static char *
show_range(const CountRange *range, const char *language)
{
    g_autofree char *low = show_count(range->low, language);
    g_autofree char *high = show_count(range->high, language);

    return range->low == range->high ? g_steal_pointer(&low)
                                     : word_filled(WORD_COUNT_RANGE, language, low, high);
}

static const char *
label_of(const PublishedValue *value, const char *language)
{
    return value->label ? node_label(value->label, language) : value->id;
}

/* "23 is 29.49 and gives 29": the exact share with two decimals more than printed. */
static void
append_nearest(GString *text, const Nearest *nearest, const RecountFigure *figure,
               const PublishedValue *value, const char *language)
{
    if (nearest->count < 0)
        return;
    int decimals = value->percent.decimals;
    double share = (double)nearest->count / (double)figure->figure->base;
    g_autofree char *count = show_count(nearest->count, language);
    g_autofree char *exact = number_format(share, 2, decimals + 2, number_style(language));
    g_autofree char *printed = show_percent(nearest->percent, decimals, language);
    g_autofree char *sentence = word_filled(WORD_COUNT_IS, language, count, exact, printed);
    g_string_append_printf(text, "%s%s", g_str_has_suffix(text->str, ": ") ? "" : ", ", sentence);
}

/* What is wrong with the I-th value, or with the figure as a whole. */
static void
append_fault(GString *text, const RecountFigure *figure, size_t i, const char *language)
{
    const RecountValue *value = &figure->values[i];
    g_autofree char *base = show_count(figure->figure->base, language);

    if (value->possible) {
        Word fault =
            figure->figure->multiple || figure->figure->partial ? WORD_NO_FIT : WORD_NO_SUM;
        g_autofree char *sentence = word_filled(fault, language, base);
        g_string_append_printf(text, "%s.", sentence);
        return;
    }
    bool counted = value->value->count >= 0;
    g_autofree char *count = show_count(value->value->count, language);
    g_autofree char *sentence =
        counted ? word_filled(WORD_COUNT_DOES_NOT_GIVE, language, count, base, value->value->text)
                : word_filled(WORD_NO_COUNT_GIVES, language, base, value->value->text);
    g_string_append_printf(text, "%s: ", sentence);
    append_nearest(text, &value->below, figure, value->value, language);
    append_nearest(text, &value->above, figure, value->value, language);
    g_string_append_c(text, '.');
}

static char *
explanation_words(const Explanation *explanation, int64_t base, const char *language)
{
    static const Word words[N_ROUNDINGS] = {
        [ROUNDING_HALF_DOWN] = WORD_EXPLAINED_HALF_DOWN,
        [ROUNDING_TWO_STEP] = WORD_EXPLAINED_TWO_STEP,
        [ROUNDING_DOWN] = WORD_EXPLAINED_DOWN,
        [ROUNDING_UP] = WORD_EXPLAINED_UP,
    };

    if (explanation->repair == REPAIR_FORCED)
        return g_strdup(word(WORD_EXPLAINED_FORCED, language));
    if (explanation->repair == REPAIR_ROUNDING)
        return g_strdup(word(words[explanation->rounding], language));
    g_autofree char *near = show_count(explanation->base, language);
    g_autofree char *less = show_count(base - explanation->base, language);
    return base - explanation->base == 1 ? word_filled(WORD_EXPLAINED_BASE_ONE, language, near)
                                         : word_filled(WORD_EXPLAINED_BASE, language, near, less);
}

static void
append_explanation(GString *text, const RecountFigure *figure, const Explanation *explanation,
                   const char *language)
{
    g_autofree char *what = explanation_words(explanation, figure->figure->base, language);

    g_string_append_printf(text, " %s (", what);
    for (size_t i = 0; i < figure->figure->n_values; i++) {
        g_autofree char *counts = show_range(&explanation->counts[i], language);
        if (figure->figure->n_values > 1)
            g_string_append_printf(text, "%s%s ", i > 0 ? "; " : "",
                                   label_of(&figure->figure->values[i], language));
        g_string_append(text, counts);
    }
    g_string_append_c(text, ')');
    if (explanation->repair == REPAIR_BASE) {
        g_autofree char *least = show_count(explanation->least_base, language);
        g_autofree char *more = show_count((int64_t)explanation->n_more, language);
        g_autofree char *others = explanation->n_more == 0
                                      ? word_filled(WORD_ONLY_BASE, language, least)
                                      : word_filled(WORD_OTHER_BASES, language, more);
        g_string_append_printf(text, ", %s", others);
    }
    if (explanation->against_value) {
        const PublishedFigure *other = explanation->against_figure;
        g_autofree char *but =
            word_filled(WORD_BUT_AGAINST, language, explanation->against_value->text,
                        other->place ? node_label(other->place, language) : other->id,
                        label_of(explanation->against_value, language));
        g_string_append_printf(text, ", %s", but);
    }
    g_string_append_c(text, '.');
}

/* "31 for 30, 33 for 30": the digits that may be wrong, all in one sentence. */
static void
append_misprints(GString *text, const RecountFigure *figure, const char *language)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (size_t k = 0; k < figure->n_explanations; k++) {
        const Explanation *explanation = &figure->explanations[k];
        if (explanation->repair != REPAIR_MISPRINT)
            continue;
        const PublishedValue *value = &figure->figure->values[explanation->value];
        g_autofree char *digits =
            show_percent(explanation->digits, value->percent.decimals, language);
        g_autofree char *one = word_filled(WORD_MISPRINT_OF, language, digits, value->text);
        g_string_append_printf(list, "%s%s", list->len ? ", " : "", one);
    }
    if (list->len == 0)
        return;
    g_autofree char *sentence = word_filled(WORD_EXPLAINED_MISPRINT, language, list->str);
    g_string_append_printf(text, " %s.", sentence);
}

/* What was tried and does not explain the figure. */
static void
append_refuted(GString *text, const RecountFigure *figure, const char *language)
{
    static const struct {
        Repair repair;
        Rounding rounding;
        Word word;
    } tried[] = { { REPAIR_BASE, ROUNDING_HALF_UP, WORD_TRIED_BASE },
                  { REPAIR_ROUNDING, ROUNDING_TWO_STEP, WORD_TRIED_TWO_STEP },
                  { REPAIR_ROUNDING, ROUNDING_DOWN, WORD_TRIED_DOWN },
                  { REPAIR_FORCED, ROUNDING_HALF_UP, WORD_TRIED_FORCED },
                  { REPAIR_MISPRINT, ROUNDING_HALF_UP, WORD_TRIED_MISPRINT } };
    g_autoptr(GString) list = g_string_new(NULL);

    for (size_t t = 0; t < G_N_ELEMENTS(tried); t++) {
        bool found = false;
        for (size_t k = 0; k < figure->n_explanations; k++)
            found |= figure->explanations[k].repair == tried[t].repair &&
                     figure->explanations[k].rounding == tried[t].rounding;
        /* only the answers to one question, all of them, can be forced to a sum */
        bool forced = tried[t].repair == REPAIR_FORCED;
        bool open = figure->figure->multiple || figure->figure->partial;
        if (!found && !(forced && open))
            g_string_append_printf(list, "%s%s", list->len ? ", " : "",
                                   word(tried[t].word, language));
    }
    if (list->len == 0 || figure->n_explanations == 0)
        return;
    g_autofree char *sentence = word_filled(WORD_TRIED_IN_VAIN, language, list->str);
    g_string_append_printf(text, " %s.", sentence);
}

char *
recount_sentence(const RecountFigure *figure, size_t i, const char *language)
{
    if (figure->possible || (figure->values[i].possible && figure->sums))
        return NULL;

    GString *text = g_string_new(NULL);
    append_fault(text, figure, i, language);
    for (size_t k = 0; k < figure->n_explanations; k++)
        if (figure->explanations[k].repair != REPAIR_MISPRINT)
            append_explanation(text, figure, &figure->explanations[k], language);
    append_misprints(text, figure, language);
    append_refuted(text, figure, language);
    if (figure->n_explanations == 0)
        g_string_append_printf(text, " %s.", word(WORD_NOTHING_EXPLAINS, language));
    return g_string_free(text, FALSE);
}

char *
percent_sentence(const Recount *recount, const char *language)
{
    const RecountFigure *figure = &recount->figures[0];
    char *fault = recount_sentence(figure, 0, language);
    if (fault)
        return fault;
    g_autofree char *base = show_count(figure->figure->base, language);
    g_autofree char *counts = show_range(&figure->values[0].joint, language);
    return word_filled(WORD_CAN_BE_RIGHT, language, figure->values[0].value->text, base, counts);
}
