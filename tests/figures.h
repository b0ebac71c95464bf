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

static const char *const time_heads[] = { "Skillnad" };
static const char *const time_cells[][1] = {
    { "31 397" }, { "12 394" }, { "4 957" }, { "2 433" }, { "2 404" }
};
static const ChartRow time_rows[] = {
    { .label = "Tid för den första kontakten",
      .ends = { { 12393.5, "12 394", "15 min", "f6.first.low" },
                { 43790.4, "43 790", "53 min", "f6.first.high" } },
      .cells = time_cells[0] },
    { .label = "Antal indragningar per år",
      .ends = { { 18590.3, "18 590", "141", NULL }, { 30983.7, "30 984", "235", NULL } },
      .cells = time_cells[1] },
    { .label = "Månadslön för handläggaren",
      .ends = { { 22308.3, "22 308", "27 450 kr", NULL },
                { 27265.7, "27 266", "33 550 kr", NULL } },
      .cells = time_cells[2] },
    { .label = "Personalomkostnadspålägg",
      .ends = { { 23548.9, "23 549", "31,42 %", NULL }, { 25982.2, "25 982", "45 %", NULL } },
      .cells = time_cells[3] },
    /* falls as the value rises */
    { .label = "Arbetstimmar per månad",
      .ends = { { 26439.5, "26 439", "150", NULL }, { 24035.9, "24 036", "165", NULL } },
      .cells = time_cells[4] },
};
static const char *const time_notes[] = {
    "Anm. Under varje belopp står antagandet som ger det; skillnaderna är räknade före avrundning. "
    "Utgångsläge: 188 indragningar, 30 minuter, 30 500 kronor i månadslön, 38,33 procents pålägg "
    "och 160 timmar per månad. 53 minuter är rapportens höga alternativ; övriga intervall är "
    "antagna för att visa formen.",
    NULL
};

static inline ChartData
figure_time(void)
{
    return (ChartData){
        .number = "Figur 6",
        .title = "Tiden per kontakt avgör vad förslaget kostar kommunerna",
        .base = "Kommunernas sammanlagda lönekostnad per år när ett antagande i taget ändras, "
                "kronor",
        .notes = time_notes,
        .source = "Källa: Socialstyrelsens kostnadsberäkning; egna beräkningar.",
        .trace = "andel · figur 6 · modell kostnad.andel, 11 körningar · stämmer med rapportens "
                 "tryckta 24 787 och 43 790 kronor",
        .language = "sv",
        .heads = time_heads,
        .n_columns = G_N_ELEMENTS(time_heads),
        .rows = time_rows,
        .n_rows = G_N_ELEMENTS(time_rows),
        .baseline = 24787.4,
        .baseline_text = "Utgångsläge 24 787",
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

/* Answers of six questions on a scale of five steps and "don't know"; invented. */
static const ChartSeries opinion_series[] = {
    { "Instämmer inte helt", false }, { "Instämmer inte delvis", false }, { "Varken eller", false },
    { "Instämmer delvis", false },    { "Instämmer helt", false },        { "Vet ej", true }
};
#define SHARE(share)                                                 \
    {                                                                \
        .value = (share), .lower = NAN, .upper = NAN, .text = #share \
    }
static const ChartValue opinion_values[][6] = {
    { SHARE(19), SHARE(26), SHARE(11), SHARE(27), SHARE(12), SHARE(5) },
    { SHARE(3), SHARE(9), SHARE(8), SHARE(38), SHARE(40), SHARE(2) },
    { SHARE(4), SHARE(8), SHARE(15), SHARE(36), SHARE(28), SHARE(9) },
    { SHARE(6), SHARE(14), SHARE(17), SHARE(41), SHARE(17), SHARE(5) },
    { SHARE(16), SHARE(29), SHARE(14), SHARE(26), SHARE(9), SHARE(6) },
    { SHARE(24), SHARE(35), SHARE(18), SHARE(12), SHARE(3), SHARE(8) },
};
static const ChartRow opinion_rows[] = {
    { .label = "Vi får informationen i tillräckligt god tid", .values = opinion_values[0] },
    { .label = "Det är tydligt vem hos oss som tar emot beslutet", .values = opinion_values[1] },
    { .label = "En skyldighet att ta kontakt skulle minska risken för glapp",
      .values = opinion_values[2] },
    { .label = "Samarbetet med Försäkringskassans handläggare fungerar väl",
      .values = opinion_values[3] },
    { .label = "Vi har den personal som krävs för att ta kontakt inom fem dagar",
      .values = opinion_values[4] },
    { .label = "Den enskilde vet vart hen ska vända sig", .values = opinion_values[5] },
};
static const char *const opinion_notes[] = { "Anm. Påhittade svar för att visa formen.", NULL };

static inline ChartData
figure_opinions(void)
{
    return (ChartData){
        .number = "Figur 4",
        .title = "Kommunernas syn på information och samarbete vid indragen assistansersättning",
        .question = "I vilken utsträckning instämmer ni i följande påståenden?",
        .base = "Andel av samtliga 109 svarande kommuner/stadsdelar, procent",
        .notes = opinion_notes,
        .source = "Källa: Enkät till kommuner/stadsdelar (exempeldata).",
        .trace = "andel · figur 4 · 6 frågor, 36 värden · exempel.csv, 9c01d7e4",
        .tag = "Exempeldata",
        .language = "sv",
        .rows = opinion_rows,
        .n_rows = G_N_ELEMENTS(opinion_rows),
        .series = opinion_series,
        .n_series = G_N_ELEMENTS(opinion_series),
        .shares = true,
        .framed = true,
    };
}

/* Three series over 13 years; invented. A break before 2014, and 2011 missing in the second. */
static const ChartSeries period_series[] = { { "Minst en kommunal insats", false },
                                             { "Personlig assistans enligt LSS", false },
                                             { "Varken LSS eller SoL", false } };
static const double period_means[][3] = {
    { 70, 46, 24 }, { 71, 47, 24 }, { 73, 48, 23 }, { 74, 50, 22 }, { 76, NAN, 21 },
    { 79, 52, 20 }, { 81, 53, 19 }, { 77, 45, 22 }, { 78, 44, 21 }, { 80, 42, 19 },
    { 82, 41, 18 }, { 83, 39, 17 }, { 84, 37, 16 },
};
static const char *const period_ends[] = { "84", "37", "16" };
static const char *const period_labels[] = { "2007", "2008", "2009", "2010", "2011", "2012", "2013",
                                             "2014", "2015", "2016", "2017", "2018", "2019" };
static const char *const period_notes[] = {
    "Anm. Påhittade värden för att visa formen. Tidsseriebrott mellan 2013 och 2014: nivåerna före "
    "och efter ska inte jämföras.",
    NULL
};

/* ROWS [13] and VALUES [13][3] are filled. */
static inline ChartData
figure_periods_in(ChartRow rows[13], ChartValue values[13][3])
{
    for (size_t i = 0; i < 13; i++) {
        double half = i < 7 ? 5.0 : 3.0;

        for (size_t k = 0; k < 3; k++)
            values[i][k] = (ChartValue){ .value = period_means[i][k],
                                         .lower = period_means[i][k] - half,
                                         .upper = period_means[i][k] + half,
                                         .text = i == 12 ? period_ends[k] : NULL };
        rows[i] = (ChartRow){ .label = period_labels[i],
                              .at = 2007.0 + (double)i,
                              .values = values[i],
                              .broken = i == 7 ? "Ny mätmetod från 2014" : NULL };
    }
    return (ChartData){
        .number = "Figur 8",
        .title = "Allt fler får en kommunal insats året efter att assistansersättningen dragits in",
        .base = "Andel personer året efter indragning och 95 procents konfidensintervall, procent",
        .notes = period_notes,
        .source = "Källa: Exempeldata.",
        .trace = "andel · figur 8 · 38 skattningar, 1 saknas, 1 tidsseriebrott · exempel-tid.csv, "
                 "e2a77b10",
        .tag = "Exempeldata",
        .language = "sv",
        .unit = "Procent",
        .rows = rows,
        .n_rows = 13,
        .series = period_series,
        .n_series = 3,
        .shares = true,
        .framed = true,
    };
}

/* Invented; Gotland has no value. */
static const char *const county_names[] = { "BD", "AC", "Z", "Y", "W", "X", "S",
                                            "T",  "U",  "C", "O", "E", "D", "AB",
                                            "N",  "F",  "H", "I", "M", "G", "K" };
static const double county_values[] = { 5.1, 4.6, 3.9, 4.4, 3.6, 3.8, 3.3, 3.1, 2.7, 2.2, 3.0,
                                        2.9, 2.8, 2.4, 2.5, 3.4, 3.2, NAN, 2.3, 2.6, 3.5 };
static const char *const county_texts[] = { "5,1", "4,6", "3,9", "4,4", "3,6", "3,8", "3,3",
                                            "3,1", "2,7", "2,2", "3,0", "2,9", "2,8", "2,4",
                                            "2,5", "3,4", "3,2", "..",  "2,3", "2,6", "3,5" };

/* ROWS are filled. */
static inline ChartData
figure_counties(ChartRow rows[21])
{
    for (size_t i = 0; i < 21; i++)
        rows[i] = (ChartRow){ .label = county_names[i],
                              .key = county_names[i],
                              .value = county_values[i],
                              .value_text = county_texts[i] };
    return (ChartData){ .title = "Vanligast med assistansersättning i norr",
                        .base = "Mottagare per 1 000 invånare 0–64 år, efter län",
                        .number = "Figur 9",
                        .tag = "Exempeldata",
                        .language = "sv",
                        .rows = rows,
                        .n_rows = 21,
                        .decimals = 1,
                        .steps = { 2.5, 3.0, 3.5, 4.0 },
                        .framed = true };
}
