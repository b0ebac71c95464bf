/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fonts.h - the fonts of figures as the state of a group of tests. */
#pragma once

#include "plots/text.h"

static inline int
open_fonts(void **state)
{
    *state = text_context_new(NULL);
    return *state ? 0 : -1;
}

static inline int
close_fonts(void **state)
{
    text_context_free(*state);
    return 0;
}
