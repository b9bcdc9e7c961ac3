/*
 * text.h: JSON as text, written front to back into one buffer that grows.
 *
 * The bytes are those that jansson writes compactly for the same members in
 * the same order.  Nothing is ever left out: a byte that is no UTF-8 is
 * written as U+FFFD.  Who writes keeps each key unique, needs no escape in
 * it, and closes what it opens.  A journal writes hundreds of records for one
 * rehearsal: no object is made of them before they are text.
 */
#ifndef CORE_FORMATS_TEXT_H
#define CORE_FORMATS_TEXT_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/* All zeros is an empty one. */
struct text {
	char	*bytes;		/* owned: text_drop; no NUL at the end */
	size_t	 size;
	size_t	 capacity;
};

/* Give the buffer back; the text is empty again. */
void	 text_drop(struct text *);
/* Bytes as they are. */
void	 text_put(struct text *, const char *bytes, size_t size);

/*
 * A member of the object that is open, or with key NULL an element of the list
 * that is open, or the first value of all.  open takes '{' or '[', close the
 * bracket that fits.
 */
void	 text_open(struct text *, const char *key, char bracket);
void	 text_close(struct text *, char bracket);
void	 text_string(struct text *, const char *key, const char *value);
void	 text_integer(struct text *, const char *key, int64_t value);
void	 text_true(struct text *, const char *key);
/* A value that jansson has made; borrowed. */
void	 text_json(struct text *, const char *key, const json_t *value);

/* The one value that was written, as jansson reads it; the caller owns it.  The
 * text is dropped. */
json_t	*text_parse(struct text *);

#endif
