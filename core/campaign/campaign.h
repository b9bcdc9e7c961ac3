/*
 * campaign.h: a campaign chooses one job at a time: what comes next follows
 * from its goal, from how the site stands, and from what has come of its jobs.
 *
 * Pure, and it remembers nothing: who carries a campaign out asks for a view,
 * takes the choice, drives that job as a run of its own, and asks again.  So a
 * campaign that was cut off goes on from whatever is so now.
 */
#ifndef CORE_CAMPAIGN_H
#define CORE_CAMPAIGN_H

#include "core/campaign/campaign_view.h"
#include "core/procedures/procedure.h"
#include "core/run/run.h"

struct campaign_goal {
	enum campaign	 kind;
	uint32_t	 node;
	bool		 locks;		/* its jobs take locks */
	enum purpose	 purpose;	/* what the node is emptied for */
	/* For return: the guests that an evacuation has moved, in the order of
	 * their leaving; NULL: all whose group has the node first in its
	 * list. */
	const uint32_t	*left;
	uint32_t	 left_count;
};

/* Whom an evacuation has moved off a node, in the order of their leaving. */
struct campaign_left {
	uint32_t	 node;		/* 0: none is known */
	const uint32_t	*guests;
	uint32_t	 count;
};

/* What has come of a job. */
struct campaign_move {
	const char	*job;		/* "switch ldom1 --to node2" */
	const char	*why;
	uint32_t	 guest, from, to;
	enum ending	 ending;
	uint32_t	 exit;
	struct err	 err;		/* unless it arrived */
	int64_t		 expected_ms, expected_down_ms;
	int64_t		 took_ms, down_ms;
};

enum { CAMPAIGN_MOVES = 1024 };

struct campaign_past {
	const struct campaign_move *moves;
	uint32_t	 count;
};

enum campaign_step {
	CAMPAIGN_JOB,		/* move has the job, its guest and its nodes;
				   without a guest it is the sweep of the
				   node */
	CAMPAIGN_WAIT,		/* a guest that came along is not up yet: err
				   says which */
	CAMPAIGN_DONE,
	CAMPAIGN_NO_WAY,	/* err says why */
};

struct campaign_choice {
	enum campaign_step step;
	struct campaign_move move;	/* not yet done: ending is GOING */
	struct err	 err;
};

/* The goal of a job that is a campaign; its places are added by who has read
 * them. */
struct campaign_goal campaign_goal_of(const struct job *);
/* Whom a past has moved off the node, in the arena. */
struct campaign_left campaign_left_of(struct arena *,
	    const struct campaign_goal *, const struct campaign_past *);
/* Those go back, if they left the goal's node; else all whose group has it
 * first in its list. */
void	 campaign_goal_places(struct campaign_goal *,
	    const struct campaign_left *);
/* Choose what comes next; its texts are in the arena. */
void	 campaign_next(struct arena *, const struct campaign_goal *,
	    const struct campaign_view *, const struct campaign_past *,
	    struct campaign_choice *);
/*
 * The n-th reason, from 0, why the campaign may not begin, or go on, as the
 * site stands: a guest that nobody may move, in words, in the arena.  NULL:
 * there are no more.
 */
const char *campaign_obstacle(struct arena *, const struct campaign_goal *,
	    const struct campaign_view *, unsigned n);
/*
 * All moves from here on, as far as they can be foreseen: each one arrives, and
 * says so.
 * Returns how many are written to moves, which has room for CAMPAIGN_MOVES; the
 * choice after the last one is done, or says what stands in the way.
 */
uint32_t campaign_foresee(struct arena *, const struct campaign_goal *,
	    const struct campaign_view *, struct campaign_move *moves,
	    struct campaign_choice *last);

#endif
