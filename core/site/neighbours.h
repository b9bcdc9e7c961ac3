/*
 * neighbours.h: the guests that a guest takes along when its group moves.
 */
#ifndef CORE_NEIGHBOURS_H
#define CORE_NEIGHBOURS_H

#include "core/site/site.h"

struct arena;

enum { FOLLOWERS = 24 };	/* fewer than PLAN_DECIDES */

/*
 * The guests whose groups follow that of the guest, by their declared
 * affinities, and those that follow these.  list has room for FOLLOWERS.
 * Returns how many there are; FOLLOWERS + 1 if there are more.
 */
uint32_t	 neighbours_following(const struct site *, uint32_t guest,
		    uint32_t *list);
/*
 * Note in the guests of a site which of them name whose group.  To be called
 * when their affinities are known, and whenever they change.  Returns the guest
 * of each group, by its number, in the arena.
 */
const uint32_t	*neighbours_index(struct arena *, struct site *);
/* The first guest (after is 0), or the next one after that one, whose group has
 * an affinity to the group of the guest; 0: there is none. */
uint32_t	 neighbours_naming(const struct site *, uint32_t guest,
		    uint32_t after);
/* The sign of the guest's affinity to a group, or SIGN_NONE. */
enum sign	 neighbours_sign(const struct site *, uint32_t guest,
		    uint32_t group);
/* Is the guest the first one, or in the list of those that follow it? */
bool		 neighbours_moves(uint32_t guest, uint32_t first,
		    const uint32_t *list, uint32_t count);
/* Is the node in the node list of the guest's group? */
bool		 neighbours_listed(const struct site_guest *, uint32_t node);

#endif
