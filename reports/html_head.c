/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_head.c - what a page begins with: its name, its style, what it may fetch, its titles. */
#include "reports/html.h"
#include "reports/play.h"
#include "reports/style.h"

#include <string.h>

/* What the page is called: its title, else that of its first table, else the command. */
static const char *
page_title(const Report *report)
{
    const Table *table = report_find_table(report, NULL);

    return report->title ? report->title : table && table->title ? table->title : report->command;
}

/* The family NAME, with what stands in for it, under VARIABLE. In a text of a style sheet all but
 * letters, digits and spaces are written by their numbers, so that none of them ends it. */
static void
add_family(GString *out, const char *variable, const char *name, const char *otherwise)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);

    g_string_append_printf(out, "--%s:\"", variable);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        if (g_ascii_isalnum(*p) || *p == ' ')
            g_string_append_c(out, *p);
        else
            g_string_append_printf(out, "\\%x ", g_utf8_get_char(p));
    }
    g_string_append_printf(out, "\",%s;", otherwise);
}

/* Ours are named by the style sheet. */
static void
add_families(GString *out, const Look *look)
{
    if (strcmp(look->sans, look_default.sans) != 0)
        add_family(out, "sans", look->sans, "Inter,system-ui,Arial,sans-serif");
    if (strcmp(look->serif, look_default.serif) != 0)
        add_family(out, "text", look->serif, "Georgia,\"Times New Roman\",serif");
}

/* What the style file changes of the style sheet. */
static void
add_style(GString *out, const ReportStyle *style)
{
    static const struct {
        const char *name;
        int colour;
    } names[] = { { "ink", THEME_INK },
                  { "second", THEME_SECOND },
                  { "notes", THEME_NOTES },
                  { "blue", THEME_ACCENT },
                  { "rule", THEME_GRID } };
    char size[G_ASCII_DTOSTR_BUF_SIZE];

    if (!style)
        return;
    g_string_append(out, ":root{");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        g_string_append_printf(out, "--%s:#%06x;", names[i].name,
                               (unsigned)style->look.named[names[i].colour]);
    add_families(out, &style->look);
    g_string_append(out, "}\n");
    if (style->text_size > 0.0)
        g_string_append_printf(out, "body{font-size:%spt}\n",
                               g_ascii_formatd(size, sizeof size, "%.2f", style->text_size));
    for (int k = 0; k < style->n_headings; k++)
        g_string_append_printf(out, "h%d{font-size:%spt}\n", k + 2,
                               g_ascii_formatd(size, sizeof size, "%.2f", style->heading_size[k]));
}

static void
add_logo(Page *page)
{
    const ReportStyle *style = page->report->style;
    gsize length = 0;

    if (!style || !style->logo)
        return;
    const guchar *bytes = g_bytes_get_data(style->logo, &length);
    g_autofree char *data = g_base64_encode(bytes, length);
    g_string_append_printf(page->out,
                           "<img class=\"logo\" alt=\"\" style=\"height:%dmm\" "
                           "src=\"data:image/png;base64,%s\">\n",
                           (int)(style->logo_height + 0.5), data);
}

void
html_head(Page *page)
{
    const Report *report = page->report;
    const char *const lines[] = { report->subtitle, report->authors, report->publisher,
                                  report->series };

    g_string_append(page->out, "<!DOCTYPE html>\n<html");
    html_attribute(page->out, "lang", report->language);
    g_string_append(page->out,
                    ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"generator\" content=\"andel " ANDEL_VERSION "\">\n<title>");
    html_text(page->out, page_title(report));
    g_string_append_printf(page->out, "</title>\n<style>\n%s%s", html_style,
                           report->play ? play_css : "");
    add_style(page->out, report->style);
    g_string_append(page->out, "</style>\n");
    if (report->play || html_sorts(report)) /* the browser, too, is told to fetch nothing */
        g_string_append(page->out, "<meta http-equiv=\"Content-Security-Policy\" "
                                   "content=\"default-src 'none'; img-src data:; font-src data:; "
                                   "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
    g_string_append(page->out, "</head>\n<body>\n");
    if (!report->title || report->picture) /* a figure says its title itself */
        return;
    g_string_append(page->out, "<header>\n");
    add_logo(page);
    if (report->tag) {
        g_string_append(page->out, "<p class=\"tag\">");
        html_text(page->out, report->tag);
        g_string_append(page->out, "</p>\n");
    }
    g_string_append(page->out, "<h1>");
    html_text(page->out, report->title);
    g_string_append(page->out, "</h1>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (lines[i]) {
            g_string_append(page->out, "<p>");
            html_text(page->out, lines[i]);
            g_string_append(page->out, "</p>\n");
        }
    g_string_append(page->out, "</header>\n");
}
