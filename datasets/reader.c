/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.c - the registry of data formats, and what is the same for all of them. */
#include "datasets/reader.h"

#include "datasets/error.h"
#include "datasets/printable.h"
#include "datasets/reader_private.h"

#include <string.h>

/* To add a format: write datasets/read_NAME.c, then one line here. */
#define FORMATS(X) X(csv)

#define DECLARE(name) extern const Format format_##name;
FORMATS(DECLARE)

#define ENTRY(name) &format_##name,
const Format *const formats[] = { FORMATS(ENTRY) NULL };

enum { NAMES_SHOWN = 12, NAME_LENGTH = 40 };

static const char packed[] = ".gz";

bool
reader_packed(const char *path)
{
    size_t n = strlen(path), end = strlen(packed);

    return strcmp(path, "-") == 0 || (n > end && g_ascii_strcasecmp(path + n - end, packed) == 0);
}

const Format *
format_find(const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    g_autofree char *lower = g_ascii_strdown(standard ? ".csv" : path, -1);

    if (reader_packed(lower))
        lower[strlen(lower) - strlen(packed)] = '\0';

    for (size_t i = 0; formats[i]; i++)
        for (const char *const *extension = formats[i]->extensions; *extension; extension++)
            if (g_str_has_suffix(lower, *extension))
                return formats[i];
    return NULL;
}

Reader *
reader_open(const Format *format, Source *source, const ReadOptions *options, GError **error)
{
    return format->open(source, options, error);
}

void
reader_begin(Reader *reader, const ReaderKind *kind, Source *source)
{
    reader->kind = kind;
    reader->source = source;
    reader->names = g_ptr_array_new_with_free_func(g_free);
    reader->notes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reader->names, NULL);
    g_ptr_array_add(reader->notes, NULL);
}

void
reader_free(Reader *reader)
{
    if (!reader)
        return;
    source_free(reader->source);
    g_ptr_array_unref(reader->names);
    g_ptr_array_unref(reader->notes);
    reader->kind->free(reader);
}

/* Before the NULL at the end. */
static void
append(GPtrArray *texts, char *text)
{
    g_ptr_array_insert(texts, (gint)texts->len - 1, text);
}

void
reader_add_name(Reader *reader, const char *name, size_t length)
{
    append(reader->names, g_strndup(name, length));
}

void
reader_add_note(Reader *reader, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    append(reader->notes, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

const char *const *
reader_names(const Reader *reader, size_t *n)
{
    *n = reader->names->len - 1;
    return (const char *const *)reader->names->pdata;
}

static void
refuse_name(const Reader *reader, const char *name, GError **error)
{
    size_t n;
    const char *const *names = reader_names(reader, &n);
    const char *nearest = nearest_name(name, names, n);
    g_autofree char *shown = text_printable(name, strlen(name), NAME_LENGTH);
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "%s: there is no column '%s'; ", source_name(reader->source),
                           shown);
    if (nearest) {
        g_autofree char *other = text_printable(nearest, strlen(nearest), NAME_LENGTH);
        g_string_append_printf(text, "did you mean '%s'?", other);
    } else {
        g_string_append(text, "there are ");
        for (size_t i = 0; i < MIN(n, (size_t)NAMES_SHOWN); i++) {
            g_autofree char *other = text_printable(names[i], strlen(names[i]), NAME_LENGTH);
            g_string_append_printf(text, "%s%s", i ? ", " : "", other);
        }
        if (n > NAMES_SHOWN)
            g_string_append_printf(text, " and %zu more", n - NAMES_SHOWN);
    }
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, text->str);
}

bool
reader_has(const Reader *reader, const char *name, GError **error)
{
    size_t n;
    const char *const *names = reader_names(reader, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    refuse_name(reader, name, error);
    return false;
}

bool
reader_read(Reader *reader, const ColumnRequest *requests, size_t n, BlockFunc each, gpointer user,
            GError **error)
{
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree size_t *fields = g_new0(size_t, n + 1);

    g_assert(!reader->used);
    reader->used = true;
    for (size_t i = 0; i + 1 < reader->names->len; i++)
        g_hash_table_insert(index, reader->names->pdata[i], GSIZE_TO_POINTER(i + 1));
    for (size_t i = 0; i < n; i++) {
        size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(index, requests[i].name));

        if (found == 0) {
            refuse_name(reader, requests[i].name, error);
            return false;
        }
        fields[i] = found - 1;
    }
    /* rows of bytes that cannot be read again are not said to come from a file without a hash */
    return reader->kind->read(reader, requests, fields, n, each, user, error) &&
           (!reader->hashed || source_hash(reader->source, error));
}

void
reader_hash(Reader *reader, bool hashed)
{
    reader->hashed = hashed;
}

size_t
reader_rows(const Reader *reader)
{
    return reader->n_rows;
}

const char *const *
reader_notes(const Reader *reader)
{
    return (const char *const *)reader->notes->pdata;
}
