#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# job.sh JOB BUILD ROWS COMMAND...: runs COMMAND, which ends in andel, with the arguments of JOB on
# the data of ROWS rows in BUILD, and those in $OPTIONS. Without ROWS, BUILD is the file: - a pipe.
set -euf
job=$1 build=$2 rows=$3
shift 3
data=${rows:+$build/survey-$rows.csv}
data=${data:-$build}
clusters='--weight weight --strata stratum --psu psu'
statistics='total(amount) mean(amount) ratio(amount/hours)'
# shellcheck disable=SC2086 # these are several words
case $job in
j1) set -- "$@" crosstab "$data" region q1 --weight weight ;;
j2) set -- "$@" crosstab "$data" region q1 $clusters --fpc fpc ;;
j2e) set -- "$@" crosstab "$data" region q1 --weight weight --strata stratum ;;
j3) set -- "$@" estimate "$data" $statistics --by region $clusters ;;
j3m) set -- "$@" estimate "$data" $statistics --by municipality $clusters ;;
j4) set -- "$@" estimate "$build/replicates-$rows.csv" 'share(q1)' --weight weight \
    --repweights 'rw*' --rep-type fay --fay 0.3 ;;
# the same mean of the whole and of more and more domains
d1) set -- "$@" estimate "$build/domains-$rows.csv" 'mean(amount)' $clusters ;;
d21) set -- "$@" estimate "$build/domains-$rows.csv" 'mean(amount)' --by region $clusters ;;
d1000) set -- "$@" estimate "$build/domains-$rows.csv" 'mean(amount)' --by thousand $clusters ;;
d20000) set -- "$@" estimate "$build/domains-$rows.csv" 'mean(amount)' --by twenty $clusters ;;
*) echo "job.sh: there is no job '$job'" >&2 && exit 2 ;;
esac
# shellcheck disable=SC2086
exec "$@" --format csv ${OPTIONS-}
