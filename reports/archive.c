/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/archive.h"

#include "datasets/module.h"
#include "reports/archive_zip.h"

struct Archive {
    GArray *parts; /* of Part */
};

static void
clear_part(gpointer data)
{
    Part *part = data;

    g_free(part->name);
    g_string_free(part->text, TRUE);
}

Archive *
archive_new(void)
{
    Archive *archive = g_new0(Archive, 1);

    archive->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(archive->parts, clear_part);
    return archive;
}

void
archive_free(Archive *archive)
{
    if (!archive)
        return;
    g_array_unref(archive->parts);
    g_free(archive);
}

void
archive_add(Archive *archive, const char *name, GString *text)
{
    Part part = { g_strdup(name), text };

    g_array_append_val(archive->parts, part);
}

bool
archive_write(const Archive *archive, GByteArray *out, GError **error)
{
    const Packing *packing = module_find("andel-pack.so", "andel_packing", error);

    return packing && packing->zip(archive->parts, out, error);
}
