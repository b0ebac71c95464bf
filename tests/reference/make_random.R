# SPDX-License-Identifier: GPL-3.0-or-later
# Random designs against R survey: writes data/random_*.csv, random_estimates.json and
# random_tables.json beside this file. Run in this folder: Rscript make_random.R (survey 4.1.1, jsonlite).
suppressMessages({library(survey); library(jsonlite)})
set.seed(20170406)
make <- function(strata, least, most, second) {
  d <- NULL
  for (h in seq_len(strata)) {
    n <- sample(3:6, 1)
    for (c in seq_len(n)) {
      m <- sample(least:most, 1)
      d <- rbind(d, data.frame(h = paste0("S", h), c = paste0("c", h, "_", c), s = seq_len(m), N = n + h + 4))
    }
  }
  d$row <- seq_len(nrow(d))
  d$t <- if (second) paste0(d$c, "_", d$s %% 2) else d$c
  d$T <- ave(as.integer(factor(d$t)), d$c, FUN = function(x) length(unique(x))) + 3
  d$U <- ave(d$s, d$t, FUN = length) + 2
  d$w <- round(runif(nrow(d), 1, 20), 3)
  b <- rnorm(length(unique(d$c)))[as.integer(factor(d$c))]
  d$y <- round(50 + 8 * b + 10 * rnorm(nrow(d)), 2)
  d$z <- round(20 + 0.4 * d$y + rexp(nrow(d), 0.2), 2)
  d$a <- sample(c("p", "q", "r"), nrow(d), TRUE)
  d$b <- c("u", "v", "x")[pmin(3, pmax(1, round(2 + 0.6 * b + 0.5 * rnorm(nrow(d)))))]
  d$g <- sample(c("m", "f"), nrow(d), TRUE)
  d$e <- sample(c("lo", "hi"), nrow(d), TRUE)
  d$y[sample(nrow(d), 8)] <- NA
  d$a[sample(nrow(d), 6)] <- NA
  d$s <- NULL
  d
}
d3 <- make(3, 4, 8, TRUE); d1 <- make(5, 2, 7, FALSE)
write.csv(d3, "data/random_stages.csv", row.names = FALSE, na = "", quote = FALSE)
write.csv(d1, "data/random_clusters.csv", row.names = FALSE, na = "", quote = FALSE)
designs <- list(
  list(id = "three-stages-fpc", data = "data/random_stages.csv", d = d3, psu = c("c", "t", "row"), fpc = c("N", "T", "U"),
       des = svydesign(ids = ~c + t + row, strata = ~h, weights = ~w, fpc = ~N + T + U, data = d3)),
  list(id = "clusters", data = "data/random_clusters.csv", d = d1, psu = "c", fpc = NULL,
       des = svydesign(ids = ~c, strata = ~h, weights = ~w, data = d1)),
  list(id = "clusters-fpc", data = "data/random_clusters.csv", d = d1, psu = "c", fpc = "N",
       des = svydesign(ids = ~c, strata = ~h, weights = ~w, fpc = ~N, data = d1)))
list_or_null <- function(x) if (is.null(x)) NULL else as.list(x)
design_of <- function(x) list(method = "linearized", strata = "h", psu = list_or_null(x$psu), fpc = list_or_null(x$fpc), weight = "w", nest = FALSE)
interval <- function(est, se, df, n) list(est = est, se = se, df = df, ci_lo = est - qt(.975, df) * se, ci_hi = est + qt(.975, df) * se, cv = se / abs(est), n = n)
estimates <- list(); tables <- list()
for (x in designs) {
  df <- degf(x$des); d <- x$d
  for (kind in c("mean", "total", "ratio")) {
    rows <- list()
    for (g in c("f", "m")) for (e in c("hi", "lo")) {
      s <- subset(x$des, g == get("g", globalenv()) & e == get("e", globalenv()) & !is.na(y))
      r <- switch(kind, mean = svymean(~y, s), total = svytotal(~y, s), ratio = svyratio(~y, ~z, s))
      row <- list(var = "y", domain = list(g = g, e = e))
      if (kind == "ratio") row$denominator <- "z"
      rows[[length(rows) + 1]] <- c(row, interval(as.numeric(coef(r)), as.numeric(SE(r)), df, sum(d$g == g & d$e == e & !is.na(d$y))))
    }
    estimate <- list(kind = kind, vars = list("y"), by = list("g", "e"), subset = NULL, missing = "drop row, keep design")
    if (kind == "ratio") estimate$denominator <- list("z")
    estimates[[length(estimates) + 1]] <- list(id = paste0(x$id, "-", kind, "-by-two"), data = x$data, design = design_of(x), estimate = estimate,
      options = list(level = 0.95, ci = "t", df = "design"), expect = rows, tolerance = list(rel = 1e-9), source = "R survey 4.1.1 by domain of two variables")
  }
  ok <- !is.na(d$a); s <- subset(x$des, ok); n <- sum(ok)
  a <- factor(d$a); b <- factor(d$b); cells <- list()
  ratio <- function(top, below) { u <- update(x$des, top_ = as.numeric(top), below_ = as.numeric(below)); svyratio(~top_, ~below_, u) }
  for (i in levels(a)) for (j in levels(b)) {
    here <- ok & d$a %in% i & d$b == j
    t <- svytotal(~here_, update(x$des, here_ = as.numeric(here)))
    p <- ratio(here, ok); r <- ratio(here, d$a %in% i); k <- ratio(here, ok & d$b == j)
    cells[[length(cells) + 1]] <- list(row = i, col = j, n = sum(here), total = as.numeric(coef(t)), total_se = as.numeric(SE(t)), prop = as.numeric(coef(p)),
      prop_se = as.numeric(SE(p)), row_prop = as.numeric(coef(r)), row_prop_se = as.numeric(SE(r)), col_prop = as.numeric(coef(k)), col_prop_se = as.numeric(SE(k)))
  }
  # the effects by R's own algebra, for the exact mixture by Imhof (1961)
  m <- svymean(~interaction(factor(a), factor(b)), s); p <- coef(m); V <- vcov(m)
  rows <- factor(rep(1:3, 3)); cols <- factor(rep(1:3, each = 3)); X1 <- model.matrix(~rows + cols)
  C <- qr.resid(qr(X1), model.matrix(~rows * cols)[, -(1:5)]); iD <- diag(ifelse(p == 0, 0, 1 / p))
  delta <- Re(eigen(solve(t(C) %*% (iD / n) %*% C, t(C) %*% iD %*% V %*% iD %*% C))$values)
  P <- matrix(p, 3); E <- outer(rowSums(P), colSums(P)); X2 <- n * sum((P - E)^2 / E); d0 <- sum(delta)^2 / sum(delta^2) * df
  lam <- c(delta, -X2 / d0) / X2; h <- c(rep(1, length(delta)), d0)
  f <- function(u) sapply(u, function(u) sin(.5 * sum(h * atan(lam * u))) / (u * exp(.25 * sum(h * log1p((lam * u)^2)))))
  exact <- .5 + integrate(f, 0, Inf, rel.tol = 1e-11, subdivisions = 10000)$value / pi
  test <- function(st) svychisq(~a + b, x$des, statistic = st, na.rm = TRUE)
  F <- test("F"); ch <- test("Chisq"); w <- test("Wald"); aw <- test("adjWald")
  G <- 2 * n * sum(ifelse(P > 0, P * log(P / E), 0)); k <- length(delta)
  tables[[length(tables) + 1]] <- list(id = paste0(x$id, "-a-b"), data = x$data, design = design_of(x),
    estimate = list(kind = "crosstab", row = "a", col = "b", subset = NULL, missing = "drop row, keep design"),
    expect = list(n = n, df_design = df, cells = cells, tests = list(
      F = list(statistic = F$statistic[[1]], ndf = F$parameter[[1]], ddf = F$parameter[[2]], p = F$p.value[[1]]),
      Chisq = list(statistic = X2, df = k, p = ch$p.value[[1]], peer_statistic = ch$statistic[[1]]),
      Wald = list(statistic = w$statistic[[1]], ndf = k, ddf = df, p = w$p.value[[1]]),
      adjWald = list(statistic = aw$statistic[[1]], ndf = k, ddf = df - k + 1, p = aw$p.value[[1]]),
      lincom = list(statistic = X2, p = exact, p_tolerance = 1e-8),
      LR = list(statistic = G / sum(delta), ndf = sum(delta)^2 / sum(delta^2), ddf = d0, p = pf(G / sum(delta), d0 / df, d0, lower.tail = FALSE)))),
    tolerance = list(rel = 1e-9), source = "R survey 4.1.1 svychisq, svyratio; lincom by Imhof's integral in R")
}
put <- function(cases, note, file) write(toJSON(list(note = note, cases = cases), auto_unbox = TRUE, null = "null", digits = I(17), pretty = 1), file)
put(estimates, "Random designs of make_random.R; domains by two variables, missing values outside the domain.", "random_estimates.json")
put(tables, "Random designs of make_random.R, in the form of svychisq.json; missing values left out.", "random_tables.json")
