/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_spec.c - what the kinds of blocks have in common: files, values, titles and notes. */
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/composer.h"
#include "reports/status.h"
#include "reports/style.h"
#include "reports/words.h"

#include <string.h>

ShowOptions
spec_show(const Composer *composer, const Spec *spec)
{
    const Node *decimals = node_get(spec->node, "decimals");
    const char *percent = node_text(node_get(spec->node, "percent"));

    return (ShowOptions){ .language = composer->language,
                          .decimals = decimals ? (int)CLAMP(node_number(decimals, 0), 0, 9) : -1,
                          .percent = percent ? percent : "col",
                          .id = spec->id,
                          .title = node_label(node_get(spec->node, "title"), composer->language),
                          .intervals = node_boolean(node_get(spec->node, "intervals")),
                          .symbols = composer->symbols };
}

QueryOptions
spec_query(const Composer *composer, const Spec *spec)
{
    double level = composer->options->level;
    const Node *head = document_root(composer->manuscript->head);
    const Node *own = node_get(spec->node, "suppress_below");
    const Node *least = own ? own : node_get(head, "suppress_below");
    QueryOptions options = { .where = node_text(node_get(spec->node, "where")),
                             .by = node_texts(node_get(spec->node, "by")),
                             .level = level > 0.0 ? level : 0.95,
                             .suppress_below = least ? (size_t)MAX(node_number(least, 0), 0) : 0 };

    convention_query(composer_convention(composer), &options);
    return options;
}

const Convention *
composer_convention(const Composer *composer)
{
    const char *name = composer->input ? composer->input->codebook->design.convention : NULL;

    return name ? convention_find(name, NULL) : NULL;
}

GBytes *
spec_read(Composer *composer, Spec *spec, const char *key, char **path, GError **error)
{
    const char *name = node_text(node_get(spec->node, key));
    GBytes *bytes = NULL;

    *path = path_resolve(name, composer->path, composer->options->data_dir, error);
    if (*path)
        bytes = path_read(*path, NULL, NULL, error);
    if (!bytes)
        return NULL;
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    report_data(composer->report, name, sha256)->file = report_text(composer->report, *path);
    spec->used = (DataUsed){ .path = name, .sha256 = report_text(composer->report, sha256) };
    return bytes;
}

enum { MOST_PARTS = 8 };

/* ALL [MOST_PARTS] become the parts of the address of SPEC with PARTS. */
static void
address_of(const Spec *spec, const char *const *parts, const char **all)
{
    size_t n = 0;

    for (all[n++] = spec->id; *parts && n + 1 < MOST_PARTS; parts++)
        all[n++] = *parts;
}

void
spec_value(Composer *composer, const Spec *spec, const char *const *parts, Value value)
{
    const char *all[MOST_PARTS] = { NULL };

    address_of(spec, parts, all);
    values_add(composer->values, all, &value);
}

void
spec_doubt(Composer *composer, const Spec *spec, const char *const *parts)
{
    const char *all[MOST_PARTS] = { NULL };

    address_of(spec, parts, all);
    values_doubt(composer->values, all);
}

/* ---- texts under a table or figure */

/* Calls EACH for the notes of SPEC: `note:`, and `notes:` as a label or a list of labels. */
static void
each_note(const Composer *composer, const Spec *spec, void (*each)(gpointer, const char *),
          gpointer user)
{
    const Node *notes = node_get(spec->node, "notes");
    const char *note = node_label(node_get(spec->node, "note"), composer->language);

    if (note)
        each(user, note);
    if (notes && !node_is_list(notes)) {
        each(user, node_label(notes, composer->language));
        return;
    }
    for (size_t i = 0; i < node_count(notes); i++)
        each(user, node_label(node_at(notes, i), composer->language));
}

static void
add_table_note(gpointer table, const char *note)
{
    table_note(table, note);
}

/* "andel · tabell 3 · cost.yml (51be07aa)": where the numbers of a table come from. */
static char *
trace_of(const Composer *composer, const Spec *spec)
{
    const DataUsed *used = &spec->used;
    g_autofree char *number = g_utf8_strdown(spec->number ? spec->number : spec->id, -1);

    if (!used->path)
        return NULL;
    g_autofree char *name = g_path_get_basename(used->path);
    g_autofree char *from =
        used->sha256 ? g_strdup_printf("%s, %.8s", name, used->sha256) : g_strdup(name);
    return word_filled(WORD_TRACE_OF_TABLE, composer->language, number, from);
}

static const char *
label(const Composer *composer, const Spec *spec, const char *key)
{
    return node_label(node_get(spec->node, key), composer->language);
}

void
spec_table(Composer *composer, const Spec *spec, Block *block, Table *table)
{
    const char *question = label(composer, spec, "question"), *base = label(composer, spec, "base"),
               *source = label(composer, spec, "source"), *title = label(composer, spec, "title");

    table->number = table_text(table, spec->number);
    if (title)
        table->title = table_text(table, title);
    if (question)
        table->question = table_text(table, question);
    table->question = composer_question(composer, spec, table->question);
    if (base)
        table->base = table_text(table, base);
    if (source) {
        g_autofree char *line = word_filled(WORD_SOURCE, composer->language, source);
        table->source = table_text(table, line);
    }
    const char *lies = node_text(node_get(spec->node, "orientation"));
    if (lies)
        table->orientation =
            strcmp(lies, "landscape") == 0 ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT;
    each_note(composer, spec, add_table_note, table);
    if (!table->trace) {
        g_autofree char *trace = trace_of(composer, spec);
        table->trace = table_text(table, trace);
    }
    GError *error = NULL;
    if (!table_set_status(table, node_texts(node_get(spec->node, "status")), &error))
        complain_error(composer->complaints, node_line(node_get(spec->node, "status")), error);
    block->kind = BLOCK_TABLE;
    block->table = table;
}

static void
add_figure_note(gpointer user, const char *note)
{
    FigureData *figure = user;

    g_ptr_array_add(figure->notes, (gpointer)g_string_chunk_insert(figure->strings, note));
}

/* The notes of a figure end with NULL: those of SPEC go before it. */
static void
use_notes(const Composer *composer, const Spec *spec, FigureData *figure)
{
    GPtrArray *notes = figure->notes;

    if (notes->len > 0 && !g_ptr_array_index(notes, notes->len - 1))
        g_ptr_array_set_size(notes, (gint)notes->len - 1);
    each_note(composer, spec, add_figure_note, figure);
    g_ptr_array_add(notes, NULL);
    figure->data.notes = (const char *const *)notes->pdata;
}

bool
spec_figure(Composer *composer, const Spec *spec, Block *block, const char *chart,
            FigureData *figure, Table *table, GError **error)
{
    g_autoptr(Table) numbers = table;
    const Chart *kind = chart_find(chart, error);
    TextContext *text = kind ? report_text_context(composer->report, error) : NULL;
    const char *question = label(composer, spec, "question"), *base = label(composer, spec, "base"),
               *source = label(composer, spec, "source"), *title = label(composer, spec, "title"),
               *tag = label(composer, spec, "tag");

    if (!text)
        return false;
    if (node_get(spec->node, "status"))
        complain(
            composer->complaints, node_line(node_get(spec->node, "status")),
            "status: stands in tables, and the block is a figure; say it in its note, and show "
            "a break with 'breaks:'");
    if (tag)
        figure->data.tag = tag;
    if (title)
        figure->data.title = title;
    if (question)
        figure->data.question = question;
    figure->data.question = composer_question(composer, spec, figure->data.question);
    if (numbers)
        numbers->question = table_text(numbers, figure->data.question);
    if (base)
        figure->data.base = base;
    if (source) {
        g_autofree char *line = word_filled(WORD_SOURCE, composer->language, source);
        figure->data.source = g_string_chunk_insert(figure->strings, line);
    }
    if (spec->used.path)
        figure_data_source(figure, spec->used.path);
    use_notes(composer, spec, figure);
    if (spec->used.rows_read > 0) {
        figure_data_trace(figure, spec->number, &spec->used);
    } else {
        g_autofree char *trace = trace_of(composer, spec);
        figure->data.number = spec->number;
        figure->data.trace = trace ? g_string_chunk_insert(figure->strings, trace) : NULL;
    }
    const double width = 150.0 * 72.0 / 25.4; /* the frame of a page */
    figure->data.look = composer->report->style ? &composer->report->style->look : NULL;
    g_autoptr(Scene) scene = chart_draw(kind, &figure->data, width, text, error);
    if (!scene)
        return false;
    const char *alternative = label(composer, spec, "alt");
    if (alternative)
        scene->description = scene_text(scene, alternative);
    if (!figure_check(kind, &figure->data, scene, error))
        return false;
    if (numbers)
        numbers->number = table_text(numbers, spec->number);
    if (numbers && figure->data.title)
        numbers->title = table_text(numbers, figure->data.title);
    block->number = report_text(composer->report, spec->number);
    block->kind = BLOCK_FIGURE;
    block->scene = g_steal_pointer(&scene);
    block->table = g_steal_pointer(&numbers);
    return true;
}
