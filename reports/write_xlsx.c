/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_xlsx.c - a report as a workbook: a sheet for each table, and one for notes and provenance.
 */
#include "datasets/error.h"
#include "reports/archive.h"
#include "reports/words.h"
#include "reports/writer.h"
#include "reports/xlsx.h"
#include "reports/xlsx_place.h"

#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define MEDIA "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char root_relations[] = DECLARATION
    "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\" "
    "Target=\"xl/workbook.xml\"/>\n"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>\n"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/extended-properties\" "
    "Target=\"docProps/app.xml\"/>\n"
    "</Relationships>\n";

static const char application[] = DECLARATION "<Properties xmlns=\"" OFFICE "extended-properties\">"
                                              "<Application>andel</Application></Properties>\n";

/* A workbook that is being made. */
typedef struct {
    const Report *report;
    GPtrArray *places; /* of TablePlace */
    GPtrArray *sheets; /* of Worksheet */
    GHashTable *names; /* of sheets, in small letters: each stands once */
} Workbook;

/* ---- names of sheets */

/* What a spreadsheet takes as a name: at most 31 characters, none of them []:*?/\, no apostrophe at
 * an end. The caller owns it. */
static char *
clean_name(const char *text, size_t most)
{
    g_autoptr(GString) name = g_string_new(NULL);
    size_t n = 0;

    for (const char *p = text; *p && n < most; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool bad = c < 0x80 && (strchr("[]:*?/\\", (int)c) || g_ascii_iscntrl((gchar)c));

        /* letters of the higher planes count as two */
        n += c > 0xffff ? 2 : 1;
        if (n <= most)
            g_string_append_unichar(name, bad ? ' ' : c);
    }
    g_strstrip(name->str);
    while (*name->str == '\'')
        memmove(name->str, name->str + 1, strlen(name->str));
    for (size_t length = strlen(name->str); length > 0 && name->str[length - 1] == '\'';)
        name->str[--length] = '\0';
    return g_strdup(name->str);
}

/* TEXT as the name of a sheet that no other has. The caller owns it. */
static char *
sheet_name(Workbook *workbook, const char *text)
{
    enum { MOST = 31 };
    char *name = clean_name(text, MOST);

    for (unsigned k = 2;; k++) {
        g_autofree char *small = g_utf8_casefold(name, -1);

        /* a spreadsheet keeps "History" for itself */
        if (*name && strcmp(small, "history") != 0 &&
            !g_hash_table_contains(workbook->names, small)) {
            g_hash_table_add(workbook->names, g_steal_pointer(&small));
            return name;
        }
        g_autofree char *tail = g_strdup_printf(" %u", k);
        g_autofree char *head = clean_name(text, MOST - strlen(tail));

        g_free(name);
        name = g_strconcat(head, *head ? tail : tail + 1, NULL);
    }
}

static void
add_place(Workbook *workbook, const Table *table)
{
    const char *title = table->title && *table->title ? table->title : table->id;
    const char *named = table->number ? table->number : title;
    g_autofree char *name = sheet_name(workbook, named);

    g_ptr_array_add(workbook->places, table_place_new(table, name, workbook->report->language));
}

/* ---- parts */

static GString *
write_types(size_t n)
{
    GString *out = g_string_new(
        DECLARATION "<Types xmlns=\"" PACKAGE "content-types\">\n"
                    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                    "package.relationships+xml\"/>\n"
                    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
                    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" MEDIA
                    "sheet.main+xml\"/>\n"
                    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" MEDIA "styles+xml\"/>\n"
                    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
                    "vnd.openxmlformats-package.core-properties+xml\"/>\n"
                    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
                    "vnd.openxmlformats-officedocument.extended-properties+xml\"/>\n");

    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out,
                               "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" "
                               "ContentType=\"" MEDIA "worksheet+xml\"/>\n",
                               i + 1);
    g_string_append(out, "</Types>\n");
    return out;
}

static GString *
write_relations(size_t n)
{
    GString *out = g_string_new(DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">\n");

    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out,
                               "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
                               "relationships/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>\n",
                               i + 1, i + 1);
    g_string_append_printf(out,
                           "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
                           "relationships/styles\" Target=\"styles.xml\"/>\n</Relationships>\n",
                           n + 1);
    return out;
}

static GString *
write_properties(const Report *report)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(report->date);
    g_autofree char *stamp = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    const char *when = stamp ? stamp : "1970-01-01T00:00:00Z";
    GString *out = g_string_new(
        DECLARATION "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<dc:title>");

    xlsx_text(out, report->title ? report->title : report->command);
    g_string_append(out, "</dc:title>\n<dc:creator>");
    xlsx_text(out, report->authors ? report->authors : "andel " ANDEL_VERSION);
    g_string_append(out, "</dc:creator>\n<dc:language>");
    xlsx_text(out, report->language);
    g_string_append_printf(out,
                           "</dc:language>\n"
                           "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>\n"
                           "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified>\n"
                           "</cp:coreProperties>\n",
                           when, when);
    return out;
}

/* The heads that each printed page repeats. */
static void
add_print_titles(GString *out, const GPtrArray *sheets)
{
    g_string_append(out, "<definedNames>\n");
    for (guint i = 0; i < sheets->len; i++) {
        const Worksheet *sheet = sheets->pdata[i];
        g_auto(GStrv) pieces = g_strsplit(sheet->name, "'", -1);
        g_autofree char *doubled = g_strjoinv("''", pieces);

        if (sheet->head_first == sheet->head_end)
            continue;
        g_string_append_printf(out,
                               "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%u\">'", i);
        xlsx_text(out, doubled);
        g_string_append_printf(out, "'!$%zu:$%zu</definedName>\n", sheet->head_first + 1,
                               sheet->head_end);
    }
    g_string_append(out, "</definedNames>\n");
}

static GString *
write_workbook(const GPtrArray *sheets)
{
    GString *out = g_string_new(DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
                                            "relationships\">\n<bookViews>\n<workbookView/>\n"
                                            "</bookViews>\n<sheets>\n");

    for (guint i = 0; i < sheets->len; i++) {
        const Worksheet *sheet = sheets->pdata[i];

        g_string_append(out, "<sheet name=\"");
        xlsx_text(out, sheet->name);
        g_string_append_printf(out, "\" sheetId=\"%u\" r:id=\"rId%u\"/>\n", i + 1, i + 1);
    }
    g_string_append(out, "</sheets>\n");
    add_print_titles(out, sheets);
    g_string_append(out, "</workbook>\n");
    return out;
}

static bool
write_parts(const Workbook *workbook, const Styles *styles, GByteArray *bytes, GError **error)
{
    g_autoptr(Archive) archive = archive_new();
    const GPtrArray *sheets = workbook->sheets;

    archive_add(archive, "[Content_Types].xml", write_types(sheets->len));
    archive_add(archive, "_rels/.rels", g_string_new(root_relations));
    archive_add(archive, "docProps/app.xml", g_string_new(application));
    archive_add(archive, "docProps/core.xml", write_properties(workbook->report));
    archive_add(archive, "xl/workbook.xml", write_workbook(sheets));
    archive_add(archive, "xl/_rels/workbook.xml.rels", write_relations(sheets->len));
    archive_add(archive, "xl/styles.xml", styles_write(styles));
    for (guint i = 0; i < sheets->len; i++) {
        g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", i + 1);

        archive_add(archive, name, worksheet_write(sheets->pdata[i], i == 0));
    }
    return archive_write(archive, bytes, error);
}

/* ---- the whole */

static bool
add_sheets(Workbook *workbook, Styles *styles, GError **error)
{
    const char *language = workbook->report->language;
    g_autoptr(GHashTable) cells = cell_places_new();

    for (guint i = 0; i < workbook->places->len; i++)
        table_place_addresses(workbook->places->pdata[i], language, cells);
    for (guint i = 0; i < workbook->places->len; i++) {
        Worksheet *sheet =
            worksheet_of_table(workbook->places->pdata[i], styles, cells, language, error);

        if (!sheet)
            return false;
        g_ptr_array_add(workbook->sheets, sheet);
    }
    Worksheet *notes = worksheet_of_notes(workbook->report, styles);
    g_autofree char *name = sheet_name(workbook, notes->name);
    g_free(notes->name);
    notes->name = g_steal_pointer(&name);
    g_ptr_array_add(workbook->sheets, notes);
    return true;
}

static bool
write_xlsx(const Report *report, GByteArray *bytes, GError **error)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func((GDestroyNotify)table_place_free);
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)worksheet_free);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Styles) styles = styles_new();
    Workbook workbook = { report, places, sheets, names };

    for (guint i = 0; i < report->blocks->len; i++) {
        const Table *table = g_array_index(report->blocks, Block, i).table;

        if (table)
            add_place(&workbook, table);
    }
    if (report->tests && !report->tests_told)
        add_place(&workbook, report->tests);
    if (places->len == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s gives no table, so nothing can be written as a workbook", report->command);
        return false;
    }
    return add_sheets(&workbook, styles, error) && write_parts(&workbook, styles, bytes, error);
}

const Writer writer_xlsx = {
    .name = "xlsx",
    .extension = ".xlsx",
    .summary = "a workbook: numbers as numbers, a sheet for each table",
    .traced = true,
    .write = write_xlsx,
};
