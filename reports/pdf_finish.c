/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the objects with qpdf. Clauses in comments are those of ISO 14289-1. */
#include "reports/pdf_finish.h"

#include "datasets/error.h"
#include "reports/csv.h"
#include "reports/pdf_artifacts.h"
#include "reports/pdf_attach.h"
#include "reports/pdf_file.h"
#include "reports/pdf_tags.h"
#include "reports/trace.h"
#include "reports/trace_store.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Walks the elements of the file beside our own list of them. */
typedef struct {
    qpdf_data file;
    const GArray *notes; /* of TagNote */
    int64_t date;        /* of the report */
    guint next;
    guint footnotes;
    bool differs;
} Walk;

static void
set(qpdf_data file, qpdf_oh object, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(file, object, key, value);
}

/* ---- elements */

static void
set_attributes(Walk *walk, qpdf_oh element, const TagNote *note)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (strcmp(note->name, "Figure") == 0) {
        g_string_append(text, "<< /O /Layout /Placement /Block /BBox [");
        for (size_t i = 0; i < 4; i++) {
            char number[G_ASCII_DTOSTR_BUF_SIZE];
            g_string_append_printf(text, " %s",
                                   g_ascii_formatd(number, sizeof number, "%.2f", note->box[i]));
        }
        g_string_append(text, " ] >>");
    } else if (note->scope || note->span > 1 || note->rows > 1) {
        g_string_append(text, "<< /O /Table");
        if (note->scope)
            g_string_append_printf(text, " /Scope /%s", note->scope);
        if (note->span > 1)
            g_string_append_printf(text, " /ColSpan %d", note->span);
        if (note->rows > 1)
            g_string_append_printf(text, " /RowSpan %d", note->rows);
        g_string_append(text, " >>");
    }
    if (text->len > 0)
        set(walk->file, element, "/A", qpdf_oh_parse(walk->file, text->str));
}

/* Annotations of a link say what it leads to (7.18.5). */
static void
set_contents(Walk *walk, qpdf_oh kid, const TagNote *note)
{
    qpdf_data file = walk->file;
    qpdf_oh annotation = qpdf_oh_get_key(file, kid, "/Obj");

    if (qpdf_oh_is_dictionary(file, annotation) && note->alternative)
        set(file, annotation, "/Contents", qpdf_oh_new_unicode_string(file, note->alternative));
}

/* The numbers of a figure go with it, under the name that its values have in the report. */
static void
attach_data(Walk *walk, qpdf_oh element, const Table *data)
{
    g_autoptr(GString) csv = g_string_new(NULL);
    g_autofree char *description = data->number && data->title
                                       ? g_strdup_printf("%s. %s", data->number, data->title)
                                       : g_strdup(data->title ? data->title : data->number);

    csv_of_table(data, csv);
    pdf_attach(walk->file, element, data->id ? data->id : "figure", description, csv, walk->date);
}

static void
finish_element(Walk *walk, qpdf_oh element, const TagNote *note)
{
    qpdf_data file = walk->file;

    set_attributes(walk, element, note);
    if (strcmp(note->name, "Figure") == 0 && note->alternative) /* 7.3 */
        set(file, element, "/Alt", qpdf_oh_new_unicode_string(file, note->alternative));
    if (note->actual)
        set(file, element, "/ActualText", qpdf_oh_new_unicode_string(file, note->actual));
    if (note->data)
        attach_data(walk, element, note->data);
    if (strcmp(note->name, "Note") == 0) { /* 7.9 */
        g_autofree char *id = g_strdup_printf("note-%u", ++walk->footnotes);
        set(file, element, "/ID", qpdf_oh_new_string(file, id));
    }
}

static void walk_element(Walk *walk, qpdf_oh element);

static void
walk_kid(Walk *walk, qpdf_oh kid, const TagNote *note)
{
    qpdf_data file = walk->file;

    if (!qpdf_oh_is_dictionary(file, kid))
        return;
    if (qpdf_oh_has_key(file, kid, "/S"))
        walk_element(walk, kid);
    else if (note && qpdf_oh_has_key(file, kid, "/Obj"))
        set_contents(walk, kid, note);
}

static void
walk_kids(Walk *walk, qpdf_oh parent, const TagNote *note)
{
    qpdf_oh kids = qpdf_oh_get_key(walk->file, parent, "/K");

    if (!qpdf_oh_is_array(walk->file, kids)) {
        walk_kid(walk, kids, note);
        return;
    }
    for (int i = 0, n = qpdf_oh_get_array_n_items(walk->file, kids); i < n; i++)
        walk_kid(walk, qpdf_oh_get_array_item(walk->file, kids, i), note);
}

static void
walk_element(Walk *walk, qpdf_oh element)
{
    qpdf_oh type = qpdf_oh_get_key(walk->file, element, "/S");

    if (walk->next >= walk->notes->len) {
        walk->differs = true;
        return;
    }
    const TagNote *note = &g_array_index(walk->notes, TagNote, walk->next++);
    walk->differs |= strcmp(qpdf_oh_get_name(walk->file, type) + 1, note->name) != 0;
    if (walk->differs)
        return;
    finish_element(walk, element, note);
    walk_kids(walk, element, note);
}

static bool
finish_structure(qpdf_data file, const Report *report, const GArray *notes, GError **error)
{
    qpdf_oh tree = qpdf_oh_get_key(file, qpdf_get_root(file), "/StructTreeRoot");
    Walk walk = { .file = file, .notes = notes, .date = report->date };

    walk_kids(&walk, tree, NULL);
    if (!walk.differs && walk.next == notes->len)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_BUG,
                "the structure of the PDF is not what was drawn (element %u)", walk.next);
    return false;
}

/* ---- the document */

static char *
metadata(const Report *report)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(report->date);
    g_autofree char *stamp = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    const char *language = report->language ? report->language : "en";

    return g_markup_printf_escaped(
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
        "  xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
        "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreateDate>%s</xmp:CreateDate>\n"
        "<xmp:CreatorTool>andel " ANDEL_VERSION "</xmp:CreatorTool>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
        report->title     ? report->title
        : report->command ? report->command
                          : "",
        report->authors ? report->authors : "andel", language,
        stamp ? stamp : "1970-01-01T00:00:00Z");
}

/* Language, title in the window, metadata (7.1, 7.2). */
static void
finish_catalog(qpdf_data file, const Report *report)
{
    qpdf_oh root = qpdf_get_root(file), stream = qpdf_oh_new_stream(file);
    g_autofree char *text = metadata(report);
    qpdf_oh dictionary = qpdf_oh_get_dict(file, stream);

    qpdf_oh_replace_stream_data(file, stream, (const unsigned char *)text, strlen(text),
                                qpdf_oh_new_null(file), qpdf_oh_new_null(file));
    set(file, dictionary, "/Type", qpdf_oh_new_name(file, "/Metadata"));
    set(file, dictionary, "/Subtype", qpdf_oh_new_name(file, "/XML"));
    set(file, root, "/Metadata", stream);
    set(file, root, "/Lang", qpdf_oh_new_string(file, report->language ? report->language : "en"));
    set(file, root, "/ViewerPreferences", qpdf_oh_parse(file, "<< /DisplayDocTitle true >>"));
    set(file, root, "/PageMode",
        qpdf_oh_new_name(file, report->document ? "/UseOutlines" : "/UseNone"));
}

/* The next free key of the tree that leads from content to elements. */
static void
finish_parent_tree(qpdf_data file)
{
    qpdf_oh tree = qpdf_oh_get_key(file, qpdf_get_root(file), "/StructTreeRoot");
    qpdf_oh parents = qpdf_oh_get_key(file, tree, "/ParentTree");
    qpdf_oh list = qpdf_oh_get_key(file, parents, "/Nums");
    int next = 0;

    for (int i = 0; i + 1 < qpdf_oh_get_array_n_items(file, list); i += 2)
        next = MAX(next,
                   1 + qpdf_oh_get_int_value_as_int(file, qpdf_oh_get_array_item(file, list, i)));
    set(file, tree, "/ParentTreeNextKey", qpdf_oh_new_integer(file, next));
}

/* All that is no element is an artifact (7.1); the order of the tab key is that of the structure
 * (7.18.3). */
static bool
finish_page(qpdf_data file, qpdf_oh page)
{
    unsigned char *content = NULL;
    size_t length = 0;
    g_autoptr(GString) marked = g_string_new(NULL);

    set(file, page, "/Tabs", qpdf_oh_new_name(file, "/S"));
    if (qpdf_oh_get_page_content_data(file, page, &content, &length) & QPDF_ERRORS)
        return false;
    artifacts_mark((const char *)content, length, marked);
    free(content);
    qpdf_oh stream = qpdf_oh_new_stream(file);
    qpdf_oh_replace_stream_data(file, stream, (const unsigned char *)marked->str, marked->len,
                                qpdf_oh_new_null(file), qpdf_oh_new_null(file));
    set(file, page, "/Contents", stream);
    return true;
}

/* TrueType subsets say how characters become glyphs (7.21.3.2). */
static void
finish_fonts(qpdf_data file)
{
    qpdf_oh size = qpdf_oh_get_key(file, qpdf_get_trailer(file), "/Size");

    for (int id = 1; id < qpdf_oh_get_int_value_as_int(file, size); id++) {
        qpdf_oh object = qpdf_get_object_by_id(file, id, 0);
        qpdf_oh type = qpdf_oh_is_dictionary(file, object)
                           ? qpdf_oh_get_key(file, object, "/Subtype")
                           : qpdf_oh_new_null(file);

        if (qpdf_oh_is_name(file, type) &&
            strcmp(qpdf_oh_get_name(file, type), "/CIDFontType2") == 0)
            set(file, object, "/CIDToGIDMap", qpdf_oh_new_name(file, "/Identity"));
    }
}

/* Where the numbers come from, for andel explain. */
static void
attach_trace(qpdf_data file, const Report *report)
{
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autofree char *text = trace_write(trace);
    const PdfFile attached = { .name = TRACE_FILE,
                               .type = "application/json",
                               .description = "Where each printed number comes from",
                               .bytes = text,
                               .length = strlen(text) };

    if (trace->numbers->len > 0)
        pdf_file_add(file, &attached);
}

static bool
finish(qpdf_data file, const Report *report, const GArray *notes, GError **error)
{
    if (!finish_structure(file, report, notes, error))
        return false;
    finish_catalog(file, report);
    finish_parent_tree(file);
    finish_fonts(file);
    attach_trace(file, report);
    for (int i = 0; i < qpdf_get_num_pages(file); i++)
        if (!finish_page(file, qpdf_get_page_n(file, (size_t)i)))
            break;
    return true;
}

static bool
write_file(qpdf_data file, GByteArray *out)
{
    if (qpdf_init_write_memory(file) & QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(file, QPDF_TRUE);
    qpdf_set_object_stream_mode(file, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(file, "1.7");
    if (qpdf_write(file) & QPDF_ERRORS)
        return false;
    g_byte_array_append(out, qpdf_get_buffer(file), (guint)qpdf_get_buffer_length(file));
    return true;
}

bool
pdf_finish(const GByteArray *drawn, const Report *report, const GArray *notes, GByteArray *out,
           GError **error)
{
    qpdf_data file = qpdf_init();

    qpdf_silence_errors(file);
    qpdf_set_suppress_warnings(file, QPDF_TRUE);
    bool read = !(qpdf_read_memory(file, "report", (const char *)drawn->data, drawn->len, NULL) &
                  QPDF_ERRORS);
    bool done = read && finish(file, report, notes, error);
    if (done && (qpdf_has_error(file) || !write_file(file, out))) {
        const char *text = qpdf_has_error(file)
                               ? qpdf_get_error_full_text(file, qpdf_get_error(file))
                               : "it could not be written";
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_BUG, "the PDF could not be finished: %s", text);
        done = false;
    } else if (!read) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_BUG, "the PDF could not be read again");
    }
    qpdf_cleanup(&file);
    return done;
}
