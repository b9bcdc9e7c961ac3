/*
 * trial.h: a script played once, and what came of it.
 */
#ifndef JUDGE_TRIAL_H
#define JUDGE_TRIAL_H

#include "core/base/limits.h"
#include "tools/judge/disturbance.h"
#include "tools/judge/story.h"
#include "tools/scenario/scenario.h"

enum { TRIAL_VIOLATIONS = 16 };

/* A guest at the end. */
struct trial_guest {
	bool		 up;
	bool		 replaced;	/* it is made from a source, and what
					   runs is another system */
	uint32_t	 node;		/* on which it is up */
	int64_t		 down_ms;	/* how long it was not */
};

struct violated {
	const char	*name, *text;
};

struct trial {
	struct arena	 arena;		/* all that it says, and its site */
	const struct site *site;
	struct disturbance disturbance;	/* row NULL: undisturbed */
	struct record	 record;
	struct scenario_result result;
	const char	*text;		/* the site at the end, canonical */
	struct trial_guest *guest;	/* by number; of the site's */
	struct violated	 violated[TRIAL_VIOLATIONS];
	uint32_t	 violated_count;
	int64_t		 ended_ms;	/* when the script had ended; -1: it
					   has not */
};

/* What trials of one script share. */
struct trial_of {
	struct story_of	 story;
	bool		 path_only;	/* see struct scripted_from */
	int64_t		 until_ms;	/* the story is over; -1: by itself */
};

/* Play it as the story says.  false, with the reason: it could not be
 * played.  Give it back with trial_drop in any case; it must not be moved. */
bool		 trial_play(const struct trial_of *, const struct story *,
		    struct trial *, struct err *);
void		 trial_drop(struct trial *);

#endif
