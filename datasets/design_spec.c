/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/design_spec.h"

const char *const pps_names[] = { "brewer", "overton", "hr", "hr-sample", "ht", "yg", "wr", NULL };
