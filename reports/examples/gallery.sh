#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of every kind of chart and of the pages of the example reports, into the folder $1.
# ANDEL names the program; run from the root of the tree.
set -eu
out=$1
mkdir -p "$out"
survey=datasets/examples/contacts/survey.yml
trust='trust_answers trust_equal trust_time trust_errors'

chart() { # NAME KIND ARGUMENTS...
    name=$1
    shift
    "$ANDEL" chart "$@" --tag 'Example data' --quiet -o "$out/$name.png" -o "$out/$name.svg" \
        -o "$out/$name.pdf"
}

chart bar bar $survey knows --number 1
chart grouped grouped $survey knows --by age
chart stacked stacked $survey trust_time --by place
chart likert likert $survey $trust
chart dot dot $survey 'mean(minutes)' --by place,age
chart line line $survey "share(knows = 'yes')" --by year,sex --break '2018=New form' \
    --title 'Share that know whom to ask'
chart histogram histogram $survey minutes
chart slope slope $survey 'mean(minutes)' --by year,place --where "year in ('2015', '2023')"
chart dumbbell dumbbell $survey 'mean(minutes)' --by year,place --where "year in ('2015', '2023')"
chart heat heat $survey trust_time --by age
chart mosaic mosaic $survey knows --by age
chart residuals heat $survey trust_time --by place --residuals
chart tiles tiles $survey 'mean(minutes)' --by county
chart flow flow $survey knows
chart waterfall waterfall datasets/examples/assistance-2017/payments.yml
chart tornado tornado datasets/examples/cost-tables/contact-uncertain.yml
chart density density datasets/examples/payments/experts.csv
"$ANDEL" chart reproduction datasets/published/assistance-2017.yml contact --lang en --quiet \
    -o "$out/reproduction.png" -o "$out/reproduction.svg" -o "$out/reproduction.pdf"
chart panels line $survey "share(knows = 'yes')" --by year --facet age --break '2018=New form' \
    --title 'Share that know whom to ask, by age'

for report in assistance-2017 contacts brief; do
    "$ANDEL" report reports/examples/$report.md --quiet -o "$out/$report.pdf" \
        -o "$out/$report.html" >"$out/$report.log" || [ $? -eq 5 ]
    pdftoppm -r 80 -png "$out/$report.pdf" "$out/$report"
done
