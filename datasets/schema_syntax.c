/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_syntax.c - what the YAML parser says, in the words of those who write such files. */
#include "datasets/schema_document.h"

/* What libyaml says, in the words of those who write such files: by the beginning of its problem
 * and its context. */
typedef struct {
    const char *context, *problem; /* NULL: any */
    bool at_context;               /* the place to show is where the context began */
    const char *message;
} Translation;

static const Translation translations[] = {
    { "while scanning a quoted scalar", NULL, true, "the quote that opens here is never closed" },
    { "while parsing a flow sequence", NULL, true,
      "the list that opens here is not closed, or lacks a comma between its members" },
    { "while parsing a flow mapping", NULL, true,
      "the brace that opens here is not closed, or lacks a comma between its keys" },
    { NULL, "mapping values are not allowed", false,
      "a key cannot stand here; put a text that holds ': ' in quotes, and check the indentation" },
    { NULL, "found a tab character", false, "a tab cannot indent; use blanks" },
    { "while scanning a simple key", NULL, true, "a colon and a value are missing after this" },
    { NULL, "did not find expected key", false,
      "expected a key here; check the indentation of this line" },
    { NULL, "did not find expected '-' indicator", false,
      "expected a member of the list, begun by '- '; check the indentation of this line" },
    { NULL, "block sequence entries are not allowed", false,
      "a list cannot begin here; put it on a line of its own" },
    { NULL, "did not find expected <document start>", false,
      "expected nothing more here; check the indentation of this line" },
    { NULL, "found unexpected end of stream", false, "the file ends too early" },
};

void
document_add_syntax(Document *document, const char *context, size_t context_place,
                    const char *problem, size_t problem_place)
{
    size_t place = problem_place;

    context = context ? context : "";
    problem = problem ? problem : "cannot be read";

    for (size_t i = 0; i < G_N_ELEMENTS(translations); i++) {
        const Translation *t = &translations[i];

        if ((t->context && !g_str_has_prefix(context, t->context)) ||
            (t->problem && !g_str_has_prefix(problem, t->problem)))
            continue;
        if (t->at_context)
            place = context_place;
        document_add(document, place, place + 1, g_strdup(t->message));
        return;
    }
    Place where = document_place(document, place);
    char c = where.byte < document->length ? document->text[where.byte] : '\0';
    if (c == '\t')
        document_add(document, place, place + 1, g_strdup("a tab cannot indent; use blanks"));
    else if (g_str_has_prefix(problem, "found character that cannot start") && c)
        document_add(document, place, place + 1,
                     g_strdup_printf("a value cannot begin with %c; put it in quotes", c));
    else
        document_add(document, place, place + 1,
                     g_strdup_printf("not YAML: %s %s", problem, context));
}
