/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_finish.h - what cairo leaves out of a PDF that everyone can read (ISO 14289-1). */
#pragma once

#include "reports/report.h"

/**
 * Appends DRAWN, as cairo wrote it, to OUT with: language, title, metadata, alternative texts of
 * figures and links, scopes and spans of cells, and all that is no content marked as such. NOTES
 * (of TagNote) are those of its elements in document order. The same input gives the same bytes.
 * FALSE and ERROR (ANDEL_ERROR_BUG) when DRAWN is not what NOTES say.
 */
bool pdf_finish(const GByteArray *drawn, const Report *report, const GArray *notes, GByteArray *out,
                GError **error);
