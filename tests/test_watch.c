/* SPDX-License-Identifier: GPL-3.0-or-later */
/* andel report --watch as a process: what it makes when files change, and how it ends. */
#include "tests/check.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *folder, *report, *references, *output, *errors;
    GPid process;
} Watching;

static char *
in(const Watching *watching, const char *name)
{
    return g_build_filename(watching->folder, name, NULL);
}

static void
put(const char *path, const char *text)
{
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Waits until the file at PATH holds PART; half a minute is more than any machine needs. */
static void
wait_until(const char *path, const char *part)
{
    for (int i = 0; i < 600; i++) {
        g_autofree char *text = NULL;

        if (g_file_get_contents(path, &text, NULL, NULL) && strstr(text, part))
            return;
        g_usleep(50 * 1000);
    }
    g_autofree char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    fail_msg("\"%s\" does not come in %s:\n%s", part, path, text ? text : "(none)");
}

static int
begin(void **state)
{
    Watching *watching = g_new0(Watching, 1);

    *state = watching;
    watching->folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    watching->report = in(watching, "r.md");
    watching->references = in(watching, "r.bib");
    watching->output = in(watching, "r.html");
    watching->errors = in(watching, "errors");
    put(watching->report, "---\ntitle: T\nreferences: r.bib\n---\n\nFirst [@a].\n");
    put(watching->references, "@book{a, author = {Ek, B.}, title = {Old}, year = 2016}\n");
    return 0;
}

static int
end(void **state)
{
    Watching *watching = *state;
    char **paths[] = { &watching->report, &watching->references, &watching->output,
                       &watching->errors };

    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_unlink(*paths[i]);
        g_free(*paths[i]);
    }
    g_rmdir(watching->folder);
    g_free(watching->folder);
    g_free(watching);
    return 0;
}

static void
start(Watching *watching)
{
    const char *given = g_getenv("ANDEL");
    g_autofree char *command =
        g_strdup_printf("exec \"$0\" report \"$1\" -o \"$2\" --watch --quiet 2> \"$3\"");
    char *arguments[] = { (char *)"/bin/sh", (char *)"-c",
                          command,           (char *)(given ? given : "build/debug/andel"),
                          watching->report,  watching->output,
                          watching->errors,  NULL };

    assert_true(g_spawn_async(NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                              &watching->process, NULL));
}

/* Ends the process as Ctrl-C does and returns its exit status; -1: it was killed. */
static int
interrupt(const Watching *watching)
{
    int status = 0;

    assert_int_equal(kill(watching->process, SIGINT), 0);
    assert_int_equal(waitpid(watching->process, &status, 0), watching->process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
a_change_of_any_file_makes_the_report_again(void **state)
{
    Watching *watching = *state;

    start(watching);
    wait_until(watching->output, "First");
    put(watching->report, "---\ntitle: T\nreferences: r.bib\n---\n\nSecond [@a].\n");
    wait_until(watching->output, "Second");
    put(watching->references, "@book{a, author = {Ek, B.}, title = {New}, year = 2016}\n");
    wait_until(watching->output, "New");
    assert_int_equal(interrupt(watching), 0);
}

static void
a_mistake_is_said_and_waited_out(void **state)
{
    Watching *watching = *state;

    put(watching->references, "@book{a, title = {No comma} year = 2016}\n");
    start(watching); /* it has never been made: the mended file lies beside the report */
    wait_until(watching->errors, "r.bib:1: a: no comma");
    put(watching->references, "@book{a, title = {Comma}, year = 2016}\n");
    wait_until(watching->output, "Comma");
    put(watching->report, "---\ntitle: T\nreferences: r.bib\n---\n\n[@b].\n");
    wait_until(watching->errors, "r.md:6: [@b]");
    wait_until(watching->output, "Comma"); /* the last that was good is still there */
    put(watching->report, "---\ntitle: T\nreferences: r.bib\n---\n\nThird [@a].\n");
    wait_until(watching->output, "Third");
    assert_int_equal(interrupt(watching), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_change_of_any_file_makes_the_report_again, begin, end),
        cmocka_unit_test_setup_teardown(a_mistake_is_said_and_waited_out, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
