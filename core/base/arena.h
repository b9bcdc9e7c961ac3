/*
 * arena.h: memory that is freed all at once.
 *
 * A function that allocates takes an arena as its first parameter; a function
 * without one does not allocate.  Memory is zeroed and aligned for any type.
 * When memory runs out the program aborts: resuming after a crash is a tested
 * path, an incomplete result is not.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block	*top;
	size_t			 bytes;		/* handed out so far */
};

/* An arena as it was once. */
struct arena_kept {
	struct arena		 was;
	size_t			 used;		/* of its top block */
	char			*bytes;		/* of all blocks; owned */
};

/* Memory for count objects of size bytes, zeroed, owned by the arena; never
 * NULL. */
void	*arena_take(struct arena *, size_t count, size_t size);
/* A copy of the first n bytes of a text, with a '\0' added. */
char	*arena_text(struct arena *, const char *text, size_t n);
/* A text formatted as by printf. */
char	*arena_format(struct arena *, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));
/* Free all memory; the arena is empty and may be used again. */
void	 arena_drop(struct arena *);

/* Keep what is in the arena now; arena_kept_drop gives it back. */
void	 arena_keep(const struct arena *, struct arena_kept *);
/* The arena, which has not been dropped since, is as it was: what it had has
 * the same bytes at the same place, and what was taken since is freed. */
void	 arena_return(struct arena *, const struct arena_kept *);
void	 arena_kept_drop(struct arena_kept *);

#endif
