/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_html.c - a report as one page that holds all it needs: nothing is fetched, and there is no
 * script that runs but those that sort tables and play with a model. */
#include "plots/render.h"
#include "reports/account.h"
#include "reports/html.h"
#include "reports/listing.h"
#include "reports/play.h"
#include "reports/trace_store.h"
#include "reports/words.h"
#include "reports/writer.h"

#include <stdlib.h>

enum { DEEPEST = 8 };

/* Lists that are open: of each level, whether it is numbered. */
typedef struct {
    int depth;
    bool numbered[DEEPEST];
} Lists;

static void
close_lists(Page *page, Lists *lists, int depth)
{
    for (; lists->depth > depth; lists->depth--)
        g_string_append(page->out,
                        lists->numbered[lists->depth - 1] ? "</li>\n</ol>\n" : "</li>\n</ul>\n");
}

static void
add_runs_in(Page *page, const Block *block, const char *before, const char *after)
{
    g_string_append(page->out, before);
    html_runs(page, block->runs);
    g_string_append(page->out, after);
}

static void
add_item(Page *page, const Block *block, Lists *lists)
{
    int level = CLAMP(block->level, 1, DEEPEST);
    bool numbered = block->number != NULL;

    close_lists(page, lists, level);
    if (numbered && !*block->number && lists->depth == level) { /* goes on with the item above */
        add_runs_in(page, block, "<p>", "</p>\n");
        return;
    }
    if (lists->depth == level && lists->numbered[level - 1] != numbered)
        close_lists(page, lists, level - 1);
    else if (lists->depth == level)
        g_string_append(page->out, "</li>\n");
    while (lists->depth < level) {
        bool last = lists->depth + 1 == level;

        lists->numbered[lists->depth++] = numbered && last;
        g_string_append(page->out, numbered && last ? "<ol>\n" : "<ul>\n");
        if (!last)
            g_string_append(page->out, "<li>");
    }
    g_string_append(page->out, "<li");
    html_id(page, block->id);
    if (numbered)
        g_string_append_printf(page->out, " value=\"%d\"", atoi(block->number));
    g_string_append_c(page->out, '>');
    html_runs(page, block->runs);
}

/* The id of a heading: its own, else its place. The caller owns it. */
static char *
heading_id(const Report *report, const Block *block)
{
    const Block *first = (const Block *)report->blocks->data;

    return block->id ? g_strdup(block->id) : g_strdup_printf("section-%td", block - first + 1);
}

static void
add_number(GString *out, const char *number)
{
    if (!number)
        return;
    g_string_append(out, "<span class=\"number\">");
    html_text(out, number);
    g_string_append(out, "</span> ");
}

static void
add_heading(Page *page, const Block *block)
{
    int level = CLAMP(block->level + 1, 2, 6); /* the title is the first */
    g_autofree char *id = heading_id(page->report, block);

    g_string_append_printf(page->out, "<h%d", level);
    html_id(page, id);
    g_string_append_c(page->out, '>');
    add_number(page->out, block->number);
    html_runs(page, block->runs);
    g_string_append_printf(page->out, "</h%d>\n", level);
}

/* The id that BLOCK has in the page, to be freed; NULL: none. */
static char *
block_id(const Report *report, const Block *block)
{
    if (block->kind == BLOCK_HEADING)
        return heading_id(report, block);
    return g_strdup(block->id ? block->id : block->table ? block->table->id : NULL);
}

static void
add_listed(Page *page, const Listed *listed)
{
    const Block *block = listed->block;
    bool below = block->kind == BLOCK_HEADING && block->level > 1;
    g_autofree char *id = block_id(page->report, block);
    g_autofree char *link = g_strconcat("#", id ? id : "", NULL);

    g_string_append(page->out, below ? "<li class=\"below\"><a" : "<li><a");
    html_attribute(page->out, "href", g_strdelimit(link, " \t\n\r\f", '-'));
    g_string_append_c(page->out, '>');
    add_number(page->out, listed->number);
    if (listed->title)
        html_text(page->out, listed->title);
    for (guint k = 0; !listed->title && block->runs && k < block->runs->len; k++)
        html_text(page->out, g_array_index(block->runs, Run, k).text);
    g_string_append(page->out, "</a></li>\n");
}

static void
add_contents(Page *page, ListOf list)
{
    static const char *const names[] = { "contents", "list-of-figures", "list-of-tables" };
    g_autoptr(GArray) lines = listing_of(page->report, list);

    g_string_append_printf(page->out, "<nav%s aria-labelledby=\"%s\"><h2 id=\"%s\">",
                           list == LIST_OF_HEADINGS ? "" : " class=\"list\"", names[list],
                           names[list]);
    html_text(page->out, listing_title(list, page->report->language));
    g_string_append(page->out, "</h2>\n<ol>\n");
    for (guint i = 0; i < lines->len; i++)
        add_listed(page, &g_array_index(lines, Listed, i));
    g_string_append(page->out, "</ol></nav>\n");
}

static bool
add_figure(Page *page, const Block *block, GError **error)
{
    g_string_append(page->out, "<figure");
    html_id(page, block->id);
    g_string_append(page->out, ">\n");
    if (block->scene) {
        g_autoptr(GByteArray) svg = g_byte_array_new();

        if (!render_svg(block->scene, page->report->text, svg, error))
            return false;
        g_string_append_len(page->out, (const char *)svg->data, svg->len);
    }
    if (block->table) {
        g_string_append(page->out, "<details><summary>");
        html_text(page->out, word(WORD_FIGURE_NUMBERS, page->report->language));
        g_string_append(page->out, "</summary>\n");
        html_table(page, block->table, false);
        g_string_append(page->out, "</details>\n");
    }
    g_string_append(page->out, "</figure>\n");
    return true;
}

static void
add_table(Page *page, const Block *block)
{
    g_string_append(page->out, "<div class=\"table\"");
    html_id(page, block->id ? block->id : block->table->id);
    g_string_append(page->out, ">\n");
    html_table(page, block->table, true);
    g_string_append(page->out, "</div>\n");
}

static bool
add_block(Page *page, const Block *block, Lists *lists, GError **error)
{
    if (block->kind != BLOCK_ITEM)
        close_lists(page, lists, 0);
    switch (block->kind) {
    case BLOCK_HEADING:
        add_heading(page, block);
        break;
    case BLOCK_PARAGRAPH:
        g_string_append(page->out, "<p");
        html_id(page, block->id);
        add_runs_in(page, block, ">", "</p>\n");
        break;
    case BLOCK_ITEM:
        add_item(page, block, lists);
        break;
    case BLOCK_QUOTE:
        add_runs_in(page, block, "<blockquote><p>", "</p></blockquote>\n");
        break;
    case BLOCK_CODE:
        add_runs_in(page, block, "<pre tabindex=\"0\"><code>", "</code></pre>\n");
        break;
    case BLOCK_TABLE:
        add_table(page, block);
        break;
    case BLOCK_FIGURE:
        return add_figure(page, block, error);
    case BLOCK_CONTENTS:
        add_contents(page, block->list);
        break;
    }
    return true;
}

static void
add_footnotes(Page *page)
{
    const Report *report = page->report;

    if (report->footnotes->len == 0)
        return;
    g_string_append(page->out, "<section class=\"footnotes\" aria-label=\"");
    html_text(page->out, word(WORD_FOOTNOTES, report->language));
    g_string_append(page->out, "\">\n<ol>\n");
    for (guint i = 0; i < report->footnotes->len; i++) {
        g_string_append_printf(page->out, "<li id=\"fn%u\">", i + 1);
        html_runs(page, report->footnotes->pdata[i]);
        g_string_append_printf(page->out, " <a class=\"fn\" href=\"#fnref%u\"", i + 1);
        html_attribute(page->out, "aria-label", word(WORD_BACK, report->language));
        g_string_append(page->out, ">\u21a9\ufe0e</a></li>\n");
    }
    g_string_append(page->out, "</ol>\n</section>\n");
}

static void
add_account(Page *page)
{
    g_autoptr(GPtrArray) account = account_of(page->report);

    if (account->len == 0)
        return;
    g_string_append(page->out, "<footer class=\"account\">\n");
    for (guint i = 0; i < account->len; i++) {
        g_string_append(page->out, "<p>");
        html_text(page->out, account->pdata[i]);
        g_string_append(page->out, "</p>\n");
    }
    g_string_append(page->out, "</footer>\n");
}

static void
add_imprint(Page *page)
{
    const GArray *imprint = page->report->imprint;

    if (imprint->len == 0)
        return;
    g_string_append(page->out, "<section class=\"account imprint\"");
    html_attribute(page->out, "aria-label", word(WORD_IMPRINT, page->report->language));
    g_string_append(page->out, ">\n");
    for (guint i = 0; i < imprint->len; i++) {
        const ImprintLine *line = &g_array_index(imprint, ImprintLine, i);

        g_string_append(page->out, line->name ? "<p><b>" : "<p>");
        html_text(page->out, line->name ? line->name : "");
        g_string_append(page->out, line->name ? "</b> " : "");
        html_text(page->out, line->text);
        g_string_append(page->out, "</p>\n");
    }
    g_string_append(page->out, "</section>\n");
}

static bool
add_main(Page *page, GError **error)
{
    const Report *report = page->report;
    Lists lists = { 0 };

    g_string_append(page->out, "<main>\n");
    play_place(page);
    for (guint i = 0; i < report->blocks->len; i++)
        if (!add_block(page, &g_array_index(report->blocks, Block, i), &lists, error))
            return false;
    close_lists(page, &lists, 0);
    if (report->tests && !report->tests_told) {
        g_string_append(page->out, "<div class=\"table\">\n");
        html_table(page, report->tests, true);
        g_string_append(page->out, "</div>\n");
    }
    add_footnotes(page);
    add_imprint(page);
    g_string_append(page->out, "</main>\n");
    return true;
}

static bool
write_html(const Report *report, GByteArray *bytes, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Page page = { .report = report, .out = out, .ids = ids };

    html_head(&page);
    if (!add_main(&page, error))
        return false;
    add_account(&page);
    trace_store_html(report, out);
    play_script(&page);
    if (html_sorts(report))
        g_string_append_printf(out, "<script>\n%s</script>\n", sort_js);
    g_string_append(out, "</body>\n</html>\n");
    g_byte_array_append(bytes, (const guint8 *)out->str, (guint)out->len);
    return true;
}

const Writer writer_html = {
    .name = "html",
    .extension = ".html",
    .summary = "one page that holds its figures and style",
    .text = true,
    .drawn = true,
    .write = write_html,
};
