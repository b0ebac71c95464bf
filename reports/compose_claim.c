/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_claim.c - claims in running text: {claim info.always < 50 : "knappt hälften"}. */
#include "datasets/number.h"
#include "reports/compose_condition.h"
#include "reports/hedge.h"

#include <math.h>
#include <string.h>

static const char keyword[] = "claim ";

/* A claim as it is being checked. */
typedef struct {
    Composer *composer;
    const Piece *piece;
    char *text, *words;
    Condition condition;
} Claiming;

static void
claiming_clear(Claiming *claiming)
{
    condition_clear(&claiming->condition);
    g_free(claiming->text);
    g_free(claiming->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Claiming, claiming_clear)

bool
composer_is_claim(const Piece *piece)
{
    return g_str_has_prefix(piece->text, keyword);
}

/* The colon that ends the condition: the first outside backticks. NULL: none. */
static const char *
find_colon(const char *text)
{
    bool quoted = false;

    for (; *text; text++) {
        if (*text == '`')
            quoted = !quoted;
        else if (*text == ':' && !quoted)
            return text;
    }
    return NULL;
}

/* "CONDITION : "WORDS"" into CLAIMING; the quotes may be straight or curly. */
static bool
split(Claiming *claiming)
{
    static const char *const quotes[] = { "\"", "\u201c", "\u201d" };
    const char *text = claiming->piece->text + strlen(keyword), *colon = find_colon(text);

    if (!colon)
        return false;
    claiming->text = g_strstrip(g_strndup(text, (gsize)(colon - text)));
    g_autofree char *rest = g_strstrip(g_strdup(colon + 1));
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(quotes); k++) {
            size_t begin = strlen(quotes[i]), end = strlen(quotes[k]), length = strlen(rest);

            if (claiming->words || length <= begin + end || !g_str_has_prefix(rest, quotes[i]) ||
                !g_str_has_suffix(rest, quotes[k]))
                continue;
            claiming->words = g_strndup(rest + begin, length - begin - end);
        }
    return *claiming->text && claiming->words;
}

/* "info.always = 47.71, info.no = 23.85": the numbers behind the claim. */
static char *
numbers_of(const Claiming *claiming)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < claiming->condition.values->n_columns; i++) {
        const Column *column = &claiming->condition.values->columns[i];
        char buffer[NUMBER_BUFFER];

        g_string_append_printf(text, "%s%s = %s", text->len ? ", " : "", column->name,
                               number_write(number_round(column->number[0], 0, 4), buffer));
    }
    return g_string_free(text, FALSE);
}

static void
report_claim(Claiming *claiming, const char *rule, bool holds)
{
    Report *report = claiming->composer->report;
    g_autofree char *numbers = numbers_of(claiming);
    Claim claim = { .line = claiming->piece->line,
                    .words = report_text(report, claiming->words),
                    .rule = report_text(report, rule),
                    .numbers = report_text(report, numbers),
                    .file = report_text(report, claiming->composer->manuscript->name),
                    .holds = holds };

    g_array_append_val(report->claims, claim);
    report->failed_checks |= !holds;
}

/* The condition itself, and what the words promise of its value when it names one. */
static void
judge(Claiming *claiming)
{
    Composer *composer = claiming->composer;
    int line = claiming->piece->line;
    bool condition = condition_compares(&claiming->condition),
         one = claiming->condition.names->len == 1;
    const Value *value =
        one ? values_find(composer->values, claiming->condition.names->pdata[0]) : NULL;
    bool share = value && (value->kind == VALUE_SHARE || value->kind == VALUE_PERCENT);
    double result;
    Hedge hedge;

    if (!condition_value(&claiming->condition, composer, &result))
        return;
    /* an expression of its own, "a + b", is what the words are about */
    if (!condition)
        share = share || claiming->condition.names->len > 1;
    bool hedged =
        (one || !condition) && hedge_read(claiming->words, composer->language, share, &hedge);
    if (!condition && !hedged) {
        complain(composer->complaints, line,
                 "{claim %s : \"%s\"}: this says nothing that can be false; compare the value, as "
                 "in {claim %s < 50 : \"...\"}, or use words with a rule, such as 'drygt', "
                 "'knappt', 'var fj\u00e4rde', 'about half'",
                 claiming->text, claiming->words, claiming->text);
        return;
    }
    const char *name = condition ? claiming->condition.names->pdata[0] : claiming->text;
    double about = condition && one ? claiming->condition.values->columns[0].number[0] : result;
    /* a plain number beside a condition may be any: "fewer in 2017" */
    bool promised = hedged && (!condition || (result != 0.0 && hedge.vague));
    bool kept = !promised || hedge_holds(&hedge, about);
    g_autofree char *rule = promised ? hedge_show(&hedge, name) : NULL;
    bool by_rule = !condition || !kept;

    report_claim(claiming, by_rule ? rule : claiming->text, by_rule ? kept : result != 0.0);
}

void
composer_claim(Composer *composer, GArray *runs, const Piece *piece)
{
    g_auto(Claiming) claiming = { .composer = composer, .piece = piece };

    if (piece->format || !split(&claiming)) {
        complain(composer->complaints, piece->line,
                 "{%s}: a claim is {claim CONDITION : \"words\"}, as in {claim info.always < 50 : "
                 "\"less than half\"}",
                 piece->text);
        return;
    }
    claiming.condition = (Condition){ .what = "claim", .text = claiming.text, .line = piece->line };
    if (!condition_read(&claiming.condition, composer))
        return;
    judge(&claiming);
    composer_run(composer, runs, piece, claiming.words);
    if (claiming.condition.names->len == 1)
        g_array_index(runs, Run, runs->len - 1).address =
            report_text(composer->report, claiming.condition.names->pdata[0]);
}
