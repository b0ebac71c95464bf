/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a cost model against the program: the browser shows the same numbers. Needs Chromium;
 * without it the page itself is looked at and the rest is skipped, aloud. */
#include "analysis/tornado.h"
#include "reports/cost_show.h"
#include "reports/play.h"
#include "reports/tabulate_models.h"
#include "reports/words.h"
#include "reports/writer.h"
#include "tests/check.h"

#include <glib/gstdio.h>

/* %s stands for the changed values. Halves that no binary number holds, every function, both
 * conversions, a step that is rounded, a negative result and one with no value. */
static const char model_text[] =
    "title: {en: A page, sv: En sida}\n"
    "values:\n"
    "  wage: {value: 30500, unit: kr/month, low: 29000, high: 33000}\n"
    "  surcharge: {value: 38.33, unit: \"%\", low: 38.33, high: 44.53}\n"
    "  hours: {value: 160, unit: h/month}\n"
    "  minutes: {value: 30, unit: min/case, distribution: \"tri(15, 30, 120)\", note: {en: N}}\n"
    "  cases: {value: 188, unit: case/year, low: 140, high: 260}\n"
    "  monthly: {formula: wage * (1 + surcharge), unit: kr/month, display: {decimals: 2}}\n"
    "  hourly: {formula: monthly / hours, unit: kr/h, round: 2}\n"
    "  total: {formula: hourly * minutes * cases, unit: kr/year}\n"
    "  half: {formula: minutes / 20, unit: h/case, display: {decimals: 3}}\n"
    "  less: {formula: \"total - 1e4 * if(cases > 200 * one, 4, 2.00005) * unit\", unit: kr/year}\n"
    "  unit: {value: 1, unit: kr/year}\n"
    "  most: {formula: \"max(minutes, 0.5 * hour, 0) ^ 2\", display: {decimals: 1}}\n"
    "  hour: {value: 1, unit: h/case}\n"
    "  odd: {formula: \"round(exp(log(cases / one)) * 1.005 - abs(0 - 3), 2) + (not cases = 0 * "
    "one)\"}\n"
    "  one: {value: 1, unit: case/year}\n"
    "  ratio: {formula: one / (cases - 200 * one), display: {decimals: 6}}\n"
    "scenarios:\n"
    "  usual: {label: {en: As usual}}\n"
    "  more: {values: {minutes: 53, cases: 201}}\n"
    "outputs: {total: {decimals: 0}, half: {}, less: {decimals: 1}, most: {}, odd: {}, ratio: "
    "{}}\n";

static CostModel *
model_of(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(GError) error = NULL;
    CostModel *model = cost_read(bytes, "page.yml", NULL, &error);

    if (!model)
        fail_msg("%s", error->message);
    return model;
}

static char *
page_of(const CostModel *model, const char *language)
{
    const ShowOptions show = { .language = language, .decimals = -1, .id = "t1" };
    g_autoptr(Report) report = report_new("cost", language);
    g_autoptr(CostResult) result = cost_run(model, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree char *play = play_of_cost(model, model->outputs[0], &show);

    report_table(report, table_of_cost(result, NULL, &show));
    report->play = report_text(report, play);
    assert_true(writer_find("html", NULL)->write(report, bytes, NULL));
    return g_strndup((const char *)bytes->data, bytes->len);
}

/* What Chromium makes of PAGE at ADDRESS ("#minutes=53"); the caller owns it. */
static char *
dom_of(const char *page, const char *address)
{
    g_autofree char *folder = g_dir_make_tmp("andel-play-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "page.html", NULL);
    g_autofree char *profile = g_strconcat("--user-data-dir=", folder, "/profile", NULL);
    g_autofree char *url = g_strconcat("file://", file, address, NULL);
    const char *const arguments[] = {
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, "--dump-dom", url, NULL
    };
    char *dom = NULL;

    assert_true(g_file_set_contents(file, page, -1, NULL));
    assert_true(g_spawn_sync(NULL, (char **)arguments, NULL,
                             G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &dom,
                             NULL, NULL, NULL));
    g_autofree char *quoted = g_shell_quote(folder);
    g_autofree char *clean = g_strconcat("rm -rf ", quoted, NULL);
    assert_true(g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL));
    return dom;
}

/* The text of the element of DOM whose tag holds MARKS; the caller owns it. */
static char *
text_at(const char *dom, const char *marks)
{
    const char *at = strstr(dom, marks);

    if (!at)
        fail_msg("the page has no element with %s", marks);
    const char *begin = strchr(at, '>') + 1;
    return g_strndup(begin, (gsize)(strchr(begin, '<') - begin));
}

static void
assert_same(const char *dom, const char *marks, const char *expected)
{
    g_autofree char *text = text_at(dom, marks);
    g_auto(GStrv) parts = g_strsplit(text, "&nbsp;", -1);
    g_autofree char *plain = g_strjoinv("\u00a0", parts);

    if (strcmp(plain, expected) != 0)
        fail_msg("%s: the page shows '%s', the program '%s'", marks, plain, expected);
}

static bool
no_chromium(void)
{
    g_autofree char *path = g_find_program_in_path("chromium");

    if (!path)
        print_message(
            "SKIPPED: no `chromium` in the path, so nobody looked at what a browser makes "
            "of the page; install it to run this test\n");
    return path == NULL;
}

/* ---- */

/* Every row of the table at ADDRESS of the page is what the program shows for the model CHANGED;
 * where a formula has no value, its row says so. */
static void
assert_plays_like(const char *page, const char *address, const CostModel *changed, size_t scenario,
                  const char *language)
{
    const ShowOptions show = { .language = language, .decimals = -1, .id = "t1" };
    g_autofree char *dom = dom_of(page, address);
    g_autofree double *values = g_new0(double, changed->n_steps);
    size_t at;
    g_autofree char *wrong =
        cost_evaluate(changed, changed->scenarios[scenario].given, values, &at);

    for (size_t i = wrong ? at : 0; i < (wrong ? at + 1 : changed->n_steps); i++) {
        const CostStep *step = &changed->steps[i];
        g_autofree char *marks =
            g_strdup_printf("data-name=\"%s\" data-column=\"own\"", step->name);
        g_autofree char *expected = wrong ? g_strdup(word(WORD_PLAY_NO_VALUE, language))
                                          : cost_show(step, values[i], &show);

        assert_same(dom, marks, expected);
    }
}

static CostModel *
changed(const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(model_text, from, 2);

    assert_int_equal(g_strv_length(parts), 2);
    g_autofree char *text = g_strjoinv(to, parts);
    return model_of(text);
}

static void
a_browser_shows_the_numbers_of_the_program(void **state)
{
    (void)state;
    if (no_chromium())
        skip();
    g_autoptr(CostModel) model = model_of(model_text);
    g_autoptr(CostModel) minutes = changed("minutes: {value: 30", "minutes: {value: 52.99");
    g_autoptr(CostModel) wage = changed("wage: {value: 30500", "wage: {value: 29187.125");
    g_autoptr(CostModel) none = changed("cases: {value: 188", "cases: {value: 200");
    g_autofree char *page = page_of(model, "en"), *swedish = page_of(model, "sv");

    assert_plays_like(page, "", model, 0, "en");
    assert_plays_like(page, "#scenario=more", model, 1, "en");
    assert_plays_like(page, "#minutes=52.99", minutes, 0, "en");
    assert_plays_like(swedish, "#wage=29187,125", wage, 0, "sv");
    assert_plays_like(swedish, "#cases=200", none, 0, "sv");
}

static void
its_tornado_is_that_of_the_program(void **state)
{
    (void)state;
    if (no_chromium())
        skip();
    const ShowOptions show = { .language = "en", .decimals = -1, .id = "t1" };
    g_autoptr(CostModel) model = model_of(model_text);
    g_autoptr(CostModel) other = changed("hours: {value: 160", "hours: {value: 165");
    g_autoptr(Tornado) tornado = tornado_run(other, 0, model->outputs[0], NULL);
    g_autofree char *page = page_of(model, "en");
    g_autofree char *dom = dom_of(page, "#hours=165");
    const char *before = dom;

    assert_int_equal(tornado->n_bars, 4);
    for (size_t k = 0; k < tornado->n_bars; k++) {
        const TornadoBar *bar = &tornado->bars[k];
        const CostStep *step = &model->steps[bar->step], *output = &model->steps[tornado->output];
        g_autofree char *low = g_strdup_printf("data-name=\"%s\" data-end=\"low\"", step->name);
        g_autofree char *high = g_strdup_printf("data-name=\"%s\" data-end=\"high\"", step->name);
        g_autofree char *at_low = cost_show(output, bar->at_low, &show);
        g_autofree char *at_high = cost_show(output, bar->at_high, &show);

        assert_same(dom, low, at_low);
        assert_same(dom, high, at_high);
        assert_true(strstr(dom, low) > before); /* the widest first */
        before = strstr(dom, low);
    }
}

static void
years_are_summed_as_the_program_sums_them(void **state)
{
    (void)state;
    if (no_chromium())
        skip();
    const char *text = "years: {from: 2025, to: 2028}\n"
                       "values:\n"
                       "  price: {unit: kr/h, index: {start: 10.1, growth: {2026: 3.3}, decimals: "
                       "1}}\n"
                       "  hours: {value: %s, unit: h}\n"
                       "  cost: {formula: price * hours}\n"
                       "outputs: {cost: {decimals: 1, sum: true}}\n";
    const ShowOptions show = { .language = "en", .decimals = -1, .id = "t1" };
    g_autofree char *before = g_strdup_printf(text, "3"), *after = g_strdup_printf(text, "4.05");
    g_autoptr(CostModel) model = model_of(before);
    g_autoptr(CostModel) other = model_of(after);
    g_autoptr(CostResult) result = cost_run(other, NULL);
    g_autofree char *page = page_of(model, "en");
    g_autofree char *dom = dom_of(page, "#hours=4.05");

    for (size_t y = 0; y < 4; y++) {
        g_autofree char *marks =
            g_strdup_printf("data-name=\"cost\" data-column=\"%zu\"", 2025 + y);
        g_autofree char *expected = cost_show(&other->steps[2], cost_value(result, y, 2), &show);

        assert_same(dom, marks, expected);
    }
    g_autofree char *sum = cost_show(&other->steps[2], cost_sum(result, 0, 2), &show);
    assert_same(dom, "data-name=\"cost\" data-column=\"sum\"", sum);
}

/* What a model says is text for the page, never markup and never script. */
static void
no_text_of_the_model_ends_its_element_or_runs(void **state)
{
    (void)state;
    const char *text = "title: \"</title><script>alert(1)</script>\"\n"
                       "values:\n"
                       "  a: {value: 1, label: \"</script><script>alert(2)</script>\", unit: kr}\n"
                       "outputs: {a: }\n";
    g_autoptr(CostModel) model = model_of(text);
    g_autofree char *page = page_of(model, "en");
    int n_scripts = 0;

    for (const char *p = page; (p = strstr(p, "<script")) != NULL; p++)
        n_scripts++;
    assert_int_equal(
        n_scripts,
        4); /* two of data: the model, the chain of each number; two that run: the player */
    assert_null(strstr(page, "eval("));
    assert_null(strstr(page, "innerHTML"));
    assert_null(strstr(page, "http:"));
    assert_null(strstr(page, "https:"));
    assert_non_null(strstr(page, "default-src 'none'"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_browser_shows_the_numbers_of_the_program),
        cmocka_unit_test(its_tornado_is_that_of_the_program),
        cmocka_unit_test(years_are_summed_as_the_program_sums_them),
        cmocka_unit_test(no_text_of_the_model_ends_its_element_or_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
