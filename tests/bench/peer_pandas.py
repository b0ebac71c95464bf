# SPDX-License-Identifier: GPL-3.0-or-later
# j1 with pandas: the weighted table alone, without standard errors.
import sys

import pandas

data = pandas.read_csv(sys.argv[1], usecols=["region", "q1", "weight"])
print(data.pivot_table(values="weight", index="region", columns="q1", aggfunc="sum").to_csv())
