/* SPDX-License-Identifier: GPL-3.0-or-later */
/* empty.c - a program that does nothing: what a start costs at the least. */
int
main(void)
{
    return 0;
}
