/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_tags.h"

#include <string.h>

static void
clear_note(gpointer note)
{
    g_free(((TagNote *)note)->alternative);
}

Tags *
tags_new(cairo_t *cairo)
{
    Tags *tags = g_new0(Tags, 1);

    tags->cairo = cairo;
    tags->open = g_array_new(FALSE, FALSE, sizeof(TagStep));
    tags->notes = g_array_new(FALSE, TRUE, sizeof(TagNote));
    g_array_set_clear_func(tags->notes, clear_note);
    return tags;
}

void
tags_free(Tags *tags)
{
    if (!tags)
        return;
    g_array_unref(tags->open);
    g_array_unref(tags->notes);
    g_free(tags);
}

static TagNote *
note(Tags *tags, const char *name)
{
    TagNote added = { .name = name };

    g_array_append_val(tags->notes, added);
    return &g_array_index(tags->notes, TagNote, tags->notes->len - 1);
}

TagNote *
tags_open(Tags *tags, const TagStep *path, size_t n)
{
    size_t same = 0;
    TagNote *last = NULL;

    while (same < n && same < tags->open->len) {
        const TagStep *open = &g_array_index(tags->open, TagStep, same);

        if (open->id != path[same].id || strcmp(open->name, path[same].name) != 0)
            break;
        same++;
    }
    while (tags->open->len > same) {
        cairo_tag_end(tags->cairo, g_array_index(tags->open, TagStep, tags->open->len - 1).name);
        g_array_set_size(tags->open, tags->open->len - 1);
    }
    for (size_t i = same; i < n; i++) {
        cairo_tag_begin(tags->cairo, path[i].name, NULL);
        g_array_append_val(tags->open, path[i]);
        last = note(tags, path[i].name);
    }
    return last;
}

/* Attributes of cairo's tags are texts between single quotes. */
static char *
quote(const char *text)
{
    GString *quoted = g_string_new("'");

    for (const char *c = text; *c; c++) {
        if (*c == '\'' || *c == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *c);
    }
    return g_string_free(g_string_append_c(quoted, '\''), FALSE);
}

void
tags_begin_link(Tags *tags, const char *uri, const char *dest, const char *text)
{
    g_autofree char *quoted = quote(uri ? uri : dest);
    g_autofree char *attributes = g_strdup_printf("%s=%s", uri ? "uri" : "dest", quoted);

    cairo_tag_begin(tags->cairo, CAIRO_TAG_LINK, attributes);
    note(tags, "Link")->alternative = g_strdup(text);
}

void
tags_end_link(Tags *tags)
{
    cairo_tag_end(tags->cairo, CAIRO_TAG_LINK);
}
