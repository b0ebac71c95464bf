/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_file.c - files within a PDF: ISO 32000-1, 7.11.4, and associated files as ISO 32000-2, 14.13
 * has them, which PDF/A-3 took up for PDF 1.7; specifications have both names (ISO 14289-1, 7.11).
 */
#include "reports/pdf_file.h"

#include "datasets/error.h"

#include <stdlib.h>
#include <string.h>

static void
set(qpdf_data file, qpdf_oh object, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(file, object, key, value);
}

/* The dictionary or array at KEY of PARENT, made of TEXT when it is not there. */
static qpdf_oh
need(qpdf_data file, qpdf_oh parent, const char *key, const char *text)
{
    if (!qpdf_oh_has_key(file, parent, key))
        set(file, parent, key, qpdf_oh_parse(file, text));
    return qpdf_oh_get_key(file, parent, key);
}

static qpdf_oh
new_stream(qpdf_data file, const PdfFile *attached_file)
{
    qpdf_oh stream = qpdf_oh_new_stream(file), dictionary = qpdf_oh_get_dict(file, stream);
    g_autofree char *size = g_strdup_printf("<< /Size %zu >>", attached_file->length);
    g_autoptr(GString) type = g_string_new("/");

    /* the slash of "application/json" within a name */
    g_string_append(type, attached_file->type);
    qpdf_oh_replace_stream_data(file, stream, (const unsigned char *)attached_file->bytes,
                                attached_file->length, qpdf_oh_new_null(file),
                                qpdf_oh_new_null(file));
    set(file, dictionary, "/Type", qpdf_oh_new_name(file, "/EmbeddedFile"));
    set(file, dictionary, "/Subtype", qpdf_oh_new_name(file, type->str));
    set(file, dictionary, "/Params", qpdf_oh_parse(file, size));
    if (attached_file->date)
        set(file, qpdf_oh_get_key(file, dictionary, "/Params"), "/ModDate",
            qpdf_oh_new_string(file, attached_file->date));
    return stream;
}

qpdf_oh
pdf_file_add(qpdf_data file, const PdfFile *attached_file)
{
    qpdf_oh root = qpdf_get_root(file);
    qpdf_oh names = need(file, root, "/Names", "<< >>");
    qpdf_oh tree = need(file, names, "/EmbeddedFiles", "<< /Names [ ] >>");
    qpdf_oh list = need(file, tree, "/Names", "[ ]");
    qpdf_oh associated = need(file, root, "/AF", "[ ]");
    qpdf_oh spec = qpdf_oh_parse(file, "<< /Type /Filespec /AFRelationship /Data >>");
    qpdf_oh streams = qpdf_oh_parse(file, "<< >>"), stream = new_stream(file, attached_file);
    qpdf_oh name = qpdf_oh_new_unicode_string(file, attached_file->name);
    int at = 0;

    set(file, streams, "/F", stream);
    set(file, streams, "/UF", stream);
    set(file, spec, "/F", name);
    set(file, spec, "/UF", name);
    if (attached_file->description)
        set(file, spec, "/Desc", qpdf_oh_new_unicode_string(file, attached_file->description));
    set(file, spec, "/EF", streams);
    qpdf_oh reference = qpdf_make_indirect_object(file, spec);
    while (at + 1 < qpdf_oh_get_array_n_items(file, list) &&
           strcmp(qpdf_oh_get_utf8_value(file, qpdf_oh_get_array_item(file, list, at)),
                  attached_file->name) < 0)
        at += 2;
    qpdf_oh_insert_item(file, list, at, name);
    qpdf_oh_insert_item(file, list, at + 1, reference);
    qpdf_oh_append_item(file, associated, reference);
    return reference;
}

/* The stream of the file called ATTACHED in FILE; FALSE when there is none. */
static bool
find(qpdf_data file, const char *attached, qpdf_oh *stream)
{
    static const char *const keys[] = { "/Names", "/EmbeddedFiles", "/Names" };
    qpdf_oh at = qpdf_get_root(file);

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (!qpdf_oh_is_dictionary(file, at))
            return false;
        at = qpdf_oh_get_key(file, at, keys[i]);
    }
    for (int i = 0; i + 1 < qpdf_oh_get_array_n_items(file, at); i += 2) {
        qpdf_oh name = qpdf_oh_get_array_item(file, at, i);

        if (!qpdf_oh_is_string(file, name) ||
            strcmp(qpdf_oh_get_utf8_value(file, name), attached) != 0)
            continue;
        qpdf_oh files = qpdf_oh_get_key(file, qpdf_oh_get_array_item(file, at, i + 1), "/EF");
        *stream = qpdf_oh_get_key(file, files, "/F");
        return qpdf_oh_is_stream(file, *stream);
    }
    return false;
}

bool
pdf_file_holds(qpdf_data file, const char *name)
{
    qpdf_oh stream;

    return find(file, name, &stream);
}

GBytes *
pdf_file_find(GBytes *bytes, const char *name, const char *attached, GError **error)
{
    qpdf_data file = qpdf_init();
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    unsigned char *content = NULL;
    size_t size = 0;
    qpdf_oh stream;
    GBytes *result = NULL;

    qpdf_silence_errors(file);
    qpdf_set_suppress_warnings(file, QPDF_TRUE);
    if (qpdf_read_memory(file, name, data, length, NULL) & QPDF_ERRORS)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: this PDF cannot be read: %s", name,
                    qpdf_get_error_full_text(file, qpdf_get_error(file)));
    else if (!find(file, attached, &stream) ||
             (qpdf_oh_get_stream_data(file, stream, qpdf_dl_all, NULL, &content, &size) &
              QPDF_ERRORS))
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: this PDF holds no %s, so it does not say where its numbers come from; "
                    "make it again with andel " ANDEL_VERSION " or later",
                    name, attached);
    else
        result = g_bytes_new(content, size);
    free(content);
    qpdf_cleanup(&file);
    return result;
}
