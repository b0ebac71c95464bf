/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_text.c - the parts of a manuscript as blocks of the report. */
#include "datasets/error.h"
#include "reports/composer.h"

#include <string.h>

static char *
plain_text(const GArray *runs)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < runs->len; i++) {
        const Run *run = &g_array_index(runs, Run, i);

        g_string_append(text, run->text);
        if (run->flags & RUN_BREAK)
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

/* ---- tables */

/* The address of the computed value that RUNS hold, when it is the only one. */
static const char *
only_address(const GArray *runs)
{
    const char *address = NULL;

    for (guint i = 0; i < runs->len; i++) {
        const char *other = g_array_index(runs, Run, i).address;

        if (address && other)
            return NULL;
        address = other ? other : address;
    }
    return address;
}

/* TRUE if RUNS are a sign in place of a number. */
static bool
is_sign(const GArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        if (g_array_index(runs, Run, i).meaning)
            return true;
    return false;
}

/* A column aligned to the right is one of numbers. The table is shown as it is written. */
static void
compose_table(Composer *composer, const Part *part, Block *block)
{
    size_t n = part->n_columns, n_rows = part->cells->len / n;
    g_autofree TableColumn *columns = g_new0(TableColumn, n);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) addresses = g_ptr_array_new();
    g_autofree bool *signs = g_new0(bool, part->cells->len);
    g_autofree char *id = g_strdup_printf("table%d", part->line);

    for (guint k = 0; k < part->cells->len; k++) {
        g_autoptr(GArray) runs = composer_pieces(composer, g_ptr_array_index(part->cells, k));
        g_ptr_array_add(texts, g_strstrip(plain_text(runs)));
        g_ptr_array_add(addresses, (gpointer)only_address(runs));
        signs[k] = is_sign(runs);
    }
    for (size_t j = 0; j < n; j++)
        columns[j] =
            (TableColumn){ .name = g_ptr_array_index(texts, j),
                           .label = g_ptr_array_index(texts, j),
                           .kind = part->alignment[j] == 'r' ? COLUMN_OF_NUMBERS : COLUMN_OF_TEXT };
    block->table = table_new(id, columns, n);
    for (size_t i = 1; i < n_rows; i++) {
        Entry *row = table_add(block->table, ROW_BODY);

        for (size_t j = 0; j < n; j++) {
            row[j] = entry_text(block->table, g_ptr_array_index(texts, i * n + j));
            row[j].address = g_ptr_array_index(addresses, i * n + j);
            row[j].sign = signs[i * n + j] ? SIGN_NOT_AVAILABLE : SIGN_NONE;
        }
    }
}

/* ---- all */

static bool
compose_block(Composer *composer, const Part *part, GError **error)
{
    Spec *spec = composer_spec(composer, part);

    if (!spec->shown || (!spec->kind->show && !spec->kind->write))
        return true;
    if (spec->kind->write)
        return spec->kind->write(composer, spec, error);
    Block *block = report_add(composer->report, BLOCK_TABLE);
    block->id = spec->id;
    if (spec->kind->show(composer, spec, block, error))
        return true;
    g_prefix_error(error, "%s:%d: ", composer->manuscript->name, part->line);
    return false;
}

static bool
compose_part(Composer *composer, const Part *part, GError **error)
{
    static const BlockKind kinds[] = {
        [PART_HEADING] = BLOCK_HEADING, [PART_PARAGRAPH] = BLOCK_PARAGRAPH,
        [PART_ITEM] = BLOCK_ITEM,       [PART_QUOTE] = BLOCK_QUOTE,
        [PART_CODE] = BLOCK_CODE,       [PART_TABLE] = BLOCK_TABLE,
    };

    if (part->kind == PART_LEFT_OUT)
        return true;
    if (part->kind == PART_BLOCK)
        return compose_block(composer, part, error);
    if (part->kind == PART_HEADING) {
        composer_heading(composer, part);
        return true;
    }
    Block *block = report_add(composer->report, kinds[part->kind]);
    block->level = part->level;
    block->number = report_text(composer->report, part->number);
    block->id = report_text(composer->report, part->id);
    if (part->kind == PART_TABLE)
        compose_table(composer, part, block);
    else if (part->kind == PART_CODE)
        block_add(composer->report, block, part->text, 0);
    else
        block->runs = composer_pieces(composer, part->pieces);
    return true;
}

bool
composer_write(Composer *composer, GError **error)
{
    const Manuscript *manuscript = composer->manuscript;

    composer_heading_targets(composer);
    if (!composer_read_references(composer, error))
        return false;
    composer_begin_lists(composer);
    for (guint i = 0; i < manuscript->parts->len; i++)
        if (!compose_part(composer, &g_array_index(manuscript->parts, Part, i), error))
            return false;
    if (composer->numbering.appendices == 0)
        composer_add_references(composer);
    if (!composer_add_appendices(composer, error))
        return false;
    for (guint i = 0; i < manuscript->footnotes->len; i++)
        g_ptr_array_add(composer->report->footnotes,
                        composer_pieces(composer, g_ptr_array_index(manuscript->footnotes, i)));
    return complaints_check(composer->complaints, error);
}
