/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_quality.c - the quality declaration: what the run knows, what the head says, and what is
 * still to be written. */
#include "reports/account.h"
#include "reports/composer.h"
#include "reports/parts.h"
#include "reports/quality.h"
#include "reports/words.h"

#include <string.h>

/* Appends SENTENCE to TEXT. */
static void
add(GString *text, const char *sentence)
{
    g_string_append_printf(text, "%s%s", text->len ? " " : "", sentence);
}

/* The first query of the blocks that gave an answer about the sample; NULL: none. */
static const Query *
first_query(const Composer *composer)
{
    for (guint i = 0; i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);
        const Query *query = spec->query                           ? spec->query
                             : spec->queries && spec->queries->len ? spec->queries->pdata[0]
                                                                   : NULL;

        if (query && !query_design(query)->whole)
            return query;
    }
    return NULL;
}

/* The notes that andel estimate gives on weights, variances and limits. */
static void
say_sampling(const Composer *composer, GString *text)
{
    const Query *query = first_query(composer);
    QueryOptions options = { .level =
                                 composer->options->level > 0.0 ? composer->options->level : 0.95 };

    if (!query)
        return;
    g_autoptr(Report) notes = report_new("report", composer->language);
    report_provenance(notes, composer->input, query, &composer->input->codebook->design, &options);
    for (guint i = 0; i < notes->notes->len; i++)
        add(text, g_ptr_array_index(notes->notes, i));
}

static void
say_population(const Composer *composer, GString *text)
{
    const Report *report = composer->report;

    for (guint i = 0; i < report->data->len; i++) {
        g_autofree char *rows =
            account_of_rows(&g_array_index(report->data, DataUsed, i), composer->language);

        if (rows)
            add(text, rows);
    }
}

/* Labels of the names under KEYS of all blocks, each once. */
static void
say_labels(const Composer *composer, GString *text, const char *const *keys)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    for (guint i = 0; composer->input && i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);

        for (const char *const *key = keys; *key; key++) {
            const Node *node = node_get(spec->node, *key);

            for (size_t k = 0; k < node_count(node); k++) {
                const char *name = node_text(node_at(node, k));
                const char *label = name_label(composer->input->codebook, name, composer->language);

                if (!g_ptr_array_find_with_equal_func(labels, label, g_str_equal, NULL))
                    g_ptr_array_add(labels, (gpointer)label);
            }
        }
    }
    if (labels->len == 0)
        return;
    g_ptr_array_add(labels, NULL);
    g_autofree char *all = g_strjoinv("; ", (char **)labels->pdata);
    g_autofree char *sentence = g_strconcat(all, ".", NULL);
    add(text, sentence);
}

static void
say_variables(const Composer *composer, GString *text)
{
    say_labels(composer, text, (const char *const[]){ "variable", "variables", "crosstab", NULL });
}

/* What kinds of numbers the blocks show. */
static void
say_measures(const Composer *composer, GString *text)
{
    static const struct {
        const char *name;
        Word word;
    } measures[] = { { "share", WORD_SHARES },    { "mean", WORD_MEANS },
                     { "total", WORD_TOTALS },    { "ratio", WORD_RATIOS },
                     { "median", WORD_MEDIANS },  { "quantile", WORD_QUANTILES },
                     { "count", WORD_NUMBERS_OF } };
    g_autoptr(GString) list = g_string_new(NULL);

    for (size_t m = 0; m < G_N_ELEMENTS(measures); m++) {
        bool found = false;

        for (guint i = 0; i < composer->specs->len; i++) {
            const Node *node = ((const Spec *)g_ptr_array_index(composer->specs, i))->node;
            const char *const *asked = node_texts(node_get(node, "estimate"));

            found |= m == 0 && (node_get(node, "crosstab") || node_get(node, "variable"));
            for (; asked && *asked; asked++)
                found |= g_str_has_prefix(*asked, measures[m].name);
        }
        if (found)
            g_string_append_printf(list, "%s%s", list->len ? ", " : "",
                                   word(measures[m].word, composer->language));
    }
    if (list->len == 0)
        return;
    g_autofree char *first = g_utf8_strup(list->str, 1);
    g_autofree char *sentence = g_strdup_printf("%s%s.", first, list->str + 1);
    add(text, sentence);
}

/* Each model and file of published rates by its title. */
static void
say_models(const Composer *composer, GString *text)
{
    static const char *const keys[] = { "cost", "payments" };

    for (guint i = 0; i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);

        for (size_t k = 0; k < G_N_ELEMENTS(keys); k++) {
            const char *file = node_text(node_get(spec->node, keys[k]));
            const char *title = node_label(node_get(spec->node, "title"), composer->language);

            if (!file)
                continue;
            g_autofree char *name = g_path_get_basename(file);
            g_autofree char *sentence =
                word_filled(WORD_MODEL_IS, composer->language, title ? title : spec->id, name);
            add(text, sentence);
        }
    }
}

static void
say_domains(const Composer *composer, GString *text)
{
    say_labels(composer, text, (const char *const[]){ "by", NULL });
}

/* Each outcome rate of the blocks. */
static void
say_nonresponse(const Composer *composer, GString *text)
{
    for (guint i = 0; i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);
        const char *const parts[] = { spec->id, "RR1", NULL };
        g_autofree char *address = address_join(parts);
        const Value *rate = values_find(composer->values, address);
        const char *why;
        g_autofree char *shown = rate ? value_show(rate, "pct", composer->language, &why) : NULL;

        if (!shown)
            continue;
        g_autofree char *sentence = word_filled(WORD_RESPONSE_RATE_IS, composer->language, shown);
        add(text, sentence);
    }
}

static void
say_processing(const Composer *composer, GString *text)
{
    const Report *report = composer->report;
    g_autoptr(GString) files = g_string_new(NULL);

    for (guint i = 0; i < report->data->len; i++) {
        const DataUsed *data = &g_array_index(report->data, DataUsed, i);
        g_autofree char *name = g_path_get_basename(data->path);

        g_string_append_printf(files, "%s%s", files->len ? ", " : "", name);
        if (data->sha256)
            g_string_append_printf(files, " (%.8s)", data->sha256);
    }
    g_autofree char *sentence =
        word_filled(WORD_COMPUTED_BY, composer->language, ANDEL_VERSION, files->str);
    add(text, sentence);
}

static void
say_consistency(const Composer *composer, GString *text)
{
    g_autoptr(GPtrArray) sentences = account_of(composer->report);
    size_t n_checks = composer->report->checks->len, n = 0;

    for (guint i = 0; i < composer->report->checks->len; i++)
        n += !g_array_index(composer->report->checks, Check, i).holds;
    for (guint i = 0; n_checks > 0 && i < sentences->len; i++)
        if (i + n + 1 >= sentences->len)
            add(text, g_ptr_array_index(sentences, i));
    add(text, word(WORD_ROUNDED_ONCE, composer->language));
}

static const struct {
    const char *key;
    void (*say)(const Composer *, GString *);
} known[] = {
    { "population", say_population },   { "variables", say_variables },
    { "measures", say_measures },       { "models", say_models },
    { "domains", say_domains },         { "sampling", say_sampling },
    { "nonresponse", say_nonresponse }, { "processing", say_processing },
    { "consistency", say_consistency },
};

static void
add_item(Composer *composer, const QualityHeading *heading, const char *title)
{
    const Node *texts = node_get(document_root(composer->manuscript->head), "quality");
    const char *given = node_label(node_get(texts, heading->key), composer->language);
    g_autoptr(GString) text = g_string_new(given);
    g_autofree char *run_in = g_strconcat(title, ". ", NULL);
    Block *block = report_add(composer->report, BLOCK_PARAGRAPH);

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].key, heading->key) == 0)
            known[i].say(composer, text);
    block_add(composer->report, block, run_in, RUN_BOLD);
    if (text->len > 0)
        block_add(composer->report, block, text->str, 0);
    else
        block_add(composer->report, block, word(WORD_TO_BE_WRITTEN, composer->language),
                  RUN_ITALIC);
}

void
composer_add_quality(Composer *composer, int level)
{
    bool swedish = g_str_has_prefix(composer->language, "sv");

    for (const QualityHeading *heading = quality_headings; heading->english; heading++) {
        const char *title = swedish ? heading->swedish : heading->english;

        if (heading->key)
            add_item(composer, heading, title);
        else
            composer_add_heading(composer, level, HEADING_NUMBERED, title);
    }
}
