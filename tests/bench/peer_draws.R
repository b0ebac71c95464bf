# SPDX-License-Identifier: GPL-3.0-or-later
# peer_draws.R: job j6 with R.
set.seed(1)
n <- 10000000
u <- runif(n)
tri <- ifelse(u < 1 / 3, 90 + sqrt(u * 60 * 20), 150 - sqrt((1 - u) * 60 * 40))
x <- rnorm(n, 1000, 80) * tri * (0.7 + 0.5 * rbeta(n, 2.2, 3.8)) * rlnorm(n, 0.02, 0.05)
print(c(mean(x), quantile(x, c(0.05, 0.5, 0.95))))
