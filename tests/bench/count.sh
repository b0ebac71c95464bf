#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# count.sh ANDEL BUILD SMALL LARGE: instructions a row of j1 and j3, counted by callgrind as the
# difference of two files of SMALL and LARGE rows. Unlike seconds they do not depend on the machine's
# load.
set -eu
andel=$1 build=$2 small=$3 large=$4

if ! command -v valgrind > /dev/null 2>&1; then
    echo "instructions a row: not counted, valgrind is not installed"
    exit 0
fi

count() { # JOB ROWS
    OPTIONS='--threads 1' sh job.sh "$1" "$build" "$2" \
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$andel" 2>&1 > /dev/null |
        sed -n 's/.*Collected : //p'
}

for job in j1:1100 j3:1500; do
    a=$(count "${job%:*}" "$small") b=$(count "${job%:*}" "$large")
    echo "${job%:*}: $(((b - a) / (large - small))) instructions a row; at most ${job#*:}"
done
