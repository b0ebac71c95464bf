/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saved_json.h - a saved result as it was parsed, for the files that read it. */
#pragma once

#include "reports/saved.h"

#include <jansson.h>

struct Saved {
    json_t *root;
    json_t *rows; /* of its first table; borrowed from ROOT */
    const char *name;
    Codebook *codebook;
};
