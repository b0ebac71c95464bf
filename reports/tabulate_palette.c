/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_palette.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>

static const Colour white = { 1.0, 1.0, 1.0 };

/* NUMBER as it is shown, with DECIMALS. */
static Entry
entry_rounded(Table *table, double number, int decimals, const char *language)
{
    Entry entry = entry_number(isfinite(number) ? number : NAN);
    g_autofree char *text =
        isfinite(number) ? number_format(number, 0, decimals, number_style(language)) : NULL;

    if (entry.kind == ENTRY_NUMBER)
        entry.text = table_text(table, text);
    return entry;
}

/* COLOUR as series K has it in texts. */
static Colour
text_of(Colour colour, int k)
{
    Look look = look_default;
    char hex[8];

    look.series[k] = (int)g_ascii_strtoull(colour_hex(colour, hex) + 1, NULL, 16);
    return theme_colour_in(&look, ROLE_END_VALUE, k);
}

Table *
table_of_contrast(const Colour *colours, size_t n, const char *language)
{
    const TableColumn columns[] = {
        { .name = "colour", .label = word(WORD_COLOUR, language) },
        { .name = "on_white",
          .label = word(WORD_ON_WHITE, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "text", .label = word(WORD_TEXT_ON_IT, language) },
        { .name = "text_contrast",
          .label = word(WORD_ITS_CONTRAST, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "as_text", .label = word(WORD_AS_TEXT, language) },
        { .name = "as_text_contrast",
          .label = word(WORD_ON_WHITE, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "ribbon", .label = word(WORD_AS_RIBBON, language) },
    };
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_CONTRAST_OF_COLOURS, language));
    for (size_t i = 0; i < n; i++) {
        Colour on = colour_on(colours[i]), as_text = text_of(colours[i], (int)(i % N_SERIES));
        char hex[8];
        bool is_white = colour_contrast(on, white) < 1.01;
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, colour_hex(colours[i], hex));
        row[1] = entry_rounded(table, colour_contrast(colours[i], white), 2, language);
        row[2] = entry_text(table, word(is_white ? WORD_WHITE : WORD_INK, language));
        row[3] = entry_rounded(table, colour_contrast(colours[i], on), 2, language);
        row[4] = entry_text(table, colour_hex(as_text, hex));
        row[5] = entry_rounded(table, colour_contrast(as_text, white), 2, language);
        row[6] = entry_text(table, colour_hex(colour_tint(colours[i]), hex));
    }
    return table;
}

static void
add_measure(Table *table, Word what, double least, int decimals, double limit, const char *language)
{
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, word(what, language));
    row[1] = entry_rounded(table, least, decimals, language);
    row[2] = entry_rounded(table, limit, 0, language);
}

Table *
table_of_palette(const Colour *colours, size_t n, const char *language)
{
    static const Word visions[N_VISIONS] = { WORD_DIFFERENCE_NORMAL, WORD_DIFFERENCE_DEUTAN,
                                             WORD_DIFFERENCE_PROTAN, WORD_DIFFERENCE_TRITAN };
    const TableColumn columns[] = {
        { .name = "measure", .label = word(WORD_MEASURE, language) },
        { .name = "least", .label = word(WORD_LEAST, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "limit", .label = word(WORD_LIMIT, language), .kind = COLUMN_OF_NUMBERS },
    };
    Table *table = table_new("t2", columns, G_N_ELEMENTS(columns));
    double contrast = INFINITY;

    for (size_t i = 0; i < n; i++)
        contrast = fmin(contrast, colour_contrast(colours[i], white));
    table->title = table_text(table, word(WORD_PALETTE_KEEPS, language));
    add_measure(table, WORD_ON_WHITE, contrast, 2, PALETTE_CONTRAST, language);
    for (int v = 0; v < N_VISIONS; v++)
        add_measure(table, visions[v], vision_least_difference(colours, n, (Vision)v), 1,
                    PALETTE_DIFFERENCE, language);
    add_measure(table, WORD_STEP_IN_GREY, vision_least_step(colours, n), 1, PALETTE_STEP, language);
    return table;
}
