/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_json.h - a saved result as it was parsed, for the files that read it. */
#pragma once

#include "reports/result.h"

#include <jansson.h>

struct Result {
    Saved *saved;
    json_t *root; /* of SAVED, as ROWS is */
    json_t *rows; /* of its first table */
    const char *name;
    Codebook *codebook;
};
