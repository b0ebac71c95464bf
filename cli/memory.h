/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.h - what happens when there is no more memory. */
#pragma once

/**
 * From now on an allocation or a thread that GLib fails at ends the program with one line on
 * standard error and status 4, where GLib would abort. What other libraries fail at they report, or
 * do not. Nothing is left behind: outputs are written whole or not at
 * all. All that GLib logs otherwise goes its usual way.
 */
void memory_watch(void);
