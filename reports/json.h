/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - the pieces of a JSON document as text. */
#pragma once

#include <glib.h>

/* Appends TEXT in quotes, escaped; NULL is null. Bytes that are no UTF-8 become U+FFFD. */
void json_text(GString *out, const char *text);
/* Appends the shortest text that reads back as NUMBER; null for what is no finite number. */
void json_number(GString *out, double number);
/* Appends "KEY": with a comma before it unless OUT ends with the opening of its object. */
void json_key(GString *out, const char *key);
/* Appends a comma unless OUT ends with the opening of an object or list. */
void json_next(GString *out);
