/*
 * wanted.h: the nodes that a site file is to be made of, as a site that has
 * nothing else.
 */
#ifndef ADOPT_WANTED_H
#define ADOPT_WANTED_H

#include "core/base/err.h"
#include "core/site/site.h"

struct wanted_nodes {
	/* As they were typed, from 1 on: "root@node1"; "here" is this machine,
	 * whose own name is the same. */
	const char	*node[SITE_NODES + 1];
	uint32_t	 nodes;
	struct site	*site;		/* in the arena */
};

/* Take the words as they were typed; own is the name of this machine, or "".
 * ERR_USAGE: too many, or none. */
bool	 wanted_take(struct wanted_nodes *, const char *const word[], int count,
	    const char *own, struct err *);
/* Make the site; simulated is what its nodes say of themselves.  ERR_USAGE: the
 * words cannot be names of nodes. */
bool	 wanted_site(struct wanted_nodes *, struct arena *, bool simulated,
	    struct err *);

#endif
