#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# job.sh JOB DATA COMMAND...: runs COMMAND, which ends in andel, with the arguments of JOB and those
# in $OPTIONS.
set -euf
job=$1 data=$2
shift 2
clusters='--weight weight --strata stratum --psu psu'
# shellcheck disable=SC2086 # these are several words
case $job in
j1) exec "$@" crosstab "$data" region q1 --weight weight --format csv ${OPTIONS-} ;;
j2) exec "$@" crosstab "$data" region q1 $clusters --fpc fpc --format csv ${OPTIONS-} ;;
j2e) exec "$@" crosstab "$data" region q1 --weight weight --strata stratum --format csv ${OPTIONS-} ;;
j3) by=region ;;
j3m) by=municipality ;;
*) echo "job.sh: there is no job '$job'" >&2 && exit 2 ;;
esac
# shellcheck disable=SC2086
exec "$@" estimate "$data" 'total(amount)' 'mean(amount)' 'ratio(amount/hours)' --by "$by" \
    $clusters --format csv ${OPTIONS-}
