# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript peer_bootstrap.R FILE: job j5: 1000 resamples within strata of the share paid in error.
d <- read.csv(commandArgs(TRUE)[1])
set.seed(1)
error <- abs(d$paid - d$correct)
strata <- split(seq_len(nrow(d)), d$stratum)
r <- replicate(1000, {
  i <- unlist(lapply(strata, function(k) k[sample.int(length(k), replace = TRUE)]), use.names = FALSE)
  sum(error[i]) / sum(d$paid[i])
})
cat(sum(error) / sum(d$paid), quantile(r, c(.025, .975)), "\n")
