# SPDX-License-Identifier: GPL-3.0-or-later
# peer_datatable.R JOB FILE - the jobs with data.table; the linearisation is written out. No test.
a <- commandArgs(TRUE); job <- a[1]; file <- a[2]
suppressPackageStartupMessages(library(data.table))
setDTthreads(0)
rd <- function(...) fread(file, select = c(...), encoding = "UTF-8", showProgress = FALSE)
options(digits = 9, width = 200)
# variance of each z column by group from one row a PSU and group (absent PSUs have z = 0)
vr <- function(d, cols, by, H) {
  s <- d[, c(lapply(.SD, sum), setNames(lapply(.SD, function(z) sum(z * z)), paste0(cols, "_2"))), by = c("stratum", by), .SDcols = cols]
  s <- H[s, on = "stratum"]
  for (k in cols) s[, (k) := (1 - n / f) * n / (n - 1) * (get(paste0(k, "_2")) - get(k)^2 / n)]
  s[, lapply(.SD, function(v) sqrt(sum(v))), by = by, .SDcols = cols]
}
switch(job,
  j1 = { d <- rd("region", "q1", "weight")[, .(w = sum(weight)), by = .(region, q1)]; d[, pct := 100 * w / sum(w), by = region]; print(d[order(region, q1)], nrows = 200) },
  j2 = { d <- rd("region", "q1", "stratum", "psu", "weight", "fpc")[, .(w = sum(weight), f = fpc[1]), by = .(stratum, psu, region, q1)]
         H <- d[, .(n = uniqueN(psu), f = f[1]), by = stratum]
         r <- d[, .(wr = sum(w)), by = .(stratum, psu, region)]
         p <- d[, .(wc = sum(w)), by = .(region, q1)][, nn := sum(wc), by = region][, p := wc / nn]
         z <- p[r, on = "region", allow.cartesian = TRUE]
         z <- d[z, on = c("psu", "region", "q1", "stratum")][is.na(w), w := 0]
         z[, z := (w - p * wr) / nn]
         print(p[vr(z, "z", c("region", "q1"), H), on = c("region", "q1")], nrows = 200) },
  j3 = { d <- rd("region", "amount", "hours", "stratum", "psu", "weight", "fpc")[, .(w = sum(weight), y = sum(weight * amount), x = sum(weight * hours), f = fpc[1]), by = .(stratum, psu, region)]
         H <- d[, .(n = uniqueN(psu), f = f[1]), by = stratum]
         d[, `:=`(N = sum(w), Y = sum(y), X = sum(x)), by = region]
         d[, `:=`(zm = (y - Y / N * w) / N, zr = (y - Y / X * x) / X)]
         print(d[, .(total = Y[1], mean = Y[1] / N[1], ratio = Y[1] / X[1]), by = region][vr(d, c("y", "zm", "zr"), "region", H), on = "region"]) },
  j3m = { d <- rd("municipality", "amount", "hours", "stratum", "psu", "weight", "fpc")[, .(w = sum(weight), y = sum(weight * amount), x = sum(weight * hours), f = fpc[1]), by = .(stratum, psu, municipality)]
         H <- d[, .(n = uniqueN(psu), f = f[1]), by = stratum]
         d[, `:=`(N = sum(w), Y = sum(y), X = sum(x)), by = municipality]
         d[, `:=`(zm = (y - Y / N * w) / N, zr = (y - Y / X * x) / X)]
         print(d[, .(total = Y[1], mean = Y[1] / N[1], ratio = Y[1] / X[1]), by = municipality][vr(d, c("y", "zm", "zr"), "municipality", H), on = "municipality"]) },
  j4 = { k <- c("weight", paste0("rw", 1:80)); d <- rd("q1", k)[, lapply(.SD, sum), by = q1, .SDcols = k]
         m <- as.matrix(d[, ..k]); p <- t(t(m) / colSums(m)); print(data.frame(q1 = d$q1, p = p[, 1], se = sqrt(rowSums((p[, -1] - p[, 1])^2) / (80 * 0.49)))) }
)
