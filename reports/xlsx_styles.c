/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_styles.c - fonts, rules and number formats of a workbook, each combination once. */
#include "reports/xlsx.h"

/* Number formats below this are a spreadsheet's own. */
enum { FIRST_NUMBER = 164 };

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\n";

/* In the order of CellFont. */
static const char fonts[] = "<fonts count=\"5\">\n"
                            "<font><sz val=\"11\"/><color rgb=\"FF1B1F24\"/><name "
                            "val=\"Calibri\"/><family val=\"2\"/></font>\n"
                            "<font><b/><sz val=\"11\"/><color rgb=\"FF1B1F24\"/><name "
                            "val=\"Calibri\"/><family val=\"2\"/></font>\n"
                            "<font><b/><sz val=\"13\"/><color rgb=\"FF1B1F24\"/><name "
                            "val=\"Calibri\"/><family val=\"2\"/></font>\n"
                            "<font><sz val=\"10\"/><color rgb=\"FF4A525B\"/><name "
                            "val=\"Calibri\"/><family val=\"2\"/></font>\n"
                            "<font><sz val=\"9\"/><color rgb=\"FF4A525B\"/><name "
                            "val=\"Calibri\"/><family val=\"2\"/></font>\n"
                            "</fonts>\n";

static const char fills[] =
    "<fills count=\"2\">\n<fill><patternFill patternType=\"none\"/></fill>\n"
    "<fill><patternFill patternType=\"gray125\"/></fill>\n</fills>\n";

Styles *
styles_new(void)
{
    Styles *styles = g_new0(Styles, 1);
    CellStyle plain = { 0 };

    styles->numbers = g_ptr_array_new_with_free_func(g_free);
    styles->cells = g_ptr_array_new_with_free_func(g_free);
    styles->index = g_hash_table_new(g_str_hash, g_str_equal);
    styles_find(styles, &plain); /* the first is what cells without a style have */
    return styles;
}

void
styles_free(Styles *styles)
{
    if (!styles)
        return;
    g_hash_table_unref(styles->index);
    g_ptr_array_unref(styles->cells);
    g_ptr_array_unref(styles->numbers);
    g_free(styles);
}

/* The place of TEXT in LIST, which takes it over and has it once. */
static unsigned
intern(Styles *styles, GPtrArray *list, char *text)
{
    gpointer place;

    if (g_hash_table_lookup_extended(styles->index, text, NULL, &place)) {
        g_free(text);
        return GPOINTER_TO_UINT(place);
    }
    g_hash_table_insert(styles->index, text, GUINT_TO_POINTER(list->len));
    g_ptr_array_add(list, text);
    return list->len - 1;
}

static unsigned
number_id(Styles *styles, const char *number)
{
    return number ? FIRST_NUMBER + intern(styles, styles->numbers, g_strdup(number)) : 0;
}

unsigned
styles_find(Styles *styles, const CellStyle *style)
{
    static const char *const sides[] = { "left", "right", "center" };
    g_autoptr(GString) xf = g_string_new(NULL);

    g_string_append_printf(xf,
                           "<xf numFmtId=\"%u\" fontId=\"%d\" fillId=\"0\" borderId=\"%u\" "
                           "xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" "
                           "applyAlignment=\"1\"%s><alignment horizontal=\"%s\" vertical=\"%s\"",
                           number_id(styles, style->number), style->font, style->rules,
                           style->quoted ? " quotePrefix=\"1\"" : "", sides[style->side],
                           style->font == FONT_HEAD ? "bottom" : "top");
    if (style->wrap)
        g_string_append(xf, " wrapText=\"1\"");
    if (style->indent > 0)
        g_string_append_printf(xf, " indent=\"%d\"", style->indent);
    g_string_append(xf, "/></xf>\n");
    return intern(styles, styles->cells, g_strdup(xf->str));
}

static void
add_border(GString *out, unsigned rules)
{
    const char *top = rules & CELL_RULE_TOP ? "medium" : rules & CELL_RULE_TOTAL ? "thin" : NULL;
    const char *bottom = rules & CELL_RULE_END ? "medium" : rules & CELL_RULE_HEADS ? "thin" : NULL;
    const struct {
        const char *side, *stroke;
    } sides[] = { { "left", NULL }, { "right", NULL }, { "top", top }, { "bottom", bottom } };

    g_string_append(out, "<border>");
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        if (sides[i].stroke)
            g_string_append_printf(out, "<%s style=\"%s\"><color rgb=\"FF1B1F24\"/></%s>",
                                   sides[i].side, sides[i].stroke, sides[i].side);
        else
            g_string_append_printf(out, "<%s/>", sides[i].side);
    }
    g_string_append(out, "<diagonal/></border>\n");
}

GString *
styles_write(const Styles *styles)
{
    GString *out = g_string_new(head);

    if (styles->numbers->len > 0) {
        g_string_append_printf(out, "<numFmts count=\"%u\">\n", styles->numbers->len);
        for (guint i = 0; i < styles->numbers->len; i++) {
            g_string_append_printf(out, "<numFmt numFmtId=\"%u\" formatCode=\"", FIRST_NUMBER + i);
            xlsx_text(out, styles->numbers->pdata[i]);
            g_string_append(out, "\"/>\n");
        }
        g_string_append(out, "</numFmts>\n");
    }
    g_string_append(out, fonts);
    g_string_append(out, fills);
    g_string_append_printf(out, "<borders count=\"%d\">\n", N_CELL_RULES);
    for (unsigned rules = 0; rules < N_CELL_RULES; rules++)
        add_border(out, rules);
    g_string_append(out, "</borders>\n<cellStyleXfs count=\"1\">\n<xf numFmtId=\"0\" fontId=\"0\" "
                         "fillId=\"0\" borderId=\"0\"/>\n</cellStyleXfs>\n");
    g_string_append_printf(out, "<cellXfs count=\"%u\">\n", styles->cells->len);
    for (guint i = 0; i < styles->cells->len; i++)
        g_string_append(out, styles->cells->pdata[i]);
    g_string_append(out, "</cellXfs>\n<cellStyles count=\"1\">\n<cellStyle name=\"Normal\" "
                         "xfId=\"0\" builtinId=\"0\"/>\n</cellStyles>\n</styleSheet>\n");
    return out;
}
