/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - the option tables as GOption parses them. */
#include "cli/options.h"

#include "datasets/error.h"
#include "reports/symbols.h"

#include <string.h>

static const Option common_options[] = {
    { "output", 'o', OPTION_TEXTS, offsetof(CommonOptions, output), "FILE",
      "write there, in the format of its extension; - is standard output; may be repeated" },
    { "format", 0, OPTION_TEXT, offsetof(CommonOptions, format), "NAME",
      "format of the output (default: text)" },
    { "lang", 0, OPTION_TEXT, offsetof(CommonOptions, lang), "LANG",
      "en or sv: language and number style of what is shown" },
    { "symbols", 0, OPTION_TEXT, offsetof(CommonOptions, symbols), "NAME",
      "scb, gss or eurostat: signs of cells without a number, explained under the table" },
    { "digits", 0, OPTION_INTEGER, offsetof(CommonOptions, digits), "N", "decimals shown" },
    { "level", 0, OPTION_NUMBER, offsetof(CommonOptions, level), "P",
      "confidence level (default: 0.95)" },
    { "seed", 0, OPTION_TEXT, offsetof(CommonOptions, seed), "N", "for anything random" },
    { "threads", 0, OPTION_INTEGER, offsetof(CommonOptions, threads), "N",
      "processors to use (default: all); the result never depends on it" },
    { "quiet", 0, OPTION_FLAG, offsetof(CommonOptions, quiet), NULL, "no progress" },
    { "force", 0, OPTION_FLAG, offsetof(CommonOptions, force), NULL,
      "write figures that fail their own check" },
    { "help", 'h', OPTION_FLAG, offsetof(CommonOptions, help), NULL, "this help" },
    { 0 }
};

static const OptionGroup common_group = { "Options of every command", common_options, 0 };

/* Where OPTION keeps its value in STORE. */
#define VALUE(type, store, option) ((type *)(void *)((char *)(store) + (option)->offset))

/* GLib's own kind of argument for each of ours; OPTION_LIST is split afterwards. Texts are taken as
 * file names are, byte for byte: what they must be is checked where they are used. */
static GOptionArg
argument_kind(OptionType type)
{
    switch (type) {
    case OPTION_FLAG:
        return G_OPTION_ARG_NONE;
    case OPTION_INTEGER:
        return G_OPTION_ARG_INT;
    case OPTION_NUMBER:
        return G_OPTION_ARG_DOUBLE;
    case OPTION_LIST:
    case OPTION_TEXTS:
        return G_OPTION_ARG_FILENAME_ARRAY;
    case OPTION_TEXT:
    default:
        return G_OPTION_ARG_FILENAME;
    }
}

static size_t
count_options(const Option *options)
{
    size_t n = 0;

    while (options[n].name)
        n++;
    return n;
}

static bool
has_option(const OptionGroup *groups, const char *name)
{
    for (; groups && groups->options; groups++)
        for (const Option *option = groups->options; option->name; option++)
            if (strcmp(option->name, name) == 0)
                return true;
    return false;
}

/* Flags are int for GOption and bool for us: *FLAGS holds them until the parse is done. */
static void
add_entries(GArray *entries, const Option *options, void *store, gboolean *flags)
{
    for (size_t i = 0; options[i].name; i++) {
        const Option *option = &options[i];
        GOptionEntry entry = { option->name,
                               option->letter,
                               0,
                               argument_kind(option->type),
                               option->type == OPTION_FLAG ? (gpointer)&flags[i]
                                                           : (gpointer)VALUE(char, store, option),
                               option->help,
                               option->argument };

        g_array_append_val(entries, entry);
    }
}

/* {"a,b", "c"} becomes {"a", "b", "c"}. */
static void
split_list(char ***list)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();

    if (!*list)
        return;
    for (char **text = *list; *text; text++) {
        g_auto(GStrv) pieces = g_strsplit(*text, ",", -1);

        for (char **piece = pieces; *piece; piece++)
            g_ptr_array_add(parts, g_strdup(g_strstrip(*piece)));
    }
    g_ptr_array_add(parts, NULL);
    g_strfreev(*list);
    *list = (char **)g_ptr_array_steal(parts, NULL);
}

static void
take_values(const Option *options, void *store, const gboolean *flags)
{
    for (size_t i = 0; options[i].name; i++) {
        if (options[i].type == OPTION_FLAG)
            *VALUE(bool, store, &options[i]) = flags[i];
        else if (options[i].type == OPTION_LIST)
            split_list(VALUE(char **, store, &options[i]));
    }
}

void
options_clear(const Option *options, void *store)
{
    for (size_t i = 0; options[i].name; i++) {
        if (options[i].type == OPTION_TEXT)
            g_clear_pointer(VALUE(char *, store, &options[i]), g_free);
        else if (options[i].type == OPTION_LIST || options[i].type == OPTION_TEXTS)
            g_clear_pointer(VALUE(char **, store, &options[i]), g_strfreev);
    }
}

void
common_clear(CommonOptions *common)
{
    options_clear(common_options, common);
}

const OptionGroup *
common_option_group(void)
{
    return &common_group;
}

/* Everything from the first "--" on is an argument, whatever it looks like. */
static char **
take_rest(int *argc, char **argv)
{
    for (int i = 0; i < *argc; i++)
        if (strcmp(argv[i], "--") == 0) {
            char **rest = g_strdupv(argv + i + 1);

            *argc = i;
            return rest;
        }
    return g_new0(char *, 1);
}

static bool
check_common(const CommonOptions *common, GError **error)
{
    if (!(common->level > 0.0 && common->level < 1.0)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--level %g: the confidence level lies between 0 and 1, as 0.95",
                    common->level);
        return false;
    }
    if (common->lang && strcmp(common->lang, "en") != 0 && strcmp(common->lang, "sv") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--lang %s: the languages are en and sv",
                    common->lang);
        return false;
    }
    if (common->symbols && !g_strv_contains(symbol_set_names, common->symbols)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--symbols %s: the sets of symbols are scb, gss and eurostat", common->symbols);
        return false;
    }
    if (common->digits < -1 || common->digits > 15) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--digits %d: from 0 to 15 decimals",
                    common->digits);
        return false;
    }
    if (common->threads < 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--threads %d: one or more",
                    common->threads);
        return false;
    }
    return true;
}

char **
options_parse(const OptionGroup *groups, void *store, CommonOptions *common, int argc, char **argv,
              GError **error)
{
    g_auto(GStrv) rest = take_rest(&argc, argv);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    gboolean flags[8][64] = { 0 };
    g_autoptr(GError) problem = NULL;
    size_t n_groups = 0;

    /* the words for GOption: program name first */
    g_auto(GStrv) words = g_new0(char *, (size_t)argc + 2);
    words[0] = g_strdup("andel");
    for (int i = 0; i < argc; i++)
        words[i + 1] = g_strdup(argv[i]);

    common->digits = -1;
    common->level = 0.95;
    add_entries(entries, common_options, common, flags[0]);
    /* where --output is a word of the command, -o is left for the file, and --output-file */
    if (has_option(groups, common_options[0].name))
        g_array_index(entries, GOptionEntry, 0).long_name = "output-file";
    for (; groups && groups[n_groups].options; n_groups++) {
        g_assert(n_groups + 1 < G_N_ELEMENTS(flags));
        g_assert(count_options(groups[n_groups].options) <= G_N_ELEMENTS(flags[0]));
        add_entries(entries, groups[n_groups].options, (char *)store + groups[n_groups].offset,
                    flags[n_groups + 1]);
    }
    g_option_context_add_main_entries(context, (GOptionEntry *)(void *)entries->data, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    bool parsed = g_option_context_parse_strv(context, &words, &problem);

    take_values(common_options, common, flags[0]);
    for (size_t i = 0; i < n_groups; i++)
        take_values(groups[i].options, (char *)store + groups[i].offset, flags[i + 1]);
    if (!parsed) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s", problem->message);
        return NULL;
    }
    if (!check_common(common, error))
        return NULL;

    GPtrArray *arguments = g_ptr_array_new();
    for (char **word = words + 1; words[0] && *word; word++)
        g_ptr_array_add(arguments, g_strdup(*word));
    for (char **word = rest; *word; word++)
        g_ptr_array_add(arguments, g_strdup(*word));
    g_ptr_array_add(arguments, NULL);
    return (char **)g_ptr_array_free(arguments, FALSE);
}
