/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.h - figures that tests of plots/ lay out: those of the 2017 report, and hostile ones. */
#pragma once

#include "plots/chart.h"

#include <math.h>

static const double figure_width = 160.0 * 72.0 / 25.4;

static const ChartRow information_rows[] = {
    { .label = "Varje gång", .value = 52.0 / 109.0, .value_text = "48", .address = "f1.always" },
    { .label = "Ja, men inte varje gång", .value = 26.0 / 109.0, .value_text = "24" },
    { .label = "Nej", .value = 26.0 / 109.0, .value_text = "24" },
    { .label = "Vet ej", .value = 5.0 / 109.0, .value_text = "5", .rest = true },
};
static const char *const information_notes[] = {
    "Anm. Andelarna summerar till 101 på grund av avrundning.", NULL
};

static inline ChartData
figure_information(void)
{
    return (ChartData){
        .number = "Figur 1",
        .title = "Har kommunen fått information från Försäkringskassan om indragning av "
                 "assistansersättning?",
        .question = "Vid de tillfällen under de två senaste åren, då någon i er kommun har fått "
                    "sin assistansersättning indragen, har ni i kommunen då fått information om "
                    "detta från Försäkringskassan?",
        .base = "Andel av samtliga 109 svarande kommuner/stadsdelar, procent",
        .notes = information_notes,
        .source = "Källa: Enkät till kommuner/stadsdelar angående informationsöverföring vid "
                  "indragen assistansersättning.",
        .trace = "andel · figur 1 · 4 värden beräknade ur enkat.csv (109 rader, 3f9a2c71) · full "
                 "precision bifogad i dokumentet",
        .language = "sv",
        .rows = information_rows,
        .n_rows = G_N_ELEMENTS(information_rows),
        .framed = true,
    };
}

static const char *const contact_heads[] = { "Antal", "Beräknat", "Tryckt", "Kontroll" };
static const char *const contact_cells[][4] = {
    { "34", "43,59", "44", "✓" },
    { "18", "23,08", "saknas", "härledd" },
    { "23", "29,49", "30", "≠ 29" },
    { "3", "3,85", "saknas", "härledd" },
};
static const ChartRow contact_rows[] = {
    { .label = "Ja, alltid", .value = 44, .value_text = "44", .cells = contact_cells[0] },
    { .label = "Ja, ibland",
      .value = 23,
      .value_text = "23",
      .cells = contact_cells[1],
      .derived = true },
    { .label = "Nej", .value = 30, .value_text = "30", .cells = contact_cells[2] },
    { .label = "Vet ej",
      .value = 4,
      .value_text = "4",
      .cells = contact_cells[3],
      .derived = true,
      .rest = true },
};
static const char *const contact_notes[] = {
    "Anm. Streckade staplar är härledda: rapporten trycker bara 44 och 30. Bara 34 av 78 ger 44, "
    "och 52 svarade ”Ja, alltid” eller ”Ja, ibland”. Av de 26 övriga ligger 23 nej närmast 30. "
    "Andelarna som de visas summerar till 101.",
    "≠ 23 av 78 är 29,49 och avrundas till 29; inget heltal av 78 ger 30. Avrundning i två steg "
    "(29,49 till 29,5 till 30) gör det, liksom basen 77, men då blir ”Vet ej” 3.",
    NULL
};

static inline ChartData
figure_contact(void)
{
    return (ChartData){
        .number = "Figur 2",
        .title = "Kommunernas kontakt med den enskilde",
        .question = "När information från Försäkringskassan om att någons assistansersättning har "
                    "dragits in kommer till kommunen, brukar ni då ta kontakt med den enskilde "
                    "eller dennes företrädare?",
        .base = "Andel av de 78 kommuner/stadsdelar som svarat ”Ja, varje gång” eller ”Ja, men "
                "inte varje gång” på frågan om de fått information från Försäkringskassan, "
                "procent",
        .notes = contact_notes,
        .source = "Källa: Enkät till kommuner/stadsdelar angående informationsöverföring vid "
                  "indragen assistansersättning.",
        .trace = "andel · figur 2 · reproduktion: 1 värde stämmer, 1 avviker, 2 härledda · "
                 "kontrollfil svar-2.csv, 3f9a2c71",
        .language = "sv",
        .heads = contact_heads,
        .n_columns = G_N_ELEMENTS(contact_heads),
        .rows = contact_rows,
        .n_rows = G_N_ELEMENTS(contact_rows),
        .framed = true,
    };
}

static const char *const payment_heads[] = { "Andel av felen, %" };
static const char *const payment_cells[][1] = { { "57" }, { "14" }, { "29" }, { "100" } };
static const ChartRow payment_rows[] = {
    { .label = "Avsiktliga fel",
      .value = 0.070,
      .value_text = "7,0",
      .series = 1,
      .cells = payment_cells[0] },
    { .label = "Oavsiktliga fel av allmänheten",
      .value = 0.017,
      .value_text = "+1,7",
      .cells = payment_cells[1] },
    { .label = "Oavsiktliga fel från Försäkringskassan",
      .value = 0.035,
      .value_text = "+3,5",
      .cells = payment_cells[2] },
    { .label = "Totalt",
      .value = 0.122,
      .value_text = "12,2",
      .total = true,
      .cells = payment_cells[3] },
};
static const char *const payment_notes[] = {
    "Anm. Kontrollsumma: 7,0 + 1,7 + 3,5 = 12,2. Andelarna i högra kolumnen är beräknade ur "
    "delarna (57,4, 13,9 och 28,7) och summerar till 100 före avrundning.",
    NULL
};

static inline ChartData
figure_payments(void)
{
    return (ChartData){
        .number = "Figur 5",
        .title = "Mer än hälften av de felaktiga utbetalningarna av assistansersättning bedöms "
                 "vara avsiktliga",
        .base = "Felaktiga utbetalningar efter orsak, procent av den utbetalda "
                "assistansersättningen",
        .notes = payment_notes,
        .source = "Källa: Försäkringskassan, Kvalitet och kontroll; Ekonomistyrningsverket, "
                  "Samverkansuppdrag mot felaktiga utbetalningar i välfärdssystemen 2010:7.",
        .trace = "andel · figur 5 · 4 tryckta värden, 3 beräknade andelar, summan stämmer · "
                 "fel.csv, 51be07aa",
        .language = "sv",
        .heads = payment_heads,
        .n_columns = G_N_ELEMENTS(payment_heads),
        .rows = payment_rows,
        .n_rows = G_N_ELEMENTS(payment_rows),
        .framed = true,
    };
}

static const char *const domain_heads[] = { "Antal", "Andel", "95 % KI" };
static const char *const domain_cells[][3] = {
    { "109", "48", "39–57" }, { "18", "39", "20–61" }, { "14", "57", "33–79" },
    { "12", "67", "39–86" },  { "16", "63", "39–82" }, { "11", "27", "10–57" },
    { "13", "54", "29–77" },  { "12", "42", "19–68" }, { "9", "33", "12–65" },
    { "4", "..", ".." },
};
static const ChartRow domain_rows[] = {
    { "Samtliga", 48, 39, 57, .cells = domain_cells[0], .total = true, .address = "f3.all" },
    { "Storstäder, stadsdelar", 39, 20, 61, .cells = domain_cells[1],
      .group = "Storstäder och storstadsnära" },
    { "Pendlingskommun nära storstad", 57, 33, 79, .cells = domain_cells[2] },
    { "Större stad", 67, 39, 86, .cells = domain_cells[3], .group = "Större städer och närområde" },
    { "Pendlingskommun nära större stad", 63, 39, 82, .cells = domain_cells[4] },
    { "Lågpendlingskommun nära större stad", 27, 10, 57, .cells = domain_cells[5] },
    { "Mindre stad/tätort", 54, 29, 77, .cells = domain_cells[6],
      .group = "Mindre städer och landsbygd" },
    { "Pendlingskommun nära mindre stad", 42, 19, 68, .cells = domain_cells[7] },
    { "Landsbygdskommun", 33, 12, 65, .cells = domain_cells[8], .few = true },
    { "Landsbygdskommun med besöksnäring", NAN, NAN, NAN, .cells = domain_cells[9] },
};
static const char *const domain_notes[] = {
    "Anm. Fördelningen på kommungrupp är påhittad för att visa formen; totalen är rapportens. "
    "Streckad linje: samtliga. Wilsonintervall. Ofylld punkt: färre än 10 svarande.  ..  Färre än "
    "5 "
    "svarande, för osäkert för att redovisas.",
    NULL
};

static inline ChartData
figure_domains(void)
{
    return (ChartData){
        .number = "Figur 3",
        .title = "Andel kommuner som alltid får information om indragen assistansersättning, "
                 "efter kommungrupp",
        .base = "Andel som svarat ”Varje gång” och 95 procents konfidensintervall, procent",
        .notes = domain_notes,
        .source = "Källa: Enkät till kommuner/stadsdelar angående informationsöverföring vid "
                  "indragen assistansersättning.",
        .trace = "andel · figur 3 · 9 skattningar, 1 undertryckt · enkat.csv, 3f9a2c71",
        .tag = "Exempeldata",
        .language = "sv",
        .heads = domain_heads,
        .n_columns = 3,
        .n_before = 1,
        .strong = 2,
        .rows = domain_rows,
        .n_rows = G_N_ELEMENTS(domain_rows),
        .shares = true,
        .framed = true,
    };
}
