#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# payments.sh ANDEL BUILD: erroneous payments and audit samples, each at two sizes: the time beyond
# the start grows as the work does. Prints wall seconds, processor seconds, peak memory in MB.
set -eu
andel=$1 build=$2
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

population() { # ITEMS
    awk -v n="$1" 'BEGIN { srand(5); print "unit_id,book_value"
        for (i = 0; i < n; i++) printf "p%08d,%d\n", i, 1 + int(exp(4 + 5 * rand())) }' \
        > "$data/population-$1.csv"
}
experts() { # what 20 believe of three causes that are added up
    awk 'BEGIN { print "expert_id,quantity_id,low,likely,high,range_prob"
        for (k = 1; k <= 20; k++) for (q = 1; q <= 3; q++)
            printf "e%02d,q%d,%d,%d,%d,0.9\n", k, q, k, k + 2 * q, k + 9 }' > "$data/experts.csv"
    printf 'quantity_id,sum_group\nq1,all\nq2,all\nq3,all\n' > "$data/quantities.csv"
}
row() { # LABEL COMMAND...
    label=$1
    shift
    # shellcheck disable=SC2046 # three numbers
    printf '%-44s %8.3f %8.3f %8.1f\n' "$label" $("$build/measure" "$@")
}

printf '%-44s %8s %8s %8s\n' 'payments and audit' 'wall s' 'cpu s' 'peak MB'
for n in 25000 50000; do
    sh make_reviewed.sh $n "$data"
    row "bootstrap, $n items, 12 strata, 1000" "$andel" payments estimate "$data/sample-$n.csv" \
        --strata stratum --population "$data/frame.csv" --ci percentile --replicates 1000
    row "the same without the bootstrap" "$andel" payments estimate "$data/sample-$n.csv" \
        --strata stratum --population "$data/frame.csv"
done
for n in ${POPULATIONS-1000000 10000000}; do
    population "$n"
    row "10000 of $n by pareto" "$andel" audit draw "$data/population-$n.csv" --method pareto \
        --n 10000 --seed bench
    rm "$data/population-$n.csv"
done
experts
for draws in 50000 100000; do
    row "$draws draws, 20 experts, 3 quantities" "$andel" payments elicit "$data/experts.csv" \
        --quantities "$data/quantities.csv" --draws $draws
done
