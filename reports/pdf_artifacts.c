/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_artifacts.h"

#include <stdbool.h>
#include <string.h>

/* What the operators read so far have opened. */
typedef struct {
    int marked;    /* depth of marked content */
    bool artifact; /* one of ours is open */
    bool text;     /* within BT and ET */
} Marking;

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return strchr("()<>[]{}/%", (int)c) != NULL && c != '\0';
}

/* After the literal text that begins at I: "(...)", with nesting and escapes. */
static size_t
skip_text(const char *content, size_t i, size_t n)
{
    int depth = 0;

    for (; i < n; i++) {
        if (content[i] == '\\')
            i++;
        else if (content[i] == '(')
            depth++;
        else if (content[i] == ')' && --depth == 0)
            return i + 1;
    }
    return n;
}

static size_t
skip_word(const char *content, size_t i, size_t n)
{
    size_t end = i + 1; /* a delimiter stands alone; of a name it begins one */

    if (is_delimiter(content[i]) && content[i] != '/')
        return end;
    while (end < n && !is_space(content[end]) && !is_delimiter(content[end]))
        end++;
    return end;
}

static bool
is_one_of(const char *word, size_t length, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == length && strncmp(word, *list, length) == 0)
            return true;
    return false;
}

/* An operator begins with a letter or is ' or "; operands are numbers, names, texts, lists. */
static bool
is_operator(const char *word, size_t length)
{
    static const char *const constants[] = { "true", "false", "null", NULL };

    return (g_ascii_isalpha(*word) || *word == '\'' || *word == '"') &&
           !is_one_of(word, length, constants);
}

/* Appends the operator WORD with its operands, which begin at BEGIN. */
static void
write_operator(Marking *marking, GString *out, const char *begin, const char *word, size_t length)
{
    static const char *const openers[] = { "BDC", "BMC", NULL };
    static const char *const paths[] = { "m", "re", NULL };
    static const char *const painters[] = { "S",  "s", "f",  "F", "f*", "B",
                                            "B*", "b", "b*", "n", NULL };
    static const char *const alone[] = { "Do", "sh", NULL };
    bool text_ends = length == 2 && strncmp(word, "ET", 2) == 0;
    bool text_begins = length == 2 && strncmp(word, "BT", 2) == 0;
    bool one = is_one_of(word, length, alone);
    bool begins = text_begins || one || (!marking->text && is_one_of(word, length, paths));
    bool ends = text_ends || one || (!marking->text && is_one_of(word, length, painters));

    if (begins && marking->marked == 0 && !marking->artifact) {
        g_string_append(out, "/Artifact BMC\n");
        marking->artifact = true;
    }
    g_string_append_len(out, begin, word - begin + (gssize)length);
    g_string_append_c(out, '\n');
    if (ends && marking->artifact) {
        g_string_append(out, "EMC\n");
        marking->artifact = false;
    }
    if (text_begins || text_ends)
        marking->text = text_begins;
    if (is_one_of(word, length, openers))
        marking->marked++;
    else if (length == 3 && strncmp(word, "EMC", 3) == 0)
        marking->marked--;
}

void
artifacts_mark(const char *content, size_t n, GString *out)
{
    Marking marking = { 0 };
    size_t begin = 0; /* of the operands of the next operator */

    for (size_t i = 0; i < n;) {
        if (is_space(content[i])) {
            i++;
            if (begin == i - 1)
                begin = i;
        } else if (content[i] == '(') {
            i = skip_text(content, i, n);
        } else {
            size_t end = skip_word(content, i, n);

            if (is_operator(content + i, end - i)) {
                write_operator(&marking, out, content + begin, content + i, end - i);
                begin = end;
            }
            i = end;
        }
    }
}
