# SPDX-License-Identifier: GPL-3.0-or-later
# peer_report.py FILE.csv FILE.pdf: job j8 with pandas and matplotlib, without standard errors.
import sys

import matplotlib
import pandas

matplotlib.use("pdf")
import matplotlib.pyplot as plt
from matplotlib.backends.backend_pdf import PdfPages

data = pandas.read_csv(sys.argv[1])


def share(name):
    return data.groupby(name)["weight"].sum() / data["weight"].sum() * 100


cells = data.pivot_table("weight", "sector", "q1", "sum")
means = data.assign(amount=data["amount"] * data["weight"]).groupby("q3")[["amount", "weight"]].sum()
tables = [
    cells.div(cells.sum(axis=1), axis=0) * 100,
    share("q1").to_frame(),
    share("q3").to_frame(),
    means.eval("amount / weight").to_frame(),
]
with PdfPages(sys.argv[2]) as pages:
    for table in tables:
        figure, axes = plt.subplots(figsize=(8.27, 5))
        axes.axis("off")
        axes.table(
            cellText=table.round(1).astype(str).values,
            rowLabels=table.index,
            colLabels=[str(name) for name in table.columns],
            loc="center",
        )
        pages.savefig(figure)
    for name in ("q1", "q3"):
        figure, axes = plt.subplots(figsize=(6, 4))
        values = share(name)
        axes.bar(values.index, values)
        pages.savefig(figure)
