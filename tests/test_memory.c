/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_memory.c - what happens when there is no more memory. */
#include "cli/memory.h"
#include "tests/check.h"

#include <sys/wait.h>
#include <unistd.h>

/* What a process that meets the fatal MESSAGE of GLib says and how it ends. */
static int
end_of(const char *message, char said[static 256])
{
    int channel[2], status;
    size_t length = 0;
    ssize_t got;

    assert_int_equal(pipe(channel), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(channel[1], STDERR_FILENO);
        memory_watch();
        g_log("GLib", G_LOG_LEVEL_ERROR, "%s", message);
        _exit(0);
    }
    close(channel[1]);
    while (length < 255 && (got = read(channel[0], said + length, 255 - length)) > 0)
        length += (size_t)got;
    said[length] = '\0';
    close(channel[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void
an_allocation_that_fails_is_told_and_no_crash(void **state)
{
    char said[256];
    (void)state;
    int status = end_of("../glib/gmem.c:169: failed to allocate 67108864 bytes", said);

    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 4);
    assert_string_equal(
        said, "andel: there is not enough memory for this: failed to allocate 67108864 bytes; "
              "ask for fewer columns, categories or threads, or allow more\n");
}

static void
a_thread_that_cannot_be_had_is_told_too(void **state)
{
    char said[256];
    (void)state;
    int status = end_of("creating thread 'read': Error creating thread: Resource temporarily "
                        "unavailable",
                        said);

    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 4);
    assert_non_null(strstr(said, "creating thread 'read'"));
}

static void
what_else_glib_finds_fatal_is_still_a_crash(void **state)
{
    char said[256];
    (void)state;
    int status = end_of("something is broken", said);

    assert_true(WIFSIGNALED(status));
    assert_non_null(strstr(said, "something is broken"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_allocation_that_fails_is_told_and_no_crash),
        cmocka_unit_test(a_thread_that_cannot_be_had_is_told_too),
        cmocka_unit_test(what_else_glib_finds_fatal_is_still_a_crash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
