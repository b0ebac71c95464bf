/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents are candidates for PDF/UA-1 (ISO 14289-1): what a machine can check holds. That a
 * person can read them is for a person to say, and a full validator has not seen them. */
#include "reports/report.h"
#include "reports/writer.h"
#include "tests/check.h"
#include "tests/pdf_rules.h"

#include <glib/gstdio.h>

static const char examples[] = "reports/examples";

/* The report NAME of the examples as the program makes it. */
static GByteArray *
pdf_of(const char *name)
{
    const char *given = g_getenv("ANDEL");
    g_autofree char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    g_autofree char *out = g_build_filename(folder, "r.pdf", NULL);
    g_autofree char *path = g_build_filename(examples, name, NULL);
    g_autofree char *said = NULL;
    char *arguments[] = { (char *)(given ? given : "build/debug/andel"),
                          (char *)"report",
                          path,
                          (char *)"-o",
                          out,
                          (char *)"--quiet",
                          NULL };
    char *bytes = NULL;
    gsize length = 0;
    int status = 0;

    assert_true(g_spawn_sync(NULL, arguments, NULL, 0, NULL, NULL, NULL, &said, &status, NULL));
    if (status != 0 || !g_file_get_contents(out, &bytes, &length, NULL))
        fail_msg("%s: %s", name, said);
    g_unlink(out);
    g_rmdir(folder);
    return g_byte_array_new_take((guint8 *)bytes, length);
}

static void
every_example_is_a_candidate(void **state)
{
    (void)state;
    g_autoptr(GDir) folder = g_dir_open(examples, 0, NULL);
    const char *name;
    int n = 0;

    assert_non_null(folder);
    while ((name = g_dir_read_name(folder))) {
        if (!g_str_has_suffix(name, ".md"))
            continue;
        g_autoptr(GByteArray) pdf = pdf_of(name);
        g_autofree char *broken = pdf_rules_broken(pdf);

        if (*broken)
            fail_msg("%s:\n%s", name, broken);
        n++;
    }
    assert_true(n > 0);
}

/* ---- cells of several rows */

/* Twenty names of three rows each: more than a page holds. Two of the columns stand under one head.
 */
static Report *
report_of_names(void)
{
    static const TableColumn columns[] = {
        { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "part", "Part", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "men", "Men", "Persons", COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "women", "Women", "Persons", COLUMN_OF_NUMBERS, NULL, 0, 0 },
    };
    Report *report = report_new("report", "en");
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    for (int i = 0; i < 60; i++) {
        g_autofree char *name = g_strdup_printf("Name %d", i / 3), *part = g_strdup_printf("%d", i);
        Entry *row = table_add(table, ROW_BODY);

        row[0] = i % 3 == 0 ? entry_text(table, name) : (Entry){ 0 };
        row[1] = entry_text(table, part);
        row[2] = row[3] = entry_number(i);
    }
    report_table(report, table);
    return report;
}

/* Rows that the heads with SCOPE reach over, all together; *N of them reach over more than one. */
static int
rows_of_heads(const GByteArray *pdf, const char *scope, int *n)
{
    Rules rules = { .file = qpdf_init() };
    int rows = 0;

    qpdf_read_memory(rules.file, "pdf", (const char *)pdf->data, pdf->len, NULL);
    int size = qpdf_oh_get_int_value_as_int(
        rules.file, rule_key(&rules, qpdf_get_trailer(rules.file), "/Size"));
    *n = 0;
    for (int id = 1; id < size; id++) {
        qpdf_oh object = qpdf_get_object_by_id(rules.file, id, 0);

        if (strcmp(rule_name(&rules, object, "/S"), "TH") != 0 ||
            strcmp(rule_name(&rules, rule_key(&rules, object, "/A"), "/Scope"), scope) != 0)
            continue;
        rows += rule_span(&rules, object, "/RowSpan");
        *n += rule_span(&rules, object, "/RowSpan") > 1;
    }
    qpdf_cleanup(&rules.file);
    return rows;
}

static void
a_name_printed_once_reaches_over_its_rows_on_each_page(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_of_names();
    g_autoptr(GByteArray) pdf = g_byte_array_new();
    int n;

    assert_true(writer_find("pdf", NULL)->write(report, pdf, NULL));
    g_autofree char *broken = pdf_rules_broken(pdf);
    assert_string_equal(broken, "");
    assert_int_equal(rows_of_heads(pdf, "Row", &n), 60);
    assert_true(n >= 20);
    /* on each of two pages: two heads of two rows, one over two columns and these two */
    assert_int_equal(rows_of_heads(pdf, "Column", &n), 2 * (2 + 2 + 1 + 1 + 1));
    assert_int_equal(n, 2 * 2);
}

/* ---- the rules see what is wrong: each change breaks one, and it is named */

static qpdf_oh
first_of_type(qpdf_data file, const char *key, const char *name)
{
    int size =
        qpdf_oh_get_int_value_as_int(file, qpdf_oh_get_key(file, qpdf_get_trailer(file), "/Size"));

    for (int id = 1; id < size; id++) {
        qpdf_oh object = qpdf_get_object_by_id(file, id, 0);
        qpdf_oh value = qpdf_oh_is_dictionary(file, object) ? qpdf_oh_get_key(file, object, key)
                                                            : qpdf_oh_new_null(file);

        if (qpdf_oh_is_name(file, value) && strcmp(qpdf_oh_get_name(file, value), name) == 0)
            return object;
    }
    fail_msg("no object with %s %s", key, name);
    return 0;
}

typedef struct {
    const char *key, *name; /* of the object: "/S", "/TH"; NULL: the catalog */
    const char *change;     /* the key that is changed */
    const char *value;      /* NULL: it is removed */
    const char *rule;       /* that is then broken */
} Damage;

static const Damage damages[] = {
    { NULL, NULL, "/Lang", NULL, "7.2 [11-006]" },
    { NULL, NULL, "/MarkInfo", NULL, "6.2" },
    { NULL, NULL, "/Metadata", NULL, "[06-001]" },
    { NULL, NULL, "/ViewerPreferences", NULL, "[07-001]" },
    { NULL, NULL, "/OpenAction", "<< /S /JavaScript >>", "7.19" },
    { "/S", "/Figure", "/Alt", NULL, "7.3 [13-004]" },
    { "/S", "/Figure", "/A", NULL, "7.3: a figure without its place" },
    { "/S", "/Figure", "/AF", NULL, "without its data" },
    { "/S", "/TH", "/A", NULL, "without scope" },
    { "/S", "/TD", "/A", "<< /O /Table /ColSpan 9 >>", "[15-003]: a row of" },
    { "/S", "/TD", "/A", "<< /O /Table /RowSpan 90 >>", "a cell reaches" },
    { "/S", "/TD", "/S", "/P", "P in TR" },
    { "/S", "/LI", "/S", "/P", "P in L" },
    { "/S", "/TOCI", "/S", "/P", "P in TOC" },
    { "/S", "/H2", "/S", "/H4", "7.4.2 [14]: H4 after H1" },
    { "/S", "/H2", "/S", "/Heading", "no standard type 'Heading'" },
    { "/S", "/Note", "/ID", NULL, "7.9" },
    { "/S", "/Link", "/S", "/Span", "[28-011]" },
    { "/Subtype", "/Link", "/Contents", NULL, "[28-012]" },
    { "/Type", "/Page", "/Tabs", NULL, "7.18.3" },
    { "/Type", "/Page", "/StructParents", NULL, "[01-005]" },
    { "/Type", "/Font", "/ToUnicode", NULL, "7.21.7" },
    { "/Type", "/FontDescriptor", "/FontFile3", NULL, "7.21.4.1" },
    { "/Type", "/Filespec", "/UF", NULL, "7.11" },
    { "/Type", "/Filespec", "/AFRelationship", NULL, "what it is" },
};

static GByteArray *
damaged(const GByteArray *pdf, const Damage *damage)
{
    qpdf_data file = qpdf_init();
    GByteArray *out = g_byte_array_new();

    assert_int_equal(qpdf_read_memory(file, "pdf", (const char *)pdf->data, pdf->len, NULL), 0);
    qpdf_oh object =
        damage->key ? first_of_type(file, damage->key, damage->name) : qpdf_get_root(file);
    if (damage->value)
        qpdf_oh_replace_key(file, object, damage->change, qpdf_oh_parse(file, damage->value));
    else
        qpdf_oh_remove_key(file, object, damage->change);
    qpdf_init_write_memory(file);
    qpdf_write(file);
    g_byte_array_append(out, qpdf_get_buffer(file), (guint)qpdf_get_buffer_length(file));
    qpdf_cleanup(&file);
    return out;
}

static void
each_damage_is_named_by_its_rule(void **state)
{
    (void)state;
    g_autoptr(GByteArray) pdf = pdf_of("assistance-2017.md");

    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(GByteArray) bad = damaged(pdf, &damages[i]);
        g_autofree char *broken = pdf_rules_broken(bad);

        if (!strstr(broken, damages[i].rule))
            fail_msg("%s without %s: '%s' is not said:\n%s",
                     damages[i].name ? damages[i].name : "the catalog", damages[i].change,
                     damages[i].rule, broken);
    }
}

static void
a_rule_that_is_neither_content_nor_artifact_is_seen(void **state)
{
    (void)state;
    Rules rules = { .broken = g_string_new(NULL) };
    g_autoptr(GHashTable) marks = g_hash_table_new(NULL, NULL);
    static const char content[] = "/Artifact BMC\n1 2 m 3 4 l S\nEMC\n/P << /MCID 7 >> BDC\n"
                                  "BT (a \\) S EMC) Tj ET EMC\n0 0 9 9 re f\n";

    rule_of_content(&rules, content, sizeof content - 1, 1, marks);
    assert_string_equal(rules.broken->str, "7.1 [01-003]: page 1 has 1 marks that are neither "
                                           "content nor artifact\n");
    assert_true(g_hash_table_contains(marks, GINT_TO_POINTER(7)));
    g_string_free(rules.broken, TRUE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_a_candidate),
        cmocka_unit_test(a_name_printed_once_reaches_over_its_rows_on_each_page),
        cmocka_unit_test(each_damage_is_named_by_its_rule),
        cmocka_unit_test(a_rule_that_is_neither_content_nor_artifact_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
