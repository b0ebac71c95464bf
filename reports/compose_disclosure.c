/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_disclosure.c - whether tables, figures and text together give away what is withheld. */
#include "analysis/disclosure.h"
#include "reports/composer.h"
#include "reports/figure_source.h"

/* A place of the disclosure. */
typedef struct {
    const Spec *spec;
    bool drawn;
} Place;

/* "Table 2 (info)" */
static char *
name_of(const Spec *spec)
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
add_spec(Composer *composer, const Spec *spec, GError **error)
{
    guint n = spec->query ? 1 : spec->queries ? spec->queries->len : 0;
    g_autofree char *name = name_of(spec);

    for (guint k = 0; k < n; k++) {
        Query *query = spec->query ? spec->query : g_ptr_array_index(spec->queries, k);
        const Place place = { spec, is_drawn(spec, k) };

        g_array_append_val(composer->places, place);
        if (!disclosure_add(composer->disclosure, query, composer->input->codebook, name, error))
            return false;
    }
    return true;
}

bool
composer_mend_disclosure(Composer *composer, GError **error)
{
    composer->disclosure = disclosure_new();
    composer->places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (guint i = 0; i < composer->specs->len; i++)
        if (!add_spec(composer, g_ptr_array_index(composer->specs, i), error))
            return false;
    if (!disclosure_protects(composer->disclosure))
        return true;
    g_autoptr(Input) input = composer_open_again(composer, error);
    if (!input)
        return false;
    DesignSpec design = input->codebook->design;
    convention_design(composer_convention(composer), &design);
    if (!disclosure_read(composer->disclosure, input, &design, error)) {
        g_prefix_error(error, "%s: ", composer->path);
        return false;
    }
    disclosure_mend(composer->disclosure);
    return true;
}

/* What is not drawn is told where a value of it stands in the text. */
static bool
is_told(size_t place, const char *const *names, gpointer user)
{
    const Composer *composer = user;
    const Place *of = &g_array_index(composer->places, Place, place);

    return of->drawn || values_told(composer->values, of->spec->id, names);
}

bool
composer_check_disclosure(Composer *composer, GError **error)
{
    for (guint k = 0; k < composer->places->len; k++) { /* by now they are numbered */
        g_autofree char *name = name_of(g_array_index(composer->places, Place, k).spec);

        disclosure_name(composer->disclosure, k, name);
    }
    if (disclosure_check(composer->disclosure, is_told, composer, error))
        return true;
    g_prefix_error(error, "%s: ", composer->path);
    return false;
}
