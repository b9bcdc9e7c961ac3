/*
 * heard.h: who is told what a session types at a simulated site, and what
 * comes back: the account that a person reads, the transcript of the run.
 */
#ifndef SCENARIO_HEARD_H
#define SCENARIO_HEARD_H

#include "tools/report/account.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/transcript.h"

struct heard_by {
	const struct names *names;
	struct account	*account;	/* or NULL */
	struct transcript *transcript;	/* or NULL */
};

/* From now on; nothing is told where the session types nothing. */
void	 heard_listen(struct heard_by *, struct sandbox *, struct account *,
	    struct transcript *);

#endif
