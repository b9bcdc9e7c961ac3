/*
 * saying.h: the words of a message, found in what a program has printed.
 *
 * A pattern is written in small letters.  Letters match in either case, a blank
 * any blanks or the end of a line, "*" one or more characters that are not
 * blank, "~" the rest of the line.  A message begins where a line does, or
 * behind the names with a colon and the number "(C123456)" that programs put
 * before it; it ends where a line does, with or without a full stop.  So no
 * name without blanks can be taken for a message.  A word has at most one star:
 * a long text does not make the search long.
 */
#ifndef ANSWERS_SAYING_H
#define ANSWERS_SAYING_H

#include <stdbool.h>
#include <stddef.h>

/* A line of a text, or what stands between blanks there. */
struct stretch {
	const char	*at;
	size_t		 size;
};

/* The next line with something in it, without blanks around it; false: there
 * is none.  The rest begins behind it. */
bool	 saying_line(struct stretch *rest, struct stretch *line);
/* Does a message of that pattern begin with this line of the text?  The text
 * goes from the line to its own end. */
bool	 saying_fits(struct stretch text, const char *pattern);

#endif
