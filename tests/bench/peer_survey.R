# SPDX-License-Identifier: GPL-3.0-or-later
# peer_survey.R JOB FILE - the jobs with survey, on data read by data.table.
a <- commandArgs(TRUE); job <- a[1]; file <- a[2]
suppressPackageStartupMessages({ library(data.table); library(survey) })
setDTthreads(0)
rd <- function(...) as.data.frame(fread(file, select = c(...), encoding = "UTF-8", showProgress = FALSE, data.table = FALSE))
des <- function(d) svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = d)
options(digits = 9, width = 200)
switch(job,
  j1 = { d <- rd("region", "q1", "stratum", "psu", "weight", "fpc")
         print(100 * prop.table(svytable(~ region + q1, des(d)), 1)) },
  j2 = { d <- rd("region", "q1", "stratum", "psu", "weight", "fpc"); d$region <- factor(d$region); d$q1 <- factor(d$q1)
         s <- des(d); print(svyby(~q1, ~region, s, svymean)); print(svychisq(~ region + q1, s)) },
  j2e = { d <- rd("region", "q1", "stratum", "weight"); d$region <- factor(d$region); d$q1 <- factor(d$q1)
          s <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = d)
          print(svyby(~q1, ~region, s, svymean)); print(svychisq(~ region + q1, s)) },
  j3 = { d <- rd("region", "amount", "hours", "stratum", "psu", "weight", "fpc"); s <- des(d)
         print(svyby(~amount, ~region, s, svymean)); print(svyby(~amount, ~region, s, svytotal))
         print(svyby(~amount, ~region, s, svyratio, denominator = ~hours)) },
  j3m = { d <- rd("municipality", "amount", "stratum", "psu", "weight", "fpc"); s <- des(d); print(tail(svyby(~amount, ~municipality, s, svymean), 3)) },
  j4 = { d <- fread(file, encoding = "UTF-8", showProgress = FALSE, data.table = FALSE); d$q1 <- factor(d$q1)
         s <- svrepdesign(data = d, weights = ~weight, repweights = "^rw[0-9]+$", type = "Fay", rho = 0.3, combined.weights = TRUE, mse = TRUE)
         print(svymean(~q1, s)) }
)
