/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published_link.h - what a publication says of the counts behind its percentages. */
#pragma once

#include "analysis/published.h"

/* Reads the link at NODE against the figures and numbers of PUBLISHED, which stand already; what is
 * wrong goes to its document. */
void published_link_read(Published *published, const Node *node, PublishedLink *link);
