/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/listing.h"

#include "reports/words.h"

const char *
listing_title(ListOf list, const char *language)
{
    static const Word titles[] = { [LIST_OF_HEADINGS] = WORD_CONTENTS,
                                   [LIST_OF_FIGURES] = WORD_LIST_OF_FIGURES,
                                   [LIST_OF_TABLES] = WORD_LIST_OF_TABLES };

    return word(titles[list], language);
}

static bool
is_listed(const Block *block, ListOf list, Listed *listed)
{
    const Table *table = block->table;

    *listed = (Listed){ .block = block };
    switch (list) {
    case LIST_OF_HEADINGS:
        listed->number = block->number;
        return block->kind == BLOCK_HEADING && block->level <= 2;
    case LIST_OF_FIGURES:
        listed->number = block->number;
        listed->title = table ? table->title : block->scene ? block->scene->title : NULL;
        return block->kind == BLOCK_FIGURE && listed->number && listed->title;
    case LIST_OF_TABLES:
        listed->number = table ? table->number : NULL;
        listed->title = table ? table->title : NULL;
        return block->kind == BLOCK_TABLE && listed->number && listed->title;
    }
    g_assert_not_reached();
}

GArray *
listing_of(const Report *report, ListOf list)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(Listed));

    for (guint i = 0; i < report->blocks->len; i++) {
        Listed listed;

        if (is_listed(&g_array_index(report->blocks, Block, i), list, &listed))
            g_array_append_val(lines, listed);
    }
    return lines;
}
