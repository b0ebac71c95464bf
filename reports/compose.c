/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.c - report file and data to a Report, step by step. */
#include "reports/composer.h"

#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/isbn.h"
#include "reports/style.h"
#include "reports/symbols.h"

#include <string.h>

static void
composer_clear(Composer *composer)
{
    complaints_free(composer->complaints);
    g_hash_table_unref(composer->of_parts);
    g_hash_table_unref(composer->ids);
    if (composer->specs)
        g_ptr_array_unref(composer->specs);
    values_free(composer->values);
    input_free(composer->input);
    disclosure_free(composer->disclosure);
    if (composer->places)
        g_array_unref(composer->places);
    if (composer->questions)
        g_array_unref(composer->questions);
    if (composer->published)
        g_ptr_array_unref(composer->published);
    if (composer->targets)
        g_hash_table_unref(composer->targets);
    references_free(composer->references);
    bibliography_free(composer->bibliography);
    manuscript_free((Manuscript *)composer->manuscript);
    report_free(composer->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Composer, composer_clear)

static const char *
head_label(const Composer *composer, const char *key)
{
    const Node *head = document_root(composer->manuscript->head);

    return report_text(composer->report, node_label(node_get(head, key), composer->language));
}

/* The number of the report in its series, and as a book. */
static const char *
series_of(const Composer *composer)
{
    const Node *head = document_root(composer->manuscript->head), *node = node_get(head, "isbn");
    const char *series = head_label(composer, "series"), *isbn = node_text(node);

    if (!isbn)
        return series;
    if (!isbn_holds(isbn))
        complain(composer->complaints, node_line(node),
                 "isbn: %s is none: 10 or 13 digits, the last of which follows from the others",
                 isbn);
    g_autofree char *line =
        g_strdup_printf("%s%sISBN\u00a0%s", series ? series : "", series ? " \u00b7 " : "", isbn);
    return report_text(composer->report, line);
}

static void
read_head(Composer *composer)
{
    const Node *head = document_root(composer->manuscript->head);
    Report *report = composer->report;
    const char *const *authors = node_texts(node_get(head, "authors"));
    g_autofree char *names = authors ? g_strjoinv(", ", (char **)authors) : NULL;

    const Node *cover = node_get(head, "cover");

    report->document = true;
    report->cover = !cover || node_boolean(cover);
    report->title = head_label(composer, "title");
    report->subtitle = head_label(composer, "subtitle");
    report->publisher = head_label(composer, "publisher");
    report->series = series_of(composer);
    report->head = head_label(composer, "head");
    report->tag = head_label(composer, "tag");
    report->date_text = head_label(composer, "date");
    report->authors = report_text(report, names);
    composer_imprint(composer);
}

/* The style file that the options or the head name; without one nothing. */
static bool
read_style(Composer *composer, GError **error)
{
    const Node *head = document_root(composer->manuscript->head);
    const char *asked = composer->options->style, *data_dir = composer->options->data_dir;
    const char *name = asked ? asked : node_text(node_get(head, "style"));

    if (!name)
        return report_style_ask(&composer->report->style, &composer->options->look, error);
    g_autofree char *path = path_resolve(name, asked ? NULL : composer->path, data_dir, error);
    g_autoptr(GBytes) bytes = path ? path_read(path, NULL, NULL, error) : NULL;
    if (!bytes)
        return false;
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    report_data(composer->report, name, sha256)->file = report_text(composer->report, path);
    composer->report->style = report_style_read(bytes, path, data_dir, error);
    return composer->report->style &&
           report_style_ask(&composer->report->style, &composer->options->look, error);
}

/* ---- the data */

/* The data file as the report file would name it: where the codebook is named. */
static char *
name_of_data(const char *named, const Input *input)
{
    g_autofree char *folder = g_path_get_dirname(named);
    g_autofree char *file = g_path_get_basename(input->path);

    if (!input->codebook_path)
        return g_strdup(named);
    return strcmp(folder, ".") == 0 ? g_strdup(file) : g_strconcat(folder, "/", file, NULL);
}

InputOptions
composer_reading(const Composer *composer)
{
    return (InputOptions){ .data_dir = composer->options->data_dir,
                           .threads = composer->options->threads,
                           .progress = composer->options->progress };
}

static bool
open_data(Composer *composer, const char *name, GError **error)
{
    InputOptions options = composer_reading(composer);
    g_autofree char *path = path_resolve(name, composer->path, composer->options->data_dir, error);

    composer->input = path ? input_open(path, &options, error) : NULL;
    return composer->input != NULL;
}

/* The data that were read, for the report and for the traces of the blocks. */
static void
account_for_data(Composer *composer, const char *named)
{
    const Input *input = composer->input;
    g_autofree char *name = name_of_data(named, input);
    DataUsed *used = report_data(composer->report, name, input_sha256(input));

    used->file = report_text(composer->report, input->path);
    used->rows_read = used->rows_used = reader_rows(input->reader);
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(used->notes, (gpointer)report_text(composer->report, *note));
    DataUsed copy = *used;
    for (guint i = 0; i < composer->specs->len; i++) {
        Spec *spec = g_ptr_array_index(composer->specs, i);

        if (spec->query || spec->queries)
            spec->used = copy;
    }
    if (input->codebook_path)
        report_data(composer->report, named, NULL)->file =
            report_text(composer->report, input->codebook_path);
}

/* ---- asking and answering */

static bool
needs_data(const Spec *spec)
{
    static const char *const keys[] = { "variable", "variables", "crosstab",
                                        "estimate", "response",  "expression" };

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (node_get(spec->node, keys[i]))
            return true;
    return false;
}

/* Each block asks its question; mistakes of all of them are collected. */
static void
ask_all(Composer *composer)
{
    for (guint i = 0; i < composer->specs->len; i++) {
        Spec *spec = g_ptr_array_index(composer->specs, i);
        GError *error = NULL;

        if (needs_data(spec) && !composer->input)
            complain(composer->complaints, spec->part->line,
                     "the block asks the data, but the head names none; add 'data: FILE' to it");
        else if (spec->kind->ask && !spec->kind->ask(composer, spec, &error))
            complain_error(composer->complaints, spec->part->line, error);
    }
}

static bool
run_queries(Composer *composer, const char *named, GError **error)
{
    g_autoptr(GPtrArray) queries = g_ptr_array_new();
    DesignSpec design = { 0 };

    for (guint i = 0; i < composer->specs->len; i++) {
        Spec *spec = g_ptr_array_index(composer->specs, i);

        if (spec->query)
            g_ptr_array_add(queries, spec->query);
        for (guint k = 0; spec->queries && k < spec->queries->len; k++)
            g_ptr_array_add(queries, g_ptr_array_index(spec->queries, k));
    }
    if (queries->len == 0)
        return true;
    design = composer->input->codebook->design;
    convention_design(composer_convention(composer), &design);
    if (!query_run((Query *const *)queries->pdata, queries->len, composer->input, &design, error))
        return false;
    account_for_data(composer, named);
    return true;
}

static void
answer_all(Composer *composer)
{
    for (guint i = 0; i < composer->specs->len; i++) {
        Spec *spec = g_ptr_array_index(composer->specs, i);

        if (spec->kind->answer)
            spec->kind->answer(composer, spec);
    }
}

/* ---- all */

static const char *
choose_language(const Composer *composer)
{
    if (composer->manuscript->language)
        return composer->manuscript->language;
    return composer->input && composer->input->codebook->language
               ? composer->input->codebook->language
               : "en";
}

static const char *
choose_symbols(const Composer *composer)
{
    const Node *head = document_root(composer->manuscript->head);
    const ReportStyle *style = composer->report->style;
    const char *named = node_text(node_get(head, "symbols"));

    if (composer->options->symbols)
        return composer->options->symbols;
    return named ? named : style ? style->symbols : NULL;
}

static bool
compose_report(Composer *composer, GBytes *bytes, GError **error)
{
    const Node *head = document_root(composer->manuscript->head);
    const char *data = node_text(node_get(head, "data"));

    if (data && !open_data(composer, data, error))
        return false;
    composer->language = choose_language(composer);
    composer->report = report_new("report", composer->language);
    composer->language = composer->report->language;
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    report_data(composer->report, composer->path, sha256);
    read_head(composer);
    if (!read_style(composer, error))
        return false;
    composer->symbols = choose_symbols(composer);
    composer_read_blocks(composer);
    ask_all(composer);
    if (!complaints_check(composer->complaints, error) || !run_queries(composer, data, error) ||
        !composer_read_published(composer, error))
        return false;
    if (!composer_mend_disclosure(composer, error))
        return false;
    answer_all(composer);
    composer_choose(composer);
    composer_number(composer);
    composer_check(composer);
    if (!composer_write(composer, error) || !composer_check_disclosure(composer, error))
        return false;
    report_set_symbols(composer->report, composer->symbols);
    composer_origins(composer);
    composer_fill_trace(composer);
    return true;
}

Report *
compose(GBytes *bytes, const char *path, const ComposeOptions *options, GError **error)
{
    g_auto(Composer) composer = {
        .options = options,
        .path = path,
        .manuscript = manuscript_read_in(bytes, path, options->language, error),
        .complaints = complaints_new(path),
        .specs = g_ptr_array_new_with_free_func((GDestroyNotify)spec_free),
        .of_parts = g_hash_table_new(NULL, NULL),
        .ids = g_hash_table_new(g_str_hash, g_str_equal),
        .values = values_new(),
        .published = g_ptr_array_new_with_free_func((GDestroyNotify)published_free),
        .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };

    if (!composer.manuscript || !compose_report(&composer, bytes, error))
        return NULL;
    return g_steal_pointer(&composer.report);
}
