/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_audit.c - plans, allocations and drawn items. */
#include "reports/tabulate_audit.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

Table *
table_of_plan(const AuditFigure *figures, size_t n, Word rule, const ShowOptions *show)
{
    const char *language = show->language;
    const TableColumn columns[] = {
        { "quantity", word(WORD_AUDIT_QUANTITY, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", word(WORD_AUDIT_VALUE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
    };
    const TableColumn tidy[] = { { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
                                 { "value", "Value", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 } };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_AUDIT_PLAN, language));
    table->data = table_new(show->id, tidy, G_N_ELEMENTS(tidy));
    for (size_t k = 0; k < n; k++) {
        if (isnan(figures[k].value))
            continue;
        Entry shown[] = { entry_text(table, word(figures[k].label, language)),
                          entry_number(figures[k].value) };
        Entry data[] = { entry_text(table->data, figures[k].name), entry_number(figures[k].value) };
        g_autofree char *text =
            number_format(figures[k].value, 0, figures[k].decimals, number_style(language));
        g_autofree char *address = g_strdup_printf("%s.%s", show->id, figures[k].name);

        shown[1].text = table_text(table, text);
        shown[1].address = table_text(table, address);
        memcpy(table_add(table, ROW_BODY), shown, sizeof shown);
        memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
    }
    table_note(table, word(rule, language));
    return table;
}

Table *
table_of_allocation(char *const *names, const double *population, const int64_t *sizes, size_t n,
                    const ShowOptions *show)
{
    const char *language = show->language;
    const TableColumn columns[] = {
        { "stratum", word(WORD_AUDIT_STRATUM, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "items", word(WORD_AUDIT_ITEMS, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "n", word(WORD_AUDIT_DRAWN, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "note", word(WORD_AUDIT_NOTE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));
    double items = 0.0, drawn = 0.0;

    table->title = table_text(table, word(WORD_AUDIT_ALLOCATION, language));
    for (size_t h = 0; h < n; h++) {
        bool whole = (double)sizes[h] >= population[h];
        Entry row[] = { entry_text(table, names[h]), entry_number(population[h]),
                        entry_number((double)sizes[h]),
                        entry_text(table, whole ? word(WORD_AUDIT_TAKEN_WHOLE, language) : NULL) };

        items += population[h];
        drawn += (double)sizes[h];
        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    Entry total[] = { entry_text(table, word(WORD_TOTAL, language)), entry_number(items),
                      entry_number(drawn), entry_text(table, NULL) };
    memcpy(table_add(table, ROW_TOTAL), total, sizeof total);
    return table;
}

/* The same with every number, for programs. */
static Table *
tidy_selection(const AuditDrawn *drawn, size_t n, const char *id)
{
    static const TableColumn columns[] = {
        { "draw_no", "No", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "unit_id", "Item", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "stratum", "Stratum", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "book_value", "Book value", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "pi", "Probability", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "u", "Chance", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "hit_position", "Position", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "hits", "Hits", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "certainty", "Certain", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "spare", "Spare", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    };
    Table *table = table_new(id, columns, G_N_ELEMENTS(columns));

    for (size_t k = 0; k < n; k++) {
        const AuditPick *pick = &drawn[k].pick;
        Entry row[] = { entry_number((double)k + 1.0),
                        entry_text(table, drawn[k].id),
                        entry_text(table, drawn[k].stratum),
                        entry_number(drawn[k].book),
                        entry_number(pick->pi),
                        entry_number(drawn[k].u),
                        entry_number(pick->position),
                        entry_number(pick->hits),
                        entry_number(pick->certainty),
                        entry_number(pick->spare) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    return table;
}

Table *
table_of_selection(const AuditDrawn *drawn, size_t n, const ShowOptions *show)
{
    const char *language = show->language;
    const TableColumn columns[] = {
        { "draw_no", word(WORD_AUDIT_NUMBER, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "unit_id", word(WORD_AUDIT_ITEM, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "stratum", word(WORD_AUDIT_STRATUM, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "book_value", word(WORD_AUDIT_BOOK, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "pi", word(WORD_AUDIT_PI, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 4 },
        { "note", word(WORD_AUDIT_NOTE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    enum { STRATUM = 2, N = G_N_ELEMENTS(columns) };
    bool strata = n > 0 && *drawn[0].stratum;
    TableColumn used[N];
    size_t n_used = 0;

    for (size_t j = 0; j < N; j++)
        if (j != STRATUM || strata)
            used[n_used++] = columns[j];
    Table *table = table_new(show->id, used, n_used);

    table->title = table_text(table, word(WORD_AUDIT_SELECTION, language));
    for (size_t k = 0; k < n; k++) {
        const AuditPick *pick = &drawn[k].pick;
        g_autofree char *hits = pick->hits > 1 ? g_strdup_printf("× %u", pick->hits) : NULL;
        const char *note = pick->certainty ? word(WORD_AUDIT_CERTAIN, language)
                           : pick->spare   ? word(WORD_AUDIT_SPARE, language)
                                           : hits;
        Entry row[] = { entry_number((double)k + 1.0),
                        entry_text(table, drawn[k].id),
                        entry_text(table, drawn[k].stratum),
                        entry_number(drawn[k].book),
                        entry_number(pick->pi),
                        entry_text(table, note) };

        if (!strata)
            memmove(row + STRATUM, row + STRATUM + 1, (N - STRATUM - 1) * sizeof *row);
        memcpy(table_add(table, ROW_BODY), row, n_used * sizeof *row);
    }
    table->data = tidy_selection(drawn, n, show->id);
    return table;
}

Table *
table_of_certificate(const char *const *names, char *const *texts, size_t n,
                     const ShowOptions *show)
{
    const char *language = show->language;
    const TableColumn columns[] = {
        { "name", word(WORD_AUDIT_QUANTITY, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", word(WORD_AUDIT_VALUE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    Table *table = table_new("certificate", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_AUDIT_CERTIFICATE, language));
    for (size_t k = 0; k < n; k++) {
        Entry row[] = { entry_text(table, names[k]), entry_text(table, texts[k]) };

        if (texts[k])
            memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    table_note(table, word(WORD_AUDIT_CERTIFICATE_NOTE, language));
    return table;
}
