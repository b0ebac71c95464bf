/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_artifacts.h - the content of a page with all that is no element marked as an artifact. */
#pragma once

#include <glib.h>

/* Appends the operators of CONTENT [n] (ISO 32000-1, 7.8.2) to OUT; each text object, path and
 * external object outside marked content stands between /Artifact BMC and EMC. */
void artifacts_mark(const char *content, size_t n, GString *out);
