/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver.h - a finished report to its outputs, and what is said of it. */
#pragma once

#include "cli/command.h"

/* Writes REPORT to the outputs of COMMON. All are asked for by name before anything is written.
 * FALSE and ERROR. */
bool deliver(const Report *report, const CommonOptions *common, GError **error);
/* After a whole report has gone to files: which, and how its published numbers held. FALSE when
 * standard output cannot be written. */
bool deliver_summary(const Report *report, const CommonOptions *common);
/* MESSAGE on standard error, as text: what a file or an argument brought along can neither steer
 * the terminal nor flood it. */
void deliver_error(const char *message);
