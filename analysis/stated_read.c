/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated_read.c - statements as a file of published numbers lists them. */
#include "analysis/stated.h"

#include "analysis/weighted_share.h"

#include <math.h>

#define FIELD_ID                                                                            \
    {                                                                                       \
        .name = "id", .type = FIELD_TEXT, .required = true, .help = "name of the statement" \
    }
#define FIELD_PLACE                                                              \
    {                                                                            \
        .name = "place", .type = FIELD_LABEL, .help = "where it stands: page 24" \
    }
#define FIELD_NAME                                                 \
    {                                                              \
        .name = "label", .type = FIELD_LABEL, .help = "what it is" \
    }
#define FIELD_DEVIATION                                        \
    {                                                          \
        .name = "deviation", .type = FIELD_LABEL,              \
        .help = "declares that it does not hold, and says why" \
    }

static const char *const change_kinds[] = { "percent", "points", "index", NULL };

const Field stated_mean_fields[] = {
    FIELD_ID,
    FIELD_PLACE,
    FIELD_NAME,
    { .name = "mean", .type = FIELD_TEXT, .required = true, .help = "as printed" },
    { .name = "sd", .type = FIELD_TEXT, .help = "standard deviation as printed" },
    { .name = "n", .type = FIELD_INTEGER, .required = true, .help = "number of people" },
    { .name = "items",
      .type = FIELD_INTEGER,
      .help = "whole-number answers of a person that the mean is over (default: 1)" },
    { .name = "low", .type = FIELD_INTEGER, .help = "least answer that could be given" },
    { .name = "high", .type = FIELD_INTEGER, .help = "greatest" },
    { .name = "binary", .type = FIELD_BOOLEAN, .help = "the answers are 0 or 1" },
    FIELD_DEVIATION,
    { 0 },
};

const Field stated_margin_fields[] = {
    FIELD_ID,
    FIELD_PLACE,
    FIELD_NAME,
    { .name = "margin", .type = FIELD_TEXT, .required = true, .help = "in points, as printed" },
    { .name = "percent", .type = FIELD_TEXT, .help = "of what, as printed (default: 50)" },
    { .name = "n", .type = FIELD_INTEGER, .required = true, .help = "number of answers" },
    { .name = "level", .type = FIELD_NUMBER, .help = "of confidence (default: 0.95)" },
    { .name = "deff", .type = FIELD_NUMBER, .help = "design effect, if it is stated; 1: simple" },
    FIELD_DEVIATION,
    { 0 },
};

const Field stated_change_fields[] = {
    FIELD_ID,
    FIELD_PLACE,
    FIELD_NAME,
    { .name = "from", .type = FIELD_TEXT, .required = true, .help = "as printed" },
    { .name = "to", .type = FIELD_TEXT, .required = true, .help = "as printed" },
    { .name = "change", .type = FIELD_TEXT, .required = true, .help = "as printed" },
    { .name = "as",
      .type = FIELD_CHOICE,
      .choices = change_kinds,
      .help = "percent (default), points (a difference) or index (from = 100)" },
    FIELD_DEVIATION,
    { 0 },
};

const Field stated_shares_fields[] = {
    FIELD_ID,
    FIELD_PLACE,
    FIELD_NAME,
    { .name = "percents",
      .type = FIELD_TEXTS,
      .required = true,
      .help = "all percentages of a question with one answer, as printed" },
    { .name = "weights",
      .type = FIELD_TEXTS,
      .help = "weights of all who answered, when they are known: each percentage is held against "
              "their sums" },
    FIELD_DEVIATION,
    { 0 },
};

static void
read_printed(Document *document, const Node *node, const char *language, Printed *printed)
{
    g_autoptr(GError) error = NULL;

    *printed = (Printed){ 0 };
    if (!node) /* its document has complained of that */
        return;
    if (!printed_read(node_text(node), language, printed, &error)) {
        document_complain(document, node, error->message, NULL);
        return;
    }
    if (ABS(printed->digits) < INT64_C(1000000000000000) && printed->decimals <= STATED_DIGITS)
        return;
    document_complain(document, node, "a number has at most 15 digits", NULL);
    *printed = (Printed){ 0 };
}

/* A whole number from 1 on under KEY; 1 when it is not there or wrong. */
static int64_t
read_count(Document *document, const Node *node, const char *key)
{
    const Node *at = node_get(node, key);
    double number = node_number(at, 1.0);

    if (number >= 1.0 && number < 1e6 * 1e3)
        return (int64_t)number;
    document_complain(document, at, "a whole number from 1 to 10^9", NULL);
    return 1;
}

static void
read_mean(Document *document, const Node *node, const char *language, Stated *stated)
{
    const Node *sd = node_get(node, "sd"), *low = node_get(node, "low");
    const Node *high = node_get(node, "high");
    GrimMean *mean = &stated->mean;

    stated->text = node_text(node_get(node, "mean"));
    stated->sd_text = node_text(sd);
    stated->binary = node_boolean(node_get(node, "binary"));
    read_printed(document, node_get(node, "mean"), language, &stated->printed);
    *mean = (GrimMean){ .n = read_count(document, node, "n"),
                        .items = read_count(document, node, "items"),
                        .mean = stated->printed,
                        .has_sd = sd != NULL,
                        .has_range = low && high,
                        .low = (int64_t)node_number(low, 0.0),
                        .high = (int64_t)node_number(high, 0.0) };
    if (sd)
        read_printed(document, sd, language, &mean->sd);
    if (mean->sd.digits < 0 || mean->sd.digits > 1000000000 || mean->sd.decimals > 6 ||
        mean->mean.decimals > 6)
        document_complain(document, sd ? sd : node,
                          "a mean and its deviation have at most 6 "
                          "decimals, and a deviation is not negative",
                          NULL);
    if (!low != !high || (low && mean->low >= mean->high))
        document_complain(document, high ? high : low, "'low' and 'high' go together, low below",
                          NULL);
    if ((double)mean->n * (double)mean->items >= 1e9 || fabs(node_number(low, 0.0)) > 1e6 ||
        fabs(node_number(high, 0.0)) > 1e6)
        document_complain(document, node, "at most 10^9 answers, from -10^6 to 10^6", NULL);
}

static void
read_margin(Document *document, const Node *node, const char *language, Stated *stated)
{
    const Node *percent = node_get(node, "percent"), *level = node_get(node, "level");

    stated->text = node_text(node_get(node, "margin"));
    stated->n = read_count(document, node, "n");
    stated->level = node_number(level, 0.95);
    stated->deff = node_number(node_get(node, "deff"), NAN);
    stated->percent = (Printed){ 50, 0, 50.0 };
    stated->percent_exact = !percent;
    read_printed(document, node_get(node, "margin"), language, &stated->printed);
    if (percent)
        read_printed(document, percent, language, &stated->percent);
    if (!(stated->percent.value > 0.0 && stated->percent.value < 100.0))
        document_complain(document, percent, "a margin is of a percentage between 0 and 100", NULL);
    if (!isnan(stated->deff) && !(stated->deff >= 1e-3 && stated->deff <= 1e6))
        document_complain(document, node_get(node, "deff"),
                          "a design effect lies between 0.001 and 10^6", NULL);
    if (!(stated->level > 0.0 && stated->level < 1.0))
        document_complain(document, level, "a confidence level lies between 0 and 1, as 0.95",
                          NULL);
}

static void
read_change(Document *document, const Node *node, const char *language, Stated *stated)
{
    const Node *from = node_get(node, "from");

    stated->text = node_text(node_get(node, "change"));
    stated->change = (ChangeKind)node_choice(node_get(node, "as"), CHANGE_PERCENT);
    read_printed(document, node_get(node, "change"), language, &stated->printed);
    read_printed(document, from, language, &stated->from);
    read_printed(document, node_get(node, "to"), language, &stated->to);
    if (from && stated->change != CHANGE_POINTS && stated->from.digits <= 0)
        document_complain(document, from, "a change in per cent is from a number above 0", NULL);
}

/* The weights at LIST in whole units of their last decimal. */
static void
read_weights(Document *document, const Node *list, const char *language, Stated *stated)
{
    size_t n = node_count(list);
    g_autofree Printed *weights = g_new0(Printed, n + 1);
    int64_t total = 0;

    stated->weights = g_new0(int64_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        read_printed(document, node_at(list, i), language, &weights[i]);
        stated->weight_decimals = MAX(stated->weight_decimals, weights[i].decimals);
    }
    for (size_t i = 0; i < n; i++) {
        int64_t weight = weights[i].digits;

        for (int j = weights[i].decimals; j < stated->weight_decimals && weight < WEIGHTED_TOTAL;
             j++)
            weight *= 10;
        if (weight <= 0) {
            document_complain(document, node_at(list, i), "a weight is a number above 0", NULL);
            return;
        }
        total += weight;
        if (total > WEIGHTED_TOTAL) {
            document_complain(document, list,
                              "the weights sum to more than 10^6 units of their last decimal",
                              "give them with fewer decimals");
            return;
        }
        stated->weights[i] = weight;
    }
    for (size_t i = 0; i < stated->n_shares; i++)
        if (stated->shares[i].decimals > PERCENT_DECIMALS) {
            document_complain(document, node_at(node_get(stated->node, "percents"), i),
                              "a percentage has at most 4 decimals", NULL);
            return;
        }
    stated->n_weights = n;
}

static void
read_shares(Document *document, const Node *node, const char *language, Stated *stated)
{
    const Node *percents = node_get(node, "percents");

    stated->n_shares = node_count(percents);
    stated->shares = g_new0(Printed, stated->n_shares + 1);
    for (size_t i = 0; i < stated->n_shares; i++) {
        const Printed *share = &stated->shares[i];

        read_printed(document, node_at(percents, i), language, &stated->shares[i]);
        if (share->value < 0.0 || share->value > 100.0)
            document_complain(document, node_at(percents, i), "a percentage is between 0 and 100",
                              NULL);
    }
    if (node_get(node, "weights"))
        read_weights(document, node_get(node, "weights"), language, stated);
}

void
stated_read(Document *document, const Node *node, StatedKind kind, const char *language,
            Stated *stated)
{
    const char *id = node_text(node_get(node, "id"));

    *stated = (Stated){ .kind = kind,
                        .id = id ? id : "",
                        .node = node,
                        .place = node_get(node, "place"),
                        .label = node_get(node, "label"),
                        .deviation = node_get(node, "deviation") };
    if (kind == STATED_MEAN)
        read_mean(document, node, language, stated);
    else if (kind == STATED_MARGIN)
        read_margin(document, node, language, stated);
    else if (kind == STATED_CHANGE)
        read_change(document, node, language, stated);
    else
        read_shares(document, node, language, stated);
}
