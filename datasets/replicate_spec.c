/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/replicate_spec.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/path.h"

#include <string.h>

const char *const replicate_types[] = { "brr",       "fay", "jk1", "jkn",   "jk2",
                                        "bootstrap", "sdr", "acs", "other", NULL };
const char *const replicate_centres[] = { "estimate", "mean", NULL };

bool
replicate_matches(const char *pattern, const char *name)
{
    const char *star = NULL, *behind = NULL;

    /* on a mismatch the last star takes one character more */
    while (*name) {
        if (*pattern == '*') {
            star = ++pattern;
            behind = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star;
            name = ++behind;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

const char **
replicate_columns(const char *const *columns, const char *weight, const char *const *names,
                  size_t n, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);

    for (; *columns; columns++) {
        guint before = found->len;
        bool taken = false;

        if (!strchr(*columns, '*')) {
            if (g_hash_table_add(met, (gpointer)*columns))
                g_ptr_array_add(found, (gpointer)*columns);
            continue;
        }
        for (size_t k = 0; k < n; k++) {
            if (!replicate_matches(*columns, names[k]) || g_strcmp0(names[k], weight) == 0)
                continue;
            taken = true;
            if (g_hash_table_add(met, (gpointer)names[k]))
                g_ptr_array_add(found, (gpointer)names[k]);
        }
        if (found->len == before && !taken) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "replicate weights '%s': no column of the data has such a name%s", *columns,
                        weight && replicate_matches(*columns, weight)
                            ? " but the sampling weight itself"
                            : "");
            return NULL;
        }
    }
    g_ptr_array_add(found, NULL);
    return (const char **)g_ptr_array_steal(found, NULL);
}

static bool
is_number(const char *text)
{
    double value;

    return number_read(text, strlen(text), '.', &value) != NUMBER_NONE;
}

char **
replicate_rscales(const char *const *texts, const char *owner, const char *data_dir, GError **error)
{
    if (g_strv_length((char **)texts) != 1 || is_number(texts[0]))
        return g_strdupv((char **)texts);

    g_autoptr(GBytes) bytes = path_read(texts[0], owner, data_dir, error);
    if (!bytes)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data, size);
    g_auto(GStrv) pieces = g_strsplit_set(text, ",; \t\r\n", -1);
    g_autoptr(GPtrArray) numbers = g_ptr_array_new();
    for (char **piece = pieces; *piece; piece++)
        if (**piece)
            g_ptr_array_add(numbers, g_strdup(*piece));
    g_ptr_array_add(numbers, NULL);
    return (char **)g_ptr_array_steal(numbers, NULL);
}
