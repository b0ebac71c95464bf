/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/compose_files.h"

#include "datasets/error.h"
#include "datasets/path.h"

#include <string.h>

Input *
file_open(Composer *composer, Spec *spec, const char *key, GError **error)
{
    const char *name = node_text(node_get(spec->node, key));
    InputOptions options = composer_reading(composer);
    g_autofree char *path = path_resolve(name, composer->path, composer->options->data_dir, error);
    Input *input = path ? input_open(path, &options, error) : NULL;

    if (!input)
        return NULL;
    report_data(composer->report, name, input_sha256(input))->file =
        report_text(composer->report, path);
    return input;
}

void
file_used(Composer *composer, Spec *spec, Input *input, const RowAccount *account)
{
    g_autofree char *name = g_path_get_basename(input->path);

    spec->used = (DataUsed){ .path = report_text(composer->report, name),
                             .sha256 = report_text(composer->report, input_sha256(input)) };
    if (account) {
        spec->used.rows_read = account->rows_read;
        spec->used.rows_used = account->rows_used;
    }
}

bool
file_choose(const Node *node, const char *key, const char *const *words, int *found, GError **error)
{
    const char *text = node_text(node_get(node, key));
    g_autofree char *list = g_strjoinv(", ", (char **)words);

    for (*found = 0; text && words[*found] && strcmp(words[*found], text) != 0;)
        ++*found;
    if (words[*found])
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "'%s: %s': there are %s", key, text, list);
    return false;
}

/* The table called ID of ALL (NULL: the first), taken out of it. */
static Table *
take_table(Report *all, const char *id, bool *first, GString *known)
{
    *first = true;
    for (guint k = 0; k < all->blocks->len; k++) {
        Block *block = &g_array_index(all->blocks, Block, k);

        if (!block->table)
            continue;
        if (!id || strcmp(block->table->id, id) == 0)
            return g_steal_pointer(&block->table);
        if (!*first)
            g_string_append_printf(known, "%s%s", known->len ? ", " : "", block->table->id);
        *first = false;
    }
    return NULL;
}

bool
file_table(Composer *composer, const Spec *spec, Block *block, Report *all, GError **error)
{
    const char *id = node_text(node_get(spec->node, "table"));
    g_autoptr(GString) known = g_string_new(NULL);
    bool first;
    Table *table = take_table(all, id, &first, known);

    if (!table) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'table: %s': there is no such table; leave it out for the first, or take one "
                    "of: %s",
                    id ? id : "", known->len ? known->str : "(none)");
        return false;
    }
    for (guint k = 0; first && k < all->notes->len; k++)
        table_note(table, g_ptr_array_index(all->notes, k));
    spec_table(composer, spec, block, table);
    return true;
}
