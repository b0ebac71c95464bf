/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hedge.c - phrases of two languages, and the limits they set. */
#include "reports/hedge.h"

#include "datasets/number.h"
#include "reports/trace.h"

#include <math.h>
#include <string.h>

typedef enum {
    HEDGE_PLAIN,
    HEDGE_BELOW, /* just under */
    HEDGE_ABOVE, /* just over */
    HEDGE_NEAR,
    HEDGE_MORE,
    HEDGE_LESS,
    HEDGE_LEAST,
    HEDGE_MOST
} HedgeKind;

typedef struct {
    const char *phrase;
    HedgeKind kind;
} Modifier;

typedef struct {
    const char *phrase;
    double percent;
} Fraction;

/* Of phrases that hold each other the longer stands first. */
static const Modifier swedish_modifiers[] = {
    { "strax över", HEDGE_ABOVE }, { "något över", HEDGE_ABOVE },  { "drygt", HEDGE_ABOVE },
    { "dryg", HEDGE_ABOVE },       { "strax under", HEDGE_BELOW }, { "inte fullt", HEDGE_BELOW },
    { "knappt", HEDGE_BELOW },     { "knapp", HEDGE_BELOW },       { "nästan", HEDGE_BELOW },
    { "nära", HEDGE_NEAR },        { "ungefär", HEDGE_NEAR },      { "omkring", HEDGE_NEAR },
    { "cirka", HEDGE_NEAR },       { "runt", HEDGE_NEAR },         { "mer än", HEDGE_MORE },
    { "fler än", HEDGE_MORE },     { "över", HEDGE_MORE },         { "mindre än", HEDGE_LESS },
    { "färre än", HEDGE_LESS },    { "under", HEDGE_LESS },        { "minst", HEDGE_LEAST },
    { "högst", HEDGE_MOST },       { "som mest", HEDGE_MOST },     { NULL, HEDGE_PLAIN },
};

static const Modifier english_modifiers[] = {
    { "just over", HEDGE_ABOVE },
    { "a little over", HEDGE_ABOVE },
    { "slightly more than", HEDGE_ABOVE },
    { "slightly over", HEDGE_ABOVE },
    { "just under", HEDGE_BELOW },
    { "slightly less than", HEDGE_BELOW },
    { "slightly under", HEDGE_BELOW },
    { "barely", HEDGE_BELOW },
    { "almost", HEDGE_BELOW },
    { "nearly", HEDGE_BELOW },
    { "close to", HEDGE_NEAR },
    { "about", HEDGE_NEAR },
    { "around", HEDGE_NEAR },
    { "roughly", HEDGE_NEAR },
    { "approximately", HEDGE_NEAR },
    { "more than", HEDGE_MORE },
    { "over", HEDGE_MORE },
    { "less than", HEDGE_LESS },
    { "fewer than", HEDGE_LESS },
    { "under", HEDGE_LESS },
    { "at least", HEDGE_LEAST },
    { "at most", HEDGE_MOST },
    { "up to", HEDGE_MOST },
    { NULL, HEDGE_PLAIN },
};

static const Fraction swedish_fractions[] = {
    { "två av tre", 200.0 / 3.0 },
    { "två tredjedelar", 200.0 / 3.0 },
    { "tre av fyra", 75.0 },
    { "tre fjärdedelar", 75.0 },
    { "fyra av fem", 80.0 },
    { "fyra femtedelar", 80.0 },
    { "tre av fem", 60.0 },
    { "tre femtedelar", 60.0 },
    { "två av fem", 40.0 },
    { "två femtedelar", 40.0 },
    { "nio av tio", 90.0 },
    { "var tionde", 10.0 },
    { "tiondel", 10.0 },
    { "var femte", 20.0 },
    { "femtedel", 20.0 },
    { "var fjärde", 25.0 },
    { "fjärdedel", 25.0 },
    { "var tredje", 100.0 / 3.0 },
    { "tredjedel", 100.0 / 3.0 },
    { "varannan", 50.0 },
    { "vartannat", 50.0 },
    { "hälften", 50.0 },
    { NULL, 0.0 },
};

static const Fraction english_fractions[] = {
    { "two in three", 200.0 / 3.0 },
    { "two thirds", 200.0 / 3.0 },
    { "two-thirds", 200.0 / 3.0 },
    { "three in four", 75.0 },
    { "three quarters", 75.0 },
    { "three-quarters", 75.0 },
    { "four in five", 80.0 },
    { "four fifths", 80.0 },
    { "three in five", 60.0 },
    { "three fifths", 60.0 },
    { "two in five", 40.0 },
    { "two fifths", 40.0 },
    { "nine in ten", 90.0 },
    { "one in ten", 10.0 },
    { "every tenth", 10.0 },
    { "a tenth", 10.0 },
    { "one in five", 20.0 },
    { "every fifth", 20.0 },
    { "a fifth", 20.0 },
    { "one in four", 25.0 },
    { "every fourth", 25.0 },
    { "a quarter", 25.0 },
    { "one in three", 100.0 / 3.0 },
    { "every third", 100.0 / 3.0 },
    { "a third", 100.0 / 3.0 },
    { "every second", 50.0 },
    { "every other", 50.0 },
    { "half", 50.0 },
    { NULL, 0.0 },
};

/* More than half, in one word. */
static const char *const majorities[] = { "flertalet",  "majoriteten",  "en majoritet", "de flesta",
                                          "a majority", "the majority", "most",         NULL };

/* PHRASE in TEXT as whole words; NULL when it is not there. */
static const char *
find_phrase(const char *text, const char *phrase)
{
    for (const char *at = strstr(text, phrase); at; at = strstr(at + 1, phrase)) {
        const char *before = at > text ? g_utf8_find_prev_char(text, at) : NULL;
        gunichar after = g_utf8_get_char(at + strlen(phrase));

        if (!(before && g_unichar_isalpha(g_utf8_get_char(before))) && !g_unichar_isalpha(after))
            return at;
    }
    return NULL;
}

static HedgeKind
find_kind(const char *text, const Modifier *modifiers)
{
    for (; modifiers->phrase; modifiers++)
        if (find_phrase(text, modifiers->phrase))
            return modifiers->kind;
    return HEDGE_PLAIN;
}

/* The number in digits that TEXT holds, and half a unit of its last decimal. */
static bool
find_number(const char *text, const char *language, double *number, double *half)
{
    const NumberStyle *style = number_style(language);
    g_autoptr(GString) plain = g_string_new(text);
    size_t at = 0, length;

    g_string_replace(plain, "\u00a0", "\u202f", 0);
    for (char *c = plain->str; *c; c++) /* "24 000" as it is typed */
        if (*c == ' ' && c > plain->str && g_ascii_isdigit(c[-1]) && g_ascii_isdigit(c[1]) &&
            g_ascii_isdigit(c[2]) && g_ascii_isdigit(c[3]) && !g_ascii_isdigit(c[4]))
            *c = '\'';
    g_string_replace(plain, "'", "\u202f", 0);
    if (!trace_next_number(plain->str, &at, &length))
        return false;
    g_autofree char *found = g_strndup(plain->str + at, length);
    g_autoptr(GString) digits = g_string_new(found);
    g_string_replace(digits, style->group, "", 0);
    g_string_replace(digits, "\u202f", "", 0);
    g_string_replace(digits, style->minus, "-", 0);
    g_string_replace(digits, style->decimal, ".", 0);
    const char *point = strchr(digits->str, '.');
    *half = 0.5 * pow(10.0, point ? -(double)strlen(point + 1) : 0.0);
    return number_read(digits->str, digits->len, '.', number) == NUMBER_VALUE;
}

static Hedge
limits_of(HedgeKind kind, double at, double wide, double close)
{
    switch (kind) {
    case HEDGE_BELOW:
        return (Hedge){ at - wide, at, true, false, false };
    case HEDGE_ABOVE:
        return (Hedge){ at, at + wide, false, true, false };
    case HEDGE_NEAR:
        return (Hedge){ at - wide, at + wide, true, true, false };
    case HEDGE_MORE:
        return (Hedge){ at, INFINITY, false, false, false };
    case HEDGE_LESS:
        return (Hedge){ -INFINITY, at, false, false, false };
    case HEDGE_LEAST:
        return (Hedge){ at, INFINITY, true, false, false };
    case HEDGE_MOST:
        return (Hedge){ -INFINITY, at, false, true, false };
    case HEDGE_PLAIN:
        break;
    }
    return (Hedge){ at - close, at + close, true, true, false };
}

bool
hedge_read(const char *words, const char *language, bool share, Hedge *hedge)
{
    bool swedish = g_str_has_prefix(language, "sv");
    const Fraction *fraction = swedish ? swedish_fractions : english_fractions;
    g_autofree char *text = g_utf8_strdown(words, -1);
    HedgeKind kind = find_kind(text, swedish ? swedish_modifiers : english_modifiers);
    double number, half;

    for (; share && fraction->phrase; fraction++)
        if (find_phrase(text, fraction->phrase)) {
            double at = fraction->percent;
            *hedge = limits_of(kind, at, MIN(5.0, at / 5.0), MIN(2.5, at / 10.0));
            hedge->vague = true;
            return true;
        }
    if (find_number(text, language, &number, &half)) {
        double wide = share ? MIN(5.0, fabs(number) / 5.0) : fabs(number) / 20.0;

        *hedge = limits_of(kind, number, wide, half);
        hedge->vague = kind != HEDGE_PLAIN;
        hedge->high_itself = hedge->high_itself && kind != HEDGE_PLAIN; /* half goes up */
        return true;
    }
    for (const char *const *phrase = majorities; share && *phrase; phrase++)
        if (find_phrase(text, *phrase)) {
            *hedge = (Hedge){ 50.0, INFINITY, false, false, true };
            return true;
        }
    return false;
}

bool
hedge_holds(const Hedge *hedge, double value)
{
    /* limits such as 200 / 3 - 2.5 are no exact decimals */
    double slack = 1e-9 * fmax(1.0, fabs(value));
    bool above =
        value > hedge->low + slack || (hedge->low_itself && fabs(value - hedge->low) <= slack);
    bool below =
        value < hedge->high - slack || (hedge->high_itself && fabs(value - hedge->high) <= slack);

    return (above || isinf(hedge->low)) && (below || isinf(hedge->high));
}

char *
hedge_show(const Hedge *hedge, const char *name)
{
    char low[NUMBER_BUFFER], high[NUMBER_BUFFER];
    GString *text = g_string_new(NULL);

    if (!isinf(hedge->low))
        g_string_append_printf(text, "%s %s ", number_write(number_round(hedge->low, 0, 2), low),
                               hedge->low_itself ? "<=" : "<");
    g_string_append(text, name);
    if (!isinf(hedge->high))
        g_string_append_printf(text, " %s %s", hedge->high_itself ? "<=" : "<",
                               number_write(number_round(hedge->high, 0, 2), high));
    return g_string_free(text, FALSE);
}
