/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_disclosure.c - whether tables, figures and text together give away what is withheld. */
#include "analysis/disclosure.h"
#include "reports/composer.h"
#include "reports/figure_source.h"

/* A block, or the whole of one, that is not shown, and whose values may stand in the text. */
typedef struct {
    const Composer *composer;
    const Spec *spec;
} Hidden;

static bool
told_in_text(const char *const *names, gpointer user)
{
    const Hidden *hidden = user;

    return values_told(hidden->composer->values, hidden->spec->id, names);
}

/* "Table 2 (info)" */
static char *
place_of(const Spec *spec)
{
    if (!spec->shown)
        return g_strdup_printf("the values of %s in the text", spec->id);
    return g_strdup_printf("%s (%s)", spec->number ? spec->number : "the block", spec->id);
}

/* Of a figure in panels the whole is asked for the values in the text, and is not drawn. */
static bool
is_drawn(const Spec *spec, guint k)
{
    bool panels = false;

    for (guint i = 0; spec->queries && i < spec->queries->len; i++)
        panels |= !figure_is_whole(spec->queries, i);
    return spec->shown && !(panels && figure_is_whole(spec->queries, k));
}

static bool
add_spec(const Composer *composer, const Spec *spec, Disclosure *disclosure, GError **error)
{
    Hidden hidden = { composer, spec };
    g_autofree char *place = place_of(spec);
    guint n = spec->query ? 1 : spec->queries ? spec->queries->len : 0;

    for (guint k = 0; k < n; k++) {
        const Query *query = spec->query ? spec->query : g_ptr_array_index(spec->queries, k);

        if (!disclosure_add(disclosure, query, composer->input->codebook, place,
                            is_drawn(spec, k) ? NULL : told_in_text, &hidden, error))
            return false;
    }
    return true;
}

bool
composer_check_disclosure(Composer *composer, GError **error)
{
    g_autoptr(Disclosure) disclosure = disclosure_new();

    for (guint i = 0; i < composer->specs->len; i++)
        if (!add_spec(composer, g_ptr_array_index(composer->specs, i), disclosure, error))
            return false;
    if (!disclosure_protects(disclosure))
        return true;
    g_autoptr(Input) input = composer_open_again(composer, error);
    if (!input)
        return false;
    DesignSpec design = input->codebook->design;
    convention_design(composer_convention(composer), &design);
    if (disclosure_check(disclosure, input, &design, error))
        return true;
    g_prefix_error(error, "%s: ", composer->path);
    return false;
}
