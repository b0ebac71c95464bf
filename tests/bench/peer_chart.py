# SPDX-License-Identifier: GPL-3.0-or-later
# peer_chart.py FILE.pdf: job j7 with matplotlib, one bar chart of given numbers.
import sys

import matplotlib

matplotlib.use("pdf")
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6, 4))
axes.bar(["Jordbruk", "Industri", "Handel", "Vård", "Offentlig"], [6.1, 34.5, 10.2, 4.1, 45.1])
axes.set_ylabel("Procent")
axes.set_title("Andel per sektor")
figure.savefig(sys.argv[1])
