/*
 * visible.h: text from outside, as it may be shown to people.
 *
 * Files, arguments and machines may hold any character.  One that a terminal
 * obeys, that begins a line, or that changes the order in which others are read
 * is shown as an escape: "\n", "\t", "\r", "\u001b", and a byte that is no part
 * of a character as "\x9b".  Nothing else is changed, so that a text that was
 * encoded stays as it is, and what is encoded inside a string of JSON is that
 * string still.
 */
#ifndef CORE_VISIBLE_H
#define CORE_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { VISIBLE_ROOM = 16 };

/* The first character of the text, of at most that many bytes (1 or more), as
 * it is shown.  Returns how many bytes of the text it takes. */
size_t		 visible_one(const char *text, size_t size,
		    char room[VISIBLE_ROOM]);
/* How many bytes at the beginning of the text are shown as they are. */
size_t		 visible_span(const char *text, size_t size);
/* The whole text, as it is shown; in the arena. */
const char	*visible_text(struct arena *, const char *text);
/* The same of a document, whose newlines and tabs are the program's own. */
const char	*visible_document(struct arena *, const char *text);

#endif
