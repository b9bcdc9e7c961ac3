/*
 * text.h: the world as canonical text.
 *
 * Rows in order of name, values as text, no clock, log or queue: equal states
 * give equal text on every machine.
 */
#ifndef SIM_TEXT_H
#define SIM_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct buffer;
struct sim;

/* The text, malloc'd; the caller frees it.  Its length goes to *size, which
 * may be NULL.  Its SHA-256 is the digest that is printed. */
char		*sim_text(struct sim *, size_t *size);
/* The name of the site, and its lines about those kinds only: a set, bit n is
 * kind n of enum kind. */
char		*sim_text_of(struct sim *, uint32_t kinds, size_t *size);

/* Print a value as a part of a line: "\", and a byte that is no printed
 * character of ASCII, as "\" and three digits of base 8. */
void		 text_escape(struct buffer *, const char *value);

#endif
