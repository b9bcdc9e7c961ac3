/*
 * listing.h: what ldm lists of a domain, section by section; inside
 * backends/sim/shell only.
 */
#ifndef SIM_LISTING_H
#define SIM_LISTING_H

#include "backends/sim/shell/layout.h"
#include "core/base/arena.h"

/* Which sections: those of list-domain -l, of list-bindings, of -o, or of
 * list-services. */
enum listing_kind { LISTING_LONG = 1, LISTING_BINDINGS = 2, LISTING_CHOSEN =
    4, LISTING_SERVICES = 8 };

enum { SECTIONS = 32 };

/* A listing while it is printed. */
struct listing {
	struct call	*call;
	struct buffer	*out;
	struct arena	 arena;
	struct layout	 layout;
	enum listing_kind kind;
	bool		 parseable;
	bool		 chosen[SECTIONS];	/* of -o */
	bool		 only_name;	/* the header has no other column */
	unsigned	 domains;	/* that were printed */
};

/* List the domains that the operands name; the kind, and what is chosen, are
 * set. */
void		 listing_run(struct listing *, struct call *,
		    const struct given *);
/* Choose the sections of a format as -o has them: "cpu,memory".  false: one
 * of its words is none. */
bool		 listing_choose(struct listing *, const char *formats);

/* Are all its words formats of ldm, perhaps of what is not simulated? */
bool		 listing_is_format(const char *formats);

#endif
