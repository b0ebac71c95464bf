#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The codebook of FILE.csv, a file of make_survey beside it, on standard output: make_design.sh FILE
set -eu
cat <<END
title: Made-up survey
source: Made-up survey of make_survey.c
lang: sv
data: ${1:?which file}.csv
design: {weight: weight, strata: [stratum], psu: [psu], fpc: [fpc], singleton: adjust}
END
