/* SPDX-License-Identifier: GPL-3.0-or-later */
/* module.h - parts of the program that are loaded when they are first needed. */
#pragma once

#include <glib.h>

/**
 * What the module NAME ("andel-draw.so") defines as SYMBOL. It is looked for in the program itself
 * (tests hold everything), then beside it, then in ../lib/andel, where `make install` puts it;
 * nowhere else, so that no path of the environment chooses code. It stays loaded.
 * NULL and ERROR (ANDEL_ERROR_FILE) says which file is missing or why it cannot be loaded.
 */
gconstpointer module_find(const char *name, const char *symbol, GError **error);
