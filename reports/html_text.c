/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_text.c - text, attributes and runs of a page. */
#include "reports/html.h"

#include "plots/text.h"

void
html_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t') || text_turns(c))
            g_string_append(out, "\ufffd"); /* not allowed in a page, or not what it seems */
        else
            g_string_append_unichar(out, c);
    }
}

static bool
is_escaped(const char *c, const char *begin)
{
    return *c == '<' || *c == '(' ||
           (*c == '.' && c > begin && g_ascii_isalpha(c[-1]) && g_ascii_isalpha(c[1]));
}

void
html_data(GString *out, const char *json)
{
    for (const char *c = json; *c; c++)
        if (is_escaped(c, json))
            g_string_append_printf(out, "\\u%04x", (unsigned)*c);
        else
            g_string_append_c(out, *c);
}

void
html_attribute(GString *out, const char *name, const char *value)
{
    if (!value)
        return;
    g_string_append_printf(out, " %s=\"", name);
    html_text(out, value);
    g_string_append_c(out, '"');
}

/* White space may not stand in an id; all else may. */
static char *
clean_id(const char *id)
{
    char *clean = g_strdup(id);

    g_strdelimit(clean, " \t\n\r\f", '-');
    return clean;
}

void
html_id(Page *page, const char *id)
{
    if (!id || *id == '\0')
        return;
    char *clean = clean_id(id);

    if (g_hash_table_contains(page->ids, clean))
        g_free(clean);
    else {
        html_attribute(page->out, "id", clean);
        g_hash_table_add(page->ids, clean);
    }
}

/* The link of RUN as it may stand in a page; NULL: none. The caller owns it. */
static char *
link_of(const Run *run)
{
    if (run->link && *run->link == '#')
        return clean_id(run->link);
    return g_strdup(run_web_link(run));
}

static void
add_footnote_mark(Page *page, int footnote)
{
    g_autofree char *id = g_strdup_printf("fnref%d", footnote + 1);

    g_string_append(page->out, "<sup><a class=\"fn\"");
    html_id(page, id);
    g_string_append_printf(page->out, " href=\"#fn%d\">%d</a></sup>", footnote + 1, footnote + 1);
}

static void
add_run(Page *page, const Run *run)
{
    static const struct {
        RunFlag flag;
        const char *tag;
    } styles[] = { { RUN_BOLD, "strong" }, { RUN_ITALIC, "em" }, { RUN_CODE, "code" } };
    GString *out = page->out;
    g_autofree char *link = link_of(run);

    if (link) {
        g_string_append(out, "<a");
        html_attribute(out, "href", link);
        g_string_append_c(out, '>');
    }
    if (run->address) {
        g_string_append(out, "<span");
        html_attribute(out, "data-address", run->address);
        g_string_append_c(out, '>');
    }
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
        if (run->flags & styles[i].flag)
            g_string_append_printf(out, "<%s>", styles[i].tag);
    if (run->meaning) {
        g_string_append(out, "<abbr");
        html_attribute(out, "title", run->meaning);
        g_string_append_c(out, '>');
    }
    html_text(out, run->text);
    g_string_append(out, run->meaning ? "</abbr>" : "");
    for (size_t i = G_N_ELEMENTS(styles); i > 0; i--)
        if (run->flags & styles[i - 1].flag)
            g_string_append_printf(out, "</%s>", styles[i - 1].tag);
    if (run->address)
        g_string_append(out, "</span>");
    if (link)
        g_string_append(out, "</a>");
    if (run->footnote >= 0)
        add_footnote_mark(page, run->footnote);
    if (run->flags & RUN_BREAK)
        g_string_append(out, "<br>");
}

void
html_runs(Page *page, const GArray *runs)
{
    for (guint i = 0; runs && i < runs->len; i++)
        add_run(page, &g_array_index(runs, Run, i));
}
