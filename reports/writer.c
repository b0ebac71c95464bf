/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/writer.h"

#include "datasets/error.h"

#include <string.h>

/* To add a format: write reports/write_NAME.c, then one line here. */
#define WRITERS(X) \
    X(text)        \
    X(json)        \
    X(csv)         \
    X(markdown)    \
    X(html)        \
    X(xlsx)        \
    X(svg)         \
    X(png)         \
    X(pdf)

#define DECLARE(name) extern const Writer writer_##name;
WRITERS(DECLARE)

#define ENTRY(name) &writer_##name,
const Writer *const writers[] = { WRITERS(ENTRY) NULL };

/* The names or the extensions of all formats, separated by commas. */
static char *
list_writers(bool extensions)
{
    GString *list = g_string_new(NULL);

    for (size_t i = 0; writers[i]; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "",
                               extensions ? writers[i]->extension : writers[i]->name);
    return g_string_free(list, FALSE);
}

const Writer *
writer_find(const char *name, GError **error)
{
    for (size_t i = 0; writers[i]; i++)
        if (strcmp(writers[i]->name, name) == 0)
            return writers[i];
    g_autofree char *list = list_writers(false);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--format %s: no such format; there are %s",
                name, list);
    return NULL;
}

const Writer *
writer_for(const char *path, GError **error)
{
    const char *name = strrchr(path, '/');
    const char *extension = strrchr(name ? name : path, '.');

    for (size_t i = 0; extension && writers[i]; i++)
        if (g_ascii_strcasecmp(writers[i]->extension, extension) == 0)
            return writers[i];
    g_autofree char *list = list_writers(true);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s: no format has this extension; there are %s, or name one with --format", path,
                list);
    return NULL;
}

void
write_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}
