/* SPDX-License-Identifier: GPL-3.0-or-later */
/* latex_table.c - a table in LaTeX. What stands right of a decimal mark or dash is put in a box as
 * wide as the widest of its column, so that no package has to guess. */
#include "reports/latex.h"
#include "reports/latex_columns.h"
#include "reports/words.h"

#include <string.h>

/* ---- pieces */

/* One cell that takes N columns of LaTeX: "r" or the like, without the space at the table's ends.
 */
static void
open_span(LatexTable *making, size_t n, const char *side, bool first, bool last)
{
    g_string_append_printf(making->out, "\\multicolumn{%zu}{%s%s%s}{", n, first ? "@{}" : "", side,
                           last ? "@{}" : "");
}

/* Lines across the page, whatever the width of the columns: up to close_lines(). */
static void
open_lines(LatexTable *making)
{
    open_span(making, making->table->n_columns, "l", true, true);
    g_string_append(making->out, "\\rlap{\\parbox[t]{\\linewidth}{\\raggedright ");
}

static void
close_lines(LatexTable *making, const char *end)
{
    g_string_append_printf(making->out, "\\strut}}}%s\n", end);
}

static void
add_columns(LatexTable *making)
{
    g_string_append(making->out, "{@{}");
    for (size_t j = 0; j < making->table->n_columns; j++) {
        const LatexColumn *column = &making->columns[j];

        if (latex_is_number(making->table, j))
            g_string_append_c(making->out, 'r');
        else if (column->room > 0.0)
            g_string_append_printf(making->out,
                                   ">{\\raggedright\\arraybackslash}p{%.3f\\linewidth}",
                                   0.96 * column->room / making->page);
        else
            g_string_append_c(making->out, 'l');
    }
    g_string_append(making->out, "@{}}\n");
}

/* ---- heads */

static void
add_spanners(LatexTable *making)
{
    const Table *table = making->table;
    g_autoptr(GString) rules = g_string_new(NULL);

    for (size_t j = 0, end; j < table->n_columns; j = end) {
        end = table_spanner_end(table, j);
        g_string_append(making->out, j ? " & " : "");
        if (!table->columns[j].spanner)
            continue;
        open_span(making, end - j, "c", j == 0, end == table->n_columns);
        latex_text(making->out, table->columns[j].spanner);
        g_string_append_c(making->out, '}');
        g_string_append_printf(rules, "\\cmidrule(lr){%zu-%zu}", j + 1, end);
    }
    g_string_append_printf(making->out, " \\\\\n%s\n", rules->str);
}

static void
add_heads(LatexTable *making)
{
    const Table *table = making->table;

    g_string_append(making->out, "\\toprule\n");
    if (table_has_spanners(table))
        add_spanners(making);
    for (size_t j = 0; j < table->n_columns; j++) {
        const char *side = latex_is_number(table, j) ? "r" : "l";

        g_string_append(making->out, j ? " & " : "");
        open_span(making, 1, side, j == 0, j + 1 == table->n_columns);
        char **lines = making->columns[j].head;
        bool several = lines[0] && lines[1];

        if (several)
            g_string_append_printf(making->out, "\\begin{tabular}[b]{@{}%s@{}}", side);
        for (char **line = lines; *line; line++) {
            g_string_append(making->out, line > lines ? "\\\\" : "");
            latex_text(making->out, *line);
        }
        g_string_append(making->out, several ? "\\end{tabular}}" : "}");
    }
    g_string_append(making->out, " \\\\\n\\midrule\n");
}

static void
add_title(LatexTable *making, bool first)
{
    const Table *table = making->table;
    GString *out = making->out;
    const char *const lines[] = { table->question, table->base };

    if (!table->number && !table->title)
        return;
    open_lines(making);
    if (first) {
        g_autofree char *title = g_strdup_printf("%s%s%s", table->number ? table->number : "",
                                                 table->number && table->title ? "\u2003" : "",
                                                 table->title ? table->title : "");
        latex_command(out, "textbf", title);
    } else {
        g_autofree char *again = word_filled(WORD_CONTINUED, making->language,
                                             table->number ? table->number : table->title);
        latex_command(out, "textbf", again);
    }
    for (size_t i = 0; first && i < G_N_ELEMENTS(lines); i++)
        if (lines[i]) {
            g_string_append(out, "\\par ");
            latex_text(out, lines[i]);
        }
    close_lines(making, "\\\\[2pt]");
}

/* ---- rows */

static void
add_mark(GString *out, const char *mark)
{
    if (!mark)
        return;
    g_string_append(out, "\\rlap{");
    latex_command(out, "textsuperscript", mark);
    g_string_append_c(out, '}');
}

/* TEXT in bold type or not. */
static void
add_styled(GString *out, const char *text, bool bold)
{
    if (bold && *text)
        latex_command(out, "textbf", text);
    else
        latex_text(out, text);
}

/* The tail of a number in a box as wide as the widest of its column. */
static void
add_tail(LatexTable *making, size_t j, const char *tail)
{
    const LatexColumn *column = &making->columns[j];

    if (*column->tail == '\0')
        return;
    g_string_append(making->out, "\\andeltail{");
    add_styled(making->out, column->tail, column->bold);
    g_string_append(making->out, "}{");
    latex_text(making->out, tail);
    g_string_append_c(making->out, '}');
}

static void
add_entry(LatexTable *making, size_t row, size_t j, bool indented)
{
    const Entry *entry = table_entry(making->table, row, j);
    g_autofree char *shown = latex_show(making, row, j);
    size_t split = entry_split(entry, shown, making->language);
    bool numbers = latex_is_number(making->table, j), bold = latex_is_bold(making, row, j);
    GString *out = making->out;

    g_string_append(out, indented && j == 0 ? "\\hspace*{1em}" : "");
    if (!numbers || split == ENTRY_NO_SPLIT) {
        add_styled(out, shown, bold);
    } else {
        g_autofree char *left = g_strndup(shown, split);

        g_string_append(out, bold ? "\\textbf{" : "");
        latex_text(out, left);
        add_tail(making, j, shown + split);
        g_string_append(out, bold ? "}" : "");
    }
    add_mark(out, entry->mark);
}

static void
add_row(LatexTable *making, size_t row, bool indented)
{
    TableRowKind kind = table_row_kind(making->table, row);
    bool first_total =
        kind == ROW_TOTAL && row > 0 && table_row_kind(making->table, row - 1) != ROW_TOTAL;

    if (kind == ROW_GROUP) {
        g_autofree char *name = latex_show(making, row, 0);

        g_string_append(making->out, row > 0 ? "\\addlinespace[3pt]\n" : "");
        open_lines(making);
        latex_command(making->out, "textbf", name);
        close_lines(making, "\\\\*"); /* not at the end of a page */
        return;
    }
    g_string_append(making->out, first_total ? "\\midrule\n" : "");
    for (size_t j = 0; j < making->table->n_columns; j++) {
        g_string_append(making->out, j ? " & " : "");
        add_entry(making, row, j, indented);
    }
    g_string_append(making->out, " \\\\\n");
}

static void
add_notes(LatexTable *making)
{
    const Table *table = making->table;
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    g_string_append(making->out, "{\\footnotesize\\setlength\\parskip{1pt}\n");
    for (guint i = 0; i < table->notes->len; i++)
        g_ptr_array_add(lines, table->notes->pdata[i]);
    if (table->source)
        g_ptr_array_add(lines, (gpointer)table->source);
    if (table->trace)
        g_ptr_array_add(lines, (gpointer)table->trace);
    for (guint i = 0; i < lines->len; i++) {
        latex_text(making->out, lines->pdata[i]);
        g_string_append(making->out, "\\par\n");
    }
    g_string_append(making->out, "}\\bigskip\n");
}

void
latex_table(GString *out, const Table *table, const char *language)
{
    LatexTable making = { .out = out, .table = table, .language = language };
    bool indented = false;

    latex_columns(&making);
    g_string_append(out, making.turned ? "\\begin{landscape}\n" : "");
    g_string_append(out, "\\begingroup\\small\n\\begin{longtable}");
    add_columns(&making);
    add_title(&making, true);
    add_heads(&making);
    g_string_append(out, "\\endfirsthead\n");
    add_title(&making, false);
    add_heads(&making);
    g_string_append(out, "\\endhead\n\\midrule\n");
    open_lines(&making);
    latex_command(out, "footnotesize", word(WORD_CONTINUES, language));
    close_lines(&making, "\\\\");
    g_string_append(out, "\\endfoot\n\\bottomrule\n\\endlastfoot\n");
    for (size_t row = 0; row < table_rows(table); row++) {
        TableRowKind kind = table_row_kind(table, row);

        indented = kind == ROW_GROUP || (indented && kind == ROW_BODY);
        add_row(&making, row, indented && kind == ROW_BODY);
    }
    g_string_append(out, "\\end{longtable}\n\\endgroup\n");
    add_notes(&making);
    g_string_append(out, making.turned ? "\\end{landscape}\n" : "");
    latex_columns_clear(&making);
}
