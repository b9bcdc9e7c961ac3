/*
 * story.h: a scenario being played; shared by scenario.c and judge.c.
 */
#ifndef SCENARIO_STORY_H
#define SCENARIO_STORY_H

#include "core/run/run.h"
#include "tools/scenario/person.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { STORY_SAVES = 8, STORY_EXPECTS = SIMULATED_WATCHES };

struct saved {
	const char	*name;
	struct world	*world;
};

struct story {
	struct sandbox	 sandbox;
	struct person	 person;	/* on top of its session */
	struct sim	*sim;		/* of the sandbox */
	struct site	*site;
	struct sink	*sink;		/* of the events, or NULL */
	struct arena	*arena;
	const struct scenario *scenario;
	struct plan	*plan;		/* of the last run */
	struct run	*run;		/* the last one */
	bool		 lost;		/* its last answer: domferry ended */
	bool		 ran;
	bool		 refused_job;	/* the last job did not fit the site */
	int64_t		 effect_ms;	/* first entry that took effect; -1 */
	uint32_t	 watch[STORY_EXPECTS];
	struct saved	 saves[STORY_SAVES];
	uint32_t	 save_count;
	struct scenario_result *result;
};

/* The first thing that went wrong stays. */
void	 story_fail(struct story *, enum err_code, int exit,
	    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Run a job to its ending, or until a fault ends domferry; has it arrived? */
bool	 story_run(struct story *, const struct job *, struct sink *);
/* Resume the last run; false when nothing is left to do. */
bool	 story_take_up(struct story *, enum decision, struct sink *,
	    struct err *);
/* Judge every expectation, the invariants and the faults. */
void	 story_judge(struct story *);

#endif
