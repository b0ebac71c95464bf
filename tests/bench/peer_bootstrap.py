# SPDX-License-Identifier: GPL-3.0-or-later
# peer_bootstrap.py FILE: job j5 with numpy: 1000 resamples within strata of the share paid in error.
import csv
import sys

import numpy as np

with open(sys.argv[1], newline="") as file:
    rows = [(r["stratum"], float(r["paid"]), float(r["correct"])) for r in csv.DictReader(file)]
rows.sort(key=lambda row: row[0])
stratum = np.array([row[0] for row in rows])
paid = np.array([row[1] for row in rows])
error = np.abs(paid - np.array([row[2] for row in rows]))
rng = np.random.default_rng(1)
wrong, all_paid = np.zeros(1000), np.zeros(1000)
for name in np.unique(stratum):
    (at,) = np.nonzero(stratum == name)
    for b in range(0, 1000, 100):  # blocks of 100 resamples keep the matrix of indices small
        drawn = rng.integers(at[0], at[-1] + 1, size=(100, len(at)), dtype=np.int32)
        wrong[b : b + 100] += error[drawn].sum(1)
        all_paid[b : b + 100] += paid[drawn].sum(1)
print(error.sum() / paid.sum(), *np.quantile(wrong / all_paid, [0.025, 0.975]))
