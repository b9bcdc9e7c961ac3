/*
 * lessen.h: leave out of a site what something does not need to happen.
 */
#ifndef SWARM_LESSEN_H
#define SWARM_LESSEN_H

#include <jansson.h>
#include <stdbool.h>

/* Does it happen on that site, too?  A site that cannot be read is a no. */
struct lessening {
	bool		(*happens)(void *with, const json_t *site);
	void		*with;
	unsigned	 tries;		/* at most, of happens */
};

/*
 * A copy of the site without the things, and then without the keys and
 * elements, that are not needed; what is left is needed, unless the tries came
 * to their end.  The caller gives it back with json_decref.
 */
json_t		*lessen(const json_t *site, struct lessening *);
/* Leave the thing of that name out, and all that names it. */
void		 lessen_name(json_t *value, const char *name);

#endif
