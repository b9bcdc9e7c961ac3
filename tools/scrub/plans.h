/*
 * plans.h: a saved plan (domferry-plan(5)) without names.
 */
#ifndef SCRUB_PLANS_H
#define SCRUB_PLANS_H

#include "core/formats/json/text.h"
#include "tools/scrub/dictionary.h"

/* Append the plan, for the site file with that digest: it has a digest of its
 * own, as if nobody had edited it. */
void	 plans_put(struct dictionary *, const json_t *plan,
	    const char *site_digest, struct text *);

#endif
