/*
 * approval.h: where the site says so, a plan is applied only if another person
 * has approved it.
 *
 * Who applies says who that was, of those whom the site names, and which plan,
 * by its digest.  That the person has done so is not proved: it is claimed, by
 * name, in the journal.
 */
#ifndef APPLY_APPROVAL_H
#define APPLY_APPROVAL_H

#include "core/base/err.h"
#include "core/site/site.h"
#include "tools/options.h"

/* who: the user who applies.  ERR_NOT_CONFIRMED; ERR_USAGE: a name without a
 * plan. */
bool	 approval_met(const struct site *, const struct options *,
	    const char *who, struct err *);

#endif
