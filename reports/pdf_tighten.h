/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_tighten.h - a chapter that spills a few lines onto one more page is set a little closer. */
#pragma once

#include "reports/paginate.h"

/* Lessens the space between BOXES [n], chapter by chapter, where that saves a page. HEIGHT and GAP
 * are those of paginate(). */
void pages_tighten(Box *boxes, size_t n, const PageRoom *room);
