/*
 * scene_site.h: a scene from a site file.
 */
#ifndef CORE_SCENE_SITE_H
#define CORE_SCENE_SITE_H

#include "core/policy/scene.h"

struct arena;
struct site;
struct timing;

/* How long the steps of a start and a stop take, by the site's timing. */
struct scene_times scene_times_of(const struct timing *);

/*
 * The nodes as declared, all members, and the groups of the site's guests where
 * "now" has put them; a guest without a place there has no group yet.  The
 * names are the site's.
 */
struct scene	*scene_of_site(struct arena *, const struct site *);
/*
 * The same when everything that is declared runs: a guest that has an agent and
 * no place yet is started on the best node of its list, in the order of the
 * file.  One that fits nowhere is offline.
 */
struct scene	*scene_of_all(struct arena *, const struct site *);

#endif
