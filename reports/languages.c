/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/languages.h"

#include <string.h>

typedef struct {
    const char *language; /* that is chosen */
    const char *const *languages;
    Complaints *complaints;
    char *open;    /* the language of the part that is open; NULL: none */
    int open_line; /* where it was opened */
    char fence;    /* of the code around: ` or ~; 0: none */
} Chooser;

/* Code begins and ends with three of the same. */
static void
note_fence(Chooser *chooser, const char *line)
{
    const char *begin = line + strspn(line, " ");

    if (strncmp(begin, "```", 3) != 0 && strncmp(begin, "~~~", 3) != 0)
        return;
    if (!chooser->fence)
        chooser->fence = *begin;
    else if (chooser->fence == *begin)
        chooser->fence = 0;
}

static void
open_part(Chooser *chooser, const char *language, int line)
{
    if (chooser->open)
        complain(chooser->complaints, line,
                 "'::: %s' within the part that line %d opens; close that with ::: first", language,
                 chooser->open_line);
    else if (!g_strv_contains(chooser->languages, language))
        complain(chooser->complaints, line,
                 "'::: %s' is no language of the report; name it in the head, as lang: [sv, en]",
                 language);
    g_free(chooser->open);
    chooser->open = g_strdup(language);
    chooser->open_line = line;
}

/* TRUE if LINE opens or closes a part. */
static bool
take_mark(Chooser *chooser, const char *text, int line)
{
    if (chooser->fence || strncmp(text, ":::", 3) != 0)
        return false;
    const char *name = text + strspn(text, ":");
    name += strspn(name, " ");
    if (*name)
        open_part(chooser, name, line);
    else if (!chooser->open)
        complain(chooser->complaints, line, "::: closes nothing; a part opens with ::: sv");
    else
        g_clear_pointer(&chooser->open, g_free);
    return true;
}

char *
languages_choose(const char *text, size_t length, int line, const char *language,
                 const char *const *languages, Complaints *complaints)
{
    g_autofree char *all = g_strndup(text, length);
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    Chooser chooser = { .language = language, .languages = languages, .complaints = complaints };
    GString *chosen = g_string_sized_new(length);

    for (size_t i = 0; lines[i]; i++) {
        g_autofree char *trimmed = g_strchomp(g_strdup(lines[i]));
        bool mark = take_mark(&chooser, trimmed, line + (int)i);

        if (!mark)
            note_fence(&chooser, trimmed);
        if (!mark && (!chooser.open || strcmp(chooser.open, language) == 0))
            g_string_append(chosen, lines[i]);
        if (lines[i + 1])
            g_string_append_c(chosen, '\n');
    }
    if (chooser.open)
        complain(complaints, chooser.open_line, "the part is not closed; end it with a line :::");
    g_free(chooser.open);
    return g_string_free(chosen, FALSE);
}
