/*
 * zpool_property.h: the properties of a pool, as zpool list and zpool get print
 * them; inside backends/sim/shell only.
 */
#ifndef SIM_ZPOOL_PROPERTY_H
#define SIM_ZPOOL_PROPERTY_H

#include "backends/sim/shell/pooled.h"

enum { VALUE_BYTES = 300 };

struct zpool_property {
	const char	*name, *title;
	bool		 right;		/* a number */
	const char	*constant;	/* always so; NULL: */
	const char	*(*value)(struct call *, const struct pooled *,
			    char text[VALUE_BYTES]);
	const char	*source;
};

/* In the order of "zpool get all"; ends with a NULL name. */
extern const struct zpool_property zpool_properties[];

/* Its value for the pool. */
const char	*zpool_property_print(struct call *, const struct pooled *,
		    const struct zpool_property *, char text[VALUE_BYTES]);
/* Split a list of names or titles at commas and find each; false: one is
 * unknown, and the usage of the subcommand has been printed. */
bool		 zpool_properties_read(struct call *, const char *list,
		    const struct zpool_property *found[], unsigned *count);

void		 zpool_get_run(struct call *, const struct given *);
void		 zpool_list_run(struct call *, const struct given *);
void		 zpool_upgrade_run(struct call *, const struct given *);

#endif
