# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript peer_report.R FILE.csv FILE.pdf: job j8 with survey and the PDF of R itself.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
names <- commandArgs(TRUE)
d <- read.csv(names[1], stringsAsFactors = TRUE)
s <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = d, nest = TRUE)
page <- function(title, x) {
  plot.new()
  title(title)
  text(0, 1, paste(capture.output(print(x)), collapse = "\n"), adj = c(0, 1), family = "mono", cex = 0.6)
}
cairo_pdf(names[2], 8.27, 11.69, onefile = TRUE)
page("1", round(100 * prop.table(svytable(~ sector + q1, s), 1), 1))
page("2", svymean(~q1, s))
page("3", svymean(~q3, s))
page("4", svyby(~amount, ~q3, s, svymean))
barplot(prop.table(svytable(~q1, s)))
barplot(prop.table(svytable(~q3, s)))
invisible(dev.off())
