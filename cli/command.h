/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - commands and their options: one table makes the parser, the help and the manual. */
#pragma once

#include "datasets/input.h"
#include "reports/report.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    OPTION_FLAG,    /* bool */
    OPTION_TEXT,    /* char * */
    OPTION_INTEGER, /* int */
    OPTION_NUMBER,  /* double */
    OPTION_LIST,    /* char **: "a,b,c" */
    OPTION_TEXTS    /* char **: may be given several times */
} OptionType;

/* One option; OFFSET is where its value lies in the struct that the group fills. */
typedef struct {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    OptionType type;
    size_t offset;
    const char *argument; /* "VAR"; NULL for a flag */
    const char *help;
} Option;

/* A table of options, ended by one without a name, that fills a struct at OFFSET in the command's
 * own struct. */
typedef struct {
    const char *title;
    const Option *options;
    size_t offset;
} OptionGroup;

/* Options that every command has. */
typedef struct {
    char **output; /* -o, several times */
    char *format, *lang, *symbols;
    int digits; /* -1: not given */
    double level;
    char *seed;
    int threads;
    bool quiet, force, help;
} CommonOptions;

/* Options of commands that read DATA, and of those that know a design. */
typedef struct {
    char *delimiter, *decimal, *encoding, *codebook, *data_dir;
    char **missing;
} DataOptions;

typedef struct {
    char *sample, *weight, *count, *fpc_unit, *singleton, *df, *convention;
    char **strata, **psu, **fpc;
    char *prob, *pps, *joint;
    char **pps_sum;
    bool nest, singleton_domain;
    char **repweights, **rscales;
    char *rep_type, *rep_centre, *rep_combined;
    double fay, scale;
} DesignOptions;

extern const Option data_options[];
extern const Option design_options[];

/* A command: one file cli/cmd_NAME.c that ends with this struct, and its line in command.c. */
typedef struct {
    const char *name;
    const char *group;               /* under which heading `andel` lists it */
    const char *summary;             /* one line */
    const char *arguments;           /* "DATA EXPR..." */
    const char *details;             /* paragraphs for its help; NULL: none */
    const OptionGroup *groups;       /* ended by one without options */
    size_t size;                     /* of the struct that the groups fill */
    void (*defaults)(void *options); /* sets what is not 0; NULL: nothing */
    /* NULL and ERROR, or a report that the caller writes and frees. ARGUMENTS is
     * NULL-terminated. */
    Report *(*run)(const void *options, char **arguments, const CommonOptions *common,
                   GError **error);
} Command;

extern const Command *const commands[]; /* NULL-terminated */

const Command *command_find(const char *name, GError **error);
/* Parses ARGV (after the name of the command) and runs it. *COMMON is filled (and must be freed
 * with common_clear()) also when it fails. */
Report *command_run(const Command *command, int argc, char **argv, CommonOptions *common,
                    GError **error);
void common_clear(CommonOptions *common);
/* TRUE if an output shows the hashes of the data. */
bool common_traced(const CommonOptions *common);
/* TRUE if an output shows figures. */
bool common_drawn(const CommonOptions *common);
/* Help as reports: of all commands, of one. */
Report *command_list(void);
Report *command_help(const Command *command);

/* Fails (ANDEL_ERROR_USAGE) unless there are LEAST to MOST arguments; MOST < 0: any number. */
bool arguments_check(char **arguments, int least, int most, const char *usage, GError **error);

/* The options as the layers below take them. The results borrow from OPTIONS. */
bool data_options_input(const DataOptions *options, InputOptions *input, GError **error);
bool design_options_spec(const DesignOptions *options, const Codebook *codebook, DesignSpec *spec,
                         GError **error);
/* Language of the result: --lang, else the codebook's, else "en". */
const char *common_language(const CommonOptions *common, const Codebook *codebook);
