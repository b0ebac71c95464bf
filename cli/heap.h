/* SPDX-License-Identifier: GPL-3.0-or-later */
/* heap.h - the memory of malloc() in large pages. */
#pragma once

/**
 * Memory is had page by page as it is touched first, and on a virtual machine a page of 4 kB costs
 * more than what is written to it: a third of the processor time of most commands went there. From
 * now on malloc() takes its memory from one stretch of pages of 2 MB and keeps what is given back.
 * A wish, which changes nothing but the time: where the system or its limits (ulimit -v) say no,
 * all is as it was. Before the first thread.
 */
void heap_begin(void);
