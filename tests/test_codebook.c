/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/codebook.h"
#include "datasets/error.h"
#include "tests/check.h"

static Codebook *
opened(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return codebook_read(bytes, "book.yml", error);
}

static Codebook *
sound(const char *text)
{
    g_autoptr(GError) error = NULL;
    Codebook *codebook = opened(text, &error);

    assert_no_error(error);
    return codebook;
}

static const char everything[] = "title: {sv: Enkät, en: Survey}\n"
                                 "source: our own\n"
                                 "lang: sv\n"
                                 "data: survey.csv\n"
                                 "delimiter: tab\n"
                                 "decimal: \",\"\n"
                                 "encoding: windows-1252\n"
                                 "missing: [\".\", n/a]\n"
                                 "variables:\n"
                                 "  info:\n"
                                 "    type: category\n"
                                 "    label: {sv: Information, en: Informed}\n"
                                 "    question: Were you informed?\n"
                                 "    values:\n"
                                 "      2: {sv: Nej, en: \"No\"}\n"
                                 "      1: Yes\n"
                                 "      9: {label: {sv: Vet ej, en: Don't know}, rest: yes}\n"
                                 "    missing: {7: refused, 8: not asked}\n"
                                 "    base: {en: All (n)}\n"
                                 "  minutes: {type: number, unit: min, asked: info = 1}\n"
                                 "  plain:\n"
                                 "sets:\n"
                                 "  who:\n"
                                 "    label: Who\n"
                                 "    items: [who_a, who_b]\n"
                                 "    asked: info in ('1', '2')\n"
                                 "  what: {items: what_a, counted: Ja}\n"
                                 "design:\n"
                                 "  sample: info != 9\n"
                                 "  weight: w\n"
                                 "  count: k\n"
                                 "  strata: no\n"
                                 "  psu: [a, b]\n"
                                 "  fpc: [n1, n2]\n"
                                 "  fpc_unit: rate\n"
                                 "  nest: yes\n"
                                 "  singleton: adjust\n"
                                 "  df: 12.5\n"
                                 "disposition:\n"
                                 "  variable: status\n"
                                 "  codes: {complete: I, moved: NE}\n";

static void
all_that_can_be_said_is_read(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound(everything);

    assert_string_equal(codebook->path, "book.yml");
    assert_string_equal(codebook->data, "survey.csv");
    assert_int_equal(codebook->delimiter, '\t');
    assert_int_equal(codebook->decimal, ',');
    assert_string_equal(codebook->encoding, "windows-1252");
    assert_string_equal(codebook->language, "sv");
    assert_string_equal(node_label(codebook->title, "en"), "Survey");
    assert_string_equal(node_label(codebook->source, "sv"), "our own");
    assert_string_equal(codebook->missing[1], "n/a");
    assert_null(codebook->missing[2]);
    assert_int_equal(codebook->n_variables, 3);
    assert_string_equal(codebook->disposition, "status");
    assert_string_equal(node_text(node_get(codebook->dispositions, "moved")), "NE");
}

static void
values_keep_the_order_of_the_file(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound(everything);
    const Variable *info = codebook_find(codebook, "info");

    assert_int_equal(info->type, VARIABLE_CATEGORY);
    assert_int_equal(info->n_values, 3);
    assert_string_equal(info->values[0].value, "2");
    assert_string_equal(info->values[1].value, "1");
    assert_string_equal(info->values[2].value, "9");
    assert_false(info->values[0].rest);
    assert_true(info->values[2].rest);
    assert_string_equal(variable_value_label(info, "9", "sv"), "Vet ej");
    assert_string_equal(variable_value_label(info, "1", "sv"), "Yes");
    assert_string_equal(variable_value_label(info, "5", "sv"), "5");
    assert_string_equal(variable_value_label(NULL, "5", "sv"), "5");
    assert_string_equal(variable_label(info, "info", "en"), "Informed");
    assert_int_equal(info->n_missing, 2);
    assert_string_equal(info->missing[0].value, "7");
    assert_string_equal(info->missing[1].reason, "not asked");
}

static void
what_is_not_declared_is_left_open(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound(everything);
    g_autoptr(Codebook) empty = codebook_new();
    g_autoptr(Codebook) bare = sound("data: a.csv\n");
    const Variable *plain = codebook_find(codebook, "plain");
    const Variable *minutes = codebook_find(codebook, "minutes");

    assert_int_equal(plain->type, VARIABLE_AUTO);
    assert_int_equal(plain->n_values, 0);
    assert_null(plain->label);
    assert_string_equal(variable_label(plain, "plain", "sv"), "plain");
    assert_int_equal(minutes->type, VARIABLE_NUMBER);
    assert_string_equal(minutes->unit, "min");
    assert_string_equal(minutes->asked, "info = 1");
    assert_null(codebook_find(codebook, "none"));
    assert_null(codebook_find(empty, "none"));
    assert_null(codebook_find_set(empty, "none"));
    assert_int_equal(bare->delimiter, 0);
    assert_int_equal(bare->decimal, 0);
    assert_null(bare->missing);
    assert_null(bare->design.strata);
    assert_int_equal(bare->design.fpc_unit, FPC_UNKNOWN);
    assert_int_equal(bare->design.singleton, SINGLETON_FAIL);
    assert_int_equal(bare->design.df_rule, DF_DOMAIN);
}

static void
sets_name_columns_and_the_value_that_counts(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound(everything);
    const MultipleSet *who = codebook_find_set(codebook, "who");
    const MultipleSet *what = codebook_find_set(codebook, "what");

    assert_string_equal(who->items[0], "who_a");
    assert_string_equal(who->items[1], "who_b");
    assert_null(who->items[2]);
    assert_null(who->counted);
    assert_string_equal(who->asked, "info in ('1', '2')");
    assert_string_equal(what->items[0], "what_a");
    assert_string_equal(what->counted, "Ja");
}

static void
replicate_weights_are_declared_in_the_design(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound("design: {weight: w, repweights: 'rw*', rep_type: fay, "
                                         "fay: 0.3, scale: 0.5, rscales: [1, 0.5], "
                                         "rep_centre: mean, rep_combined: no}\n");
    g_autoptr(Codebook) bare = sound("design: {weight: w}\n");
    const ReplicateSpec *replicates = &codebook->design.replicates;

    assert_string_equal(replicates->columns[0], "rw*");
    assert_null(replicates->columns[1]);
    assert_int_equal(replicates->type, REPLICATE_FAY);
    assert_close(replicates->fay, 0.3, 0.0);
    assert_close(replicates->scale, 0.5, 0.0);
    assert_string_equal(replicates->rscales[1], "0.5");
    assert_int_equal(replicates->centre, CENTRE_MEAN);
    assert_true(replicates->factors);
    assert_null(bare->design.replicates.columns);
    assert_int_equal(bare->design.replicates.type, REPLICATE_UNKNOWN);
    assert_int_equal(bare->design.replicates.centre, CENTRE_DEFAULT);
    assert_false(bare->design.replicates.factors);
}

static void
a_scale_without_replicate_weights_is_a_mistake(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(opened("design: {weight: w, rep_type: brr}\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "name them under 'repweights'");
}

static void
the_design_is_what_the_codebook_says(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = sound(everything);
    const DesignSpec *design = &codebook->design;
    g_autoptr(Codebook) infinite = sound("design: {df: inf, singleton: collapse}\n");
    g_autoptr(Codebook) count = sound("design: {df: design, fpc_unit: count}\n");

    assert_string_equal(design->sample, "info != 9");
    assert_string_equal(design->weight, "w");
    assert_string_equal(design->count, "k");
    assert_string_equal(design->strata[0], "no"); /* not a truth value */
    assert_null(design->strata[1]);
    assert_string_equal(design->psu[1], "b");
    assert_string_equal(design->fpc[0], "n1");
    assert_int_equal(design->fpc_unit, FPC_RATE);
    assert_true(design->nest);
    assert_int_equal(design->singleton, SINGLETON_ADJUST);
    assert_int_equal(design->df_rule, DF_NUMBER);
    assert_close(design->df, 12.5, 0);
    assert_int_equal(infinite->design.df_rule, DF_INFINITE);
    assert_int_equal(infinite->design.singleton, SINGLETON_COLLAPSE);
    assert_int_equal(count->design.df_rule, DF_DESIGN);
    assert_int_equal(count->design.fpc_unit, FPC_COUNT);
}

static void
mistakes_of_form_and_meaning_come_together(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(opened("variables:\n"
                       "  a:\n"
                       "    lable: x\n"
                       "    values: {1: {sv: Ja}, 9: Vet ej}\n"
                       "    missing: {9: refused}\n"
                       "  b: {asked: a = = 1}\n"
                       "sets:\n"
                       "  b: {items: [x, y, x]}\n"
                       "  s: {items: [b]}\n"
                       "design: {df: many, singleton: certain}\n"
                       "disposition: {variable: v, codes: {1: I, 2: X}}\n",
                       &error));
    assert_error(error, ANDEL_ERROR_DATA, "");
    assert_string_equal(
        error->message,
        "book.yml:3:5: unknown key 'lable'; did you mean 'label'?\n"
        "    3 |     lable: x\n"
        "      |     ^~~~~\n"
        "book.yml:5:15: '9' of 'a' is a missing code and has a value label too; take one of them "
        "out\n"
        "    5 |     missing: {9: refused}\n"
        "      |               ^\n"
        "book.yml:6:18: expected a name, a number, a text or ( here\n"
        "    6 |   b: {asked: a = = 1}\n"
        "      |                  ^\n"
        "book.yml:8:3: 'b' is the name of a variable too; give the set another name\n"
        "    8 |   b: {items: [x, y, x]}\n"
        "      |   ^\n"
        "book.yml:8:21: 'x' stands twice in the set 'b'\n"
        "    8 |   b: {items: [x, y, x]}\n"
        "      |                     ^\n"
        "book.yml:9:15: 'b' is a set, which cannot be an item of the set 's'; name columns of the "
        "data\n"
        "    9 |   s: {items: [b]}\n"
        "      |               ^\n"
        "book.yml:10:14: 'df': expected domain, design, strata, inf or a positive number\n"
        "   10 | design: {df: many, singleton: certain}\n"
        "      |              ^~~~\n"
        "book.yml:10:31: 'singleton' cannot be 'certain'; did you mean 'certainty'?\n"
        "   10 | design: {df: many, singleton: certain}\n"
        "      |                               ^~~~~~~\n"
        "book.yml:11:45: 'X' is no outcome; there are: I complete, P partial, R refusal, NC no "
        "contact, O other, UH and UO unknown, NE not eligible\n"
        "   11 | disposition: {variable: v, codes: {1: I, 2: X}}\n"
        "      |                                             ^");
}

static void
other_contradictions_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "missing: [9]\nvariables: {a: {values: {9: x}}}\n", "book.yml:2:26: '9' of 'a' has" },
        { "variables: {a: {values: [x, y]}}\n", "book.yml:1:25: 'values': expected a mapping" },
        { "variables: {a: {values: {1: [x]}}}\n", "book.yml:1:29: '1': expected a text" },
        { "variables: {a: {values: {1: {rest: 7}}}}\n", "book.yml:1:36: 'rest': expected yes or" },
        { "variables: {a: {values: {1: {lable: x}}}}\n", "'lable' is no language" },
        { "variables: {a: {values: {1: }}}\n", "'1' has no value" },
        { "variables: {a: {asked: rond(x)}}\n", "unknown function 'rond'; did you mean 'round'" },
        { "variables: {a: {type: text}}\n", "expected one of number, category" },
        { "variables: [a, b]\n", "book.yml:1:12: 'variables': expected a mapping" },
        { "sets: {s: {items: []}}\n", "the set 's' has no items" },
        { "sets: {s: {label: x}}\n", "the key 'items' is missing in 's'" },
        { "data: \"\"\n", "book.yml:1:7: 'data' is empty" },
        { "delimiter: ab\n", "'delimiter': expected one sign, or tab" },
        { "decimal: x\n", "'decimal': expected" },
        { "delimiter: \",\"\ndecimal: \",\"\n", "the decimal mark is the delimiter too" },
        { "lang: fr\n", "expected one of en, sv" },
        { "design: {df: -1}\n", "'df': expected" },
        { "design: {df: 0}\n", "'df': expected" },
        { "design: {sample: x = }\n", "book.yml:1:21: the expression ends" },
        { "disposition: {codes: {1: I}}\n", "the key 'variable' is missing in 'disposition'" },
        { "weight: w\n", "unknown key 'weight'; it belongs under 'design'" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(opened(cases[i].text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].message);
    }
}

static void
a_condition_folded_over_lines_is_shown_from_its_beginning(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(opened("variables:\n  a:\n    asked: >-\n      x = 1\n      and and\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:3:12: expected a name");
}

static void
names_that_the_data_lack_are_shown_at_their_place(void **state)
{
    (void)state;
    static const char *const names[] = { "w", "stratum", "dom", "a_1" };
    g_autoptr(GError) error = NULL;
    g_autoptr(Codebook) codebook = sound("variables:\n"
                                         "  dom: {asked: stratum = 1 and stratm = 2}\n"
                                         "  zz:\n"
                                         "sets: {s: {items: [a_1, a_2]}}\n"
                                         "design: {weight: w, strata: [stratum, dim]}\n"
                                         "disposition: {variable: outcome, codes: {1: I}}\n");
    g_autoptr(Codebook) empty = codebook_new();

    assert_true(codebook_check_columns(empty, names, 4, &error));
    assert_false(codebook_check_columns(codebook, names, 4, &error));
    assert_error(error, ANDEL_ERROR_DATA, "");
    assert_string_equal(error->message,
                        "book.yml:2:32: the data have no column 'stratm'; did you mean 'stratum'?\n"
                        "    2 |   dom: {asked: stratum = 1 and stratm = 2}\n"
                        "      |                                ^~~~~~\n"
                        "book.yml:3:3: the data have no column 'zz'\n"
                        "    3 |   zz:\n"
                        "      |   ^~\n"
                        "book.yml:4:25: the data have no column 'a_2'; did you mean 'a_1'?\n"
                        "    4 | sets: {s: {items: [a_1, a_2]}}\n"
                        "      |                         ^~~\n"
                        "book.yml:5:39: the data have no column 'dim'; did you mean 'dom'?\n"
                        "    5 | design: {weight: w, strata: [stratum, dim]}\n"
                        "      |                                       ^~~\n"
                        "book.yml:6:25: the data have no column 'outcome'\n"
                        "    6 | disposition: {variable: outcome, codes: {1: I}}\n"
                        "      |                         ^~~~~~~");
}

static void
every_field_has_a_line_for_the_manual(void **state)
{
    (void)state;
    for (const Field *field = codebook_fields; field->name; field++) {
        assert_true(field->help && *field->help);
        for (const Field *below = field->fields; below && below->name; below++)
            assert_true(below->help && *below->help);
    }
}

static void
a_label_that_says_nothing_is_none(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    static const char text[] = "variables:\n  g: {label: ' ', values: {a: '', b: {sv: B}}}\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(Codebook) codebook = codebook_read(bytes, "c.yml", &error);

    assert_no_error(error);
    const Variable *variable = codebook_find(codebook, "g");
    assert_string_equal(variable_label(variable, "g", "sv"), "g");
    assert_string_equal(variable_value_label(variable, "a", "sv"), "a");
    assert_string_equal(variable_value_label(variable, "b", "sv"), "B");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_that_says_nothing_is_none),
        cmocka_unit_test(all_that_can_be_said_is_read),
        cmocka_unit_test(values_keep_the_order_of_the_file),
        cmocka_unit_test(what_is_not_declared_is_left_open),
        cmocka_unit_test(sets_name_columns_and_the_value_that_counts),
        cmocka_unit_test(the_design_is_what_the_codebook_says),
        cmocka_unit_test(replicate_weights_are_declared_in_the_design),
        cmocka_unit_test(a_scale_without_replicate_weights_is_a_mistake),
        cmocka_unit_test(mistakes_of_form_and_meaning_come_together),
        cmocka_unit_test(other_contradictions_are_named),
        cmocka_unit_test(a_condition_folded_over_lines_is_shown_from_its_beginning),
        cmocka_unit_test(names_that_the_data_lack_are_shown_at_their_place),
        cmocka_unit_test(every_field_has_a_line_for_the_manual),
    };
    return cmocka_run_group_tests_name("codebook", tests, NULL, NULL);
}
