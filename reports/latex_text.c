/* SPDX-License-Identifier: GPL-3.0-or-later */
/* latex_text.c - text that LaTeX sets as it stands. */
#include "reports/latex.h"
#include "reports/plain.h"

#include <string.h>

/* What has a command of its own. [ and * stand in braces, for \\ would take them for itself. */
static const struct {
    gunichar c;
    const char *command;
} commands[] = {
    { '\\', "\\textbackslash{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '%', "\\%" },
    { '&', "\\&" },
    { '$', "\\$" },
    { '#', "\\#" },
    { '_', "\\_" },
    { '~', "\\textasciitilde{}" },
    { '^', "\\textasciicircum{}" },
    { '"', "\\textquotedbl{}" },
    { '\'', "\\textquotesingle{}" },
    { '`', "\\textasciigrave{}" },
    { '<', "\\textless{}" },
    { '>', "\\textgreater{}" },
    { '|', "\\textbar{}" },
    { '[', "{[}" },
    { ']', "{]}" },
    { '*', "{*}" },
    { 0x00a0, "~" },
    { 0x00ad, "\\-" },
    { 0x2003, "\\quad{}" },
    { 0x2009, "\\," },
    { 0x200b, "" },
    { 0x2011, "\\mbox{-}" },
    { 0x202f, "\\," },
    { 0x2060, "" },
    { 0x2212, "\\textminus{}" },
    { 0x03b1, "\\ensuremath{\\alpha}" },
    { 0x03b2, "\\ensuremath{\\beta}" },
    { 0x03b3, "\\ensuremath{\\gamma}" },
    { 0x03b4, "\\ensuremath{\\delta}" },
    { 0x03b5, "\\ensuremath{\\varepsilon}" },
    { 0x03b8, "\\ensuremath{\\theta}" },
    { 0x03ba, "\\ensuremath{\\kappa}" },
    { 0x03bb, "\\ensuremath{\\lambda}" },
    { 0x03bc, "\\ensuremath{\\mu}" },
    { 0x03c0, "\\ensuremath{\\pi}" },
    { 0x03c1, "\\ensuremath{\\rho}" },
    { 0x03c3, "\\ensuremath{\\sigma}" },
    { 0x03c4, "\\ensuremath{\\tau}" },
    { 0x03c6, "\\ensuremath{\\varphi}" },
    { 0x03c7, "\\ensuremath{\\chi}" },
    { 0x0394, "\\ensuremath{\\Delta}" },
    { 0x03a3, "\\ensuremath{\\Sigma}" },
    { 0x2192, "\\ensuremath{\\rightarrow}" },
    { 0x2211, "\\ensuremath{\\sum}" },
    { 0x221a, "\\ensuremath{\\surd}" },
    { 0x221e, "\\ensuremath{\\infty}" },
    { 0x2248, "\\ensuremath{\\approx}" },
    { 0x2260, "\\ensuremath{\\neq}" },
    { 0x2264, "\\ensuremath{\\leq}" },
    { 0x2265, "\\ensuremath{\\geq}" },
    { 0x2713, "\\ensuremath{\\checkmark}" },
};

/* What pdfLaTeX sets in the encodings T1 and TS1 without more. */
static bool
is_plain(gunichar c)
{
    static const gunichar lacks[] = { 0x126, 0x127, 0x138, 0x13f, 0x140, 0x149, 0x166, 0x167 };
    static const gunichar others[] = { 0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c,
                                       0x201d, 0x201e, 0x2020, 0x2021, 0x2022, 0x2026,
                                       0x2030, 0x2039, 0x203a, 0x20ac, 0x2122 };

    if (c < 0x7f || (c > 0xa0 && c < 0x17f)) {
        for (size_t i = 0; i < G_N_ELEMENTS(lacks); i++)
            if (c == lacks[i])
                return false;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (c == others[i])
            return true;
    return false;
}

static const char *
command_of(gunichar c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (commands[i].c == c)
            return commands[i].command;
    return NULL;
}

void
latex_text(GString *out, const char *text)
{
    g_autofree char *clean = plain_clean(text ? text : "");
    g_autofree char *composed = g_utf8_normalize(clean, -1, G_NORMALIZE_NFC);

    for (const char *p = composed ? composed : clean; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *command = command_of(c);

        if (command) {
            g_string_append(out, command);
        } else if (is_plain(c)) {
            /* of two hyphens or commas LaTeX would make one sign; a group alone does not part them
             * for LuaLaTeX */
            if ((c == '-' || c == ',') && out->len > 0 && out->str[out->len - 1] == (char)c)
                g_string_append(out, "\\kern0pt{}");
            g_string_append_unichar(out, c);
        } else {
            g_string_append_printf(out, "\\andelchar{%04X}", c);
        }
    }
}

void
latex_command(GString *out, const char *command, const char *text)
{
    g_string_append_printf(out, "\\%s{", command);
    latex_text(out, text);
    g_string_append_c(out, '}');
}
