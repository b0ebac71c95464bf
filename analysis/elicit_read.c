/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit_read.c - beliefs and the questions that were asked. */
#include "analysis/elicit.h"
#include "analysis/sheet.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

static void
elicited_free(gpointer data)
{
    Elicited *quantity = data;

    for (guint k = 0; k < quantity->beliefs->len; k++)
        distribution_free(g_array_index(quantity->beliefs, Belief, k).fitted);
    g_array_unref(quantity->beliefs);
    g_free(quantity);
}

void
elicit_free(Elicitation *elicitation)
{
    if (!elicitation)
        return;
    g_ptr_array_unref(elicitation->quantities);
    g_string_chunk_free(elicitation->strings);
    g_free(elicitation);
}

static const char *
keep(Elicitation *elicitation, const char *text)
{
    return text ? g_string_chunk_insert_const(elicitation->strings, text) : NULL;
}

/* The quantity ID, new at its first belief. */
static Elicited *
quantity_of(Elicitation *elicitation, const char *id, const char *unit)
{
    for (guint k = 0; k < elicitation->quantities->len; k++) {
        Elicited *quantity = g_ptr_array_index(elicitation->quantities, k);

        if (strcmp(quantity->id, id) == 0)
            return quantity;
    }
    Elicited *quantity = g_new0(Elicited, 1);
    quantity->id = keep(elicitation, id);
    quantity->unit = keep(elicitation, unit);
    quantity->beliefs = g_array_new(FALSE, TRUE, sizeof(Belief));
    g_ptr_array_add(elicitation->quantities, quantity);
    return quantity;
}

static bool
check_points(const Sheet *sheet, size_t row, const Belief *belief, GError **error)
{
    if (!(belief->low <= belief->likely && belief->likely <= belief->high &&
          belief->low < belief->high))
        return sheet_fail(
            sheet, row, "likely", error,
            "%g, %g and %g: low, likely and high are given, in this order, and low is "
            "below high",
            belief->low, belief->likely, belief->high);
    if (!(belief->probability > 0.0 && belief->probability <= 1.0))
        return sheet_fail(sheet, row, "range_prob", error,
                          "%g; the probability that the range holds is above 0 and at most 1",
                          belief->probability);
    if (!(belief->weight >= 0.0) || isinf(belief->weight))
        return sheet_fail(sheet, row, "weight", error, "%g; a weight is 0 or more", belief->weight);
    return true;
}

static double
number_or(const Sheet *sheet, const char *name, size_t row, double otherwise)
{
    double number = sheet_number(sheet, name, row);

    return isnan(number) ? otherwise : number;
}

static bool
add_belief(Elicitation *elicitation, const Sheet *sheet, size_t row, const ElicitOptions *options,
           GError **error)
{
    const char *expert = sheet_text(sheet, "expert_id", row);
    const char *id = sheet_text(sheet, "quantity_id", row), *unit = sheet_text(sheet, "unit", row);
    Belief belief = { .expert = keep(elicitation, expert),
                      .low = sheet_number(sheet, "low", row),
                      .likely = sheet_number(sheet, "likely", row),
                      .high = sheet_number(sheet, "high", row),
                      .probability = number_or(sheet, "range_prob", row, 1.0),
                      .weight = number_or(sheet, "weight", row, 1.0),
                      .rationale = sheet_text(sheet, "rationale", row) != NULL };

    if (!expert || !id)
        return sheet_fail(sheet, row, expert ? "quantity_id" : "expert_id", error, "missing");
    if (!check_points(sheet, row, &belief, error))
        return false;
    Elicited *quantity = quantity_of(elicitation, id, unit);
    if (g_strcmp0(quantity->unit, unit) != 0)
        return sheet_fail(sheet, row, "unit", error, "'%s', but '%s' in an earlier row of '%s'",
                          unit ? unit : "", quantity->unit ? quantity->unit : "", id);
    for (guint k = 0; k < quantity->beliefs->len; k++)
        if (strcmp(g_array_index(quantity->beliefs, Belief, k).expert, expert) == 0)
            return sheet_fail(
                sheet, row, "expert_id", error,
                "'%s' has answered '%s' in an earlier row; later rounds are told apart "
                "by a column round",
                expert, id);
    double upper = options->upper > 0.0              ? options->upper
                   : g_strcmp0(unit, "percent") == 0 ? 100.0
                                                     : 1.0;
    belief.fitted = elicit_fit(&belief, options->fit, options->lambda, upper);
    if (!belief.fitted)
        return sheet_fail(sheet, row, "range_prob", error,
                          "%s cannot be fitted: it needs a range_prob below 1%s; choose pert or "
                          "triangular",
                          elicit_fits[options->fit],
                          options->fit == FIT_BETA ? " and a range within 0 and its upper limit"
                          : options->fit >= FIT_MIRROR_GAMMA &&
                                  options->fit <= FIT_MIRROR_LOG_STUDENT
                              ? " and a range below its upper limit"
                          : options->fit == FIT_LOGNORMAL || options->fit == FIT_GAMMA ||
                                  options->fit == FIT_LOG_STUDENT
                              ? " and a range above 0"
                              : "");
    g_array_append_val(quantity->beliefs, belief);
    return true;
}

static void
find_round(Elicitation *elicitation, const Sheet *sheet, const ElicitOptions *options)
{
    int last = 1;

    for (size_t row = 0; row < sheet->data->n_rows; row++)
        last = MAX(last, (int)number_or(sheet, "round", row, 1.0));
    elicitation->n_rounds = last;
    elicitation->round = options->round > 0 ? options->round : last;
}

/* A sum is of one unit. */
static bool
check_groups(const Elicitation *elicitation, const char *path, GError **error)
{
    for (guint a = 0; a < elicitation->quantities->len; a++)
        for (guint b = 0; b < a; b++) {
            const Elicited *x = g_ptr_array_index(elicitation->quantities, b);
            const Elicited *y = g_ptr_array_index(elicitation->quantities, a);

            if (!x->group || g_strcmp0(x->group, y->group) != 0 || g_strcmp0(x->unit, y->unit) == 0)
                continue;
            g_set_error(
                error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: the sum_group '%s' adds '%s' in %s and '%s' in %s; a sum is of one unit", path,
                x->group, x->id, x->unit ? x->unit : "no unit", y->id,
                y->unit ? y->unit : "no unit");
            return false;
        }
    return true;
}

/* A total is one, of parts that were asked for in its unit, and no part itself. */
static bool
check_total(const Elicitation *elicitation, const Sheet *sheet, size_t row, const Elicited *total,
            GError **error)
{
    bool parts = false;

    if (total->group)
        return sheet_fail(sheet, row, "total_of", error,
                          "'%s' is a total and in the sum_group '%s'; a quantity is one of them",
                          total->id, total->group);
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *other = g_ptr_array_index(elicitation->quantities, q);

        if (other != total && g_strcmp0(other->total_of, total->total_of) == 0)
            return sheet_fail(sheet, row, "total_of", error,
                              "'%s' and '%s' are both totals of '%s'; it has one", total->id,
                              other->id, total->total_of);
        if (g_strcmp0(other->group, total->total_of) != 0)
            continue;
        if (g_strcmp0(other->unit, total->unit) != 0)
            return sheet_fail(sheet, row, "total_of", error,
                              "'%s' is in %s and its part '%s' in %s; a total has the unit of its "
                              "parts",
                              total->id, total->unit ? total->unit : "no unit", other->id,
                              other->unit ? other->unit : "no unit");
        parts = true;
    }
    return parts || sheet_fail(sheet, row, "total_of", error,
                               "no quantity with answers has the sum_group '%s'", total->total_of);
}

static bool
check_totals(const Elicitation *elicitation, const Sheet *sheet, GError **error)
{
    for (size_t row = 0; row < sheet->data->n_rows; row++)
        for (guint q = 0; q < elicitation->quantities->len; q++) {
            const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

            if (quantity->total_of &&
                g_strcmp0(sheet_text(sheet, "quantity_id", row), quantity->id) == 0 &&
                !check_total(elicitation, sheet, row, quantity, error))
                return false;
        }
    return true;
}

static bool
read_questions(Elicitation *elicitation, Input *input, GError **error)
{
    static const char *const optional[] = { "text", "denominator", "sum_group", "total_of", NULL };
    static const ColumnRequest requests[] = { { "quantity_id", READ_CATEGORY },
                                              { "text", READ_CATEGORY },
                                              { "denominator", READ_CATEGORY },
                                              { "sum_group", READ_CATEGORY },
                                              { "total_of", READ_CATEGORY } };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error);
    if (!sheet)
        return false;
    for (guint k = 0; k < elicitation->quantities->len; k++) {
        Elicited *quantity = g_ptr_array_index(elicitation->quantities, k);
        size_t row = 0;

        while (row < sheet->data->n_rows &&
               g_strcmp0(sheet_text(sheet, "quantity_id", row), quantity->id) != 0)
            row++;
        if (row == sheet->data->n_rows) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: the quantity '%s' is not in it; give it a row", input->path,
                        quantity->id);
            return false;
        }
        quantity->text = keep(elicitation, sheet_text(sheet, "text", row));
        quantity->denominator = keep(elicitation, sheet_text(sheet, "denominator", row));
        quantity->group = keep(elicitation, sheet_text(sheet, "sum_group", row));
        quantity->total_of = keep(elicitation, sheet_text(sheet, "total_of", row));
    }
    return check_groups(elicitation, input->path, error) && check_totals(elicitation, sheet, error);
}

/* Weights of each quantity so that they sum to 1. */
static bool
scale_weights(Elicitation *elicitation, const char *path, GError **error)
{
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);
        double sum = 0.0;

        for (guint k = 0; k < quantity->beliefs->len; k++)
            sum += g_array_index(quantity->beliefs, Belief, k).weight;
        if (sum == 0.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: the weights of '%s' are all 0; whom should the pool listen to?", path,
                        quantity->id);
            return false;
        }
        for (guint k = 0; k < quantity->beliefs->len; k++)
            g_array_index(quantity->beliefs, Belief, k).weight /= sum;
    }
    return true;
}

Elicitation *
elicit_read(Input *input, Input *quantities, const ElicitOptions *options, GError **error)
{
    static const char *const optional[] = { "round",  "unit",      "range_prob",
                                            "weight", "rationale", NULL };
    static const ColumnRequest requests[] = {
        { "round", READ_NUMBER },         { "expert_id", READ_CATEGORY },
        { "quantity_id", READ_CATEGORY }, { "unit", READ_CATEGORY },
        { "low", READ_NUMBER },           { "likely", READ_NUMBER },
        { "high", READ_NUMBER },          { "range_prob", READ_NUMBER },
        { "weight", READ_NUMBER },        { "rationale", READ_CATEGORY }
    };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error);
    if (!sheet)
        return NULL;
    g_autoptr(Elicitation) elicitation = g_new0(Elicitation, 1);
    elicitation->quantities = g_ptr_array_new_with_free_func(elicited_free);
    elicitation->strings = g_string_chunk_new(1024);
    find_round(elicitation, sheet, options);
    for (size_t row = 0; row < sheet->data->n_rows; row++)
        if ((int)number_or(sheet, "round", row, 1.0) == elicitation->round &&
            !add_belief(elicitation, sheet, row, options, error))
            return NULL;
    if (elicitation->quantities->len == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: nobody answered in round %d",
                    input->path, elicitation->round);
        return NULL;
    }
    if (!scale_weights(elicitation, input->path, error) ||
        (quantities && !read_questions(elicitation, quantities, error)))
        return NULL;
    return g_steal_pointer(&elicitation);
}
