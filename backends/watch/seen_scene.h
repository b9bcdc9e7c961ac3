/*
 * seen_scene.h: nodes and groups as a survey has seen them, for core/policy.
 */
#ifndef WATCH_SEEN_SCENE_H
#define WATCH_SEEN_SCENE_H

#include "backends/survey/survey.h"
#include "core/policy/scene.h"

/* Members, where groups are, what is free.  Of what nobody has said the site
 * file is taken for the truth. */
struct scene	*seen_scene(struct arena *, const struct survey *,
		    const struct site *);

#endif
