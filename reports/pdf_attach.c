/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Associated files as ISO 32000-2, 14.13 has them, which PDF/A-3 took up for PDF 1.7; their
 * specifications have both names (ISO 14289-1, 7.11). */
#include "reports/pdf_attach.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    char *name;
    qpdf_oh specification;
} Attachment;

struct Attachments {
    qpdf_data file;
    char *date;    /* as PDF writes it */
    GArray *files; /* of Attachment */
};

static void
clear_attachment(gpointer attachment)
{
    g_free(((Attachment *)attachment)->name);
}

Attachments *
attachments_new(qpdf_data file, int64_t date)
{
    Attachments *attachments = g_new0(Attachments, 1);
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(date);

    attachments->file = file;
    attachments->date = time ? g_date_time_format(time, "D:%Y%m%d%H%M%SZ") : NULL;
    attachments->files = g_array_new(FALSE, FALSE, sizeof(Attachment));
    g_array_set_clear_func(attachments->files, clear_attachment);
    return attachments;
}

void
attachments_free(Attachments *attachments)
{
    if (!attachments)
        return;
    g_free(attachments->date);
    g_array_unref(attachments->files);
    g_free(attachments);
}

static bool
is_taken(const Attachments *attachments, const char *name)
{
    for (guint i = 0; i < attachments->files->len; i++)
        if (strcmp(g_array_index(attachments->files, Attachment, i).name, name) == 0)
            return true;
    return false;
}

static char *
free_name(const Attachments *attachments, const char *name)
{
    char *file = g_strconcat(name, ".csv", NULL);

    for (unsigned i = 2; is_taken(attachments, file); i++) {
        g_free(file);
        file = g_strdup_printf("%s-%u.csv", name, i);
    }
    return file;
}

static qpdf_oh
embedded(const Attachments *attachments, const GString *text)
{
    qpdf_data file = attachments->file;
    qpdf_oh stream = qpdf_oh_new_stream(file), parameters = qpdf_oh_new_dictionary(file);
    qpdf_oh dictionary = qpdf_oh_get_dict(file, stream);

    qpdf_oh_replace_stream_data(file, stream, (const unsigned char *)text->str, text->len,
                                qpdf_oh_new_null(file), qpdf_oh_new_null(file));
    qpdf_oh_replace_key(file, parameters, "/Size", qpdf_oh_new_integer(file, (long long)text->len));
    if (attachments->date)
        qpdf_oh_replace_key(file, parameters, "/ModDate",
                            qpdf_oh_new_string(file, attachments->date));
    qpdf_oh_replace_key(file, dictionary, "/Type", qpdf_oh_new_name(file, "/EmbeddedFile"));
    qpdf_oh_replace_key(file, dictionary, "/Subtype", qpdf_oh_new_name(file, "/text/csv"));
    qpdf_oh_replace_key(file, dictionary, "/Params", parameters);
    return stream;
}

void
attachments_add(Attachments *attachments, qpdf_oh element, const char *name,
                const char *description, const GString *text)
{
    qpdf_data file = attachments->file;
    Attachment attachment = { .name = free_name(attachments, name) };
    qpdf_oh stream = embedded(attachments, text), streams = qpdf_oh_new_dictionary(file);
    qpdf_oh dictionary = qpdf_oh_new_dictionary(file), files = qpdf_oh_new_array(file);
    qpdf_oh shown = qpdf_oh_new_unicode_string(file, attachment.name);

    qpdf_oh_replace_key(file, streams, "/F", stream);
    qpdf_oh_replace_key(file, streams, "/UF", stream);
    qpdf_oh_replace_key(file, dictionary, "/Type", qpdf_oh_new_name(file, "/Filespec"));
    qpdf_oh_replace_key(file, dictionary, "/F", shown);
    qpdf_oh_replace_key(file, dictionary, "/UF", shown);
    qpdf_oh_replace_key(file, dictionary, "/AFRelationship", qpdf_oh_new_name(file, "/Data"));
    qpdf_oh_replace_key(file, dictionary, "/EF", streams);
    if (description)
        qpdf_oh_replace_key(file, dictionary, "/Desc",
                            qpdf_oh_new_unicode_string(file, description));
    attachment.specification = qpdf_make_indirect_object(file, dictionary);
    qpdf_oh_append_item(file, files, attachment.specification);
    qpdf_oh_replace_key(file, element, "/AF", files);
    g_array_append_val(attachments->files, attachment);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Attachment *)a)->name, ((const Attachment *)b)->name);
}

void
attachments_finish(Attachments *attachments)
{
    qpdf_data file = attachments->file;
    qpdf_oh root = qpdf_get_root(file), associated = qpdf_oh_new_array(file);
    qpdf_oh list = qpdf_oh_new_array(file), tree = qpdf_oh_new_dictionary(file);

    if (attachments->files->len == 0)
        return;
    g_array_sort(attachments->files, by_name); /* a name tree is in order */
    for (guint i = 0; i < attachments->files->len; i++) {
        const Attachment *attachment = &g_array_index(attachments->files, Attachment, i);

        qpdf_oh_append_item(file, associated, attachment->specification);
        qpdf_oh_append_item(file, list, qpdf_oh_new_unicode_string(file, attachment->name));
        qpdf_oh_append_item(file, list, attachment->specification);
    }
    qpdf_oh_replace_key(file, tree, "/Names", list);
    if (!qpdf_oh_is_dictionary(file, qpdf_oh_get_key(file, root, "/Names")))
        qpdf_oh_replace_key(file, root, "/Names", qpdf_oh_new_dictionary(file));
    qpdf_oh_replace_key(file, qpdf_oh_get_key(file, root, "/Names"), "/EmbeddedFiles", tree);
    qpdf_oh_replace_key(file, root, "/AF", associated);
}
