/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/csv_split.h"

#include "tests/check.h"

/* Writes down what it is handed: "[field]" and "@line" at the end of a record. */
typedef struct {
    Split split;
    GString *log;
} Log;

static void
log_field(void *bytes, size_t length, void *split)
{
    Log *log = split;

    g_string_append_c(log->log, '[');
    g_string_append_len(log->log, bytes, (gssize)length);
    g_string_append_c(log->log, ']');
    log->split.field++;
}

static void
log_record(Split *split)
{
    Log *log = (Log *)split;

    g_string_append_printf(log->log, "%zu@%d ", split->field, (int)split->record);
}

/* The log of TEXT and, behind it, what was found. The caller owns it. */
static char *
log_of(const char *text, size_t length, bool last)
{
    Log log = { .split = { .delimiter = ',', .take_field = log_field, .take_record = log_record },
                .log = g_string_new(NULL) };

    split_text(&log.split, (const uint8_t *)text, length, last);
    const Faults *faults = &log.split.faults;
    g_string_append_printf(log.log, "faults %zu", faults->n);
    if (faults->n > 0)
        g_string_append_printf(log.log, " kind %d line %d field %zu", (int)faults->first.kind,
                               (int)faults->first.line, faults->first.field);
    else /* behind a fault that stops it nothing else counts */
        g_string_append_printf(log.log, " blank %zu lines %d bytes %zu", log.split.n_blank,
                               (int)log.split.lines, log.split.consumed);
    faults_clear(&log.split.faults);
    return g_string_free(log.log, FALSE);
}

static void
records_fields_and_lines_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool last;
        const char *log;
    } cases[] = {
        { "a,b\n1,2\n", false, "[a][b]2@1 [1][2]2@2 faults 0 blank 0 lines 2 bytes 8" },
        { "a,b\r\n1,2", false, "[a][b]2@1 [1]faults 0 blank 0 lines 1 bytes 5" },
        { "a,b\r\n1,2", true, "[a][b]2@1 [1][2]2@2 faults 0 blank 0 lines 1 bytes 8" },
        { "a\r\rb\r", true, "[a]1@1 [b]1@3 faults 0 blank 1 lines 3 bytes 5" },
        { "a\r", false, "faults 0 blank 0 lines 0 bytes 0" },
        { " a ,\t\n", true, "[ a ][\t]2@1 faults 0 blank 0 lines 1 bytes 6" },
        { ",,\n", true, "[][][]3@1 faults 0 blank 0 lines 1 bytes 3" },
        { "\"a\nb\",c\nd\n", true, "[a\nb][c]2@1 [d]1@3 faults 0 blank 0 lines 3 bytes 10" },
        { "\"a\nb\",c\nd,\"\n", false, "[a\nb][c]2@1 [d]faults 0 blank 0 lines 2 bytes 8" },
        { "\"a\"\"b\",\"\"\n", true, "[a\"b][]2@1 faults 0 blank 0 lines 1 bytes 10" },
        { "5\" pipe,a \"b\" c\n", true,
          "[5\" pipe][a \"b\" c]2@1 faults 0 blank 0 lines 1 bytes 16" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *log = log_of(cases[i].text, strlen(cases[i].text), cases[i].last);
        assert_string_equal(log, cases[i].log);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_fields_and_lines_are_found),
    };
    return cmocka_run_group_tests_name("csv_split", tests, NULL, NULL);
}
