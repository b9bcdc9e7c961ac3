/*
 * trouble.h: what can be wrong with the control domain of a node, beside its
 * power and its configurations.
 *
 * Each is a bit of the node's row.  A word of the canonical text stands for
 * each (text/text.h).
 */
#ifndef SIM_TROUBLE_H
#define SIM_TROUBLE_H

#include "core/op/op.h"

struct sim;

enum trouble {
	TROUBLE_ROOT_FULL = 1,		/* no room is left on / */
	TROUBLE_VAR_FULL = 2,		/* … and on /var */
	TROUBLE_LDMD_OFF = 4,		/* ldmd is disabled */
	TROUBLE_LDMD_FAILED = 8,	/* … or in maintenance */
	TROUBLE_VNTSD_OFF = 16,
	TROUBLE_VNTSD_FAILED = 32,
	TROUBLE_DELAYED = 64,		/* a delayed reconfiguration */
	TROUBLE_EXPIRED = 128,		/* root's password */
	TROUBLE_NO_CACHEFILES = 256,	/* HAStoragePlus has no folder */
	TROUBLE_VISITED = 512,		/* somebody is logged in */
	TROUBLE_LDMD = TROUBLE_LDMD_OFF | TROUBLE_LDMD_FAILED,
	TROUBLE_VNTSD = TROUBLE_VNTSD_OFF | TROUBLE_VNTSD_FAILED,
	/* These end when the control domain boots. */
	TROUBLE_TILL_BOOT = TROUBLE_LDMD | TROUBLE_VNTSD | TROUBLE_DELAYED |
	    TROUBLE_VISITED
};

/* Has the node one of these? */
bool		 trouble_is(struct sim *, uint32_t node, unsigned troubles);
/* The word of a trouble that is one bit, such as "var-full"; NULL: it is
 * none. */
const char	*trouble_word(unsigned trouble);

#endif
