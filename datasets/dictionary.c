/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dictionary.c - texts numbered in the order they were first seen. */
#include "datasets/dictionary.h"

#include <stdbool.h>
#include <string.h>

/* Open addressing with linear probing; at most half of the slots are taken. */
typedef struct {
    const char *text; /* NULL: free */
    size_t length;
    uint32_t hash;
    int32_t value;
} Slot;

struct Dictionary {
    Slot *slots;
    size_t n_slots; /* a power of two */
    size_t n_taken;
    GPtrArray *texts;      /* by code */
    GStringChunk *strings; /* owns the texts */
};

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

/* Eight bytes a step: most texts of a survey need one or two. */
static uint32_t
hash_of(const char *text, size_t length)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = length, word;

    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    for (word = 0; length > 0; length--)
        word = word << 8 | (uint8_t)text[length - 1];
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash >> 32);
}

/* The slot that holds TEXT, or the free one where it would go. */
static Slot *
slot_of(const Dictionary *dictionary, const char *text, size_t length, uint32_t hash)
{
    size_t mask = dictionary->n_slots - 1;

    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        Slot *slot = &dictionary->slots[i];

        if (!slot->text ||
            (slot->hash == hash && slot->length == length && memcmp(slot->text, text, length) == 0))
            return slot;
    }
}

int32_t
dictionary_find(const Dictionary *dictionary, const char *text, size_t length)
{
    const Slot *slot = slot_of(dictionary, text, length, hash_of(text, length));

    return slot->text ? slot->value : DICTIONARY_ABSENT;
}

static void
grow(Dictionary *dictionary)
{
    g_autofree Slot *old = g_steal_pointer(&dictionary->slots);
    size_t n_old = dictionary->n_slots;

    dictionary->n_slots *= 2;
    dictionary->slots = g_new0(Slot, dictionary->n_slots);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].text)
            *slot_of(dictionary, old[i].text, old[i].length, old[i].hash) = old[i];
}

static const char *
insert(Dictionary *dictionary, const char *text, size_t length, int32_t value)
{
    uint32_t hash = hash_of(text, length);

    if (2 * (dictionary->n_taken + 1) > dictionary->n_slots)
        grow(dictionary);
    Slot *slot = slot_of(dictionary, text, length, hash);
    if (slot->text)
        return NULL;
    const char *copy = g_string_chunk_insert_len(dictionary->strings, text, (gssize)length);
    *slot = (Slot){ copy, length, hash, value };
    dictionary->n_taken++;
    return copy;
}

int32_t
dictionary_add(Dictionary *dictionary, const char *text, size_t length)
{
    int32_t code = (int32_t)dictionary->texts->len;
    const char *copy = insert(dictionary, text, length, code);

    g_assert(copy);
    g_ptr_array_add(dictionary->texts, (gpointer)copy);
    return code;
}

void
dictionary_add_missing(Dictionary *dictionary, const char *text, int32_t reason)
{
    insert(dictionary, text, strlen(text), -reason);
}

const char *const *
dictionary_texts(const Dictionary *dictionary, int32_t *n)
{
    *n = (int32_t)dictionary->texts->len;
    return (const char *const *)dictionary->texts->pdata;
}
