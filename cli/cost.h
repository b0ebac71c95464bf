/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost.h - what the parts of `andel cost` have in common: the model, its names, the seed. */
#pragma once

#include "analysis/cost.h"
#include "cli/command.h"
#include "reports/tabulate.h"

typedef struct {
    char **outputs, **grid, **rounded;
    char *scenario, *output, *input, *unknown, *published, *target, *data_dir;
    double from, to; /* NAN: not given */
    int draws, steps;
    bool latin;
} CostOptions;

/* A model as the command line asks for it. */
typedef struct {
    const CostOptions *options;
    const CommonOptions *common;
    CostModel *model;
    Report *report; /* NULL when it was taken */
    const char *language;
    size_t scenario;
} CostCommand;

/* The step called NAME; OPTION stands in the message. FALSE and ERROR (ANDEL_ERROR_USAGE) names the
 * nearest. */
bool cost_step(const CostModel *model, const char *option, const char *name, size_t *step,
               GError **error);
/* The step of --output, else the last of the outputs. */
bool cost_output(const CostCommand *command, size_t *step, GError **error);

/* Adds FIGURE, drawn as CHART, with TABLE (taken over) as its numbers, to the report. FALSE and
 * ERROR: it cannot be laid out. */
bool cost_draw(CostCommand *command, const char *chart, FigureData *figure, Table *table,
               GError **error);

/* The parts: each adds its tables to the report. */
bool cost_run_model(CostCommand *command, GError **error);
bool cost_simulate(CostCommand *command, GError **error);
bool cost_tornado(CostCommand *command, GError **error);
bool cost_breakeven(CostCommand *command, GError **error);
bool cost_invert(CostCommand *command, GError **error);
