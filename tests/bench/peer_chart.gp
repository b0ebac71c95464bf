# SPDX-License-Identifier: GPL-3.0-or-later
# gnuplot -e "out='FILE.pdf'" peer_chart.gp: job j7, one bar chart of given numbers.
set terminal pdfcairo size 6in,4in
set output out
set style fill solid
set boxwidth 0.7
set yrange [0:*]
set ylabel "Procent"
set title "Andel per sektor"
set nokey
$data << END
Jordbruk 6.1
Industri 34.5
Handel 10.2
Vård 4.1
Offentlig 45.1
END
plot $data using 2:xtic(1) with boxes lc rgb "#4477aa"
