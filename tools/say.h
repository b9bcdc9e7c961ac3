/*
 * say.h: everything that is printed for people goes through here.
 *
 * A format is the program's own, and is printed as it is.  What is put into it
 * by %s may come from outside: it is shown as core/base/visible.h says, so that
 * it begins no line and does nothing to a terminal.  tests/tidy finds who
 * prints in another way.
 */
#ifndef TOOLS_SAY_H
#define TOOLS_SAY_H

#include <stdint.h>
#include <stdio.h>

/* Formats of printf with the conversions d, u, s and c; width, precision, "-"
 * and "0" as there, counted in bytes.  Returns how many bytes were printed. */
unsigned	 say(const char *format, ...)
		    __attribute__((format(printf, 1, 2)));
unsigned	 say_to(FILE *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* "s" behind a word of which there are so many; nothing if it is one. */
const char	*plural(uint64_t n);
/* A document whose lines were written by the program, JSON or XML: newlines and
 * tabs stay, and nothing else gets through that %s would not let. */
void		 say_document(FILE *, const char *text);

#endif
