/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.c - a data file with its codebook, opened. */
#include "datasets/input.h"

#include "datasets/error.h"
#include "datasets/path.h"

#include <string.h>

static const char scheme[] = "andel:";

static bool
is_codebook(const char *path)
{
    const char *point = strrchr(path, '.');

    return point &&
           (g_ascii_strcasecmp(point, ".yml") == 0 || g_ascii_strcasecmp(point, ".yaml") == 0);
}

/* The codebook at REAL, called NAME in messages. */
static Codebook *
read_codebook(const char *real, const char *name, GError **error)
{
    g_autoptr(Source) source = source_open(real, error);
    g_autoptr(GBytes) bytes = source ? source_bytes(source, DOCUMENT_LIMIT, error) : NULL;

    return bytes ? codebook_read(bytes, name, error) : NULL;
}

/* Reads what the design of the codebook at REAL names besides the data. */
static bool
read_design_files(Codebook *codebook, const char *real, const char *data_dir, GError **error)
{
    ReplicateSpec *replicates = &codebook->design.replicates;
    const char *joint = codebook->design.joint;

    if (joint && !(codebook->joint = matrix_find(joint, real, data_dir, error)))
        return false;
    codebook->design.joint_matrix = codebook->joint;
    if (!replicates->rscales)
        return true;
    codebook->rscales = replicate_rscales(replicates->rscales, real, data_dir, error);
    replicates->rscales = (const char *const *)codebook->rscales;
    return codebook->rscales != NULL;
}

/* What stands in results for the data file NAME of the codebook CALLED; REAL is where it lies. */
static char *
shown_path(const char *name, const char *called, const char *real)
{
    if (g_str_has_prefix(name, scheme))
        return g_strdup(name);
    if (!g_str_has_prefix(called, scheme))
        return g_strdup(real);
    g_autofree char *folder = g_path_get_dirname(called + strlen(scheme));
    return strcmp(folder, ".") == 0 ? g_strconcat(scheme, name, NULL)
                                    : g_strconcat(scheme, folder, "/", name, NULL);
}

/* Where the data of the codebook at REAL, called NAME, lie; fills .path. The caller owns it. */
static char *
find_data(Input *input, const char *real, const char *name, const char *data_dir, GError **error)
{
    const char *data = input->codebook->data;

    if (!data) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: the codebook names no data; add the key 'data', or name a data file and "
                    "give the codebook with --codebook",
                    name);
        return NULL;
    }
    if (is_codebook(data)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: 'data' names '%s', which is a codebook; name a data file", name, data);
        return NULL;
    }
    g_autofree char *path = path_resolve(data, real, data_dir, error);
    if (!path)
        return NULL;
    /* a pipe that nobody writes to would be waited for without end */
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: the data '%s' are no regular file but a folder, pipe or device", name,
                    data);
        return NULL;
    }
    input->path = shown_path(data, name, path);
    return g_steal_pointer(&path);
}

/* Opens the codebook, if there is one, and finds the data. The caller owns it. */
static char *
find_input(Input *input, const char *path, const InputOptions *options, GError **error)
{
    const char *named = options->codebook;

    if (is_codebook(path)) {
        if (named) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "%s is a codebook itself; name a data file beside --codebook %s", path,
                        named);
            return NULL;
        }
        named = path;
    }
    if (named) {
        g_autofree char *real = path_resolve(named, NULL, options->data_dir, error);

        input->codebook = real ? read_codebook(real, named, error) : NULL;
        if (!input->codebook || !read_design_files(input->codebook, real, options->data_dir, error))
            return NULL;
        input->codebook_path = g_strdup(named);
        if (named == path)
            return find_data(input, real, named, options->data_dir, error);
    } else
        input->codebook = codebook_new();
    input->path = g_strdup(path);
    return path_resolve(path, NULL, options->data_dir, error);
}

static const Format *
find_format(const char *path, GError **error)
{
    const Format *format = format_find(path);

    if (format)
        return format;
    g_autoptr(GString) known = g_string_new(NULL);
    for (const Format *const *f = formats; *f; f++)
        for (const char *const *extension = (*f)->extensions; *extension; extension++)
            g_string_append_printf(known, " %s", *extension);
    g_set_error(
        error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
        "%s: unknown kind of file; the extensions that are known are%s, packed ones with .gz "
        "behind, and .yml for a codebook",
        path, known->str);
    return NULL;
}

static void
choose_options(Input *input, const InputOptions *options)
{
    const Codebook *codebook = input->codebook;

    input->options.codebook = codebook;
    input->options.delimiter = options->delimiter ? options->delimiter : codebook->delimiter;
    input->options.decimal = options->decimal ? options->decimal : codebook->decimal;
    if (!input->options.decimal)
        input->options.decimal = '.';
    input->options.encoding = options->encoding ? options->encoding : codebook->encoding;
    input->options.missing = options->missing ? options->missing : codebook->missing;
    input->options.threads = options->threads;
    input->options.progress = options->progress;
}

Input *
input_open(const char *path, const InputOptions *options, GError **error)
{
    g_autoptr(Input) input = g_new0(Input, 1);
    g_autofree char *real = find_input(input, path, options, error);
    const Format *format = real ? find_format(real, error) : NULL;

    if (!format)
        return NULL;
    choose_options(input, options);
    input->source = source_open(real, error);
    if (input->source && reader_packed(real))
        input->source = source_unpack(input->source, error);
    if (!input->source)
        return NULL;
    input->reader = reader_open(format, input->source, &input->options, error);
    if (!input->reader)
        return NULL;
    input_hash(input, true);
    /* a codebook given beside the data may describe more than they hold */
    size_t n;
    const char *const *names = reader_names(input->reader, &n);
    if (is_codebook(path) && !codebook_check_columns(input->codebook, names, n, error))
        return NULL;
    return g_steal_pointer(&input);
}

void
input_free(Input *input)
{
    if (!input)
        return;
    reader_free(input->reader);
    codebook_free(input->codebook);
    g_free(input->path);
    g_free(input->codebook_path);
    g_free(input);
}

const char *
input_sha256(const Input *input)
{
    return input->hashed ? source_sha256(input->source) : NULL;
}

void
input_hash(Input *input, bool hashed)
{
    input->hashed = hashed;
    reader_hash(input->reader, hashed);
}
