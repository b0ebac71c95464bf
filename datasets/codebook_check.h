/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_check.h - mistakes of meaning in a codebook; for the files codebook*.c only. */
#pragma once

#include "datasets/codebook.h"

/* Complains in the document of CODEBOOK of what contradicts itself. */
void codebook_check_meaning(Codebook *codebook);
