/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_yaml.c - no bytes may crash, hang or leak. As a test: every file of the corpus, then
 * mutations of them by a fixed seed. For a fuzzer: clang -fsanitize=fuzzer -DFUZZER. */
#include "datasets/codebook.h"
#include "datasets/error.h"
#include "tests/check.h"
#include "tests/mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const choices[] = { "one", "two", NULL };
static const Field fields[] = {
    { .name = "data", .type = FIELD_ANY },
    { .name = "a", .type = FIELD_TEXT },
    { .name = "b", .type = FIELD_NUMBER },
    { .name = "c", .type = FIELD_INTEGER, .required = true },
    { .name = "d", .type = FIELD_BOOLEAN },
    { .name = "e", .type = FIELD_CHOICE, .choices = choices },
    { .name = "f", .type = FIELD_TEXTS },
    { .name = "g", .type = FIELD_NUMBERS },
    { .name = "h", .type = FIELD_LABEL },
    { .name = "design", .type = FIELD_BLOCK, .fields = fields },
    { .name = "variables", .type = FIELD_MAP, .fields = fields },
    { .name = "k", .type = FIELD_LIST, .fields = fields },
    { .name = "l", .type = FIELD_LABELS },
    { .name = "m", .type = FIELD_SCALARS },
    { 0 },
};

/* A failure has a message that can be shown, and ends the process when it has not. */
static void
judge(const void *result, const GError *error)
{
    g_assert((result == NULL) == (error != NULL));
    if (error)
        g_assert(error->code == ANDEL_ERROR_DATA && *error->message &&
                 g_utf8_validate(error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "w", "stratum", "psu", "y", "dom" };
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GError) refused = NULL, error = NULL, unknown = NULL;
    g_autoptr(Document) document = document_read(bytes, "fuzz.yml", fields, &refused);
    g_autoptr(Codebook) codebook = codebook_read(bytes, "fuzz.yml", &error);

    judge(document, refused);
    judge(codebook, error);
    if (codebook && !codebook_check_columns(codebook, names, G_N_ELEMENTS(names), &unknown))
        judge(NULL, unknown);
    return 0;
}

#ifndef FUZZER
static const char corpus[] = "tests/hostile/yaml";

static gint
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
read_corpus(void)
{
    GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    g_autoptr(GDir) folder = g_dir_open(corpus, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    assert_non_null(folder);
    while ((name = g_dir_read_name(folder)))
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_text);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(corpus, g_ptr_array_index(names, i), NULL);
        g_autofree char *text = NULL;
        gsize size;

        assert_true(g_file_get_contents(path, &text, &size, NULL));
        GByteArray *file = g_byte_array_new();
        g_byte_array_append(file, (guint8 *)text, (guint)size);
        g_ptr_array_add(files, file);
    }
    return files;
}

static void
no_file_of_the_corpus_or_mutation_of_one_does_harm(void **state)
{
    (void)state;
    static const char *const words[] = {
        ": ",
        "- ",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "\t",
        "\n",
        "#",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "? ",
        "| ",
        ">-\n",
        "<<: ",
        ", ",
        "  ",
        "\xFF",
        "\u2028",
        "\uFEFF",
        "\r",
        "\\x",
        "\\0",
        "a: 1\n",
        "b: x",
        "design:\n  ",
        "values: ",
        "rest: yes",
        "asked: x = '1'\n",
        "items: [a, b]\n",
        "missing: {9: no}\n",
        "sets:\n  s:\n    ",
        "variables:\n  v: ",
        "k: [{a: b}]\n",
        "l: {q: {sv: x}}\n",
        "\xC3\xA5",
        "g: [1, x]\n",
    };
    g_autoptr(GPtrArray) files = read_corpus();
    uint64_t seed = 20171124;

    for (guint i = 0; i < files->len; i++) {
        const GByteArray *file = g_ptr_array_index(files, i);
        LLVMFuzzerTestOneInput(file->data, file->len);
    }
    for (int i = 0; i < 20000; i++) {
        const GByteArray *file = g_ptr_array_index(files, mutate_below(&seed, files->len));
        g_autoptr(GByteArray) input = g_byte_array_new();

        g_byte_array_append(input, file->data, file->len);
        mutate(input, words, G_N_ELEMENTS(words), &seed);
        LLVMFuzzerTestOneInput(input->data, input->len);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_of_the_corpus_or_mutation_of_one_does_harm),
    };
    return cmocka_run_group_tests_name("fuzz yaml", tests, NULL, NULL);
}
#endif
