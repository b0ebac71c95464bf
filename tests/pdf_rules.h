/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_rules.h - the rules of PDF/UA-1 that a machine can check, written apart from the program:
 * numbers are clauses of ISO 14289-1:2014, and those of the Matterhorn Protocol 1.1 in brackets. */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    qpdf_data file;
    GString *broken;      /* one line a rule that does not hold */
    GHashTable *note_ids; /* seen */
    int heading;          /* level of the last */
} Rules;

static void G_GNUC_PRINTF(2, 3) rule_broken(Rules *rules, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_string_append_vprintf(rules->broken, format, arguments);
    g_string_append_c(rules->broken, '\n');
    va_end(arguments);
}

static qpdf_oh
rule_key(Rules *rules, qpdf_oh object, const char *key)
{
    return qpdf_oh_is_dictionary(rules->file, object) ? qpdf_oh_get_key(rules->file, object, key)
                                                      : qpdf_oh_new_null(rules->file);
}

static bool
rule_has_key(Rules *rules, qpdf_oh object, const char *key)
{
    return !qpdf_oh_is_null(rules->file, rule_key(rules, object, key));
}

/* Items of the array LIST; 0 of all else. */
static int
rule_items(Rules *rules, qpdf_oh list)
{
    return qpdf_oh_is_array(rules->file, list) ? qpdf_oh_get_array_n_items(rules->file, list) : 0;
}

/* The name under KEY without its slash; "" for none. */
static const char *
rule_name(Rules *rules, qpdf_oh object, const char *key)
{
    qpdf_oh name = rule_key(rules, object, key);

    return qpdf_oh_is_name(rules->file, name) ? qpdf_oh_get_name(rules->file, name) + 1 : "";
}

static bool
rule_has_text(Rules *rules, qpdf_oh object, const char *key)
{
    qpdf_oh text = rule_key(rules, object, key);

    return qpdf_oh_is_string(rules->file, text) && *qpdf_oh_get_utf8_value(rules->file, text);
}

static bool
rule_is_one_of(const char *name, const char *const *list)
{
    return g_strv_contains(list, name);
}

/* ---- the document */

static void
rules_of_catalog(Rules *rules)
{
    qpdf_data file = rules->file;
    qpdf_oh root = qpdf_get_root(file);
    qpdf_oh marked = rule_key(rules, rule_key(rules, root, "/MarkInfo"), "/Marked");
    qpdf_oh shown =
        rule_key(rules, rule_key(rules, root, "/ViewerPreferences"), "/DisplayDocTitle");
    qpdf_oh metadata = rule_key(rules, root, "/Metadata");
    unsigned char *xmp = NULL;
    size_t length = 0;

    if (!qpdf_oh_is_bool(file, marked) || !qpdf_oh_get_bool_value(file, marked))
        rule_broken(rules, "6.2 [06]: the document is not said to be tagged");
    if (!rule_has_text(rules, root, "/Lang"))
        rule_broken(rules, "7.2 [11-006]: no language");
    if (!qpdf_oh_is_bool(file, shown) || !qpdf_oh_get_bool_value(file, shown))
        rule_broken(rules, "7.1 [07-001]: the title does not stand in the window");
    if (rule_has_key(rules, rule_key(rules, qpdf_get_trailer(file), "/Encrypt"), "/P"))
        rule_broken(rules, "7.16: encrypted");
    if (rule_has_key(rules, root, "/OCProperties") || rule_has_key(rules, root, "/OpenAction") ||
        rule_has_key(rules, rule_key(rules, root, "/AcroForm"), "/XFA"))
        rule_broken(rules, "7.10, 7.15, 7.19: layers, actions or forms");
    if (strcmp(qpdf_get_pdf_version(file), "1.7") != 0)
        rule_broken(rules, "6.1: version %s", qpdf_get_pdf_version(file));
    if (!qpdf_oh_is_stream(file, metadata) ||
        (qpdf_oh_get_stream_data(file, metadata, qpdf_dl_all, NULL, &xmp, &length) & QPDF_ERRORS)) {
        rule_broken(rules, "7.1 [06-001]: no metadata");
        return;
    }
    g_autofree char *text = g_strndup((const char *)xmp, length);
    free(xmp);
    if (!strstr(text, "<pdfuaid:part>1</pdfuaid:part>"))
        rule_broken(rules, "5 [06-002]: the metadata do not name the part");
    if (!strstr(text, "<dc:title>") || strstr(text, "\"x-default\"></rdf:li>"))
        rule_broken(rules, "7.1 [06-003]: the metadata have no title");
}

/* ---- elements */

static const char *const standard_types[] = {
    "Document",  "Part",  "Art",      "Sect",   "Div",     "BlockQuote", "Caption", "TOC",
    "TOCI",      "Index", "P",        "H1",     "H2",      "H3",         "H4",      "H5",
    "H6",        "L",     "LI",       "Lbl",    "LBody",   "Table",      "TR",      "TH",
    "TD",        "THead", "TBody",    "TFoot",  "Span",    "Quote",      "Note",    "Code",
    "Reference", "Link",  "BibEntry", "Figure", "Formula", "Annot",      NULL
};

/* What may stand in what; of all else nothing is asked. */
static const struct {
    const char *parent, *kids;
} nesting[] = {
    { "Table", "Caption THead TBody TFoot TR" },
    { "THead", "TR" },
    { "TBody", "TR" },
    { "TFoot", "TR" },
    { "TR", "TH TD" },
    { "L", "Caption L LI" },
    { "LI", "Lbl LBody" },
    { "TOC", "Caption TOC TOCI" },
};

static void
rule_of_nesting(Rules *rules, const char *parent, const char *kid)
{
    for (size_t i = 0; i < G_N_ELEMENTS(nesting); i++) {
        g_auto(GStrv) kids = g_strsplit(nesting[i].kids, " ", -1);
        bool inside = strcmp(parent, nesting[i].parent) == 0;
        bool belongs = g_strv_contains((const char *const *)kids, kid);

        if (inside && !belongs)
            rule_broken(rules, "7.2, 7.5: %s in %s", kid, parent);
    }
    const struct {
        const char *kid, *parents;
    } homes[] = { { "TR", "Table THead TBody TFoot" },
                  { "TH", "TR" },
                  { "TD", "TR" },
                  { "THead", "Table" },
                  { "TBody", "Table" },
                  { "LI", "L" },
                  { "LBody", "LI" },
                  { "TOCI", "TOC" } };
    for (size_t i = 0; i < G_N_ELEMENTS(homes); i++) {
        g_auto(GStrv) parents = g_strsplit(homes[i].parents, " ", -1);

        if (strcmp(kid, homes[i].kid) == 0 &&
            !g_strv_contains((const char *const *)parents, parent))
            rule_broken(rules, "7.2, 7.5: %s in %s", kid, parent);
    }
}

static qpdf_oh
rule_kid(Rules *rules, qpdf_oh element, int i, int *n)
{
    qpdf_oh kids = rule_key(rules, element, "/K");

    if (!qpdf_oh_is_array(rules->file, kids)) {
        *n = qpdf_oh_is_null(rules->file, kids) ? 0 : 1;
        return kids;
    }
    *n = rule_items(rules, kids);
    return i < *n ? qpdf_oh_get_array_item(rules->file, kids, i) : qpdf_oh_new_null(rules->file);
}

/* The rows of a table as they are read. */
typedef struct {
    int columns;   /* of each; 0: not yet known */
    int left[256]; /* rows below that a cell above reaches into, by column */
} RuleTable;

static int
rule_span(Rules *rules, qpdf_oh cell, const char *key)
{
    qpdf_oh span = rule_key(rules, rule_key(rules, cell, "/A"), key);

    return qpdf_oh_is_integer(rules->file, span) ? qpdf_oh_get_int_value_as_int(rules->file, span)
                                                 : 1;
}

/* Columns of ROW, spans and cells that reach into it from above counted. */
static int
rule_row_columns(Rules *rules, qpdf_oh row, RuleTable *table)
{
    enum { MOST = G_N_ELEMENTS(table->left) };
    bool taken[MOST] = { false };
    int columns = 0, at = 0, n = 1;

    for (int j = 0; j < MOST; j++)
        if (table->left[j] > 0) {
            taken[j] = true;
            columns++;
            table->left[j]--;
        }
    for (int i = 0; i < n; i++) {
        qpdf_oh cell = rule_kid(rules, row, i, &n);
        int span = i < n ? rule_span(rules, cell, "/ColSpan") : 0;

        for (int k = 0; k < span; k++) {
            while (at < MOST && taken[at])
                at++;
            if (at == MOST)
                break;
            taken[at] = true;
            table->left[at] = rule_span(rules, cell, "/RowSpan") - 1;
            columns++;
        }
    }
    return columns;
}

/* All rows below ELEMENT have as many columns, and no cell reaches out of its group of rows. */
static void
rule_of_rows(Rules *rules, qpdf_oh element, RuleTable *table)
{
    int n = 1;

    for (int i = 0; i < n; i++) {
        qpdf_oh kid = rule_kid(rules, element, i, &n);
        const char *type = rule_name(rules, kid, "/S");

        if (strcmp(type, "TR") != 0) {
            if (rule_is_one_of(type, (const char *const[]){ "THead", "TBody", "TFoot", NULL }))
                rule_of_rows(rules, kid, table);
            continue;
        }
        int here = rule_row_columns(rules, kid, table);
        if (table->columns > 0 && here != table->columns)
            rule_broken(rules, "7.5 [15-003]: a row of %d columns in a table of %d", here,
                        table->columns);
        table->columns = here;
    }
    for (size_t j = 0; j < G_N_ELEMENTS(table->left); j++)
        if (table->left[j] > 0) {
            rule_broken(rules, "7.5: a cell reaches %d rows below the last", table->left[j]);
            table->left[j] = 0;
        }
}

static void
rule_of_heading(Rules *rules, const char *type)
{
    int level = type[0] == 'H' && g_ascii_isdigit(type[1]) ? type[1] - '0' : 0;

    if (level == 0)
        return;
    if (level > rules->heading + 1)
        rule_broken(rules, "7.4.2 [14]: H%d after H%d", level, rules->heading);
    rules->heading = level;
}

static void
rule_of_files(Rules *rules, qpdf_oh specification)
{
    qpdf_data file = rules->file;
    qpdf_oh stream = rule_key(rules, rule_key(rules, specification, "/EF"), "/F");

    if (!rule_has_text(rules, specification, "/F") || !rule_has_text(rules, specification, "/UF"))
        rule_broken(rules, "7.11 [21]: an attached file without both names");
    if (strcmp(rule_name(rules, specification, "/AFRelationship"), "Data") != 0)
        rule_broken(rules, "an attached file does not say what it is to the figure");
    if (!qpdf_oh_is_stream(file, stream) ||
        strcmp(rule_name(rules, qpdf_oh_get_dict(file, stream), "/Subtype"), "text/csv") != 0)
        rule_broken(rules, "an attached file is no CSV");
}

static void
rules_of_element(Rules *rules, qpdf_oh element, const char *type)
{
    qpdf_data file = rules->file;
    qpdf_oh attributes = rule_key(rules, element, "/A"), files = rule_key(rules, element, "/AF");

    rule_of_heading(rules, type);
    if (!rule_is_one_of(type, standard_types))
        rule_broken(rules, "7.1 [02]: no standard type '%s'", type);
    if (strcmp(type, "Figure") == 0) {
        if (!rule_has_text(rules, element, "/Alt"))
            rule_broken(rules, "7.3 [13-004]: a figure without alternative text");
        if (rule_items(rules, rule_key(rules, attributes, "/BBox")) != 4)
            rule_broken(rules, "7.3: a figure without its place");
        if (!qpdf_oh_is_array(file, files))
            rule_broken(rules, "a figure without its data");
    }
    for (int i = 0; i < rule_items(rules, files); i++)
        rule_of_files(rules, qpdf_oh_get_array_item(file, files, i));
    if (strcmp(type, "TH") == 0 && !*rule_name(rules, attributes, "/Scope"))
        rule_broken(rules, "7.5 [15-003]: a head without scope");
    if (strcmp(type, "Note") == 0) {
        qpdf_oh id = rule_key(rules, element, "/ID");
        const char *text = qpdf_oh_is_string(file, id) ? qpdf_oh_get_utf8_value(file, id) : "";

        if (!*text || !g_hash_table_add(rules->note_ids, g_strdup(text)))
            rule_broken(rules, "7.9 [19-003]: a note without an identifier of its own");
    }
    if (strcmp(type, "Table") == 0) {
        RuleTable table = { 0 };
        rule_of_rows(rules, element, &table);
        if (table.columns == 0)
            rule_broken(rules, "7.5: a table without rows");
    }
}

static void rules_of_kids(Rules *rules, qpdf_oh parent, const char *parent_type);

static void
rules_of_kid(Rules *rules, qpdf_oh kid, const char *parent)
{
    if (!rule_has_key(rules, kid, "/S"))
        return; /* content, or an object */
    g_autofree char *type = g_strdup(rule_name(rules, kid, "/S"));

    rule_of_nesting(rules, parent, type);
    rules_of_element(rules, kid, type);
    rules_of_kids(rules, kid, type);
}

static void
rules_of_kids(Rules *rules, qpdf_oh parent, const char *parent_type)
{
    int n = 1, captions = 0;

    for (int i = 0; i < n; i++) {
        qpdf_oh kid = rule_kid(rules, parent, i, &n);

        if (!qpdf_oh_is_dictionary(rules->file, kid))
            continue;
        if (strcmp(rule_name(rules, kid, "/S"), "Caption") == 0 && (captions++ > 0 || i > 0))
            rule_broken(rules, "7.5: a caption that is not the first in %s", parent_type);
        rules_of_kid(rules, kid, parent_type);
    }
}

/* ---- pages */

/* The next word of CONTENT from *I: an operator or operand, texts and lists whole. FALSE at the
 * end. */
static bool
rule_next_word(const char *content, size_t n, size_t *i, GString *word)
{
    int depth = 0;

    g_string_truncate(word, 0);
    while (*i < n && g_ascii_isspace(content[*i]))
        ++*i;
    for (; *i < n; ++*i) {
        char c = content[*i];

        if (c == '\\' && depth > 0) {
            ++*i;
            continue;
        }
        if (depth == 0 && g_ascii_isspace(c))
            break;
        if (depth == 0 && word->len > 0 && strchr("/[(<", (int)c))
            break;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        g_string_append_c(word, c);
    }
    return word->len > 0;
}

/* Every mark on the page is content of an element or an artifact, and each in its own. */
static void
rule_of_content(Rules *rules, const char *content, size_t n, int page, GHashTable *marks)
{
    static const char *const paints[] = { "Tj", "TJ", "'",  "\"", "S",  "s",  "f",  "F",
                                          "f*", "B",  "B*", "b",  "b*", "Do", "sh", NULL };
    g_autoptr(GString) word = g_string_new(NULL), before = g_string_new(NULL);
    int depth = 0, bare = 0;

    for (size_t i = 0; rule_next_word(content, n, &i, word);) {
        const char *mark = strstr(word->str, "MCID");

        if (strcmp(before->str, "/MCID") == 0 || (mark && g_ascii_isdigit(mark[4])))
            g_hash_table_add(marks, GINT_TO_POINTER(atoi(mark ? mark + 4 : word->str)));
        if (strcmp(word->str, "BDC") == 0 || strcmp(word->str, "BMC") == 0)
            depth++;
        else if (strcmp(word->str, "EMC") == 0)
            depth--;
        else if (rule_is_one_of(word->str, paints) && depth == 0)
            bare++;
        g_string_assign(before, word->str);
    }
    if (bare > 0)
        rule_broken(rules,
                    "7.1 [01-003]: page %d has %d marks that are neither content nor artifact",
                    page, bare);
    if (depth != 0)
        rule_broken(rules, "7.1: page %d opens and closes its content unevenly", page);
}

/* What the tree of parents has under KEY. */
static qpdf_oh
rule_parent(Rules *rules, int key)
{
    qpdf_data file = rules->file;
    qpdf_oh tree = rule_key(rules, qpdf_get_root(file), "/StructTreeRoot");
    qpdf_oh list = rule_key(rules, rule_key(rules, tree, "/ParentTree"), "/Nums");

    for (int i = 0; i + 1 < rule_items(rules, list); i += 2)
        if (qpdf_oh_get_int_value_as_int(file, qpdf_oh_get_array_item(file, list, i)) == key)
            return qpdf_oh_get_array_item(file, list, i + 1);
    return qpdf_oh_new_null(file);
}

static void
rule_of_marks(Rules *rules, qpdf_oh page, int number, GHashTable *marks)
{
    qpdf_oh key = rule_key(rules, page, "/StructParents");
    GHashTableIter iterator;
    gpointer mark;

    if (g_hash_table_size(marks) == 0)
        return;
    qpdf_oh parents = qpdf_oh_is_integer(rules->file, key)
                          ? rule_parent(rules, qpdf_oh_get_int_value_as_int(rules->file, key))
                          : qpdf_oh_new_null(rules->file);
    g_hash_table_iter_init(&iterator, marks);
    while (g_hash_table_iter_next(&iterator, &mark, NULL)) {
        int i = GPOINTER_TO_INT(mark);
        bool known = i < rule_items(rules, parents) &&
                     rule_has_key(rules, qpdf_oh_get_array_item(rules->file, parents, i), "/S");

        if (!known)
            rule_broken(rules, "7.1 [01-005]: content %d of page %d is in no element", i, number);
    }
}

static void
rules_of_annotations(Rules *rules, qpdf_oh page, int number)
{
    qpdf_data file = rules->file;
    qpdf_oh list = rule_key(rules, page, "/Annots");

    if (strcmp(rule_name(rules, page, "/Tabs"), "S") != 0)
        rule_broken(rules, "7.18.3 [28-005]: page %d has no order for the tab key", number);
    for (int i = 0; i < rule_items(rules, list); i++) {
        qpdf_oh link = qpdf_oh_get_array_item(file, list, i);
        qpdf_oh parent = rule_key(rules, link, "/StructParent");

        if (!rule_has_text(rules, link, "/Contents"))
            rule_broken(rules, "7.18.5 [28-012]: a link of page %d does not say where it leads",
                        number);
        if (!qpdf_oh_is_integer(file, parent) ||
            strcmp(rule_name(rules, rule_parent(rules, qpdf_oh_get_int_value_as_int(file, parent)),
                             "/S"),
                   "Link") != 0)
            rule_broken(rules, "7.18.5 [28-011]: a link of page %d is in no Link element", number);
    }
}

/* ---- fonts */

static void
rules_of_font(Rules *rules, qpdf_oh font)
{
    qpdf_data file = rules->file;
    const char *subtype = rule_name(rules, font, "/Subtype");
    bool within = g_str_has_prefix(subtype, "CIDFont"); /* the characters are told one above */
    qpdf_oh descriptor = rule_key(rules, font, "/FontDescriptor");

    if (!within && !qpdf_oh_is_stream(file, rule_key(rules, font, "/ToUnicode")))
        rule_broken(rules, "7.21.7 [31-027]: a font does not tell its characters");
    if (strcmp(subtype, "Type0") != 0 && strcmp(subtype, "Type3") != 0 &&
        !rule_has_key(rules, descriptor, "/FontFile") &&
        !rule_has_key(rules, descriptor, "/FontFile2") &&
        !rule_has_key(rules, descriptor, "/FontFile3"))
        rule_broken(rules, "7.21.4.1 [31-009]: a font is not embedded");
    if (g_str_equal(rule_name(rules, font, "/Subtype"), "CIDFontType2") &&
        !rule_has_key(rules, font, "/CIDToGIDMap"))
        rule_broken(rules, "7.21.3.2 [31-005]: a font does not map its glyphs");
}

static void
rules_of_fonts(Rules *rules)
{
    qpdf_data file = rules->file;
    int size = qpdf_oh_get_int_value_as_int(file, rule_key(rules, qpdf_get_trailer(file), "/Size"));

    for (int id = 1; id < size; id++) {
        qpdf_oh object = qpdf_get_object_by_id(file, id, 0);

        if (qpdf_oh_is_dictionary(file, object) &&
            strcmp(rule_name(rules, object, "/Type"), "Font") == 0)
            rules_of_font(rules, object);
    }
}

/* ---- all */

static void
rules_of_file(Rules *rules)
{
    qpdf_data file = rules->file;
    qpdf_oh tree = rule_key(rules, qpdf_get_root(file), "/StructTreeRoot");

    rules_of_catalog(rules);
    if (!qpdf_oh_is_dictionary(file, tree))
        rule_broken(rules, "7.1 [01]: no structure");
    if (!rule_has_key(rules, tree, "/ParentTreeNextKey"))
        rule_broken(rules, "7.1: the tree of parents has no next key");
    rules_of_kids(rules, tree, "");
    for (int i = 0; i < qpdf_get_num_pages(file); i++) {
        g_autoptr(GHashTable) marks = g_hash_table_new(NULL, NULL);
        qpdf_oh page = qpdf_get_page_n(file, (size_t)i);
        unsigned char *content = NULL;
        size_t n = 0;

        qpdf_oh_get_page_content_data(file, page, &content, &n);
        rule_of_content(rules, (const char *)content, n, i + 1, marks);
        free(content);
        rule_of_marks(rules, page, i + 1, marks);
        rules_of_annotations(rules, page, i + 1);
    }
    rules_of_fonts(rules);
}

/* The rules that PDF breaks, one a line; "" for a candidate. The caller owns it. */
static char *
pdf_rules_broken(const GByteArray *pdf)
{
    Rules rules = { .file = qpdf_init(),
                    .broken = g_string_new(NULL),
                    .note_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };

    qpdf_silence_errors(rules.file);
    if (qpdf_read_memory(rules.file, "pdf", (const char *)pdf->data, pdf->len, NULL) & QPDF_ERRORS)
        rule_broken(&rules, "no PDF");
    else
        rules_of_file(&rules);
    while (qpdf_more_warnings(rules.file))
        rule_broken(&rules, "%s",
                    qpdf_get_error_full_text(rules.file, qpdf_next_warning(rules.file)));
    qpdf_cleanup(&rules.file);
    g_hash_table_unref(rules.note_ids);
    return g_string_free(rules.broken, FALSE);
}

/* What the spans of PDF say instead of what is drawn, one a line. The caller owns it. */
static inline char *
pdf_actual_texts(const GByteArray *pdf)
{
    Rules rules = { .file = qpdf_init() };
    GString *said = g_string_new(NULL);

    qpdf_read_memory(rules.file, "pdf", (const char *)pdf->data, pdf->len, NULL);
    int size = qpdf_oh_get_int_value_as_int(
        rules.file, rule_key(&rules, qpdf_get_trailer(rules.file), "/Size"));
    for (int id = 1; id < size; id++) {
        qpdf_oh object = qpdf_get_object_by_id(rules.file, id, 0);

        if (rule_has_key(&rules, object, "/ActualText") &&
            strcmp(rule_name(&rules, object, "/S"), "Span") == 0)
            g_string_append_printf(
                said, "%s\n",
                qpdf_oh_get_utf8_value(rules.file, rule_key(&rules, object, "/ActualText")));
    }
    qpdf_cleanup(&rules.file);
    return g_string_free(said, FALSE);
}
