/*
 * affinity.h: which groups a resource group likes to be with, or without.
 *
 * The property RG_affinities is a list like "++db-rg,--web-rg": a sign, and the
 * group that the affinity is about.  The group that has the list gives way; the
 * groups that it names do not look at it.
 */
#ifndef CORE_AFFINITY_H
#define CORE_AFFINITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct names;

enum sign {
	SIGN_NONE,
	SIGN_PREFERS,		/* +    better where that group is */
	SIGN_FOLLOWS,		/* ++   only where it is */
	SIGN_DELEGATES,		/* +++  the same, and takes it along */
	SIGN_AVOIDS,		/* -    better where it is not */
	SIGN_EXCLUDES,		/* --   never where it is */
	SIGNS
};

struct affinity {
	enum sign	sign;
	uint32_t	group;
};

enum { AFFINITIES = 16 };	/* of one group */

/* The name of the property, and its text without an affinity. */
extern const char affinity_property[];
extern const char affinity_none[];

/* The sign that a text begins with, and its length; SIGN_NONE and 0 if it does
 * not begin with one. */
enum sign	 affinity_sign(const char *, size_t *length);
/* "++", and so on. */
const char	*affinity_mark(enum sign);
/* Only with that group; never with it. */
bool		 affinity_is_with(enum sign);
/* Must it hold, so that a group without a node where it holds is offline? */
bool		 affinity_is_strong(enum sign);
/*
 * Read a text "RG_affinities=…" into list, which has room for AFFINITIES.
 * Returns their number.  false in *whole: a part was not understood, there are
 * too many, or a group is not known; the text up to there is in the list.
 */
uint32_t	 affinity_list(const struct names *, const char *text,
		    struct affinity *list, bool *whole);

#endif
