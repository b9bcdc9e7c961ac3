/*
 * buffer.h: a text, or bytes, that grow while they are written.
 *
 * When memory runs out the program aborts, as with an arena.
 */
#ifndef CORE_BUFFER_H
#define CORE_BUFFER_H

#include <stddef.h>

/* All zero is an empty one; bytes[size] is a '\0' once anything is printed. */
struct buffer {
	char		*bytes;
	size_t		 size, capacity;
};

/* Append a text formatted as by printf. */
void		 buffer_print(struct buffer *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* Append that many bytes. */
void		 buffer_put(struct buffer *, const void *bytes, size_t n);
/* What has been written, "" for nothing; borrowed. */
const char	*buffer_text(const struct buffer *);
/* Give the memory back; the buffer is empty and may be used again. */
void		 buffer_drop(struct buffer *);

#endif
