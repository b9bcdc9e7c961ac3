/*
 * status.h: groups and resources, with a row for each node of their group;
 * inside backends/sim/shell only.
 */
#ifndef SIM_SHELL_STATUS_H
#define SIM_SHELL_STATUS_H

#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_table.h"

/* What a row has behind the names of the thing and of the node. */
struct status_cells {
	const char	*cell[2];
	const char	*word;		/* the one that -s chooses by */
};

/* How a kind of thing is listed. */
struct status {
	const struct layout *layout;	/* of four columns */
	enum kind	 kind;
	bool		 by_node;	/* with -n only where it is not
					   offline */
	uint32_t	(*group)(const struct sim *, uint32_t number);
	/* The cells may live in the arena. */
	void		(*cells)(struct sim *, struct arena *, uint32_t number,
			    uint32_t node, struct status_cells *);
};

/* Which rows the options choose: states by -s, nodes by -n. */
struct status_filter {
	const struct status *status;
	const char	*states;
	uint64_t	 nodes;
	bool		 by_node;
};

/* false: -n names what is no node, and the call has failed. */
bool	 status_filter(struct call *, const struct given *,
	    const struct status *, struct status_filter *);
/* Print the table of those that are chosen. */
void	 status_print(struct call *, const struct status_filter *,
	    const struct chosen *);
/* Has the thing such a row? */
bool	 status_fits(struct call *, const struct status_filter *,
	    uint32_t number);

#endif
