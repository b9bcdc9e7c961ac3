/*
 * release.h: what differs between the releases of Solaris; inside
 * backends/sim/shell only.
 */
#ifndef SIM_RELEASE_H
#define SIM_RELEASE_H

#include "backends/sim/shell/program.h"

struct release {
	const char	*name;		/* as a site has it: "10u9" */
	const char	*number;	/* of uname -r: "5.10" */
	const char	*kernel;	/* of uname -v */
	unsigned	 pool_version;	/* of ZFS */
	bool		 eleven;	/* Solaris 11 or later */
};

/* The release of a node's control domain, with a NULL name if the site names
 * none that is known. */
const struct release *release_of(const struct call *, uint32_t node);
/* The release of that name. */
const struct release *release_find(const char *name);

#endif
