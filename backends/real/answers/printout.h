/*
 * printout.h: an output, line by line.
 *
 * A line with a byte that no program prints (a control character other than a
 * tab), or one that is too long, is not handed on: it is strange.  The same of
 * a last line without an end.
 */
#ifndef ANSWERS_PRINTOUT_H
#define ANSWERS_PRINTOUT_H

#include "backends/real/answers/reading.h"

struct printout {
	struct reading	*reading;
	const char	*at, *end;
	uint32_t	 number;
	const char	*fields;	/* that were asked for (-o), or NULL */
};

/* The next line; false after the last one.  A carriage return before the end
 * of a line is a part of its end. */
bool		 printout_next(struct printout *, struct line *);

/* The next line that is not blank, which stays the next; false: there is
 * none. */
bool		 printout_peek(const struct printout *, struct line *);

/* Is nothing but blanks on it? */
bool		 line_is_blank(const struct line *);
/* How many blanks it begins with; a tab counts as one. */
size_t		 line_indent(const struct line *);
/* The line from that byte on. */
struct line	 line_from(const struct line *, size_t at);
/* The line is that word, and blanks. */
bool		 line_is(const struct line *, const char *word);
/* It begins with that text. */
bool		 line_begins(const struct line *, const char *text);
/* How many bytes a word has that begins there; 0: a blank stands there, or the
 * line ends. */
size_t		 line_word(const struct line *, size_t at);
/* The first byte from there on that is no blank, or the line's size. */
size_t		 line_skip(const struct line *, size_t at);
/* How many words it has. */
unsigned	 line_words(const struct line *);

#endif
