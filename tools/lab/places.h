/*
 * places.h: the places of a simulated site, as clients of ssh name them.
 */
#ifndef LAB_PLACES_H
#define LAB_PLACES_H

#include "core/base/arena.h"
#include "core/site/site.h"

/* A node, a guest, a source, or the service processor of a node. */
struct lab_place {
	const char	*name;		/* "guest:ldom1" */
	const char	*alias;		/* "ldom1": that of no other place */
	enum kind	 kind;		/* KIND_NONE: a service processor */
	unsigned	 port;		/* of 127.0.0.1; 0: none yet */
};

struct places {
	struct lab_place	*list;
	uint32_t	 count;
};

/* Nodes, guests, sources, service processors with a prompt, each in the order
 * of the site.  An alias is the name of the place; a name that an earlier kind
 * has too gets the kind before it: "source-system1".  That of a service
 * processor is "sp-node1". */
void		 places_find(struct arena *, const struct site *,
		    struct places *);
/* The place of that kind and name, or NULL. */
const struct lab_place *places_get(const struct places *, enum kind,
		    const char *name);

#endif
