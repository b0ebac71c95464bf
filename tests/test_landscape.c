/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are too wide for an upright page. */
#include "reports/pdf_layout.h"
#include "reports/pdf_split.h"
#include "reports/writer.h"

#include "tests/check.h"
#include "tests/golden.h"
#include "tests/pdf_rules.h"

static const char *const lorem =
    "Av de kommuner och stadsdelar som svarade uppger ungefär hälften att de får information "
    "varje gång någons ersättning har dragits in, och fjärdedelen att de aldrig har fått den.";

/* A table of COLUMNS columns of numbers under two spanners. */
static Table *
wide_table(size_t columns, size_t n_rows)
{
    g_autofree TableColumn *all = g_new0(TableColumn, columns);

    all[0] = column_of_texts("name", "Namn");
    for (size_t j = 1; j < columns; j++) {
        all[j] = column_of_numbers("x", "Kostnad", 0, 0);
        all[j].spanner = j <= columns / 3 ? "Före" : "Efter";
    }
    Table *table = table_new("wide", all, columns);
    table->number = table_text(table, "Tabell 2");
    table->title = table_text(table, "Bred");
    for (size_t i = 0; i < n_rows; i++) {
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, "Kommun");
        for (size_t j = 1; j < columns; j++)
            row[j] = entry_number((double)(1000 * i + j));
    }
    table_note(table, "Anm.");
    return table;
}

static void
columns_under_one_spanner_stay_together_when_they_can(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    g_autoptr(Table) table = wide_table(16, 1);
    g_autoptr(GPtrArray) parts = table_split(table, context, 425.2, "sv", &error);

    assert_no_error(error);
    assert_int_equal(parts->len, 2);
    const Table *first = g_ptr_array_index(parts, 0);
    assert_int_equal(first->n_columns, 6); /* the five before, and none of the ten after */
    assert_string_equal(first->columns[5].spanner, "Före");
}

/* A table between paragraphs: what stands where, and how the table is set. */
static Report *
turned_report(Table *table, Orientation orientation)
{
    Report *report = report_new("report", "sv");

    report->document = report->cover = true;
    report->title = report_text(report, "Titeln");
    report_heading(report, 1, "Kapitlet");
    report_paragraph(report, lorem);
    table->orientation = orientation;
    report_table(report, table);
    report_paragraph(report, lorem);
    report_heading(report, 2, "Avsnittet");
    report_table(report, wide_table(5, 2));
    report_paragraph(report, lorem);
    return report;
}

static char *
dump_of(const Report *report)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Layout) layout = layout_new(report, &error);
    GString *dump = g_string_new(NULL);

    assert_no_error(error);
    g_autofree char *pages =
        pages_dump(layout->pages, (const Box *)(const void *)layout->boxes->data);
    g_string_append(dump, pages);
    for (guint i = 0; i < layout->grids->len; i++) {
        g_autofree char *grid = grid_dump(g_ptr_array_index(layout->grids, i));

        g_string_append(dump, grid);
    }
    return g_string_free(dump, FALSE);
}

static void
a_table_lies_on_its_side_when_it_does_not_fit_upright(void **state)
{
    (void)state;
    g_autoptr(Report) fits = turned_report(wide_table(8, 3), ORIENTATION_AS_NEEDED);
    g_autoptr(Report) wide = turned_report(wide_table(14, 3), ORIENTATION_AS_NEEDED);
    g_autoptr(Report) asked = turned_report(wide_table(8, 3), ORIENTATION_LANDSCAPE);
    g_autoptr(Report) upright = turned_report(wide_table(14, 3), ORIENTATION_PORTRAIT);
    g_autofree char *of_fits = dump_of(fits), *of_wide = dump_of(wide), *of_asked = dump_of(asked),
                    *of_upright = dump_of(upright);

    assert_null(strstr(of_fits, "on its side"));
    assert_non_null(strstr(of_asked, "2: on its side"));
    assert_null(strstr(of_upright, "on its side"));
    assert_non_null(strstr(of_upright, "(del 1 av 2)"));
    assert_golden("landscape.txt", of_wide, -1);
}

static void
a_long_table_on_its_side_repeats_its_heads(void **state)
{
    (void)state;
    g_autoptr(Report) report = turned_report(wide_table(14, 45), ORIENTATION_AS_NEEDED);
    g_autofree char *dump = dump_of(report);

    assert_non_null(strstr(dump, "2: on its side\n3: on its side\n"));
    assert_null(strstr(dump, "4: on its side"));
}

/* Together they are higher than the page: the table goes on, and the heading is not left alone. */
static void
a_heading_is_not_left_alone_before_a_table_on_its_side(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_new("report", "sv");

    report->document = report->cover = true;
    report->title = report_text(report, "Titeln");
    report_heading(report, 1, "Kapitlet");
    report_table(report, wide_table(14, 29));
    g_autoptr(Layout) layout = layout_new(report, &error);
    assert_no_error(error);
    assert_int_equal(layout->pages->n_pages, 2);
    const LayoutItem *second = &g_array_index(layout->items, LayoutItem, 1);
    assert_int_equal(second->kind, ITEM_PART);
    assert_int_equal(layout->pages->places[1].page, 0);
    assert_true(layout->pages->landscape[0] && layout->pages->landscape[1]);
}

/* The elements of the file are the same whichever way the page lies. */
static void
a_page_on_its_side_is_as_wide_as_the_others_are_high(void **state)
{
    (void)state;
    g_autoptr(Report) report = turned_report(wide_table(14, 45), ORIENTATION_AS_NEEDED);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    assert_true(writer_find("pdf", NULL)->write(report, bytes, NULL));
    g_autofree char *broken = pdf_rules_broken(bytes);
    qpdf_data file = qpdf_init();

    assert_string_equal(broken, "");
    assert_int_equal(qpdf_read_memory(file, "pdf", (const char *)bytes->data, bytes->len, NULL), 0);
    assert_int_equal(qpdf_get_num_pages(file), 5);
    static const double widths[] = { 595.276, 595.276, 841.89, 841.89, 595.276 };
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        qpdf_oh box = qpdf_oh_get_key(file, qpdf_get_page_n(file, i), "/MediaBox");
        double width = qpdf_oh_get_numeric_value(file, qpdf_oh_get_array_item(file, box, 2));

        assert_close(width, widths[i], 1e-5);
    }
    qpdf_cleanup(&file);
}

/* A tab is no reason not to print a table. */
static void
white_space_of_labels_is_a_space(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    const TableColumn columns[] = { column_of_texts("name", "a\tb"),
                                    column_of_numbers("x", "x", 0, 0) };
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));

    table_add(table, ROW_BODY)[0] = entry_text(table, "c\td");
    g_autoptr(Grid) grid = grid_new(table, context, 425.2, "sv", &error);
    assert_no_error(error);
    g_autofree char *dump = grid_dump(grid);
    assert_non_null(strstr(dump, "\"a b\""));
    assert_non_null(strstr(dump, "\"c d\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_under_one_spanner_stay_together_when_they_can),
        cmocka_unit_test(a_table_lies_on_its_side_when_it_does_not_fit_upright),
        cmocka_unit_test(a_long_table_on_its_side_repeats_its_heads),
        cmocka_unit_test(a_heading_is_not_left_alone_before_a_table_on_its_side),
        cmocka_unit_test(a_page_on_its_side_is_as_wide_as_the_others_are_high),
        cmocka_unit_test(white_space_of_labels_is_a_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
