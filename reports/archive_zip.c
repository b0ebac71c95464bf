/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive_zip.c - parts as one zip file, by libzip; the same parts give the same bytes. */
#include "reports/archive_zip.h"

#include "datasets/error.h"

#include <zip.h>

/* Noon of the first day that a zip file knows: no zone of time leaves out that hour. */
enum { STAMP_TIME = 12 << 11, STAMP_DATE = 1 << 5 | 1 };

static bool
add_parts(zip_t *zip, const GArray *parts)
{
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        zip_source_t *source = zip_source_buffer(zip, part->text->str, part->text->len, 0);

        if (!source)
            return false;
        zip_int64_t index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            return false;
        }
        if (zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 6) != 0 ||
            zip_file_set_dostime(zip, (zip_uint64_t)index, STAMP_TIME, STAMP_DATE, 0) != 0)
            return false;
    }
    return true;
}

static bool
read_back(zip_source_t *memory, GByteArray *out)
{
    zip_stat_t stat;
    guint before = out->len;

    if (zip_source_stat(memory, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) ||
        stat.size > G_MAXUINT - before || zip_source_open(memory) != 0)
        return false;
    g_byte_array_set_size(out, before + (guint)stat.size);
    zip_int64_t got = zip_source_read(memory, out->data + before, stat.size);
    zip_source_close(memory);
    return got == (zip_int64_t)stat.size;
}

/* Into MEMORY, which must be kept open by its owner. */
static bool
write_zip(const GArray *parts, zip_source_t *memory, zip_error_t *failure)
{
    zip_t *zip = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, failure);

    if (!zip)
        return false;
    zip_source_keep(memory); /* closing would free it */
    if (add_parts(zip, parts) && zip_close(zip) == 0)
        return true;
    zip_error_set(failure, zip_error_code_zip(zip_get_error(zip)), 0);
    zip_discard(zip);
    return false;
}

static bool
pack(const GArray *parts, GByteArray *out, GError **error)
{
    zip_error_t failure;

    zip_error_init(&failure);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &failure);
    bool done = memory && write_zip(parts, memory, &failure) && read_back(memory, out);

    if (!done)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "the workbook could not be made: %s",
                    zip_error_strerror(&failure));
    zip_error_fini(&failure);
    zip_source_free(memory);
    return done;
}

const Packing andel_packing = { .zip = pack };
