/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_question.c - wordings of questions that are too long for what stands above a figure or
 * table: there the first sentence, in an appendix all of it. */
#include "reports/composer.h"
#include "reports/words.h"

#include <string.h>

/* Characters: more take more than four lines above a figure. */
enum { LONGEST = 340 };

typedef struct {
    const char *number, *text; /* "Figur 3"; the wording */
} LongQuestion;

static const char *const *
head_appendices(const Composer *composer)
{
    return node_texts(node_get(document_root(composer->manuscript->head), "appendices"));
}

bool
composer_has_questions(const Composer *composer)
{
    return composer->questions && composer->questions->len > 0;
}

bool
composer_places_questions(const Composer *composer)
{
    const char *const *names = head_appendices(composer);

    return names && g_strv_contains(names, "questions");
}

/* The number that the appendix of questions will have: after those of the text, among those of the
 * head, or the last. */
static int
appendix_number(const Composer *composer)
{
    const GArray *parts = composer->manuscript->parts;
    const char *const *names = head_appendices(composer);
    int number = 1;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);

        number += part->kind == PART_HEADING && part->appendix && part->level == 1;
    }
    for (; names && *names && strcmp(*names, "questions") != 0; names++)
        number++;
    return number;
}

/* Bytes of the first sentence of TEXT; all of it when there is one. */
static size_t
first_sentence(const char *text)
{
    for (const char *c = text; *c; c++)
        if (strchr(".?!", *c) && (c[1] == ' ' || c[1] == '\n'))
            return (size_t)(c - text) + 1;
    return strlen(text);
}

const char *
composer_question(Composer *composer, const Spec *spec, const char *question)
{
    size_t first = question ? first_sentence(question) : 0;

    if (!question || !composer->report->cover || !spec->number ||
        g_utf8_strlen(question, -1) <= LONGEST || question[first] == '\0')
        return question;
    if (!composer->questions)
        composer->questions = g_array_new(FALSE, FALSE, sizeof(LongQuestion));
    LongQuestion asked = { spec->number, report_text(composer->report, question) };
    g_array_append_val(composer->questions, asked);
    g_autofree char *sentence = g_strndup(question, first);
    g_autofree char *number = g_strdup_printf("%d", appendix_number(composer));
    g_autofree char *where = word_filled(WORD_QUESTION_IN, composer->language, number);
    g_autofree char *shown = g_strdup_printf("%s (%s)", sentence, where);
    return report_text(composer->report, shown);
}

void
composer_add_questions(Composer *composer)
{
    for (guint i = 0; composer->questions && i < composer->questions->len; i++) {
        const LongQuestion *asked = &g_array_index(composer->questions, LongQuestion, i);
        Block *block = report_add(composer->report, BLOCK_PARAGRAPH);
        g_autofree char *number = g_strconcat(asked->number, ". ", NULL);

        block->runs = g_array_new(FALSE, TRUE, sizeof(Run));
        block_add(composer->report, block, number, RUN_BOLD);
        block_add(composer->report, block, asked->text, 0);
    }
}
