/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_codebook.c - what is in these data? */
#include "analysis/profile.h"
#include "cli/survey.h"
#include "reports/parts.h"

#include <math.h>

static const Option table_options[] = { { "suppress-below", 0, OPTION_INTEGER,
                                          offsetof(SurveyOptions, suppress_below), "N",
                                          "withhold categories of 1 to N - 1 rows, as many more as "
                                          "would tell them, and the ends of numbers" },
                                        { 0 } };

static const OptionGroup groups[] = { { "Data", data_options, offsetof(SurveyOptions, data) },
                                      { "Design", design_options, offsetof(SurveyOptions, design) },
                                      { "Table", table_options, 0 },
                                      { 0 } };

#define TEXT(n, l)                                    \
    {                                                 \
        .name = n, .label = l, .kind = COLUMN_OF_TEXT \
    }
#define NUMBER(n, l)                                                     \
    {                                                                    \
        .name = n, .label = l, .kind = COLUMN_OF_NUMBERS, .decimals = -1 \
    }

/* Three decimals are enough to see what a variable is; the data output carries all. */
#define ROUNDED(n, l)                                                   \
    {                                                                   \
        .name = n, .label = l, .kind = COLUMN_OF_NUMBERS, .decimals = 3 \
    }

/* NUMBER of VARIABLE, or the sign that it is withheld: with DATA nothing. */
static Entry
entry_of(Table *table, const VariableProfile *variable, double number, const char *language,
         bool data)
{
    return variable->withheld && isnan(number) && !data ? entry_withheld(table, language)
                                                        : entry_number(number);
}

/* With DATA as the rows of programs. */
static Table *
variables_table(const Profile *profile, const Codebook *codebook, const char *language, bool data)
{
    static const TableColumn columns[] = {
        TEXT("variable", "Variable"),
        TEXT("label", "Label"),
        TEXT("type", "Type"),
        NUMBER("n", "n"),
        NUMBER("missing", "Missing"),
        NUMBER("min", "Min"),
        NUMBER("max", "Max"),
        NUMBER("mean", "Mean"),
        NUMBER("sd", "SD"),
        NUMBER("distinct", "Values"),
        NUMBER("max_length", "Longest"),
    };
    Table *table = table_new("variables", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Variables");
    for (size_t k = 0; k < profile->n_variables; k++) {
        const VariableProfile *variable = &profile->variables[k];
        const Variable *described = codebook_find(codebook, variable->name);
        const char *label =
            described ? variable_label(described, variable->name, language) : variable->name;
        Entry cells[] = { entry_text(table, variable->name),
                          entry_text(table, described && described->label ? label : NULL),
                          entry_text(table, variable->number ? "number" : "category"),
                          entry_number((double)variable->n),
                          entry_number((double)variable->missing),
                          entry_of(table, variable, variable->min, language, data),
                          entry_of(table, variable, variable->max, language, data),
                          entry_of(table, variable, variable->mean, language, data),
                          entry_of(table, variable, variable->sd, language, data),
                          entry_number((double)variable->distinct),
                          entry_number((double)variable->max_length) };
        Entry *row = table_add(table, ROW_BODY);

        for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
            row[i] = cells[i];
    }
    return table;
}

/* More categories than this are no list that anyone reads: the printed table is cut and says so. */
enum { LEVELS_SHOWN = 60 };

static void
add_level(Table *table, const char *variable, const LevelCount *level, const char *label,
          const char *language, bool data)
{
    Entry cells[] = { entry_text(table, variable), entry_text(table, level->level),
                      entry_text(table, label),
                      level->withheld && !data
                          ? entry_withheld(table, language)
                          : entry_number(level->withheld ? NAN : (double)level->n) };
    Entry *row = table_add(table, ROW_BODY);

    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
        row[i] = cells[i];
}

/* The levels of all categories; at most MOST of one variable (0: all, as the rows of programs). */
static Table *
levels_table(const Profile *profile, const Codebook *codebook, const char *language, size_t most)
{
    static const TableColumn columns[] = { TEXT("variable", "Variable"), TEXT("level", "Value"),
                                           TEXT("label", "Label"), NUMBER("n", "n") };
    Table *table = table_new("levels", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Values of the categories");
    for (size_t k = 0; k < profile->n_variables; k++) {
        const VariableProfile *variable = &profile->variables[k];
        const Variable *described = codebook_find(codebook, variable->name);
        size_t shown = most ? MIN(most, variable->n_levels) : variable->n_levels;

        for (size_t i = 0; i < shown; i++) {
            const char *level = variable->levels[i].level;
            const char *label = variable_value_label(described, level, language);

            add_level(table, variable->name, &variable->levels[i], label == level ? NULL : label,
                      language, most == 0);
        }
        if (shown < variable->n_levels) {
            g_autofree char *note =
                g_strdup_printf("%s: %zu further values are in the JSON output.", variable->name,
                                variable->n_levels - shown);
            table_note(table, note);
        }
    }
    return table;
}

static Table *
missing_table(const Profile *profile)
{
    static const TableColumn columns[] = { TEXT("variable", "Variable"), TEXT("reason", "Reason"),
                                           NUMBER("n", "n") };
    Table *table = table_new("missing", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Missing cells");
    for (size_t k = 0; k < profile->n_variables; k++)
        for (size_t i = 0; i < profile->variables[k].n_reasons; i++) {
            const LevelCount *reason = &profile->variables[k].reasons[i];
            Entry name = entry_text(table, profile->variables[k].name);
            Entry text = entry_text(table, reason->level);
            Entry *row = table_add(table, ROW_BODY);

            row[0] = name;
            row[1] = text;
            row[2] = entry_number((double)reason->n);
        }
    return table;
}

static void
add_question(Table *table, const char *name, const char *kind, const Node *question,
             const char *asked, const char *language)
{
    if (!question && !asked)
        return;
    Entry cells[] = { entry_text(table, name), entry_text(table, kind),
                      entry_text(table, node_label(question, language)), entry_text(table, asked) };
    Entry *row = table_add(table, ROW_BODY);

    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
        row[i] = cells[i];
}

/* Wordings of the questions and to whom they were put. */
static Table *
questions_table(const Codebook *codebook, const char *language)
{
    static const TableColumn columns[] = { TEXT("variable", "Variable"), TEXT("kind", "Kind"),
                                           TEXT("question", "Question"),
                                           TEXT("asked", "Asked if") };
    Table *table = table_new("questions", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Questions");
    for (size_t i = 0; i < codebook->n_variables; i++)
        add_question(table, codebook->variables[i].name, "question",
                     codebook->variables[i].question, codebook->variables[i].asked, language);
    for (size_t i = 0; i < codebook->n_sets; i++) {
        const MultipleSet *set = &codebook->sets[i];
        g_autofree char *items = g_strjoinv(", ", (char **)set->items);
        g_autofree char *kind = g_strdup_printf("several answers: %s", items);

        add_question(table, set->name, kind, set->question, set->asked, language);
    }
    return table;
}

static void
add_if_any(Report *report, Table *table)
{
    if (table_rows(table) > 0)
        report_table(report, table);
    else
        table_free(table);
}

static void
add_data(Report *report, const Input *input, const Profile *profile)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = data->rows_used = profile->rows;
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(data->notes, (gpointer)report_text(report, *note));
    if (input->codebook_path)
        report_data(report, input->codebook_path, NULL);
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    g_auto(Survey) survey = { 0 };
    g_autoptr(DesignReport) design = NULL;

    if (!arguments_check(arguments, 1, 1, "codebook DATA", error) ||
        !survey_open(&survey, store, arguments[0], common, error))
        return NULL;
    Input *input = survey.input;
    if (design_is_declared(&survey.design) && !(design = design_report_new(&survey.design, error)))
        return NULL;
    g_autoptr(Profile) profile = profile_read(input, design, error);
    if (!profile)
        return NULL;

    const char *language = common_language(common, input->codebook);
    if (survey.query.suppress_below > 0)
        profile_suppress(profile, survey.query.suppress_below);
    Report *report = report_new("codebook", language);
    g_ptr_array_add(report->arguments, (gpointer)report_text(report, arguments[0]));
    add_data(report, input, profile);
    Table *variables = variables_table(profile, input->codebook, language, false);
    variables->data = variables_table(profile, input->codebook, language, true);
    report_table(report, variables);

    if (survey.query.suppress_below > 0)
        report_note(report,
                    "x: withheld. Categories of few rows and what would tell them; the least "
                    "and the greatest number, which one row gives.");
    Table *levels = levels_table(profile, input->codebook, language, LEVELS_SHOWN);
    levels->data = levels_table(profile, input->codebook, language, 0);
    report_table(report, levels);
    add_if_any(report, missing_table(profile));
    add_if_any(report, questions_table(input->codebook, language));
    if (design)
        report_design(report, design);
    return report;
}

const Command command_codebook = {
    .name = "codebook",
    .group = "Survey data",
    .summary = "what is in these data: variables, types, labels, ranges, missing cells",
    .arguments = "DATA",
    .details =
        "A column is read as numbers if every cell that is not missing is one. Digits with "
        "a leading zero and integers beyond 2^53 are codes, and such a column is a category.\n\n"
        "With a design, from options or the codebook, it says what the design is in the data: "
        "stages, PSUs by stratum, weights and what their variation costs, and what looks wrong.",
    .groups = groups,
    .size = sizeof(SurveyOptions),
    .run = run,
};
