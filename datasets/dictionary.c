/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dictionary.c - texts numbered in the order they were first seen. */
#include "datasets/dictionary.h"

#include <stdbool.h>
#include <string.h>

/* Open addressing with linear probing; at most half of the slots are taken. Most texts of a survey
 * are whole in two words, so that they are compared without a look at their bytes. */
typedef struct {
    uint64_t words[2]; /* the first 16 bytes, zeros behind the end */
    const char *text;  /* NULL: free */
    uint32_t length;
    int32_t value;
} Slot;

struct Dictionary {
    Slot *slots;
    size_t n_slots; /* a power of two */
    size_t n_taken;
    GPtrArray *texts;      /* by code */
    GStringChunk *strings; /* owns the texts */
};

/* Up to so many slots it grows in long steps: whoever has some thousands of texts, has many. */
enum { WORD = sizeof(uint64_t), WORDS = 2 * WORD, WELL_FILLED = 1 << 16 };

Dictionary *
dictionary_new(void)
{
    Dictionary *dictionary = g_new0(Dictionary, 1);

    dictionary->n_slots = 64;
    dictionary->slots = g_new0(Slot, dictionary->n_slots);
    dictionary->texts = g_ptr_array_new();
    dictionary->strings = g_string_chunk_new(4096);
    return dictionary;
}

void
dictionary_free(Dictionary *dictionary)
{
    if (!dictionary)
        return;
    g_free(dictionary->slots);
    g_ptr_array_unref(dictionary->texts);
    g_string_chunk_free(dictionary->strings);
    g_free(dictionary);
}

/* The first LENGTH bytes at TEXT, eight at most, with zeros behind; eight are read. */
static inline uint64_t
load(const char *text, size_t length)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    word = GUINT64_FROM_LE(word);
    return length >= WORD ? word : word & ~(~UINT64_C(0) << 8 * length);
}

/* TEXT as it would stand in a slot; DICTIONARY_SLACK bytes behind it are read. */
static inline Slot
slot_near(const char *text, size_t length)
{
    return (Slot){ .words = { load(text, length),
                              length > WORD ? load(text + WORD, length - WORD) : 0 },
                   .text = text,
                   .length = (uint32_t)length };
}

static Slot
slot_for(const char *text, size_t length)
{
    char copy[WORDS + DICTIONARY_SLACK] = "";

    g_assert(length <= UINT32_MAX);
    memcpy(copy, text, MIN(length, (size_t)WORDS));
    Slot slot = slot_near(copy, MIN(length, (size_t)WORDS));
    slot.text = text;
    slot.length = (uint32_t)length;
    return slot;
}

/* Steele and Vigna (2021), Computationally easy, spectrally good multipliers, Software 52, 443-458.
 */
static inline uint64_t
hash_of(const Slot *slot)
{
    uint64_t hash = slot->words[0] * UINT64_C(0xd1342543de82ef95) ^
                    (slot->words[1] + slot->length) * UINT64_C(0xaf251af3b0f025b5);

    for (size_t i = WORDS; i < slot->length; i += WORD) {
        uint64_t word = 0;

        memcpy(&word, slot->text + i, MIN(slot->length - i, (size_t)WORD));
        hash = (hash ^ hash >> 29 ^ word) * UINT64_C(0xd1342543de82ef95);
    }
    return hash ^ hash >> 32;
}

static inline bool
same_words(const Slot *a, const Slot *b)
{
    return a->words[0] == b->words[0] && a->words[1] == b->words[1] && a->length == b->length;
}

static inline bool
same_text(const Slot *a, const Slot *b)
{
    return same_words(a, b) &&
           (a->length <= WORDS || memcmp(a->text + WORDS, b->text + WORDS, a->length - WORDS) == 0);
}

/* The slot that holds the text of SOUGHT, or the free one where it would go. */
static inline Slot *
slot_of(const Dictionary *dictionary, const Slot *sought)
{
    size_t mask = dictionary->n_slots - 1;

    for (size_t i = hash_of(sought) & mask;; i = (i + 1) & mask) {
        Slot *slot = &dictionary->slots[i];

        if (!slot->text || same_text(slot, sought))
            return slot;
    }
}

static G_NO_INLINE int32_t
find_long(const Dictionary *dictionary, const char *text, size_t length)
{
    Slot sought = slot_near(text, length);
    const Slot *slot = slot_of(dictionary, &sought);

    return slot->text ? slot->value : DICTIONARY_ABSENT;
}

int32_t
dictionary_find_near(const Dictionary *dictionary, const char *text, size_t length)
{
    if (G_UNLIKELY(length > WORDS)) /* apart, so that nothing is called in what follows */
        return find_long(dictionary, text, length);

    Slot sought = slot_near(text, length);
    size_t mask = dictionary->n_slots - 1;
    for (size_t i = hash_of(&sought) & mask;; i = (i + 1) & mask) {
        const Slot *slot = &dictionary->slots[i];

        if (same_words(slot, &sought))
            return slot->text ? slot->value : DICTIONARY_ABSENT;
        if (!slot->text)
            return DICTIONARY_ABSENT;
    }
}

int32_t
dictionary_find(const Dictionary *dictionary, const char *text, size_t length)
{
    Slot sought = slot_for(text, length);
    const Slot *slot = slot_of(dictionary, &sought);

    return slot->text ? slot->value : DICTIONARY_ABSENT;
}

static void
grow(Dictionary *dictionary)
{
    g_autofree Slot *old = g_steal_pointer(&dictionary->slots);
    size_t n_old = dictionary->n_slots;

    dictionary->n_slots *= n_old < WELL_FILLED ? 4 : 2;
    dictionary->slots = g_new0(Slot, dictionary->n_slots);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].text)
            *slot_of(dictionary, &old[i]) = old[i];
}

/* The slot of TEXT, which is VALUE when it was absent; *ADDED: it was. */
static const Slot *
insert(Dictionary *dictionary, const char *text, size_t length, int32_t value, bool *added)
{
    Slot fresh = slot_for(text, length);
    Slot *slot = slot_of(dictionary, &fresh);

    *added = !slot->text;
    if (slot->text)
        return slot;
    if (2 * (dictionary->n_taken + 1) > dictionary->n_slots) {
        grow(dictionary);
        slot = slot_of(dictionary, &fresh);
    }
    fresh.text = g_string_chunk_insert_len(dictionary->strings, text, (gssize)length);
    fresh.value = value;
    *slot = fresh;
    dictionary->n_taken++;
    return slot;
}

int32_t
dictionary_find_or_add(Dictionary *dictionary, const char *text, size_t length)
{
    bool added;
    const Slot *slot = insert(dictionary, text, length, (int32_t)dictionary->texts->len, &added);

    if (added)
        g_ptr_array_add(dictionary->texts, (gpointer)slot->text);
    return slot->value;
}

int32_t
dictionary_add(Dictionary *dictionary, const char *text, size_t length)
{
    int32_t code = (int32_t)dictionary->texts->len;

    if (dictionary_find_or_add(dictionary, text, length) != code)
        g_assert_not_reached();
    return code;
}

void
dictionary_add_missing(Dictionary *dictionary, const char *text, int32_t reason)
{
    bool added;

    insert(dictionary, text, strlen(text), -reason, &added);
}

const char *const *
dictionary_texts(const Dictionary *dictionary, int32_t *n)
{
    *n = (int32_t)dictionary->texts->len;
    return (const char *const *)dictionary->texts->pdata;
}
