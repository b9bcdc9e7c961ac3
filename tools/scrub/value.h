/*
 * value.h: what is known to say something of a site by its form: addresses of
 * the network, MACs, hostids, GUIDs and WWNs.
 *
 * One value is always written as the same other one, in the form that it had.
 * Of a MAC its maker stays, and the low three bytes of a hostid and of a MAC
 * are one number: what was equal stays equal.
 */
#ifndef SCRUB_VALUE_H
#define SCRUB_VALUE_H

#include "tools/scrub/dictionary.h"

/* How many bytes of the text, which begins a word, are one value; 0: none. */
size_t	 value_size(const struct dictionary *, const char *text, size_t);
/* Write what stands instead of that value. */
void	 value_put(struct dictionary *, const char *text, size_t,
	    struct buffer *);

#endif
