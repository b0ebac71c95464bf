#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A reviewed sample of ITEMS payments in 12 strata, 8 per cent of them wrong, and its frame:
# make_reviewed.sh ITEMS FOLDER writes sample-ITEMS.csv and frame.csv there.
set -eu
n=${1:?how many} folder=${2:?where}
awk -v n="$n" 'BEGIN {
    srand(3); print "unit_id,stratum,paid,correct"
    for (i = 0; i < n; i++) {
        p = 100 + int(20000 * rand())
        c = rand() < 0.08 ? int(p * rand()) : p
        printf "u%d,s%02d,%d,%d\n", i, i % 12, p, c } }' > "$folder/sample-$n.csv"
awk 'BEGIN { print "stratum,N,paid_total"
    for (h = 0; h < 12; h++) printf "s%02d,1000000,10100000000\n", h }' > "$folder/frame.csv"
