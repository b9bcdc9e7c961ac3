/*
 * arena.h: memory that is given back all at once.
 *
 * Whatever allocates takes an arena first; a function without one does not
 * allocate.  Memory comes zeroed and aligned for any type.  Running out of
 * memory ends the program: a crash is a tested path, a half answer is not.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block	*top;
	size_t			 bytes;		/* handed out so far */
};

/* count things of size bytes each, zeroed; never NULL.  Owned by the arena. */
void	*arena_take(struct arena *, size_t count, size_t size);
/* A copy of the first n bytes of a text, with its end added. */
char	*arena_text(struct arena *, const char *text, size_t n);
/* A formatted text. */
char	*arena_format(struct arena *, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));
/* Give everything back; the arena is empty and may be used again. */
void	 arena_drop(struct arena *);

#endif
