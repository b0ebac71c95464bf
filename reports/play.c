/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/play.h"

#include "analysis/cost_code.h"
#include "analysis/tornado.h"
#include "datasets/number.h"
#include "reports/cost_show.h"
#include "reports/json.h"
#include "reports/play_range.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static void
key_text(GString *out, const char *key, const char *text)
{
    json_key(out, key);
    json_text(out, text);
}

static void
key_number(GString *out, const char *key, double number)
{
    json_key(out, key);
    json_number(out, number);
}

static void
key_flag(GString *out, const char *key, bool flag)
{
    json_key(out, key);
    g_string_append(out, flag ? "true" : "false");
}

/* ---- formulas */

static const struct {
    const char *sign;
    int registers; /* that it reads */
} actions[N_CODES] = {
    [CODE_NUMBER] = { "=", 0 },   [CODE_NEGATE] = { "neg", 1 },
    [CODE_NOT] = { "not", 1 },    [CODE_ADD] = { "+", 2 },
    [CODE_SUBTRACT] = { "-", 2 }, [CODE_MULTIPLY] = { "*", 2 },
    [CODE_DIVIDE] = { "/", 2 },   [CODE_POWER] = { "^", 2 },
    [CODE_EQUAL] = { "==", 2 },   [CODE_NOT_EQUAL] = { "!=", 2 },
    [CODE_LESS] = { "<", 2 },     [CODE_LESS_EQUAL] = { "<=", 2 },
    [CODE_GREATER] = { ">", 2 },  [CODE_GREATER_EQUAL] = { ">=", 2 },
    [CODE_AND] = { "and", 2 },    [CODE_OR] = { "or", 2 },
    [CODE_MIN] = { "min", 2 },    [CODE_MAX] = { "max", 2 },
    [CODE_ABS] = { "abs", 1 },    [CODE_ROUND] = { "round", 2 },
    [CODE_LOG] = { "log", 1 },    [CODE_EXP] = { "exp", 1 },
    [CODE_IF] = { "if", 3 },
};

static void
add_code(GString *out, const CostModel *model)
{
    json_key(out, "code");
    g_string_append_c(out, '[');
    for (guint i = 0; i < model->code->len; i++) {
        const CostInstruction *at = &g_array_index(model->code, CostInstruction, i);
        const size_t registers[] = { at->a, at->b, at->c };

        g_string_append(out, i > 0 ? ",[" : "[");
        json_text(out, actions[at->action].sign);
        if (at->action == CODE_NUMBER) {
            g_string_append_c(out, ',');
            json_number(out, at->number);
        }
        for (int k = 0; k < actions[at->action].registers; k++)
            g_string_append_printf(out, ",%zu", registers[k]);
        g_string_append_c(out, ']');
    }
    g_string_append(out, "],\n\"order\":[");
    for (size_t k = 0; k < model->n_steps; k++)
        g_string_append_printf(out, "%s%zu", k > 0 ? "," : "", model->order[k]);
    g_string_append_c(out, ']');
}

/* ---- values */

static void
add_ends(GString *out, const CostStep *step, const ShowOptions *options)
{
    double low = NAN, high = NAN;

    if (!step->formula && !step->by_year)
        tornado_ends(step, &low, &high);
    key_number(out, "low", low);
    key_number(out, "high", high);
    if (isnan(low))
        return;
    g_autofree char *low_text = cost_show_end(step, low, true, options);
    g_autofree char *high_text = cost_show_end(step, high, true, options);
    key_text(out, "lowText", low_text);
    key_text(out, "highText", high_text);
}

static void
add_step(GString *out, const CostModel *model, size_t i, int *n_marks, const ShowOptions *options)
{
    const CostStep *step = &model->steps[i];
    g_autofree char *unit = cost_unit(&step->unit, options->language);
    bool slider = !step->formula && !step->by_year;
    double from = NAN, to = NAN;

    g_string_append(out, i > 0 ? ",\n{" : "\n{");
    key_text(out, "name", step->name);
    key_text(out, "label", cost_label(step, options->language));
    key_text(out, "unit", unit);
    if (step->note && model->n_scenarios == 1 && *n_marks < 26) { /* as in table_of_cost() */
        const char mark[2] = { (char)('a' + (*n_marks)++), '\0' };

        key_text(out, "mark", mark);
    }
    key_number(out, "decimals",
               options->decimals >= 0 && step->formula ? options->decimals : step->decimals);
    key_number(out, "round", step->round);
    key_number(out, "value", step->value);
    key_flag(out, "output", step->is_output);
    key_flag(out, "sum", step->sum);
    key_flag(out, "byYear", step->by_year);
    key_flag(out, "slider", slider);
    if (slider)
        play_range(model, i, &from, &to);
    key_number(out, "from", from);
    key_number(out, "to", to);
    add_ends(out, step, options);
    json_key(out, "code");
    if (step->expression)
        g_string_append_printf(out, "[%zu,%zu,%zu]", step->code_begin, step->code_end,
                               step->code_result);
    else
        g_string_append(out, "null");
    g_string_append_c(out, '}');
}

static void
add_cases(GString *out, const CostModel *model, const ShowOptions *options)
{
    size_t n_years = MAX(model->n_years, (size_t)1), n_cases = model->n_scenarios / n_years;
    const Node *scenarios = node_get(document_root(model->document), "scenarios");

    json_key(out, "cases");
    g_string_append_c(out, '[');
    for (size_t k = 0; k < n_cases; k++) {
        const char *name = scenarios ? node_key(scenarios, k) : "";
        const Node *label = scenarios ? node_get(node_at(scenarios, k), "label") : NULL;

        g_string_append(out, k > 0 ? ",\n{" : "\n{");
        key_text(out, "name", name);
        key_text(out, "label", label ? node_label(label, options->language) : name);
        json_key(out, "given");
        g_string_append_c(out, '[');
        for (size_t y = 0; y < n_years; y++) {
            g_string_append(out, y > 0 ? ",[" : "[");
            for (size_t i = 0; i < model->n_steps; i++) {
                if (i > 0)
                    g_string_append_c(out, ',');
                json_number(out, model->scenarios[k * n_years + y].given[i]);
            }
            g_string_append_c(out, ']');
        }
        g_string_append(out, "]}");
    }
    g_string_append(out, "],\n\"years\":[");
    for (size_t y = 0; y < model->n_years; y++)
        g_string_append_printf(out, "%s%d", y > 0 ? "," : "", model->scenarios[y].year);
    g_string_append_c(out, ']');
}

/* ---- words */

static void
add_words(GString *out, const ShowOptions *options)
{
    static const struct {
        const char *key;
        Word word;
    } words[] = { { "title", WORD_PLAY_TITLE },   { "lead", WORD_PLAY_LEAD },
                  { "own", WORD_PLAY_OWN },       { "base", WORD_PLAY_BASE },
                  { "reset", WORD_PLAY_RESET },   { "outcome", WORD_PLAY_RESULT },
                  { "none", WORD_PLAY_NO_VALUE }, { "baseline", WORD_BASELINE },
                  { "unit", WORD_UNIT },          { "scenario", WORD_SCENARIO },
                  { "sum", WORD_ALL_YEARS },      { "turns", WORD_TURNS_BETWEEN },
                  { "year", WORD_YEAR } };
    const NumberStyle *style = number_style(options->language);

    json_key(out, "words");
    g_string_append_c(out, '{');
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        key_text(out, words[i].key, word(words[i].word, options->language));
    g_string_append(out, "},\n\"style\":{");
    key_text(out, "decimal", style->decimal);
    key_text(out, "group", style->group);
    key_text(out, "minus", style->minus);
    g_string_append_c(out, '}');
}

/* Whether some value has ends to try, and the notes on them. */
static void
add_tornado(GString *out, const CostModel *model, size_t output, const ShowOptions *options)
{
    g_autoptr(GString) quantiles = g_string_new(NULL);
    g_autofree char *heading = cost_heading(&model->steps[output], options->language);
    bool any = false;

    for (size_t i = 0; i < model->n_steps; i++) {
        const CostStep *step = &model->steps[i];
        double low, high;

        if (step->formula || step->by_year || !tornado_ends(step, &low, &high))
            continue;
        any = true;
        if (isnan(step->low))
            g_string_append_printf(quantiles, "%s%s", quantiles->len > 0 ? ", " : "",
                                   cost_label(step, options->language));
    }
    key_number(out, "output", (double)output);
    key_text(out, "heading", heading);
    key_flag(out, "bars", any);
    json_key(out, "notes");
    g_string_append_c(out, '[');
    json_text(out, word(WORD_ENDS_UNDER_AMOUNTS, options->language));
    if (quantiles->len > 0) {
        g_autofree char *note =
            word_filled(WORD_ENDS_ARE_QUANTILES, options->language, quantiles->str);

        json_next(out);
        json_text(out, note);
    }
    g_string_append_c(out, ']');
}

char *
play_of_cost(const CostModel *model, size_t output, const ShowOptions *options)
{
    GString *out = g_string_new("{");
    int n_marks = 0;

    add_words(out, options);
    g_string_append(out, ",\n\"steps\":[");
    for (size_t i = 0; i < model->n_steps; i++)
        add_step(out, model, i, &n_marks, options);
    g_string_append_c(out, ']');
    add_code(out, model);
    add_cases(out, model, options);
    add_tornado(out, model, output, options);
    json_key(out, "outputs");
    g_string_append_c(out, '[');
    for (size_t k = 0; k < model->n_outputs; k++)
        g_string_append_printf(out, "%s%zu", k > 0 ? "," : "", model->outputs[k]);
    g_string_append_c(out, ']');
    json_key(out, "replaces"); /* the table that the one of the page says again */
    g_string_append_printf(out, "[%s%s%s]", model->n_scenarios == 1 ? "\"" : "",
                           model->n_scenarios == 1 ? options->id : "",
                           model->n_scenarios == 1 ? "\"" : "");
    g_string_append(out, "}\n");
    return g_string_free(out, FALSE);
}

/* ---- in the page */

void
play_place(Page *page)
{
    if (page->report->play)
        g_string_append(page->out, "<section id=\"play\" class=\"play\" "
                                   "aria-labelledby=\"play-title\" hidden></section>\n");
}

void
play_script(Page *page)
{
    if (!page->report->play)
        return;
    g_string_append(page->out, "<script type=\"application/json\" id=\"play-model\">");
    html_data(page->out, page->report->play);
    g_string_append_printf(page->out, "</script>\n<script>\n%s</script>\n<script>\n%s</script>\n",
                           play_model_js, play_page_js);
}
