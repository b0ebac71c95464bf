/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complaints.h - the mistakes of a text file, all of them in one message. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Complaints Complaints;

/* NAME stands before the line of each complaint. */
Complaints *complaints_new(const char *name);
void complaints_free(Complaints *complaints);

/* Adds "NAME:LINE: ..."; LINE 0: without one. */
void complain(Complaints *complaints, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Adds the message of ERROR, as it stands when it says where it is from, and frees it. */
void complain_error(Complaints *complaints, int line, GError *error);

/* TRUE when there were none; else FALSE and ERROR (ANDEL_ERROR_DATA) lists them by line. */
bool complaints_check(const Complaints *complaints, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Complaints, complaints_free)
