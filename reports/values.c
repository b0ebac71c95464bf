/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/values.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/table.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

#define NO_BREAK "\u00a0"

struct Values {
    GHashTable *values;  /* of Value by address, in its one way of writing */
    GHashTable *how;     /* texts by address */
    GHashTable *doubts;  /* addresses of values that rest on few cases, borrowed */
    GHashTable *asked;   /* addresses of values that were found: what the text tells; borrowed */
    GPtrArray *names;    /* the keys in order; owned */
    GStringChunk *texts; /* units */
};

/* ---- addresses */

static bool
needs_quotes(const char *part)
{
    for (const char *c = part; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (!g_unichar_isalnum(letter) && letter != '_')
            return true;
    }
    return !*part;
}

static void
append_part(GString *address, const char *part)
{
    const char *quote = needs_quotes(part) ? "`" : "";

    g_string_append_printf(address, "%s%s%s%s", address->len ? "." : "", quote, part, quote);
}

char *
address_join(const char *const *parts)
{
    GString *address = g_string_new(NULL);

    for (; *parts; parts++)
        append_part(address, *parts);
    return g_string_free(address, FALSE);
}

/* The one way of writing ADDRESS: quoted where it must be and only there. */
static char *
canonical(const char *address)
{
    GString *one_way = g_string_new(NULL);
    g_autoptr(GString) part = g_string_new(NULL);
    bool quoted = false;

    for (const char *c = address;; c++) {
        if (*c == '`') {
            quoted = !quoted;
        } else if (*c == '\0' || (*c == '.' && !quoted)) {
            append_part(one_way, part->str);
            g_string_truncate(part, 0);
            if (*c == '\0')
                break;
        } else {
            g_string_append_c(part, *c);
        }
    }
    return g_string_free(one_way, FALSE);
}

/* ---- the table of values */

Values *
values_new(void)
{
    Values *values = g_new0(Values, 1);

    values->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    values->how = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    values->doubts = g_hash_table_new(g_str_hash, g_str_equal);
    values->asked = g_hash_table_new(g_str_hash, g_str_equal);
    values->names = g_ptr_array_new_with_free_func(g_free);
    values->texts = g_string_chunk_new(256);
    return values;
}

void
values_free(Values *values)
{
    if (!values)
        return;
    g_hash_table_unref(values->values);
    g_hash_table_unref(values->how);
    g_hash_table_unref(values->doubts);
    g_hash_table_unref(values->asked);
    g_ptr_array_unref(values->names);
    g_string_chunk_free(values->texts);
    g_free(values);
}

bool
values_add(Values *values, const char *const *parts, const Value *value)
{
    g_autofree char *address = address_join(parts);

    if (g_hash_table_contains(values->values, address))
        return false;
    Value *copy = g_memdup2(value, sizeof *value);
    copy->unit = value->unit ? g_string_chunk_insert(values->texts, value->unit) : NULL;
    g_ptr_array_add(values->names, address);
    g_hash_table_insert(values->values, g_steal_pointer(&address), copy);
    return true;
}

void
values_explain(Values *values, const char *const *parts, const char *how)
{
    char *address = address_join(parts);

    g_assert(g_hash_table_contains(values->values, address));
    g_hash_table_replace(values->how, address, g_string_chunk_insert_const(values->texts, how));
}

void
values_doubt(Values *values, const char *const *parts)
{
    g_autofree char *address = address_join(parts);
    gpointer kept = NULL;

    g_assert(g_hash_table_lookup_extended(values->values, address, &kept, NULL));
    g_hash_table_add(values->doubts, kept);
}

bool
values_doubtful(const Values *values, const char *address)
{
    g_autofree char *one_way = canonical(address);

    return g_hash_table_contains(values->doubts, one_way);
}

const char *
values_how(const Values *values, const char *address)
{
    g_autofree char *one_way = canonical(address);

    return g_hash_table_lookup(values->how, one_way);
}

const Value *
values_find(const Values *values, const char *address)
{
    g_autofree char *one_way = canonical(address);
    gpointer name, value = NULL;

    if (g_hash_table_lookup_extended(values->values, one_way, &name, &value))
        g_hash_table_add(values->asked, name);
    return value;
}

bool
values_told(const Values *values, const char *id, const char *const *names)
{
    g_autofree char *ends = address_join(names);
    g_autofree char *start = g_strconcat(id, ".", NULL);
    GHashTableIter iter;
    gpointer address;

    g_hash_table_iter_init(&iter, values->asked);
    while (g_hash_table_iter_next(&iter, &address, NULL)) {
        if (!g_str_has_prefix(address, start))
            continue;
        g_autofree char *rest = g_strconcat(".", (const char *)address + strlen(start), ".", NULL);
        g_autofree char *within = g_strconcat(".", ends, ".", NULL);
        if (!*ends || strstr(rest, within))
            return true;
    }
    return false;
}

const char *
values_nearest(const Values *values, const char *address)
{
    g_autofree char *one_way = canonical(address);

    return nearest_name(one_way, (const char *const *)values->names->pdata, values->names->len);
}

/* ---- how they are written */

static char *
show_number(const Value *value, int power, int decimals, const char *language)
{
    Entry entry = entry_number(value->value);
    TableColumn column = { .kind = COLUMN_OF_NUMBERS, .power = power, .decimals = decimals };

    return entry_show(&entry, &column, language);
}

static char *
show_per_cent(const Value *value, int decimals, const char *language, const char *after)
{
    int power = value->kind == VALUE_SHARE ? 2 : 0;
    g_autofree char *number =
        show_number(value, power, decimals >= 0 ? decimals : value->decimals, language);

    return g_strconcat(number, after, NULL);
}

/* One to twelve as words, as running text has them; larger ones in digits. */
static char *
show_words(const Value *value, const char *language)
{
    static const char *const swedish[] = { "noll", "en",   "två", "tre", "fyra", "fem", "sex",
                                           "sju",  "åtta", "nio", "tio", "elva", "tolv" };
    static const char *const english[] = { "none", "one",    "two",   "three", "four",
                                           "five", "six",    "seven", "eight", "nine",
                                           "ten",  "eleven", "twelve" };
    bool sv = g_str_has_prefix(language, "sv");

    if (value->value >= 0.0 && value->value <= 12.0 && value->value == floor(value->value))
        return g_strdup((sv ? swedish : english)[(size_t)value->value]);
    return show_number(value, 0, 0, language);
}

static char *
show_kronor(const Value *value, int decimals, const char *language)
{
    g_autofree char *number = show_number(value, 0, MAX(decimals, 0), language);

    return word_filled(WORD_KRONOR, language, number);
}

/* The name of a format without the digits at its end; *DECIMALS: those, -1 without. */
static char *
split_format(const char *format, int *decimals)
{
    size_t length = strcspn(format, "0123456789");

    *decimals = format[length] ? (int)g_ascii_strtoll(format + length, NULL, 10) : -1;
    return format[length] && strlen(format + length) > 1 ? g_strdup("") : g_strndup(format, length);
}

static const char *
usual_format(const Value *value)
{
    return value->kind == VALUE_SHARE     ? "percent"
           : value->kind == VALUE_PERCENT ? "pct"
           : value->kind == VALUE_COUNT   ? "n"
                                          : "number";
}

char *
value_show(const Value *value, const char *format, const char *language, const char **why)
{
    int decimals;
    g_autofree char *name = split_format(format ? format : usual_format(value), &decimals);
    bool share = value->kind == VALUE_SHARE || value->kind == VALUE_PERCENT;
    bool wants_share =
        g_str_equal(name, "percent") || g_str_equal(name, "pct") || g_str_equal(name, "share");

    if (!isfinite(value->value)) {
        *why = "the value is undefined, or withheld";
        return NULL;
    }
    if (wants_share && !share) {
        *why = "the value is no share; write it as n, number or kr";
        return NULL;
    }
    if (g_str_equal(name, "percent"))
        return show_per_cent(value, decimals, language, word(WORD_IN_PER_CENT, language));
    if (g_str_equal(name, "pct"))
        return show_per_cent(value, decimals, language, number_style(language)->percent);
    if (g_str_equal(name, "share"))
        return show_per_cent(value, decimals, language, "");
    if (g_str_equal(name, "n"))
        return show_number(value, 0, MAX(decimals, 0), language);
    if (g_str_equal(name, "number"))
        return show_number(value, value->kind == VALUE_SHARE ? 2 : 0,
                           decimals >= 0 ? decimals : value->decimals, language);
    if (g_str_equal(name, "kr"))
        return show_kronor(value, decimals, language);
    if (g_str_equal(name, "words"))
        return show_words(value, language);
    *why = "there is no such format; there are percent, pct, share, n, number, number1, number2, "
           "kr and words";
    return NULL;
}
