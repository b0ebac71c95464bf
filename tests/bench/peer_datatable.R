# SPDX-License-Identifier: GPL-3.0-or-later
# j1 with data.table: the weighted table alone, without standard errors.
suppressMessages(library(data.table))
data <- fread(commandArgs(TRUE)[1], select = c("region", "q1", "weight"))
print(dcast(data[q1 != "", .(weight = sum(weight)), by = .(region, q1)], region ~ q1,
            value.var = "weight"))
