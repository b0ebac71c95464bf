/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_block.c - the fenced blocks of a report file: which kind each is, its id and number. */
#include "reports/composer.h"

#include "reports/words.h"

#include <string.h>

/* To add a kind: write reports/compose_NAME.c, then one line here; its key in manuscript_fields.c.
 */
#define COMPOSITIONS(X) \
    X(causes)           \
    X(rate_parts)       \
    X(rate_intervals)   \
    X(beliefs)          \
    X(waterfall)        \
    X(simulate)         \
    X(tornado)          \
    X(recounted_figure) \
    X(figure)           \
    X(crosstab)         \
    X(estimate)         \
    X(response)         \
    X(cost)             \
    X(payments)         \
    X(reviewed)         \
    X(rates)            \
    X(experts)          \
    X(audited)          \
    X(audit_plan)       \
    X(audit_draw)       \
    X(audit_coverage)   \
    X(recount)          \
    X(reproduction)     \
    X(list)

#define DECLARE(name) extern const Composition composition_##name;
COMPOSITIONS(DECLARE)

#define ENTRY(name) &composition_##name,
static const Composition *const compositions[] = { COMPOSITIONS(ENTRY) };

void
spec_free(Spec *spec)
{
    if (!spec)
        return;
    query_free(spec->query);
    if (spec->queries)
        g_ptr_array_unref(spec->queries);
    if (spec->model)
        spec->kind->free_model(spec->model);
    document_free(spec->document);
    g_free(spec->number);
    g_free(spec);
}

static bool
is_kind(const Composition *kind, const Node *node)
{
    const char *value = node_text(node_get(node, kind->key));

    return node_get(node, kind->key) && (!kind->value || g_strcmp0(kind->value, value) == 0) &&
           (!kind->with || node_get(node, kind->with));
}

/* The kind of the block NODE; a kind with a value of its own goes before one with any. */
static const Composition *
find_kind(const Node *node)
{
    for (size_t i = 0; i < G_N_ELEMENTS(compositions); i++)
        if (is_kind(compositions[i], node))
            return compositions[i];
    return NULL;
}

static char *
list_keys(void)
{
    GString *list = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(compositions); i++) {
        const Composition *kind = compositions[i];

        if (i > 0 && strcmp(kind->key, compositions[i - 1]->key) == 0)
            continue;
        g_string_append_printf(list, "%s%s", list->len ? ", " : "", kind->key);
    }
    return g_string_free(list, FALSE);
}

static bool
is_name(const char *id)
{
    for (const char *c = id; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (!g_unichar_isalnum(letter) && !strchr("_-", (int)*c))
            return false;
    }
    return *id != '\0';
}

static void
check_id(Composer *composer, const Part *part, const char *id)
{
    if (!is_name(id))
        complain(composer->complaints, part->line,
                 "the id '%s' is no name; use letters, digits, _ and -", id);
    else if (g_hash_table_contains(composer->ids, id))
        complain(composer->complaints, part->line, "the id '%s' is taken by a block above", id);
}

static void
read_block(Composer *composer, const Part *part)
{
    GError *error = NULL;
    g_autoptr(Document) document = manuscript_block(composer->manuscript, part, &error);

    if (!document) {
        complain_error(composer->complaints, part->line, error);
        return;
    }
    const Node *node = document_root(document);
    const Composition *kind = find_kind(node);
    if (!kind) {
        g_autofree char *keys = list_keys();
        complain(composer->complaints, part->line,
                 "the block does not say what it shows; one of its keys is %s", keys);
        return;
    }
    const char *id = node_text(node_get(node, "id"));
    g_autofree char *made_up = g_strdup_printf("block%u", composer->specs->len + 1);
    if (id)
        check_id(composer, part, id);
    Spec *spec = g_new0(Spec, 1);
    const Node *show = node_get(node, "show");
    spec->kind = kind;
    spec->part = part;
    spec->document = g_steal_pointer(&document);
    spec->node = node;
    spec->id = report_text(composer->report, id ? id : made_up);
    spec->shown = !show || node_boolean(show);
    g_ptr_array_add(composer->specs, spec);
    g_hash_table_insert(composer->of_parts, (gpointer)part, spec);
    g_hash_table_add(composer->ids, (gpointer)spec->id);
}

void
composer_read_blocks(Composer *composer)
{
    const GArray *parts = composer->manuscript->parts;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);

        if (part->kind == PART_BLOCK)
            read_block(composer, part);
    }
}

void
composer_number(Composer *composer)
{
    unsigned figures = 0, tables = 0;

    for (guint i = 0; i < composer->specs->len; i++) {
        Spec *spec = g_ptr_array_index(composer->specs, i);

        if (!spec->shown || spec->kind->write)
            continue;
        unsigned number = spec->kind->figure ? ++figures : ++tables;
        const char *what = word(spec->kind->figure ? WORD_FIGURE : WORD_TABLE, composer->language);
        spec->number = g_strdup_printf("%s\u00a0%u", what, number);
        g_hash_table_replace(composer->targets, g_strdup(spec->id), g_strdup(spec->number));
    }
}

Spec *
composer_spec(const Composer *composer, const Part *part)
{
    return g_hash_table_lookup(composer->of_parts, part);
}
