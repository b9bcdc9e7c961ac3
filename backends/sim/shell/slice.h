/*
 * slice.h: a slice of a shared LUN, as its path names it; inside
 * backends/sim/shell only.
 */
#ifndef SIM_SLICE_H
#define SIM_SLICE_H

#include "backends/sim/shell/program.h"

struct slice {
	uint32_t	 device;
	unsigned	 number;	/* 0 to 7 */
	bool		 did;		/* by its DID, not by its own path */
};

/* The slice of "/dev/did/rdsk/d14s6", or of "/dev/rdsk/c4t…d0s6" if the site
 * says its path, raw or not; false: it is none that the node of the call
 * sees. */
bool		 slice_find(struct call *, const char *path, struct slice *);

#endif
