/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - measuring and wrapping text with pango, from fonts of our own choice. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The fonts and what was measured with them. Opened once a run: nothing else is drawn with, so
 * the same input gives the same bytes whatever fonts the machine has. */
typedef struct TextContext TextContext;

typedef enum { FACE_SANS, FACE_SERIF } FontFace;

/* How a text is set. Weights are 400, 500, 600, 700. */
typedef struct {
    FontFace face;
    double size;    /* points */
    double leading; /* points from baseline to baseline */
    int weight;
    bool italic;
} TextStyle;

struct Look;

/* With the fonts of LOOK (of theme.h), which must live as long; NULL: ours. NULL and ERROR
 * (ANDEL_ERROR_FILE) names the font file that is missing and the package, or (ANDEL_ERROR_DATA) the
 * family that no file has. */
TextContext *text_context_new_in(const struct Look *look, GError **error);
TextContext *text_context_new(GError **error);
void text_context_free(TextContext *context);

/* Width in points of one line of TEXT. Digits are tabular. */
double text_width(TextContext *context, const TextStyle *style, const char *text);

/**
 * Breaks TEXT into lines at most WIDTH wide: after spaces, hyphens and slashes, never inside a
 * word unless that alone is wider. BALANCED: the narrowest width that gives as few lines.
 * Returns them NULL-terminated; a line keeps no space at its end. The caller owns them.
 */
char **text_wrap(TextContext *context, const TextStyle *style, const char *text, double width,
                 bool balanced);
/* The same with the first line INDENT points shorter, for a text that stands after another. */
char **text_wrap_after(TextContext *context, const TextStyle *style, const char *text,
                       double indent, double width, bool balanced);
/* The narrowest width at which TEXT takes at most LINES lines, no word of it broken. */
double text_narrowest(TextContext *context, const TextStyle *style, const char *text, size_t lines);

/* Width of the widest piece of TEXT that may not be broken. */
double text_widest_word(TextContext *context, const TextStyle *style, const char *text);

/* TRUE for marks that turn the direction of the text around them: Unicode, Standard Annex 9.
 * Boucher & Anderson (2023), Trojan Source, 32nd USENIX Security Symposium, on what they can hide.
 */
bool text_turns(gunichar character);

/* FALSE and ERROR (ANDEL_ERROR_DATA) naming a character of TEXT that no font of ours has or that is
 * no printable one; a line feed is: it ends a line. */
bool text_check(TextContext *context, const TextStyle *style, const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextContext, text_context_free)
