# SPDX-License-Identifier: GPL-3.0-or-later
# peer_draws.py: job j6 with numpy: mean and three percentiles of 10,000,000 draws.
import numpy as np

rng, n = np.random.default_rng(1), 10_000_000
low, mode, high = 0.7, 0.85, 1.2
x = rng.normal(1000, 80, n)
x *= rng.triangular(90, 110, 150, n)
x *= low + (high - low) * rng.beta(1 + 4 * (mode - low) / (high - low),
                                   1 + 4 * (high - mode) / (high - low), n)
x *= rng.lognormal(0.02, 0.05, n)
print(x.mean(), np.quantile(x, [0.05, 0.5, 0.95]))
