/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - help as reports, made from the tables of commands and options. */
#include "cli/command.h"
#include "cli/options.h"
#include "reports/writer.h"

#include <string.h>

/* A table of two columns without a head: what is written, and what it means. */
static Table *
two_columns(void)
{
    static const TableColumn columns[] = {
        { .name = "name", .label = "", .kind = COLUMN_OF_TEXT, .decimals = -1 },
        { .name = "meaning", .label = "", .kind = COLUMN_OF_TEXT, .decimals = -1 },
    };

    return table_new("t1", columns, G_N_ELEMENTS(columns));
}

static void
add_pair(Table *table, const char *name, const char *meaning)
{
    Entry first = entry_text(table, name), second = entry_text(table, meaning);
    Entry *row = table_add(table, ROW_BODY);

    row[0] = first;
    row[1] = second;
}

Report *
command_list(void)
{
    Report *report = report_new("help", "en");
    const char *group = NULL;
    Table *table = NULL;

    report_paragraph(report, "andel takes survey and payment data to the printed page.");
    report_paragraph(report, "Usage: andel COMMAND [OPTIONS] [DATA] [ARGUMENTS]");
    for (size_t i = 0; commands[i]; i++) {
        if (!group || strcmp(group, commands[i]->group) != 0) {
            if (table)
                report_table(report, table);
            group = commands[i]->group;
            table = two_columns();
            table->title = table_text(table, group);
        }
        add_pair(table, commands[i]->name, commands[i]->summary);
    }
    if (table)
        report_table(report, table);
    report_paragraph(report, "andel help COMMAND says more; andel --version prints the version.");
    return report;
}

static void
add_options(Report *report, const OptionGroup *group)
{
    Table *table = two_columns();

    table->title = table_text(table, group->title);
    for (const Option *option = group->options; option->name; option++) {
        g_autofree char *letter = option->letter ? g_strdup_printf("-%c, ", option->letter) : NULL;
        g_autofree char *name =
            g_strdup_printf("%s--%s%s%s", letter ? letter : "", option->name,
                            option->argument ? " " : "", option->argument ? option->argument : "");

        add_pair(table, name, option->help);
    }
    report_table(report, table);
}

static void
add_formats(Report *report)
{
    g_autoptr(GString) names = g_string_new("Formats: ");

    for (size_t i = 0; writers[i]; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", writers[i]->name);
    g_string_append_c(names, '.');
    report_paragraph(report, names->str);
}

Report *
command_help(const Command *command)
{
    Report *report = report_new("help", "en");
    g_autofree char *title = g_strdup_printf("andel %s: %s", command->name, command->summary);
    g_autofree char *usage =
        g_strdup_printf("Usage: andel %s %s", command->name, command->arguments);

    report_paragraph(report, title);
    report_paragraph(report, usage);
    if (command->details) {
        g_auto(GStrv) paragraphs = g_strsplit(command->details, "\n\n", -1);

        for (char **paragraph = paragraphs; *paragraph; paragraph++)
            report_paragraph(report, *paragraph);
    }
    for (const OptionGroup *group = command->groups; group && group->options; group++)
        add_options(report, group);
    add_options(report, common_option_group());
    add_formats(report);
    return report;
}
