/*
 * chosen.h: the objects of the cluster that a line names, by its operands and
 * by the options that select some of them; inside backends/sim/shell only.
 */
#ifndef SIM_CHOSEN_H
#define SIM_CHOSEN_H

#include "backends/sim/shell/program.h"
#include "core/base/arena.h"

/* Numbers of groups or resources; a name that is none is refused, and the
 * others are chosen. */
struct chosen {
	struct arena	 arena;
	uint32_t	*number;
	unsigned	 count, capacity;
	bool		 all;		/* by "+", or by no operand */
};

/* The groups that the operands name.  -r and -t choose among them. */
void		 chosen_groups(struct call *, const struct given *,
		    struct chosen *);
/* The resources; -g and -t choose among them.  Those of a group stand
 * together, what was created last first, but in Sun Cluster 3.2. */
void		 chosen_resources(struct call *, const struct given *,
		    struct chosen *);
/* The same of one group. */
void		 chosen_of_group(struct call *, uint32_t group,
		    struct chosen *);
void		 chosen_drop(struct chosen *);
/* The nodes that -n names, as a set (bit n: node n); all if it is not given.
 * false: one of them is none, and the call has failed. */
bool		 chosen_nodes(struct call *, const struct given *,
		    uint64_t *nodes);
/* Is the name one of a list "a,b"?  A list that is NULL has every name; case
 * does not matter. */
bool		 list_has(const char *list, const char *name);
/* Are there operands, at least "+"?  If not, the usage is printed. */
bool		 chosen_any(struct call *, const struct given *);

#endif
