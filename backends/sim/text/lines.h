/*
 * lines.h: lines of a canonical text while it is written; inside
 * backends/sim/text only.
 */
#ifndef SIM_LINES_H
#define SIM_LINES_H

#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

/* A name to be sorted, and the number of its row. */
struct named {
	const char	*name;
	uint32_t	 number;
};

/* A text while it is written. */
struct text {
	struct sim	*sim;
	struct buffer	 out;
	struct arena	 arena;		/* of names that are escaped */
	struct named	*nodes;		/* all of them, sorted */
	uint32_t	 node_count;
};

/* Order by name, then by number: for qsort. */
int		 text_order(const void *, const void *);
/* A word, or a name, as it is printed: text_escape. */
const char	*text_word(struct text *, const char *);
const char	*text_name(struct text *, enum kind, uint32_t name);
/* The first count names of a kind, sorted; the caller frees the list. */
struct named	*text_sorted(struct sim *, enum kind, uint32_t count);
/* The lines of a guest: a definition on each node, and the cluster's copy. */
void		 text_guest(struct text *, uint32_t guest, const char *name);

#endif
