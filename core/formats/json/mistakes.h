/*
 * mistakes.h: what is wrong in a file, each at its line and column.
 *
 * A list that grows in an arena; printing it is somebody else's matter.
 * Columns count characters from 1, a tab is one.  A text is printed after
 * "FILE:LINE:COLUMN: ".
 */
#ifndef CORE_FORMATS_MISTAKES_H
#define CORE_FORMATS_MISTAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct spot {
	const char	*file;
	uint32_t	 line, column;
};

struct mistake {
	struct spot	 spot;
	const char	*found;
	const char	*expected;
	const char	*text;
};

/* Zeroed to begin with. */
struct mistakes {
	struct mistake	*list;
	size_t		 count, capacity;
};

/* The text is "FOUND: expected EXPECTED". */
void	 mistakes_add(struct arena *, struct mistakes *, const struct spot *,
	    const char *found, const char *expected);
/* The same with a text of its own; its texts live as long as the arena. */
void	 mistakes_append(struct arena *, struct mistakes *,
	    const struct mistake *);
/* By file, line and column: order of finding is no order for a reader. */
void	 mistakes_sort(struct mistakes *);

/* A text in quotes for a message: shortened, without control characters. */
const char *mistakes_quote(struct arena *, const char *text);
/*
 * Is it nearer to the word than the best so far?  A word is near when less
 * than half of it, and at most 3 letters, differ.  best starts as NULL.
 */
void	 mistakes_nearer(const char *word, const char *candidate,
	    const char **best);

#endif
