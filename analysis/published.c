/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/published.h"

#include "analysis/published_link.h"
#include "datasets/error.h"

#include <string.h>

static const Field value_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true, .help = "name of the answer" },
    { .name = "label", .type = FIELD_LABEL, .help = "the answer as printed" },
    { .name = "percent", .type = FIELD_TEXT, .help = "the percentage as printed" },
    { .name = "count", .type = FIELD_INTEGER, .help = "the count, if it is printed" },
    { .name = "computed", .type = FIELD_TEXT, .help = "address of the computed value" },
    { .name = "rest", .type = FIELD_BOOLEAN, .help = "don't know and the like: grey in a figure" },
    { .name = "deviation",
      .type = FIELD_LABEL,
      .help = "declares that the number does not hold, and says why" },
    { 0 },
};

static const Field figure_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true, .help = "name of the figure" },
    { .name = "place", .type = FIELD_LABEL, .help = "where it stands: Figure 1" },
    { .name = "title", .type = FIELD_LABEL, .help = "its title" },
    { .name = "base",
      .type = FIELD_INTEGER,
      .required = true,
      .help = "number of answers that the percentages are of" },
    { .name = "base_text", .type = FIELD_LABEL, .help = "the base in words, as printed" },
    { .name = "multiple", .type = FIELD_BOOLEAN, .help = "several answers could be given" },
    { .name = "partial", .type = FIELD_BOOLEAN, .help = "not all answers are listed" },
    { .name = "weighted", .type = FIELD_BOOLEAN, .help = "weighted: refused, see shares" },
    { .name = "decimals", .type = FIELD_INTEGER, .help = "decimals of its percentages, 0 to 4" },
    { .name = "values",
      .type = FIELD_LIST,
      .required = true,
      .fields = value_fields,
      .help = "the answers; those that are not printed without percent" },
    { 0 },
};

static const Field number_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true, .help = "name of the number" },
    { .name = "place", .type = FIELD_LABEL, .help = "where it stands: page 24" },
    { .name = "label", .type = FIELD_LABEL, .help = "what it is" },
    { .name = "printed", .type = FIELD_TEXT, .required = true, .help = "the number as printed" },
    { .name = "unit", .type = FIELD_TEXT, .help = "its unit" },
    { .name = "computed", .type = FIELD_TEXT, .help = "address of the computed value" },
    { .name = "deviation",
      .type = FIELD_LABEL,
      .help = "declares that the number does not hold, and says why" },
    { 0 },
};

static const Field link_fields[] = {
    { .name = "text",
      .type = FIELD_TEXT,
      .required = true,
      .help = "f1.always + f1.sometimes = f2.base" },
    { .name = "place", .type = FIELD_LABEL, .help = "where the publication says so" },
    { .name = "deviation",
      .type = FIELD_LABEL,
      .help = "declares that it does not hold, and says why" },
    { 0 },
};

const Field published_fields[] = {
    { .name = "title", .type = FIELD_LABEL, .help = "the publication" },
    { .name = "source", .type = FIELD_LABEL, .help = "where it is from" },
    { .name = "lang", .type = FIELD_TEXT, .help = "how its numbers are written: en or sv" },
    { .name = "figures", .type = FIELD_LIST, .fields = figure_fields, .help = "percentages" },
    { .name = "numbers", .type = FIELD_LIST, .fields = number_fields, .help = "other numbers" },
    { .name = "links",
      .type = FIELD_LIST,
      .fields = link_fields,
      .help = "what the publication says of the counts behind its percentages" },
    { .name = "means", .type = FIELD_LIST, .fields = stated_mean_fields, .help = "of answers" },
    { .name = "margins",
      .type = FIELD_LIST,
      .fields = stated_margin_fields,
      .help = "margins of error" },
    { .name = "changes",
      .type = FIELD_LIST,
      .fields = stated_change_fields,
      .help = "from one number to another" },
    { .name = "shares",
      .type = FIELD_LIST,
      .fields = stated_shares_fields,
      .help = "rows of percentages that make 100, also of weighted data" },
    { 0 },
};

static const char *
text_of(const Node *node, const char *key)
{
    return node_text(node_get(node, key));
}

/* The id of NODE; "" when it has none, which its document has complained of. */
static const char *
id_of(const Node *node)
{
    const char *id = text_of(node, "id");

    return id ? id : "";
}

/* Complains when the id of NODE is no name or is in SEEN already. */
static void
check_id(Published *published, const Node *node, GHashTable *seen, const char *kind)
{
    const char *id = text_of(node, "id");
    g_autofree char *what = NULL;

    if (!id)
        return;
    if (!*id ||
        strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen(id))
        what = g_strdup_printf("'%s' is no id; an id has letters a to z, digits and _", id);
    else if (strcmp(id, "base") == 0)
        what = g_strdup("'base' names the base of a figure and cannot be an id");
    else if (!g_hash_table_add(seen, (gpointer)id))
        what = g_strdup_printf("the id '%s' stands for two %ss", id, kind);
    if (what)
        document_complain(published->document, node_get(node, "id"), what, NULL);
}

static void
read_value(Published *published, const PublishedFigure *figure, const Node *node, int decimals,
           PublishedValue *value)
{
    g_autoptr(GError) error = NULL;
    const Node *percent = node_get(node, "percent"), *count = node_get(node, "count");
    Document *document = published->document;

    *value = (PublishedValue){ .id = id_of(node),
                               .node = node,
                               .label = node_get(node, "label"),
                               .text = node_text(percent),
                               .count = (int64_t)node_number(count, -1.0),
                               .computed = text_of(node, "computed"),
                               .rest = node_boolean(node_get(node, "rest")),
                               .deviation = node_get(node, "deviation") };
    if (count && (value->count < 0 || value->count > figure->base))
        document_complain(document, count, "a count is between 0 and the base", NULL);
    if (!percent)
        return;
    if (!printed_read(value->text, published->language, &value->percent, &error))
        document_complain(document, percent, error->message, NULL);
    else if (value->percent.decimals > PERCENT_DECIMALS)
        document_complain(document, percent, "a percentage has at most 4 decimals", NULL);
    else if (value->percent.value < 0.0 || value->percent.value > 100.0)
        document_complain(document, percent, "a percentage is between 0 and 100",
                          figure->multiple ? "only the sum of several answers may be above 100"
                                           : NULL);
    for (; value->percent.decimals < decimals && !error; value->percent.decimals++)
        value->percent.digits *= 10;
}

static void
read_figure(Published *published, const Node *node, PublishedFigure *figure)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const Node *values = node_get(node, "values"), *base = node_get(node, "base");
    const Node *decimals = node_get(node, "decimals");
    double places = node_number(decimals, 0.0);

    *figure = (PublishedFigure){ .id = id_of(node),
                                 .node = node,
                                 .place = node_get(node, "place"),
                                 .title = node_get(node, "title"),
                                 .base_text = node_get(node, "base_text"),
                                 .base = (int64_t)node_number(base, 0.0),
                                 .multiple = node_boolean(node_get(node, "multiple")),
                                 .partial = node_boolean(node_get(node, "partial")),
                                 .n_values = node_count(values) };
    if (figure->base < 1 || figure->base >= PERCENT_BASE) {
        if (base)
            document_complain(published->document, base, "a base is a whole number from 1 to 2^36",
                              NULL);
        figure->base = 1;
    }
    if (places < 0.0 || places > PERCENT_DECIMALS) {
        document_complain(published->document, decimals, "decimals are 0 to 4", NULL);
        places = 0.0;
    }
    if (node_boolean(node_get(node, "weighted")))
        document_complain(published->document, node_get(node, "weighted"),
                          "percentages of weighted data have no whole counts behind them",
                          "list them under shares, where their sum is tested, and with "
                          "weights: each of them");
    figure->values = g_new0(PublishedValue, figure->n_values + 1);
    for (size_t i = 0; i < figure->n_values; i++) {
        check_id(published, node_at(values, i), seen, "value");
        read_value(published, figure, node_at(values, i), (int)places, &figure->values[i]);
    }
}

static void
read_number(Published *published, const Node *node, PublishedNumber *number)
{
    g_autoptr(GError) error = NULL;

    *number = (PublishedNumber){ .id = id_of(node),
                                 .node = node,
                                 .place = node_get(node, "place"),
                                 .label = node_get(node, "label"),
                                 .text = text_of(node, "printed"),
                                 .unit = text_of(node, "unit"),
                                 .computed = text_of(node, "computed"),
                                 .deviation = node_get(node, "deviation") };
    if (number->text && !printed_read(number->text, published->language, &number->printed, &error))
        document_complain(published->document, node_get(node, "printed"), error->message, NULL);
}

/* The lists of statements, one after the other. */
static void
read_stated(Published *published, GHashTable *seen)
{
    static const char *const lists[] = { [STATED_MEAN] = "means",
                                         [STATED_MARGIN] = "margins",
                                         [STATED_CHANGE] = "changes",
                                         [STATED_SHARES] = "shares" };
    const Node *root = document_root(published->document);
    size_t n = 0;

    for (size_t kind = 0; kind < G_N_ELEMENTS(lists); kind++)
        n += node_count(node_get(root, lists[kind]));
    published->stated = g_new0(Stated, n + 1);
    for (size_t kind = 0; kind < G_N_ELEMENTS(lists); kind++) {
        const Node *list = node_get(root, lists[kind]);

        for (size_t i = 0; i < node_count(list); i++) {
            check_id(published, node_at(list, i), seen, "figure, number or statement");
            stated_read(published->document, node_at(list, i), (StatedKind)kind,
                        published->language, &published->stated[published->n_stated++]);
        }
    }
}

Published *
published_read(GBytes *bytes, const char *path, GError **error)
{
    Document *document = document_open(bytes, path, published_fields, error);
    if (!document)
        return NULL;

    g_autoptr(Published) published = g_new0(Published, 1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const Node *root = document_root(document), *figures = node_get(root, "figures");
    const Node *numbers = node_get(root, "numbers"), *links = node_get(root, "links");
    published->document = document;
    published->language = text_of(root, "lang");
    published->title = node_get(root, "title");
    published->source = node_get(root, "source");
    published->n_figures = node_count(figures);
    published->n_numbers = node_count(numbers);
    published->n_links = node_count(links);
    published->figures = g_new0(PublishedFigure, published->n_figures + 1);
    published->numbers = g_new0(PublishedNumber, published->n_numbers + 1);
    published->links = g_new0(PublishedLink, published->n_links + 1);
    for (size_t i = 0; i < published->n_figures; i++) {
        check_id(published, node_at(figures, i), seen, "figure or number");
        read_figure(published, node_at(figures, i), &published->figures[i]);
    }
    for (size_t i = 0; i < published->n_numbers; i++) {
        check_id(published, node_at(numbers, i), seen, "figure or number");
        read_number(published, node_at(numbers, i), &published->numbers[i]);
    }
    for (size_t i = 0; i < published->n_links; i++)
        published_link_read(published, node_at(links, i), &published->links[i]);
    read_stated(published, seen);
    return document_check(document, error) ? g_steal_pointer(&published) : NULL;
}

Published *
published_of_percent(const char *percent, int decimals, int64_t base, const char *language,
                     GError **error)
{
    g_autoptr(GError) unread = NULL;
    Printed printed = { 0 };

    if (base < 1 || base >= PERCENT_BASE) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "a base is a whole number above 0");
        return NULL;
    }
    if (!printed_read(percent, language, &printed, &unread) || printed.value < 0.0 ||
        printed.value > 100.0 || MAX(printed.decimals, decimals) > PERCENT_DECIMALS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s",
                    unread ? unread->message
                           : "a percentage is between 0 and 100, with at most 4 decimals");
        return NULL;
    }
    for (; printed.decimals < decimals; printed.decimals++)
        printed.digits *= 10;
    Published *published = g_new0(Published, 1);
    published->n_figures = 1;
    published->figures = g_new0(PublishedFigure, 1);
    published->figures[0] =
        (PublishedFigure){ .id = "percent", .base = base, .partial = true, .n_values = 1 };
    published->figures[0].values = g_new0(PublishedValue, 1);
    published->figures[0].values[0] =
        (PublishedValue){ .id = "percent", .text = percent, .percent = printed, .count = -1 };
    return published;
}

void
published_free(Published *published)
{
    if (!published)
        return;
    for (size_t i = 0; i < published->n_figures; i++)
        g_free(published->figures[i].values);
    for (size_t i = 0; i < published->n_links; i++)
        g_free(published->links[i].terms);
    g_free(published->figures);
    g_free(published->numbers);
    g_free(published->links);
    for (size_t i = 0; i < published->n_stated; i++)
        stated_clear(&published->stated[i]);
    g_free(published->stated);
    document_free(published->document);
    g_free(published);
}

const PublishedFigure *
published_find_figure(const Published *published, const char *id)
{
    for (size_t i = 0; i < published->n_figures; i++)
        if (strcmp(published->figures[i].id, id) == 0)
            return &published->figures[i];
    return NULL;
}

const PublishedNumber *
published_find_number(const Published *published, const char *id)
{
    for (size_t i = 0; i < published->n_numbers; i++)
        if (strcmp(published->numbers[i].id, id) == 0)
            return &published->numbers[i];
    return NULL;
}
