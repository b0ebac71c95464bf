/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost_years.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

enum { MOST_YEARS = 200 };

static const char *const rate_kinds[] = { "real", "nominal", NULL };

const Field years_fields[] = {
    { .name = "from", .type = FIELD_INTEGER, .required = true, .help = "first year" },
    { .name = "to", .type = FIELD_INTEGER, .required = true, .help = "last year" },
    { 0 },
};

const Field index_fields[] = {
    { .name = "start", .type = FIELD_NUMBER, .required = true, .help = "value of the first year" },
    { .name = "growth",
      .type = FIELD_SCALARS,
      .required = true,
      .help = "per cent from the year before, by year; the last one given goes on" },
    { .name = "decimals",
      .type = FIELD_INTEGER,
      .help = "each year is rounded to so many before the next (default: it is not)" },
    { 0 },
};

const Field discount_fields[] = {
    { .name = "base", .type = FIELD_INTEGER, .required = true, .help = "year of the factor 1" },
    { .name = "kind",
      .type = FIELD_CHOICE,
      .required = true,
      .choices = rate_kinds,
      .help = "real (for money of one price year) or nominal" },
    { .name = "rates",
      .type = FIELD_SCALARS,
      .required = true,
      .help = "per cent by years after the base, each until the next: {0: 3.5, 31: 3.0}" },
    { 0 },
};

/* The number under the greatest key of the mapping NODE that is at most AT; NAN: none. Keys and
 * values that are no numbers are complained of. */
static double
number_until(Document *document, const Node *node, int at)
{
    double found = NAN, best = -INFINITY;

    for (size_t i = 0; i < node_count(node); i++) {
        const char *key = node_key(node, i), *text = node_text(node_at(node, i));
        double from, number;

        if (number_read(key, strlen(key), '.', &from) == NUMBER_NONE || !text ||
            number_read(text, strlen(text), '.', &number) == NUMBER_NONE) {
            document_complain(document, node_at(node, i),
                              "a whole number, a colon and a number with a decimal point", NULL);
            return NAN;
        }
        if (from <= at && from > best) {
            best = from;
            found = number;
        }
    }
    return found;
}

static void
complain_year(CostModel *model, const Node *node, int year)
{
    g_autofree char *what = g_strdup_printf("there is no value for %d", year);

    document_complain(model->document, node, what, NULL);
}

/* The values of STEP for the N years from FIRST on. FALSE when it was complained of. */
static bool
series_of(CostModel *model, const CostStep *step, int first, size_t n, double *values)
{
    const Node *series = node_get(step->node, "series");

    for (size_t i = 0; i < n; i++) {
        g_autofree char *year = g_strdup_printf("%d", first + (int)i);
        const Node *at = node_get(series, year);
        const char *text = node_text(at);

        if (!at) {
            complain_year(model, series, first + (int)i);
            return false;
        }
        if (number_read(text, strlen(text), '.', &values[i]) == NUMBER_NONE) {
            document_complain(model->document, at, "a number with a decimal point", NULL);
            return false;
        }
    }
    return true;
}

/* v(t + 1) = round(v(t) (1 + g(t + 1))): the rounding stands in the chain. */
static bool
index_of(CostModel *model, const CostStep *step, int first, size_t n, double *values)
{
    const Node *index = node_get(step->node, "index"), *growth = node_get(index, "growth");
    int decimals = (int)node_number(node_get(index, "decimals"), -1.0);

    if (decimals < -1 || decimals > 9) {
        document_complain(model->document, node_get(index, "decimals"), "decimals are 0 to 9",
                          NULL);
        return false;
    }
    values[0] = node_number(node_get(index, "start"), NAN);
    for (size_t i = 1; i < n; i++) {
        double rate = number_until(model->document, growth, first + (int)i);

        if (isnan(rate)) {
            complain_year(model, growth, first + (int)i);
            return false;
        }
        values[i] = values[i - 1] * (100.0 + rate) / 100.0;
        if (decimals >= 0)
            values[i] = number_round(values[i], 0, decimals);
    }
    return true;
}

/* D(0) = 1, D(t) = D(t - 1) / (1 + r(t)): HM Treasury, The Green Book, annex 6. */
static bool
discount_of(CostModel *model, const CostStep *step, int first, size_t n, double *values)
{
    const Node *discount = node_get(step->node, "discount"), *rates = node_get(discount, "rates");
    int base = (int)node_number(node_get(discount, "base"), first);

    if (base > first || base < first - MOST_YEARS) {
        document_complain(model->document, node_get(discount, "base"),
                          "the base is the first year or one before it", NULL);
        return false;
    }
    double factor = 1.0;
    for (int t = 0; t < first - base + (int)n; t++) {
        double rate = t > 0 ? number_until(model->document, rates, t) : 0.0;

        if (isnan(rate)) {
            document_complain(model->document, rates, "the rates begin at 0", NULL);
            return false;
        }
        factor /= 1.0 + rate / 100.0;
        if (base + t >= first)
            values[base + t - first] = factor;
    }
    return true;
}

static bool
values_by_year(CostModel *model, CostStep *step, int first, size_t n, double *values)
{
    if (node_get(step->node, "series"))
        return series_of(model, step, first, n, values);
    if (node_get(step->node, "index"))
        return index_of(model, step, first, n, values);
    return discount_of(model, step, first, n, values);
}

/* A column for each of N years of each scenario. */
static void
spread_scenarios(CostModel *model, int first, size_t n)
{
    CostScenario *before = model->scenarios;
    bool named = *before[0].name != '\0';

    model->n_cases = model->n_scenarios;
    model->n_years = n;
    model->n_scenarios = model->n_cases * n;
    model->scenarios = g_new0(CostScenario, model->n_scenarios);
    for (size_t s = 0; s < model->n_scenarios; s++) {
        const CostScenario *from = &before[s / n];
        int year = first + (int)(s % n);
        g_autofree char *name =
            named ? g_strdup_printf("%s_%d", from->name, year) : g_strdup_printf("%d", year);

        model->scenarios[s] = (CostScenario){ .name = g_string_chunk_insert(model->strings, name),
                                              .node = from->node,
                                              .year = year };
        model->scenarios[s].given = g_memdup2(from->given, model->n_steps * sizeof(double));
    }
    for (size_t s = 0; s < model->n_cases; s++)
        g_free(before[s].given);
    g_free(before);
}

void
years_read(CostModel *model)
{
    const Node *years = node_get(document_root(model->document), "years");
    double first = node_number(node_get(years, "from"), 0.0);
    double last = node_number(node_get(years, "to"), 0.0);

    model->n_cases = model->n_scenarios;
    for (size_t i = 0; i < model->n_steps && !years; i++)
        if (model->steps[i].by_year)
            document_complain(model->document, model->steps[i].node,
                              "a value by year in a model without years",
                              "say which, as years: {from: 2025, to: 2030}");
    if (!years)
        return;
    if (!(first >= 1.0 && last >= first && last - first < MOST_YEARS && last < 10000.0)) {
        document_complain(model->document, years,
                          "years go from the first to the last, at most 200", NULL);
        return;
    }
    size_t n = (size_t)(last - first) + 1;
    g_autofree double *values = g_new0(double, n);
    spread_scenarios(model, (int)first, n);
    for (size_t i = 0; i < model->n_steps; i++) {
        if (!model->steps[i].by_year ||
            !values_by_year(model, &model->steps[i], (int)first, n, values))
            continue;
        model->steps[i].value = values[0];
        for (size_t s = 0; s < model->n_scenarios; s++)
            if (isnan(model->scenarios[s].given[i]))
                model->scenarios[s].given[i] = values[s % n];
    }
}

/* ---- real and nominal */

enum { NO_RATE = 0, REAL_RATE = 1, NOMINAL_RATE = 2 };

/* The kinds of rates among the names of EXPRESSION. */
static int
rates_in(const CostModel *model, const Expression *expression, const int *kinds)
{
    int found = NO_RATE;

    for (size_t i = 0; i < expression->n_arguments; i++)
        found |= rates_in(model, expression->arguments[i], kinds);
    if (expression->kind == EXPRESSION_NAME)
        found |= kinds[cost_find(model, expression->text)];
    return found;
}

/* Whether UNIT has money with a price year, and without. */
static void
moneys_of(const Unit *unit, bool *dated, bool *undated)
{
    *dated = *undated = false;
    for (int k = 0; k < UNIT_MONEYS; k++)
        if (unit->money[k].power != 0) {
            *dated |= unit->money[k].year != 0;
            *undated |= unit->money[k].year == 0;
        }
}

void
years_check(const CostModel *model)
{
    g_autofree int *kinds = g_new0(int, model->n_steps + 1);

    for (size_t k = 0; k < model->n_steps; k++) {
        size_t i = model->order[k];
        const CostStep *step = &model->steps[i];
        const Node *discount = node_get(step->node, "discount");
        const char *wrong = NULL, *hint = NULL;
        bool dated, undated;

        if (discount)
            kinds[i] = node_choice(node_get(discount, "kind"), 0) == 0 ? REAL_RATE : NOMINAL_RATE;
        if (!step->expression)
            continue;
        int rates = rates_in(model, step->expression, kinds);
        moneys_of(&step->unit, &dated, &undated);
        if (rates == (REAL_RATE | NOMINAL_RATE))
            wrong = "a real and a nominal rate stand in one formula";
        else if (rates == REAL_RATE && undated)
            wrong = "a real rate discounts money of one price year",
            hint = "say which, as kr2025, or use a nominal rate";
        else if (rates == NOMINAL_RATE && dated)
            wrong = "a nominal rate discounts money of the year it is paid, not of a price year",
            hint = "use a real rate: (1 + nominal) = (1 + real) (1 + inflation)";
        else if (!dated && !undated)
            kinds[i] = rates; /* a factor of factors */
        if (wrong)
            document_complain(model->document, node_get(step->node, "formula"), wrong, hint);
    }
}
