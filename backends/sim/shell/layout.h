/*
 * layout.h: which strands and which memory of a node its domains have; inside
 * backends/sim/shell only.
 *
 * The world counts CPUs and memory and does not say which ones they are.  So
 * the places follow from the counts: the control domain comes first, then the
 * bound guests in order of their console ports.
 */
#ifndef SIM_LAYOUT_H
#define SIM_LAYOUT_H

#include "backends/sim/shell/listed.h"

struct arena;

struct slot {
	struct listed	 listed;
	uint32_t	 strand, vcpus;
	uint32_t	 crypto;	/* one on each of its first cores */
	int64_t		 pa, memory;
};

struct layout {
	struct slot	*slot;		/* the first is the control domain */
	uint32_t	 count;
	uint32_t	 strands;	/* of the machine */
	uint32_t	 end;		/* the first strand that is reserved */
	int64_t		 firmware;	/* bytes, from 0 on */
	int64_t		 free_pa, free_memory;
	int64_t		 taken;		/* bytes behind the free memory */
};

/* The layout of the call's node, in the arena. */
void		 layout_make(struct arena *, const struct call *,
		    struct layout *);
/* The slot of a domain; NULL: it is not bound. */
const struct slot *layout_slot(const struct layout *, uint32_t guest);
/* Is that strand free? */
bool		 layout_is_free(const struct layout *, uint32_t strand);
/* Whose is the crypto unit of that core?  NULL: nobody's. */
const struct slot *layout_unit(const struct layout *, uint32_t core);
/* "0, 1, 2, 3": the strands of a core, divided as given. */
const char	*layout_cpuset(struct arena *, const struct layout *,
		    uint32_t core, const char *between);

#endif
