/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar: N. Markey (2009), Tame the BeaST, part II. */
#include "reports/bibtex.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/bibtex_text.h"
#include "reports/complaints.h"

#include <string.h>

static const char *const types[] = { "article",       "book",          "booklet",     "inbook",
                                     "incollection",  "inproceedings", "manual",      "conference",
                                     "mastersthesis", "phdthesis",     "misc",        "proceedings",
                                     "report",        "techreport",    "unpublished", "online",
                                     "electronic",    "www",           "thesis",      "dataset",
                                     "legislation",   "collection",    NULL };

/* Fields that are shown: what stands in them must be readable. */
static const char *const shown[] = {
    "author",  "editor",   "title",        "subtitle", "booktitle", "journal", "journaltitle",
    "year",    "date",     "publisher",    "school",   "series",    "number",  "institution",
    "volume",  "pages",    "edition",      "doi",      "url",       "urldate", "organization",
    "address", "location", "howpublished", "note",     NULL
};

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec" };

typedef struct {
    const char *at, *end;
    int line;
    Bibliography *bibliography;
    GHashTable *macros; /* name to text */
    Complaints *complaints;
} Reader;

/* ---- characters */

static void
step(Reader *reader)
{
    reader->line += *reader->at == '\n';
    reader->at++;
}

static void
skip_blanks(Reader *reader)
{
    while (reader->at < reader->end && g_ascii_isspace(*reader->at))
        step(reader);
}

/* TRUE and passes C if it is next. */
static bool
take(Reader *reader, char c)
{
    skip_blanks(reader);
    if (reader->at == reader->end || *reader->at != c)
        return false;
    step(reader);
    return true;
}

/* A name of an entry, field or @string in small letters; "" if none stands here. */
static char *
take_name(Reader *reader)
{
    const char *begin;

    skip_blanks(reader);
    begin = reader->at;
    while (reader->at < reader->end &&
           (g_ascii_isalnum(*reader->at) || strchr("_-:.+/", *reader->at)))
        reader->at++;
    g_autofree char *name = g_strndup(begin, (size_t)(reader->at - begin));
    return g_ascii_strdown(name, -1);
}

/* ---- values */

/* The text from after its opening brace or quote to CLOSE, which is passed; a brace counts also
 * behind a backslash. NULL: no end. */
static char *
take_delimited(Reader *reader, char close)
{
    int line = reader->line, depth = 0;
    const char *begin = reader->at;

    for (; reader->at < reader->end; step(reader)) {
        if (*reader->at == close && depth == 0) {
            char *text = g_strndup(begin, (size_t)(reader->at - begin));
            step(reader);
            return text;
        } else if (*reader->at == '{') {
            depth++;
        } else if (*reader->at == '}' && depth-- == 0) {
            break;
        }
    }
    complain(reader->complaints, line, "the value that begins here is not closed; end it with %c",
             close);
    return NULL;
}

/* One part of a value: {text}, "text", a number or the name of a @string. */
static char *
take_part(Reader *reader)
{
    if (take(reader, '{'))
        return take_delimited(reader, '}');
    if (take(reader, '"'))
        return take_delimited(reader, '"');
    int line = reader->line;
    g_autofree char *name = take_name(reader);
    if (*name && strspn(name, "0123456789") == strlen(name))
        return g_steal_pointer(&name);
    const char *macro = *name ? g_hash_table_lookup(reader->macros, name) : NULL;
    if (macro)
        return g_strdup(macro);
    if (*name)
        complain(reader->complaints, line,
                 "'%s' is the name of no @string; put the text between braces: {%s}", name, name);
    else
        complain(reader->complaints, line,
                 "a value is missing; it is a text between braces, or a number");
    return NULL;
}

/* Parts with # between. NULL when it was complained of. */
static char *
take_value(Reader *reader)
{
    g_autoptr(GString) value = g_string_new(NULL);

    do {
        g_autofree char *part = take_part(reader);

        if (!part)
            return NULL;
        g_string_append(value, part);
    } while (take(reader, '#'));
    return g_strdup(value->str);
}

/* ---- entries */

static void
add_field(Reader *reader, BibEntry *entry, const char *name, const char *value, int line)
{
    g_autofree char *why = NULL;

    if (g_hash_table_contains(entry->fields, name)) {
        complain(reader->complaints, line, "%s has '%s' twice; keep one", entry->key, name);
        return;
    }
    g_hash_table_insert(entry->fields,
                        g_string_chunk_insert_const(reader->bibliography->strings, name),
                        g_string_chunk_insert(reader->bibliography->strings, value));
    if (!g_strv_contains(shown, name))
        return;
    g_autofree char *plain = bibtex_plain(value, &why);
    if (!plain)
        complain(reader->complaints, line, "%s, %s: %s", entry->key, name, why);
}

/* Fields up to CLOSE. FALSE when it was complained of. */
static bool
take_fields(Reader *reader, BibEntry *entry, char close)
{
    for (;;) {
        if (take(reader, close))
            return true;
        int line = reader->line;
        g_autofree char *name = take_name(reader);
        if (!*name || !take(reader, '=')) {
            complain(reader->complaints, *name ? line : reader->line,
                     *name ? "%s: no = after '%s'" : "%s is not closed, or a comma is missing%s",
                     entry->key, *name ? name : "");
            return false;
        }
        g_autofree char *value = take_value(reader);
        if (!value)
            return false;
        add_field(reader, entry, name, value, line);
        if (take(reader, ','))
            continue;
        if (take(reader, close))
            return true;
        complain(reader->complaints, reader->line, "%s: no comma after the value of '%s'",
                 entry->key, name);
        return false;
    }
}

static void
free_entry(gpointer data)
{
    BibEntry *entry = data;

    g_hash_table_unref(entry->fields);
    g_free(entry);
}

static char *
take_key(Reader *reader)
{
    const char *begin;

    skip_blanks(reader);
    begin = reader->at;
    while (reader->at < reader->end && !g_ascii_isspace(*reader->at) &&
           !strchr(",{}()=\"", *reader->at))
        reader->at++;
    return g_strndup(begin, (size_t)(reader->at - begin));
}

static void
check_type(Reader *reader, const char *type, int line)
{
    if (g_strv_contains(types, type))
        return;
    const char *near = nearest_name(type, types, G_N_ELEMENTS(types) - 1);
    complain(reader->complaints, line, "unknown kind of entry @%s%s%s%s", type,
             near ? "; did you mean @" : "; there are @article, @book, @techreport, @online, ...",
             near ? near : "", near ? "?" : "");
}

static bool
take_entry(Reader *reader, const char *type, char close, int line)
{
    g_autofree char *key = take_key(reader);

    check_type(reader, type, line);
    if (!*key || !take(reader, ',')) {
        complain(reader->complaints, line,
                 *key ? "%s: no comma after the key" : "an entry without a key%s",
                 *key ? key : "; write @book{key, ...}");
        return false;
    }
    Bibliography *bibliography = reader->bibliography;
    BibEntry *entry = g_new0(BibEntry, 1);
    entry->key = g_string_chunk_insert(bibliography->strings, key);
    entry->type = g_string_chunk_insert_const(bibliography->strings, type);
    entry->line = line;
    entry->fields = g_hash_table_new(g_str_hash, g_str_equal);
    g_ptr_array_add(bibliography->entries, entry);
    const BibEntry *other = g_hash_table_lookup(bibliography->by_key, key);
    if (other)
        complain(reader->complaints, line, "the key '%s' is taken on line %d", key, other->line);
    g_hash_table_insert(bibliography->by_key, (gpointer)entry->key, entry);
    return take_fields(reader, entry, close);
}

static bool
take_macro(Reader *reader, char close)
{
    g_autofree char *name = take_name(reader);
    int line = reader->line;

    if (!*name || !take(reader, '=')) {
        complain(reader->complaints, line,
                 "@string has no name and =; write @string{name = {text}}");
        return false;
    }
    g_autofree char *value = take_value(reader);
    if (!value)
        return false;
    g_hash_table_insert(reader->macros, g_strdup(name), g_strdup(value));
    if (take(reader, close))
        return true;
    complain(reader->complaints, line, "@string is not closed; end it with %c", close);
    return false;
}

/* What stands after an @. FALSE when it was complained of. */
static bool
take_object(Reader *reader)
{
    int line = reader->line;
    g_autofree char *type = take_name(reader);

    if (strcmp(type, "comment") == 0 && !take(reader, '{'))
        return true;
    if (strcmp(type, "comment") == 0 || strcmp(type, "preamble") == 0) {
        g_autofree char *skipped = NULL;

        if (strcmp(type, "preamble") == 0 && !take(reader, '{'))
            return true;
        skipped = take_delimited(reader, '}');
        return skipped != NULL;
    }
    bool round = take(reader, '(');
    if (!*type || (!round && !take(reader, '{'))) {
        complain(reader->complaints, line, "@%s is not followed by {", type);
        return false;
    }
    char close = round ? ')' : '}';
    return strcmp(type, "string") == 0 ? take_macro(reader, close)
                                       : take_entry(reader, type, close, line);
}

/* After a mistake: to the next line that begins with an @. */
static void
recover(Reader *reader)
{
    while (reader->at < reader->end && !(*reader->at == '@' && reader->at[-1] == '\n'))
        step(reader);
}

/* Entries begin a line or follow another; elsewhere an @ is a part of what is passed over. */
static void
read_all(Reader *reader)
{
    bool may_begin = true;

    while (reader->at < reader->end) {
        if (*reader->at != '@' || !may_begin) {
            may_begin = *reader->at == '\n' || (may_begin && g_ascii_isspace(*reader->at));
            step(reader);
            continue;
        }
        step(reader);
        if (!take_object(reader))
            recover(reader);
    }
}

Bibliography *
bibliography_read(GBytes *bytes, const char *name, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length), *wrong;
    g_autoptr(Bibliography) bibliography = g_new0(Bibliography, 1);
    g_autoptr(Complaints) complaints = complaints_new(name);

    bibliography->strings = g_string_chunk_new(4096);
    bibliography->name = g_string_chunk_insert(bibliography->strings, name);
    bibliography->entries = g_ptr_array_new_with_free_func(free_entry);
    bibliography->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    if (!g_utf8_validate(text, (gssize)length, &wrong)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: not UTF-8 from byte %zu on; save it in that encoding", name,
                    (size_t)(wrong - text) + 1);
        return NULL;
    }
    g_autoptr(GHashTable) macros = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++)
        g_hash_table_insert(macros, g_strdup(months[i]), g_strdup_printf("%zu", i + 1));
    Reader reader = { .at = text,
                      .end = text + length,
                      .line = 1,
                      .bibliography = bibliography,
                      .macros = macros,
                      .complaints = complaints };
    read_all(&reader);
    if (!complaints_check(complaints, error))
        return NULL;
    return g_steal_pointer(&bibliography);
}

void
bibliography_free(Bibliography *bibliography)
{
    if (!bibliography)
        return;
    g_hash_table_unref(bibliography->by_key);
    g_ptr_array_unref(bibliography->entries);
    g_string_chunk_free(bibliography->strings);
    g_free(bibliography);
}

const BibEntry *
bibliography_find(const Bibliography *bibliography, const char *key)
{
    return g_hash_table_lookup(bibliography->by_key, key);
}

const char *
bibliography_nearest(const Bibliography *bibliography, const char *key)
{
    guint n = bibliography->entries->len;
    g_autofree const char **keys = g_new0(const char *, n + 1);

    for (guint i = 0; i < n; i++)
        keys[i] = ((const BibEntry *)g_ptr_array_index(bibliography->entries, i))->key;
    return nearest_name(key, keys, n);
}
