# SPDX-License-Identifier: GPL-3.0-or-later
# peer_pandas.py j1 FILE - the weighted table with pandas, without standard errors.
import sys

import pandas

data = pandas.read_csv(sys.argv[2], usecols=["region", "q1", "weight"])
print(data.pivot_table(values="weight", index="region", columns="q1", aggfunc="sum").to_csv())
