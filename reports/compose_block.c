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

/* Numbers given out so far. */
typedef struct {
    bool by_chapter;
    int level, chapters, appendices; /* of the headings so far */
    bool numbered;                   /* the chapter that is being read */
    unsigned figures, tables;        /* in it, or in all */
    unsigned outside[2];             /* figures and tables in chapters without a number */
} Counting;

/* A heading of level 1 begins the counting anew, as composer_number_heading() sees levels. */
static void
count_heading(Counting *counting, const Part *part)
{
    int level = MIN(part->level, counting->level + 1);

    counting->level = level;
    if (level > 1)
        return;
    counting->numbered = !part->unnumbered;
    if (part->appendix)
        counting->appendices++;
    else if (counting->numbered)
        counting->chapters++;
    if (counting->by_chapter && counting->numbered)
        counting->figures = counting->tables = 0;
}

/* "3"; by chapters "2.3", in an appendix "B1.3". The caller owns it. */
static char *
next_number(Counting *counting, bool figure, const char *language)
{
    unsigned *n = figure ? &counting->figures : &counting->tables;

    if (counting->by_chapter && !counting->numbered)
        n = &counting->outside[figure];
    ++*n;
    if (!counting->by_chapter || !counting->numbered)
        return g_strdup_printf("%u", *n);
    if (counting->appendices > 0)
        return g_strdup_printf("%s%d.%u", word(WORD_APPENDIX_LETTER, language),
                               counting->appendices, *n);
    return g_strdup_printf("%d.%u", counting->chapters, *n);
}

static void
number_spec(Composer *composer, Counting *counting, Spec *spec)
{
    if (!spec->shown || spec->kind->write)
        return;
    g_autofree char *number = next_number(counting, spec->kind->figure, composer->language);
    const char *what = word(spec->kind->figure ? WORD_FIGURE : WORD_TABLE, composer->language);
    spec->number = g_strdup_printf("%s\u00a0%s", what, number);
    g_hash_table_replace(composer->targets, g_strdup(spec->id), g_strdup(spec->number));
}

void
composer_number(Composer *composer)
{
    const GArray *parts = composer->manuscript->parts;
    const Node *head = document_root(composer->manuscript->head);
    const char *numbering = node_text(node_get(head, "numbering"));
    Counting counting = { .by_chapter = g_strcmp0(numbering, "chapter") == 0 };

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        Spec *spec = part->kind == PART_BLOCK ? composer_spec(composer, part) : NULL;

        if (part->kind == PART_HEADING)
            count_heading(&counting, part);
        else if (spec)
            number_spec(composer, &counting, spec);
    }
}

Spec *
composer_spec(const Composer *composer, const Part *part)
{
    return g_hash_table_lookup(composer->of_parts, part);
}
