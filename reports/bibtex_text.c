/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/bibtex_text.h"

#include <stdbool.h>
#include <string.h>

/* Commands that put a mark on the letter after them; the mark follows the letter in Unicode. */
static const struct {
    const char *command, *mark;
} accents[] = {
    { "\"", "\u0308" }, { "'", "\u0301" }, { "`", "\u0300" }, { "^", "\u0302" }, { "~", "\u0303" },
    { "=", "\u0304" },  { ".", "\u0307" }, { "u", "\u0306" }, { "v", "\u030c" }, { "H", "\u030b" },
    { "c", "\u0327" },  { "k", "\u0328" }, { "r", "\u030a" }, { "d", "\u0323" },
};

static const struct {
    const char *command, *text;
} signs[] = {
    { "aa", "å" },
    { "AA", "Å" },
    { "ae", "æ" },
    { "AE", "Æ" },
    { "o", "ø" },
    { "O", "Ø" },
    { "oe", "œ" },
    { "OE", "Œ" },
    { "l", "ł" },
    { "L", "Ł" },
    { "ss", "ß" },
    { "i", "i" },
    { "j", "j" },
    { "dh", "ð" },
    { "DH", "Ð" },
    { "th", "þ" },
    { "TH", "Þ" },
    { "S", "§" },
    { "&", "&" },
    { "%", "%" },
    { "$", "$" },
    { "#", "#" },
    { "_", "_" },
    { "{", "{" },
    { "}", "}" },
    { " ", " " },
    { "-", "" },
    { "/", "" },
    { ",", "\u202f" },
    { "ldots", "…" },
    { "dots", "…" },
    { "textendash", "–" },
    { "textemdash", "—" },
    { "textquoteright", "’" },
    { "textquoteleft", "‘" },
    { "textquotedblright", "”" },
    { "textquotedblleft", "“" },
    { "textbackslash", "\\" },
    { "textasciitilde", "~" },
    { "slash", "/" },
    { "copyright", "©" },
};

/* How a text looks is not kept: what stands within is. */
static const char *const passed[] = { "emph",   "textit",  "textbf", "textsc", "textrm",
                                      "textsf", "texttt",  "text",   "url",    "mbox",
                                      "textup", "enquote", NULL };

static const struct {
    const char *written, *text;
} ligatures[] = { { "---", "—" }, { "--", "–" }, { "``", "“" }, { "''", "”" }, { "~", "\u00a0" } };

/* The command at TEXT, after its backslash: letters, or one other character. */
static size_t
command_length(const char *text)
{
    size_t n = 0;

    while (g_ascii_isalpha(text[n]))
        n++;
    return n > 0 ? n : (size_t)(g_utf8_next_char(text) - text);
}

/* A mark goes behind the letter that follows: a{, \i, or the letter itself. Returns where to read
 * on. */
static const char *
add_accented(GString *out, const char *at, const char *mark)
{
    bool braced;

    while (*at == ' ')
        at++;
    braced = *at == '{';
    at += braced;
    if (*at == '\\' && (at[1] == 'i' || at[1] == 'j'))
        at++;
    if (*at && *at != '}') {
        const char *next = g_utf8_next_char(at);

        g_string_append_len(out, at, next - at);
        g_string_append(out, mark);
        at = next;
    }
    return braced && *at == '}' ? at + 1 : at;
}

/* The command COMMAND, which ends at AT. Returns where to read on; NULL: it is unknown. */
static const char *
add_command(GString *out, const char *command, const char *at)
{
    bool letters = g_ascii_isalpha(*command);

    for (size_t i = 0; i < G_N_ELEMENTS(accents); i++)
        if (strcmp(command, accents[i].command) == 0)
            return add_accented(out, at, accents[i].mark);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strcmp(command, signs[i].command) != 0)
            continue;
        g_string_append(out, signs[i].text);
        return letters ? at + strspn(at, " ") : at;
    }
    return g_strv_contains(passed, command) ? at : NULL;
}

static const char *
add_ligature(GString *out, const char *at)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ligatures); i++)
        if (g_str_has_prefix(at, ligatures[i].written)) {
            g_string_append(out, ligatures[i].text);
            return at + strlen(ligatures[i].written);
        }
    return NULL;
}

static char *
fail(GString *out, char *reason, char **why)
{
    g_string_free(out, TRUE);
    *why = reason;
    return NULL;
}

char *
bibtex_plain(const char *value, char **why)
{
    GString *out = g_string_new(NULL);
    int depth = 0;

    for (const char *at = value; *at;) {
        const char *next = add_ligature(out, at);

        if (next) {
            at = next;
        } else if (*at == '\\' && at[1]) {
            size_t length = command_length(at + 1);
            g_autofree char *command = g_strndup(at + 1, length);

            at = add_command(out, command, at + 1 + length);
            if (!at)
                return fail(out,
                            g_strdup_printf("the command \\%s means nothing here; write the "
                                            "character itself",
                                            command),
                            why);
        } else if (*at == '{' || *at == '}') {
            depth += *at++ == '{' ? 1 : -1;
        } else if (*at == '$') {
            return fail(out, g_strdup("mathematics between $ is not set; write it in words"), why);
        } else if (g_ascii_isspace(*at)) {
            if (out->len > 0 && out->str[out->len - 1] != ' ')
                g_string_append_c(out, ' ');
            at++;
        } else {
            next = g_utf8_next_char(at);
            g_string_append_len(out, at, next - at);
            at = next;
        }
        if (depth < 0)
            break;
    }
    if (depth != 0)
        return fail(out, g_strdup("its braces do not match"), why);
    char *plain = g_utf8_normalize(out->str, -1, G_NORMALIZE_NFC);
    g_string_free(out, TRUE);
    return g_strchomp(plain);
}
