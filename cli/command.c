/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c - the commands there are. */
#include "cli/command.h"

#include "cli/options.h"
#include "datasets/error.h"
#include "reports/symbols.h"
#include "reports/writer.h"

#include <string.h>

/* To add a command: write cli/cmd_NAME.c, then one line here. */
#define COMMANDS(X) \
    X(codebook)     \
    X(response)     \
    X(estimate)     \
    X(crosstab)     \
    X(payments)     \
    X(audit)        \
    X(cost)         \
    X(recount)      \
    X(chart)        \
    X(palette)      \
    X(report)       \
    X(explain)

#define DECLARE(name) extern const Command command_##name;
COMMANDS(DECLARE)

#define ENTRY(name) &command_##name,
const Command *const commands[] = { COMMANDS(ENTRY) NULL };

const Command *
command_find(const char *name, GError **error)
{
    const char *names[G_N_ELEMENTS(commands)];
    g_autoptr(GString) list = g_string_new(NULL);
    size_t n = 0;

    for (; commands[n]; n++) {
        if (strcmp(commands[n]->name, name) == 0)
            return commands[n];
        names[n] = commands[n]->name;
        g_string_append_printf(list, "%s%s", n ? ", " : "", names[n]);
    }
    const char *near = nearest_name(name, names, n);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown command '%s'; %s%s%sthere are %s",
                name, near ? "did you mean " : "", near ? near : "", near ? "? " : "", list->str);
    return NULL;
}

Report *
command_run(const Command *command, int argc, char **argv, CommonOptions *common, GError **error)
{
    g_autofree void *store = g_malloc0(command->size ? command->size : 1);
    Report *report = NULL;

    if (command->defaults)
        command->defaults(store);
    g_auto(GStrv) arguments = options_parse(command->groups, store, common, argc, argv, error);
    if (arguments && common->help)
        report = command_help(command);
    else if (arguments)
        report = command->run(store, arguments, common, error);
    if (report && !report->document)
        report_set_symbols(report, common->symbols);
    for (const OptionGroup *group = command->groups; group && group->options; group++)
        options_clear(group->options, (char *)store + group->offset);
    return report;
}

bool
arguments_check(char **arguments, int least, int most, const char *usage, GError **error)
{
    int n = (int)g_strv_length(arguments);

    if (n >= least && (most < 0 || n <= most))
        return true;
    if (n < least)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "an argument is missing; usage: andel %s", usage);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s' is an argument too many; usage: andel %s", arguments[most], usage);
    return false;
}

static bool
is_traced(const Writer *writer)
{
    return writer->traced;
}

static bool
is_drawn(const Writer *writer)
{
    return writer->drawn;
}

/* Whether HAS is true of the writer of some output. */
static bool
any_writer(const CommonOptions *common, bool (*has)(const Writer *writer))
{
    if (common->format || !common->output) {
        const Writer *writer = writer_find(common->format ? common->format : "text", NULL);

        return writer && has(writer);
    }
    for (char **path = common->output; *path; path++) {
        const Writer *writer = writer_for(*path, NULL);

        if (writer && has(writer))
            return true;
    }
    return false;
}

bool
common_traced(const CommonOptions *common)
{
    return any_writer(common, is_traced);
}

bool
common_drawn(const CommonOptions *common)
{
    return any_writer(common, is_drawn);
}
