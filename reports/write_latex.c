/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_latex.c - a report as a LaTeX document that pdfLaTeX and LuaLaTeX set alike. */
#include "reports/account.h"
#include "reports/latex.h"
#include "reports/words.h"
#include "reports/writer.h"

#include <string.h>

static const char preamble[] =
    "\\documentclass[a4paper,10pt]{article}\n"
    "\\usepackage{iftex}\n"
    "\\ifpdftex\n"
    "  \\usepackage[utf8]{inputenc}\n"
    "  \\usepackage[T1]{fontenc}\n"
    "  \\usepackage{lmodern}\n"
    "\\else\n"
    "  \\usepackage{fontspec}\n"
    "\\fi\n"
    "\\usepackage{textcomp,amssymb,array,booktabs,longtable,pdflscape}\n"
    "\\usepackage[margin=30mm]{geometry}\n"
    "\\usepackage[hidelinks]{hyperref}\n"
    "% a character by its number, where the font has it\n"
    "\\ifpdftex\n"
    "  \\newcommand\\andelchar[1]{[U+#1]}\n"
    "\\else\n"
    "  \\newcommand\\andelchar[1]{\\iffontchar\\font\"#1 \\symbol{\"#1}\\else[U+#1]\\fi}\n"
    "\\fi\n"
    "% #2 in a box as wide as #1: what stands right of a decimal mark\n"
    "\\newlength\\andelwidth\n"
    "\\newcommand\\andeltail[2]{\\settowidth\\andelwidth{#1}\\makebox[\\andelwidth][l]{#2}}\n"
    "\\setlength\\LTleft{0pt}\n"
    "\\setlength\\LTright{\\fill}\n"
    "\\setlength\\LTpost{3pt}\n"
    "\\setlength\\tabcolsep{5pt}\n"
    "\\setlength\\parindent{0pt}\n"
    "\\setlength\\parskip{6pt}\n"
    "\\raggedright\n";

/* An address as \href takes it: the signs that LaTeX would take for itself are escaped. */
static void
add_address(GString *out, const char *link)
{
    g_autofree char *address = g_uri_escape_string(link, ":/?#@!$&'()*+,;=%~", FALSE);

    for (const char *p = address; *p; p++) {
        if (strchr("%#&~_$", *p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

static void add_footnote(GString *out, const Report *report, int footnote);

static void
add_run(GString *out, const Report *report, const Run *run)
{
    static const struct {
        RunFlag flag;
        const char *command;
    } styles[] = { { RUN_BOLD, "\\textbf{" },
                   { RUN_ITALIC, "\\emph{" },
                   { RUN_CODE, "\\texttt{" } };
    const char *link = run_web_link(run);
    unsigned open = 0;

    if (link) {
        g_string_append(out, "\\href{");
        add_address(out, link);
        g_string_append(out, "}{");
        open++;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
        if (run->flags & styles[i].flag) {
            g_string_append(out, styles[i].command);
            open++;
        }
    latex_text(out, run->text);
    g_string_append_printf(out, "%.*s", (int)open, "}}}}");
    if (run->footnote >= 0)
        add_footnote(out, report, run->footnote);
    if (run->flags & RUN_BREAK)
        g_string_append(out, "\\newline\n");
}

static void
add_runs(GString *out, const Report *report, const GArray *runs)
{
    for (guint i = 0; runs && i < runs->len; i++)
        add_run(out, report, &g_array_index(runs, Run, i));
}

/* The text of a footnote where its mark stands; one that refers to another is only its text. */
static void
add_footnote(GString *out, const Report *report, int footnote)
{
    const GArray *runs = report->footnotes->pdata[footnote];

    g_string_append(out, "\\footnote{");
    for (guint i = 0; i < runs->len; i++) {
        Run run = g_array_index(runs, Run, i);

        run.footnote = -1;
        add_run(out, report, &run);
    }
    g_string_append_c(out, '}');
}

static void
add_paragraph(GString *out, const char *text)
{
    if (!text)
        return;
    latex_text(out, text);
    g_string_append(out, "\\par\n");
}

static void
add_heading(GString *out, const Report *report, const Block *block)
{
    static const char *const levels[] = { "section", "subsection", "subsubsection", "paragraph" };
    const char *level = levels[CLAMP(block->level, 1, (int)G_N_ELEMENTS(levels)) - 1];
    g_autoptr(GString) text = g_string_new(NULL);

    if (report->document && block->level == 1) /* footnotes are numbered by chapter */
        g_string_append(out, "\\setcounter{footnote}{0}\n");
    if (block->number) {
        latex_text(text, block->number);
        g_string_append(text, "\\quad ");
    }
    add_runs(text, report, block->runs);
    g_string_append_printf(out, "\\%s*{%s}\n", level, text->str);
    if (block->level <= 2) {
        g_autoptr(GString) entry = g_string_new(NULL);

        latex_text(entry, block->number ? block->number : "");
        g_string_append(entry, block->number ? "\\quad " : "");
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            latex_text(entry, g_array_index(block->runs, Run, i).text);
        g_string_append_printf(out, "\\addcontentsline{toc}{%s}{%s}\n", level, entry->str);
    }
}

/* A list of its own for each item, so that none has to be known to begin or end. */
static void
add_item(GString *out, const Report *report, const Block *block)
{
    g_string_append(out, "\\begin{list}{");
    if (block->number)
        latex_text(out, block->number);
    else
        g_string_append(out, "\\textbullet");
    g_string_append_printf(out,
                           "}{\\setlength\\leftmargin{%.1fem}\\setlength\\topsep{0pt}"
                           "\\setlength\\partopsep{0pt}}\\item ",
                           2.0 * MAX(block->level, 1));
    add_runs(out, report, block->runs);
    g_string_append(out, "\\end{list}\n");
}

static void
add_code(GString *out, const Block *block)
{
    for (guint i = 0; block->runs && i < block->runs->len; i++) {
        g_auto(GStrv) lines = g_strsplit(g_array_index(block->runs, Run, i).text, "\n", -1);

        for (char **line = lines; *line; line++) {
            size_t indent = strspn(*line, " ");

            if (**line == '\0' && !line[1])
                continue;
            g_string_append_printf(out, "\\texttt{\\hspace*{%.1fem}", 0.5 * (double)indent);
            latex_text(out, *line + indent);
            g_string_append(out, "}\\par\n");
        }
    }
}

static void
add_block(GString *out, const Report *report, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        add_heading(out, report, block);
        break;
    case BLOCK_PARAGRAPH:
        add_runs(out, report, block->runs);
        g_string_append(out, "\\par\n");
        break;
    case BLOCK_ITEM:
        add_item(out, report, block);
        break;
    case BLOCK_QUOTE:
        g_string_append(out, "\\begin{quote}");
        add_runs(out, report, block->runs);
        g_string_append(out, "\\end{quote}\n");
        break;
    case BLOCK_CODE:
        add_code(out, block);
        break;
    case BLOCK_TABLE:
        latex_table(out, block->table, report->language);
        break;
    case BLOCK_FIGURE: /* a picture would be a file beside this one: the numbers stand for it */
        if (block->table)
            latex_table(out, block->table, report->language);
        else if (block->scene)
            add_paragraph(out, block->scene->description);
        break;
    case BLOCK_CONTENTS:
        g_string_append(out, "\\tableofcontents\n");
        break;
    }
}

static void
add_titles(GString *out, const Report *report)
{
    const char *const lines[] = { report->subtitle, report->authors,   report->publisher,
                                  report->series,   report->date_text, report->tag };

    if (report->picture) /* a figure says its title itself */
        return;
    if (report->title) {
        g_string_append(out, "{\\LARGE ");
        latex_command(out, "textbf", report->title);
        g_string_append(out, "\\par}\n");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        add_paragraph(out, lines[i]);
    for (guint i = 0; i < report->imprint->len; i++) {
        g_autofree char *line = imprint_line(report, i);

        add_paragraph(out, line);
    }
}

static void
add_account(GString *out, const Report *report)
{
    g_autoptr(GPtrArray) account = account_of(report);

    if (report->tests && !report->tests_told)
        latex_table(out, report->tests, report->language);
    if (account->len == 0)
        return;
    g_string_append(out, "\\begingroup\\footnotesize\n");
    for (guint i = 0; i < account->len; i++)
        add_paragraph(out, account->pdata[i]);
    g_string_append(out, "\\endgroup\n");
}

static bool
write_latex(const Report *report, GByteArray *bytes, GError **error)
{
    (void)error;
    g_autoptr(GString) out = g_string_new(preamble);

    g_string_append(out, "\\hypersetup{pdfcreator={andel " ANDEL_VERSION "},pdflang={");
    latex_text(out, report->language);
    g_string_append(out, "},pdftitle={");
    latex_text(out, report->title ? report->title : report->command);
    g_string_append(out, "}}\n\\renewcommand\\contentsname{");
    latex_text(out, word(WORD_CONTENTS, report->language));
    g_string_append(out, "}\n\\begin{document}\n");
    add_titles(out, report);
    for (guint i = 0; i < report->blocks->len; i++)
        add_block(out, report, &g_array_index(report->blocks, Block, i));
    add_account(out, report);
    /* with a space, so that it is told from the same words in the data */
    g_string_append(out, "\\end {document}\n");
    g_byte_array_append(bytes, (const guint8 *)out->str, (guint)out->len);
    return true;
}

const Writer writer_latex = {
    .name = "latex",
    .extension = ".tex",
    .summary = "LaTeX, its tables with the rules of booktabs",
    .text = true,
    .write = write_latex,
};
