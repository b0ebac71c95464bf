/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_fields.h - keys of a codebook that its reading needs by themselves. */
#pragma once

#include "datasets/codebook.h"

/* Of a value that is more than its label. */
extern const Field codebook_value_fields[];
