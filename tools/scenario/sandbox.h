/*
 * sandbox.h: a simulated site, and a session over it.
 *
 * What scenarios are played on, rehearsals and explorations too.
 */
#ifndef SCENARIO_SANDBOX_H
#define SCENARIO_SANDBOX_H

#include "backends/sim/session/simulated.h"
#include "core/campaign/campaign.h"
#include "core/formats/scenario/through.h"
#include "tools/session/session.h"

enum { SANDBOX_DIGEST = 33 };

struct passage;

struct sandbox {
	struct simulated simulated;
	struct session	 session;
	struct campaign_left left;	/* by the last evacuation */
	struct passage	*passage;	/* that the session goes; NULL: it is
					   over the simulated site itself */
};

/* At time zero; give it back with sandbox_drop.  Must not be moved. */
void		 sandbox_make(struct sandbox *, struct arena *,
		    struct site *, enum site_now, uint64_t seed);
void		 sandbox_drop(struct sandbox *);
/* Put it into exactly the state that a start text tells, instead of that of
 * "now", right after it was made; notes: see sim_start.  false: it can only be
 * dropped. */
bool		 sandbox_start(struct sandbox *, const char *text, size_t size,
		    struct buffer *notes, struct err *);
/* Play what comes before a job of "begin", and the job, without output; false,
 * with the reason, unless it arrives. */
bool		 sandbox_begin(struct sandbox *, const char *job,
		    struct err *);
/* From now on the session goes this way to the site.  false: that of
 * passage_make; the session goes no other way. */
bool		 sandbox_through(struct sandbox *, enum through, struct err *);
/* Time zero is now: what was down before is forgotten. */
void		 sandbox_zero(struct sandbox *);
int64_t		 sandbox_now_ms(const struct sandbox *);
/* Let time pass until then, event by event; what is due now happens in any
 * case. */
void		 sandbox_advance(struct sandbox *, int64_t until_ms);
/* The next moment at which anything happens, or -1. */
int64_t		 sandbox_next_ms(const struct sandbox *);
/* Arm a fault of any class; false when there are too many, or when it strikes
 * what commands print and none are typed. */
bool		 sandbox_arm(struct sandbox *, const struct fault *,
		    struct err *);
/* End one; false when no such fault was armed. */
bool		 sandbox_mend(struct sandbox *, const struct fault *);
/* The n-th fault, from 0, that never struck and had to, or NULL. */
const struct fault *sandbox_idle_fault(const struct sandbox *, uint32_t n);
/* The first 32 digits of the world's digest. */
void		 sandbox_digest(struct sandbox *, char buffer[SANDBOX_DIGEST]);

#endif
